"""
How two neighbouring partial readings make a larger one: by their types, not by grammar.

Kinds of items: SET things · REL relation · ATTR literal property · VAL property of things · LIT values · CMP sign ·
CMPATTR sign with property · PRED sign with values · CMPVAL sign with something's value · SUP greatest · SUPATTR
greatest by property · MOST most or fewest · SUPCOUNT most of something · CNT a number of something · NEG, NOT ·
CONN, REST (the part behind "and") · COUNT, AGG, AGGATTR, NUM · SAME, SAMEAS · EACH, GROUP · TABLE.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

from kg.ask.compiled import Compiled
from kg.ask.expressions import Expression, Run
from kg.ask.graph import Members, Path
from kg.ask.items import Counts, Feature, Item, dearer, summed
from kg.ask.nodes.attribute import Attr
from kg.ask.nodes.boolean import And, Minus, Or
from kg.ask.nodes.comparison import Cmp, CmpTo, CountCmp
from kg.ask.nodes.join import Join
from kg.ask.nodes.number import Agg, Count
from kg.ask.nodes.superlative import CountSup, Sup
from kg.ask.nodes.values import Values
from kg.ask.values import Value

Rule: TypeAlias = Callable[[Item, Item], Iterator[Item]]
OPPOSITE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
POSSESSIVE: Final = frozenset(("'s",))
BEHIND: Final = frozenset(("or", "and", "later", "earlier", "onwards", "onward", "at", "more", "less"))
LINKING: Final = frozenset(("of", "in", "with", "by", "'s", "for", "on", "from", "to"))
BY: Final = frozenset(("by", "from", "through"))
MOST_COUNTED: Final = 4


def turned(path: Path) -> Path:
    """
    The same path, backwards.
    """
    return tuple((prop, not forward) for prop, forward in reversed(path))


class Composer:
    """
    The rules, for one question over one graph.
    """

    def __init__(
        self, compiled: Compiled, run: Run, weights: Counts, low: tuple[str, ...], *, may_be_empty: bool
    ) -> None:
        """
        A composer for the question with these words.
        """
        self.schema, self.graph, self.run, self.weights, self.low = compiled.schema, compiled.graph, run, weights, low
        self.may_be_empty = may_be_empty
        both: dict[tuple[str, str], list[Rule]] = {}
        for left, right, rule in self._rules():
            both.setdefault((left, right), []).append(rule)
        self.rules = both

    def _rules(self) -> list[tuple[str, str, Rule]]:
        return [
            ("SET", "SET", self.sets),
            ("REL", "SET", self.relation_set),
            ("SET", "REL", self.set_relation),
            ("ATTR", "SET", self.value_of),
            ("SET", "ATTR", lambda one, two: self.value_of(two, one)),
            ("ATTR", "LIT", self.compared),
            ("LIT", "ATTR", lambda one, two: self.compared(two, one)),
            ("ATTR", "PRED", self.compared),
            ("PRED", "ATTR", lambda one, two: self.compared(two, one)),
            ("SET", "LIT", self.lifted),
            ("LIT", "SET", lambda one, two: self.lifted(two, one)),
            ("SET", "PRED", self.lifted),
            ("PRED", "SET", lambda one, two: self.lifted(two, one)),
            ("CMP", "LIT", self.predicate),
            ("LIT", "CMP", lambda one, two: self.predicate(two, one, behind=True)),
            ("CMPATTR", "LIT", self.compared_by),
            ("LIT", "CMPATTR", lambda one, two: self.compared_by(two, one)),
            ("CMPATTR", "SET", self.compared_with),
            ("CMPATTR", "VAL", self.compared_with_value),
            ("CMP", "VAL", self.against_value),
            ("CMP", "SET", self.against_set),
            ("ATTR", "CMPVAL", self.attribute_against),
            ("CMPVAL", "ATTR", lambda one, two: self.attribute_against(two, one)),
            ("SET", "CMPVAL", self.set_against),
            ("SUP", "ATTR", self.superlative_attribute),
            ("ATTR", "SUP", lambda one, two: self.superlative_attribute(two, one)),
            ("MOST", "ATTR", self.most_attribute),
            ("SUPATTR", "ATTR", self.superlative_refined),
            ("SUPATTR", "SET", self.superlative),
            ("SET", "SUPATTR", lambda one, two: self.superlative(two, one)),
            ("MOST", "SET", self.most_of),
            ("MOST", "REL", self.most_related),
            ("REL", "MOST", lambda one, two: self.most_related(two, one)),
            ("REL", "SUPCOUNT", self.relation_most),
            ("SUPCOUNT", "REL", lambda one, two: self.relation_most(two, one)),
            ("SET", "SUPCOUNT", self.counted_most),
            ("SUPCOUNT", "SET", lambda one, two: self.counted_most(two, one)),
            ("PRED", "SET", self.number_of),
            ("LIT", "SET", self.number_of),
            ("PRED", "REL", self.number_related),
            ("LIT", "REL", self.number_related),
            ("REL", "CNT", self.relation_number),
            ("CNT", "REL", lambda one, two: self.relation_number(two, one)),
            ("SET", "CNT", self.counted),
            ("CNT", "SET", lambda one, two: self.counted(two, one)),
            ("NEG", "SET", self.negated),
            ("SET", "NOT", self.without),
            ("NOT", "SET", lambda one, two: self.without(two, one)),
            ("NEG", "REL", self.negated_relation),
            ("SET", "NEGREL", self.unrelated),
            ("CONN", "CMPATTR", self.or_equal),
            ("ATTR", "CMPATTR", lambda one, two: self.refined(two, one)),
            ("CMPATTR", "ATTR", self.refined),
            ("ATTR", "VAL", self.equal_to_value),
            ("ATTR", "VAL", self.asked_value),
            ("ATTR", "ATTR", self.asked_attribute),
            ("VAL", "PRED", self.value_compared),
            ("VAL", "LIT", self.value_compared),
            ("NEG", "CMP", self.flipped),
            ("NEG", "CMPATTR", self.flipped),
            ("NEG", "PRED", self.flipped_predicate),
            ("NEG", "LIT", self.other_than),
            ("COUNT", "SET", self.count),
            ("AGG", "VAL", self.aggregate),
            ("AGG", "ATTR", self.aggregate_attribute),
            ("ATTR", "AGG", lambda one, two: self.aggregate_attribute(two, one)),
            ("AGGATTR", "SET", self.aggregate_of),
            ("SET", "AGGATTR", lambda one, two: self.aggregate_of(two, one)),
            ("SAME", "ATTR", self.same),
            ("SAME", "REL", self.same),
            ("SAME", "SET", self.same),
            ("SAMEAS", "SET", self.same_as),
            ("CONN", "SET", self.rest),
            ("CONN", "LIT", self.rest),
            ("CONN", "PRED", self.rest),
            ("CONN", "ATTR", self.rest),
            ("CONN", "VAL", self.rest),
            ("CONN", "NOT", self.rest),
            ("SET", "REST", self.joined_sets),
            ("LIT", "REST", self.joined_values),
            ("PRED", "REST", self.joined_predicates),
            ("ATTR", "REST", self.joined_attributes),
            ("VAL", "REST", self.joined_attributes),
            ("BETWEEN", "LIT", self.between),
            ("ATTRS", "SET", self.table),
            ("SET", "ATTRS", lambda one, two: self.table(two, one)),
            ("EACH", "SET", self.each),
            ("NUM", "EACHOF", self.grouped),
            ("VAL", "EACHOF", self.grouped),
            ("EACHOF", "NUM", lambda one, two: self.grouped(two, one)),
            ("AGGATTR", "EACHOF", self.grouped),
        ]

    def combine(self, left: Item, right: Item) -> Iterator[Item]:
        """
        Every reading of two neighbours taken together.
        """
        for rule in self.rules.get((left.kind, right.kind), ()):
            yield from rule(left, right)

    def gap(self, left: Item, right: Item) -> tuple[str, ...]:
        """
        The words between two readings, whichever stands first.
        """
        start, end = left.used.bit_length(), (right.used & -right.used).bit_length() - 1
        if start > end:
            start, end = right.used.bit_length(), (left.used & -left.used).bit_length() - 1
        return self.low[start:end]

    def make(
        self, kind: str, parts: tuple[Item, Item], changes: tuple[tuple[Feature, float], ...] = (), **fields: Any
    ) -> Item:
        """
        A reading made of two.
        """
        one, two = parts
        raised = list(summed(one.counts, two.counts))
        cost = one.cost + two.cost + self.weights[Feature.SIZE]
        raised[Feature.SIZE] += 1
        for feature, amount in changes:
            raised[feature] += amount
            cost += self.weights[feature] * amount
        head = fields.pop("head", one.head)
        return Item(kind, tuple(raised), cost, head, used=one.used | two.used, trace=one.trace + two.trace, **fields)

    def set_of(
        self,
        parts: tuple[Item, Item],
        node: Expression,
        changes: tuple[tuple[Feature, float], ...] = (),
        **fields: Any,
    ) -> Item | None:
        """
        A set made of two readings; nothing where it is empty and may not be.
        """
        members = self.run.members(node)
        if not members:
            was_empty = any(part.counts[Feature.EMPTY] for part in parts)
            changes = changes if was_empty else (*changes, (Feature.EMPTY, 1.0))
        types = fields.pop("types", None)
        if members or types is None:
            types = self.graph.types_of(members)
        return self.make("SET", parts, changes, node=node, members=members, types=types, **fields)

    # ---- sets and relations ----------------------------------------------------------------------------------------

    def sets(self, left: Item, right: Item) -> Iterator[Item]:
        """
        Both at once, or one related to the other by something no word names.
        """
        yield from self.both(left, right)
        gap = self.gap(left, right)
        for head, other in ((left, right), (right, left)):
            order = self.order(head, left, right, gap)
            for path, loss in self.schema.links(head.types, other.types):
                join: Expression = Join(path, other.node)
                if isinstance(other.extra, tuple) and other.extra[0] == "each":
                    join = And(Join(path, other.extra[1]), Join(path, other.extra[2]))
                members = self.run.members(join) & head.members
                if not members and (not head.members or not other.members or len(path) > 1):
                    continue
                changes = [(Feature.IMPLICIT, 1.0), (Feature.HOPS, loss), (Feature.ORDER, order)]
                if head.shape == "sup" and other.shape != "sup":
                    changes.append((Feature.SCOPE, 1.0))
                item = self.set_of(
                    (left, right),
                    And(head.node, join),
                    tuple(changes),
                    head=head.head,
                    shape=self.shape(head),
                    types=head.types,
                )
                if item:
                    yield item
        yield from self.events(left, right)

    @staticmethod
    def shape(head: Item) -> str:
        """
        What a restricted set is: a class is none any more, and a superlative stays one.
        """
        return head.shape if head.shape == "sup" else "noun"

    def both(self, left: Item, right: Item) -> Iterator[Item]:
        """
        Members of both; the class gives the head.
        """
        if left.shape == right.shape == "entity" and not left.members & right.members:
            return
        if not left.types & right.types:
            return
        head, other = (
            (left, right)
            if left.shape in ("class", "noun", "sup") or right.shape in ("filter", "entity")
            else (right, left)
        )
        if left.shape == "entity" and right.shape == "class":
            head, other = left, right
        gap = self.gap(left, right)
        apart = not LINKING.isdisjoint(gap) and right.shape in ("class", "entity")
        asked = "where" in (left.extra, right.extra) and "entity" in (left.shape, right.shape)
        changes = [(Feature.ORDER, (1.0 if apart else 0.0) + (1.5 if asked else 0.0) + self.far(left, right))]
        if (left.shape == "sup") != (right.shape == "sup"):
            changes.append((Feature.SCOPE, 1.0))
        if left.node.key == right.node.key:
            return
        item = self.set_of(
            (left, right),
            And(head.node, other.node),
            tuple(changes),
            head=head.head,
            shape=self.shape(head),
            types=head.types,
        )
        if item:
            yield item

    @staticmethod
    def far(left: Item, right: Item) -> float:
        """
        A little against binding to a whole phrase rather than to its last noun.
        """
        return 0.2 if left.counts[Feature.SIZE] and right.shape in ("filter", "noun") and left.shape != "sup" else 0.0

    @staticmethod
    def order(head: Item, left: Item, right: Item, gap: tuple[str, ...]) -> float:
        """
        How odd it is that this one is the head: "rivers in Texas" has it left, "Texas rivers" right.
        """
        words = set(gap)
        if words & {"what", "which", "whose"} and not words & {"that"} and right.shape == "class":
            return 0.0 if head is right else 0.7
        if words - POSSESSIVE:
            return 0.0 if head is left else 1.0
        compound = words & POSSESSIVE or (right.shape in ("class", "noun") and left.shape in ("entity", "filter"))
        if compound:
            return 0.0 if head is right else 1.0
        return 0.1 if head is left else 0.8

    def events(self, left: Item, right: Item) -> Iterator[Item]:
        """
        Nodes that link both: the deal between two clubs.
        """
        if not left.shape == right.shape == "entity":
            return
        for event in sorted(self.schema.events):
            if self.graph.parents[event] & self.schema.events:
                continue
            mine = frozenset((event,))
            if left.types & mine or right.types & mine:
                continue
            for one, _ in self.schema.links(mine, left.types):
                for two, _ in self.schema.links(mine, right.types):
                    if len(one) > 1 or len(two) > 1 or one == two:
                        continue
                    node = And(Join(one, left.node), Join(two, right.node))
                    if not self.run.members(node):
                        continue
                    item = self.set_of((left, right), node, ((Feature.IMPLICIT, 2.0),), head=left.head, shape="filter")
                    if item:
                        yield item

    def relation_set(self, relation: Item, thing: Item) -> Iterator[Item]:
        """
        "capital of Texas", "border Texas", "capital Austin".
        """
        gap = set(self.gap(relation, thing))
        frame = relation.shape
        against = frame.startswith("inverse")
        noun = frame.endswith("noun")
        if noun:
            forward_odd, backward_odd = (1.0, 0.0) if gap & {"of", "for", "in", "to", "from"} else (0.3, 0.5)
        else:
            forward_odd, backward_odd = (0.7, 0.3) if gap & BY else (0.0, 1.0)
        if relation.extra:
            forward_odd, backward_odd = 1.0, 0.0
        if against:
            forward_odd, backward_odd = backward_odd, forward_odd
        yield from self.related(relation, thing, (relation, thing), forward_odd, backward_odd)

    def set_relation(self, thing: Item, relation: Item) -> Iterator[Item]:
        """
        "Texas borders", "Texas's capital", "rivers run through".
        """
        frame = relation.shape
        forward_odd, backward_odd = 1.0, 0.0
        if frame == "participle":
            forward_odd, backward_odd = 0.8, 0.2
        if frame.startswith("inverse"):
            forward_odd, backward_odd = backward_odd, forward_odd
        yield from self.related(relation, thing, (thing, relation), forward_odd, backward_odd)

    def related(
        self, relation: Item, thing: Item, parts: tuple[Item, Item], forward_odd: float, backward_odd: float
    ) -> Iterator[Item]:
        """
        Both ways along a relation: what leads to the thing, and what the thing leads to.
        """
        prop = relation.path[0][0]
        for path, odd, near, far in (
            (relation.path, forward_odd, self.schema.subjects[prop], self.schema.objects[prop]),
            (turned(relation.path), backward_odd, self.schema.objects[prop], self.schema.subjects[prop]),
        ):
            if not any(c in far for c in thing.types):
                continue
            nodes = [Join(path, thing.node)]
            if isinstance(thing.extra, tuple) and thing.extra and thing.extra[0] == "each":
                nodes.append(And(Join(path, thing.extra[1]), Join(path, thing.extra[2])))
            for node in nodes:
                shape = "noun" if odd == backward_odd and path != relation.path else "filter"
                if path == relation.path and relation.shape == "inverse noun":
                    shape = "noun"
                item = self.set_of(
                    parts, node, ((Feature.DIRECTION, odd),), head=relation.head, shape=shape, types=frozenset(near)
                )
                if item:
                    yield item

    # ---- values ----------------------------------------------------------------------------------------------------

    def value_of(self, attribute: Item, thing: Item) -> Iterator[Item]:
        """
        "population of Texas"; through one more step where things of this kind have no such property themselves.
        """
        loss = 0.5 if attribute.shape == "adjective" else 0.8 if attribute.shape == "boolean" else 0.0
        prop = attribute.path[0][0]
        for path, hops in self.schema.values_from(thing.types, prop):
            if not self.run.graph.have(path) & thing.members:
                continue
            node = Attr(path, thing.node)
            yield self.make(
                "VAL",
                (attribute, thing),
                ((Feature.HOPS, hops), (Feature.LINK, loss)),
                node=node,
                members=thing.members,
                types=thing.types,
                path=path,
                extra=thing,
                head=attribute.head,
            )

    def _kinds(self, path: Path) -> str:
        return self.schema.kinds.get(path[-1][0], "")

    def compared(self, attribute: Item, values: Item, sign: str | None = None) -> Iterator[Item]:
        """
        "population over 5 million", "posted in 2004", "starts at 10".
        """
        sign = sign or (values.extra[2] if values.kind == "PRED" else "=")
        constants, unit = values.extra[0], values.extra[1]
        kind = self._kinds(attribute.path)
        if any(value.kind != kind for value in constants):
            return
        node = self.any_of(attribute.path, sign, constants)
        loss = self.unit_loss(attribute.path, unit)
        prop = attribute.path[-1][0]
        item = self.set_of(
            (attribute, values),
            node,
            ((Feature.LINK, loss),),
            head=attribute.head,
            shape="filter",
            types=frozenset(self.schema.subjects[prop]),
        )
        if item:
            yield item

    @staticmethod
    def any_of(path: Path, sign: str, constants: tuple[Value, ...]) -> Expression:
        """
        A comparison with a value, or with any of several.
        """
        node: Expression = Cmp(path, sign, constants[0])
        for constant in constants[1:]:
            other = Cmp(path, sign, constant)
            node = And(node, other) if sign == "!=" else Or(node, other)
        return node

    def unit_loss(self, path: Path, unit: tuple[tuple[str, ...], ...]) -> float:
        """
        How ill a unit fits a property: "hours" fit a length, not a population.
        """
        if not unit:
            return 0.0
        words = {stem for wording in self.schema.property_words[path[-1][0]] for stem in wording.form}
        return 0.0 if any(set(form) <= words for form in unit) else 0.5

    def lifted(self, thing: Item, values: Item) -> Iterator[Item]:
        """
        "meetings after 3 pm", "cities with more than 100,000": the property is not named.
        """
        sign = values.extra[2] if values.kind == "PRED" else "="
        constants, unit = values.extra[0], values.extra[1]
        if thing.shape == "entity":
            return
        for prop, kind in self.schema.kinds.items():
            if kind != constants[0].kind or not thing.types & self.schema.subjects[prop].keys():
                continue
            path: Path = ((prop, True),)
            fits = self.unit_loss(path, unit) if unit else (0.0 if kind in ("date", "time") else 0.5)
            scope = 1.0 if thing.shape == "sup" else 0.0
            node = And(thing.node, self.any_of(path, sign, constants))
            item = self.set_of(
                (thing, values),
                node,
                ((Feature.LIFT, 1.0), (Feature.LINK, fits), (Feature.SCOPE, scope)),
                head=thing.head,
                shape="noun",
                types=thing.types,
            )
            if item:
                yield item

    # ---- comparisons -----------------------------------------------------------------------------------------------

    def predicate(self, sign: Item, values: Item, *, behind: bool = False) -> Iterator[Item]:
        """
        "after 2004", "more than 3", "10 am or later".
        """
        constants, unit = values.extra[0], values.extra[1]
        code, kinds = sign.extra
        if kinds and constants[0].kind not in kinds:
            return
        odd = 0.0 if behind == (sign.shape in BEHIND) or (not behind and sign.shape not in ("or", "and")) else 1.0
        yield self.make("PRED", (sign, values), ((Feature.ORDER, odd),), extra=(constants, unit, code))

    def compared_by(self, sign: Item, values: Item) -> Iterator[Item]:
        """
        "longer than 3 hours".
        """
        yield from self.compared(replace(sign, kind="ATTR"), values, sign.extra)

    def compared_with(self, sign: Item, thing: Item) -> Iterator[Item]:
        """
        "longer than the Red".
        """
        yield from self.against(sign, sign.extra, sign.path, sign.path, thing, (sign, thing))

    def compared_with_value(self, sign: Item, value: Item) -> Iterator[Item]:
        """
        "longer than the length of the Red".
        """
        yield from self.against(sign, sign.extra, sign.path, value.path, value.extra, (sign, value))

    def against(
        self, source: Item, sign: str, path: Path, other_path: Path, thing: Item, parts: tuple[Item, Item]
    ) -> Iterator[Item]:
        """
        A comparison of one property with a property of something else.
        """
        if self._kinds(path) != self._kinds(other_path):
            return
        if not self.graph.have(other_path) & thing.members:
            return
        every = len(thing.members) > 1 and thing.shape in ("class", "noun") and sign in ("<", ">")
        node = CmpTo(path, sign, other_path, thing.node, every)
        item = self.set_of(
            parts, node, (), head=source.head, shape="filter", types=frozenset(self.schema.subjects[path[-1][0]])
        )
        if item:
            yield item

    def against_value(self, sign: Item, value: Item) -> Iterator[Item]:
        """
        "after the end of the standup", still without the property to be compared.
        """
        code, kinds = sign.extra
        if kinds and self._kinds(value.path) not in kinds:
            return
        yield self.make("CMPVAL", (sign, value), extra=(code, value.path, value.extra))

    def against_set(self, sign: Item, thing: Item) -> Iterator[Item]:
        """
        "after the standup": its own property of that kind is meant.
        """
        if thing.shape in ("class",):
            return
        code, kinds = sign.extra
        yield self.make("CMPVAL", (sign, thing), extra=(code, None, thing), shape=",".join(sorted(kinds)))

    def attribute_against(self, attribute: Item, sign: Item) -> Iterator[Item]:
        """
        "starts after the end of the standup", "starts after the standup".
        """
        code, path, thing = sign.extra
        if path is None and sign.shape and self._kinds(attribute.path) not in sign.shape:
            return
        yield from self.against(attribute, code, attribute.path, path or attribute.path, thing, (attribute, sign))

    def set_against(self, thing: Item, sign: Item) -> Iterator[Item]:
        """
        "meetings after the standup".
        """
        code, path, other = sign.extra
        for prop, kind in self.schema.kinds.items():
            if kind not in ("date", "time", "number") or not thing.types & self.schema.subjects[prop].keys():
                continue
            mine: Path = ((prop, True),)
            if path is None and (not sign.shape or kind not in sign.shape):
                continue
            for item in self.against(thing, code, mine, path or mine, other, (thing, sign)):
                whole = And(thing.node, item.node)
                made = self.set_of(
                    (thing, sign),
                    whole,
                    ((Feature.LIFT, 0.5 if path == mine else 1.0),),
                    head=thing.head,
                    shape="noun",
                    types=thing.types,
                )
                if made:
                    yield made

    def refined(self, sign: Item, attribute: Item) -> Iterator[Item]:
        """
        "longer to cook", "starts later": the adjective gives the side, the other word the property.
        """
        kinds = {self._kinds(sign.path), self._kinds(attribute.path)}
        if len(kinds) > 1 and not kinds <= {"date", "time"}:
            return
        if attribute.shape in ("asked", "adjective", "boolean"):
            return
        changes = ((Feature.LINK, -sign.counts[Feature.LINK]),) if sign.path != attribute.path else ()
        yield self.make(
            "CMPATTR", (sign, attribute), changes, path=attribute.path, extra=sign.extra, head=attribute.head
        )

    def or_equal(self, conn: Item, sign: Item) -> Iterator[Item]:
        """
        "or longer", behind a number.
        """
        if conn.extra == "or" and not sign.extra.endswith("="):
            yield self.make("CMPATTR", (conn, sign), path=sign.path, extra=f"{sign.extra}=", head=sign.head)

    def equal_to_value(self, attribute: Item, value: Item) -> Iterator[Item]:
        """
        "start time at the end time of the standup": equal, where nothing else is said.
        """
        if attribute.shape in ("adjective", "boolean", "asked") or value.extra.shape == "class":
            return
        for item in self.against(attribute, "=", attribute.path, value.path, value.extra, (attribute, value)):
            yield dearer(item, self.weights, (Feature.LIFT, 0.7))

    def asked_value(self, asked: Item, value: Item) -> Iterator[Item]:
        """
        "when … signed": the question word asks for the kind of value that another word names.
        """
        if asked.shape == "asked" and self._kinds(asked.path) == self._kinds(value.path):
            made = replace(value, head=asked.head, used=value.used | asked.used)
            yield dearer(made, self.weights, (Feature.SIZE, 1.0))

    def asked_attribute(self, asked: Item, attribute: Item) -> Iterator[Item]:
        """
        The same with the property alone.
        """
        if asked.shape == "asked" and self._kinds(asked.path) == self._kinds(attribute.path):
            made = replace(attribute, head=asked.head, used=attribute.used | asked.used)
            yield dearer(made, self.weights, (Feature.SIZE, 1.0))

    def value_compared(self, value: Item, values: Item) -> Iterator[Item]:
        """
        "the population of Texas is over 5 million".
        """
        sign = values.extra[2] if values.kind == "PRED" else "="
        constants = values.extra[0]
        if any(constant.kind != self._kinds(value.path) for constant in constants):
            return
        node = And(value.extra.node, self.any_of(value.path, sign, constants))
        item = self.set_of((value, values), node, (), head=value.extra.head, shape="noun", types=value.types)
        if item:
            yield item

    def negated_relation(self, neg: Item, relation: Item) -> Iterator[Item]:
        """
        "not attended", still without who did not.
        """
        yield self.make(
            "NEGREL", (neg, relation), path=relation.path, shape=relation.shape, extra=relation, head=relation.head
        )

    def unrelated(self, thing: Item, negative: Item) -> Iterator[Item]:
        """
        "meetings that Alice has not attended".
        """
        if thing.shape not in ("entity", "noun"):
            return
        for item in self.set_relation(thing, negative.extra):
            yield self.make(
                "NOT",
                (thing, negative),
                node=item.node,
                members=item.members,
                types=item.types,
                extra=item,
                head=item.head,
            )

    def between(self, _: Item, values: Item) -> Iterator[Item]:
        """
        "between 3 and 5".
        """
        constants, unit = values.extra[0], values.extra[1]
        if len(constants) == 2 and constants[0].kind == constants[1].kind:  # noqa: PLR2004 - both ends
            low, high = min(c.low for c in constants), max(c.high for c in constants)
            text = f"between {constants[0].text} and {constants[1].text}"
            yield self.make("LIT", (_, values), extra=((Value(constants[0].kind, low, high, text),), unit))

    def number_of(self, values: Item, thing: Item) -> Iterator[Item]:
        """
        "more than 3 rivers", "two attendees".
        """
        constants, unit = values.extra[0], values.extra[1]
        if constants[0].kind != "number" or len(constants) > 1 or unit or thing.shape == "entity":
            return
        if constants[0].low != int(constants[0].low):
            return
        sign = values.extra[2] if values.kind == "PRED" else "="
        yield self.make("CNT", (values, thing), extra=(sign, int(constants[0].low), thing, None), head=thing.head)

    def number_related(self, values: Item, relation: Item) -> Iterator[Item]:
        """
        "two attendees" where attendee is a relation.
        """
        constants, unit = values.extra[0], values.extra[1]
        if constants[0].kind != "number" or len(constants) > 1 or unit or constants[0].low != int(constants[0].low):
            return
        sign = values.extra[2] if values.kind == "PRED" else "="
        for path in (relation.path, turned(relation.path)):
            odd = 0.0 if path == relation.path else 0.5
            yield self.make(
                "CNT",
                (values, relation),
                ((Feature.DIRECTION, odd),),
                extra=(sign, int(constants[0].low), None, path),
                head=relation.head,
            )

    def relation_number(self, relation: Item, number: Item) -> Iterator[Item]:
        """
        "border more than 3 states".
        """
        sign, count, thing, path = number.extra
        if thing is None or path is not None:
            return
        for way, odd in ((relation.path, 0.0), (turned(relation.path), 0.7)):
            if relation.shape.startswith("inverse"):
                odd = 0.7 - odd  # noqa: PLW2901 - the words run against the arrow
            far = self.schema.objects if way == relation.path else self.schema.subjects
            if thing.types & far[way[0][0]].keys():
                yield self.make(
                    "CNT",
                    (relation, number),
                    ((Feature.DIRECTION, odd),),
                    extra=(sign, count, thing, way),
                    head=number.head,
                )

    def counted(self, thing: Item, number: Item) -> Iterator[Item]:
        """
        "states with more than 3 rivers".
        """
        if thing.shape == "entity":
            return
        sign, count, counted, path = number.extra
        for way, loss, implicit in self.ways(thing, counted, path):
            node = CountCmp(way, sign, count, thing.node, counted.node if counted else None)
            scope = 1.0 if thing.shape == "sup" else 0.0
            item = self.set_of(
                (thing, number),
                node,
                ((Feature.IMPLICIT, implicit), (Feature.HOPS, loss), (Feature.SCOPE, scope)),
                head=thing.head,
                shape="noun",
                types=thing.types,
            )
            if item:
                yield item

    def ways(self, thing: Item, counted: Item | None, path: Path | None) -> Iterator[tuple[Path, float, float]]:
        """
        Paths from a thing to what is counted: the named one, or any that the data has.
        """
        if path is not None:
            prop, forward = path[0]
            near = (self.schema.subjects if forward else self.schema.objects)[prop]
            if thing.types & near.keys():
                yield path, 0.0, 0.0
        elif counted is not None:
            for way, loss in self.schema.links(thing.types, counted.types)[:MOST_COUNTED]:
                yield way, loss, 1.0

    # ---- superlatives ----------------------------------------------------------------------------------------------

    def superlative_attribute(self, sup: Item, attribute: Item) -> Iterator[Item]:
        """
        "largest population".
        """
        if self._kinds(attribute.path) in ("number", "date", "time", "duration"):
            yield self.make(
                "SUPATTR",
                (sup, attribute),
                path=attribute.path,
                extra=sup.extra,
                head=attribute.head,
                shape="" if attribute.shape == "adjective" else "named",
            )

    def most_attribute(self, most: Item, attribute: Item) -> Iterator[Item]:
        """
        "most points".
        """
        if self._kinds(attribute.path) == "number":
            yield self.make(
                "SUPATTR",
                (most, attribute),
                path=attribute.path,
                extra=(most.extra, 1),
                head=attribute.head,
                shape="named",
            )

    def superlative_refined(self, sup: Item, attribute: Item) -> Iterator[Item]:
        """
        "shortest cooking time": the adjective gives the side, the noun the property.
        """
        if self._kinds(attribute.path) not in ("number", "date", "time", "duration") or attribute.shape == "asked":
            return
        loss = -sup.counts[Feature.LINK] if sup.path != attribute.path else 0.0
        yield self.make(
            "SUPATTR",
            (sup, attribute),
            ((Feature.LINK, loss),),
            path=attribute.path,
            extra=sup.extra,
            head=attribute.head,
            shape="named",
        )

    def superlative(self, sup: Item, thing: Item) -> Iterator[Item]:
        """
        "longest river in Texas"; also "the largest population of a city" as a value.
        """
        if thing.shape == "entity":
            return
        highest, take = sup.extra
        for path, hops in self.schema.values_from(thing.types, sup.path[-1][0]):
            node = Sup(path, highest, thing.node, take)
            if not self.run.members(node):
                continue
            item = self.set_of(
                (sup, thing), node, ((Feature.HOPS, hops),), head=thing.head, shape="sup", types=thing.types
            )
            if not item:
                continue
            yield item
            if sup.shape == "named":
                yield self.make(
                    "VAL",
                    (sup, thing),
                    ((Feature.HOPS, hops),),
                    node=Attr(path, node),
                    members=item.members,
                    types=thing.types,
                    path=path,
                    extra=item,
                    head=sup.head,
                )

    def most_of(self, most: Item, thing: Item) -> Iterator[Item]:
        """
        "the most rivers"; also "the most common cuisine": the one most things lead to.
        """
        if thing.shape == "entity":
            return
        yield self.make("SUPCOUNT", (most, thing), extra=(most.extra, thing, None), head=thing.head)
        for path, count in self.popular(thing):
            node = CountSup(path, most.extra, thing.node, None)
            item = self.set_of(
                (most, thing),
                node,
                ((Feature.LIFT, 2.0), (Feature.HOPS, count)),
                head=thing.head,
                shape="sup",
                types=thing.types,
            )
            if item:
                yield item

    def popular(self, thing: Item) -> list[tuple[Path, float]]:
        """
        The relations that lead to things of a kind, the most frequent first.
        """
        found = []
        for prop, objects in enumerate(self.schema.objects):
            count = sum(objects.get(c, 0) for c in thing.types)
            if count:
                found.append((-count, prop))
        return [(((prop, False),), 0.3 * rank) for rank, (_, prop) in enumerate(sorted(found)[:3])]

    def most_related(self, most: Item, relation: Item) -> Iterator[Item]:
        """
        "most cited", "the most ingredients" where ingredient is a relation.
        """
        for path, odd in ((relation.path, 0.2), (turned(relation.path), 0.2)):
            yield self.make(
                "SUPCOUNT",
                (most, relation),
                ((Feature.DIRECTION, odd),),
                extra=(most.extra, None, path),
                head=relation.head,
            )

    def relation_most(self, relation: Item, most: Item) -> Iterator[Item]:
        """
        "border the most states", "the most rivers run through".
        """
        side, thing, path = most.extra
        if thing is None or path is not None:
            return
        first = relation.used < most.used
        for way, odd in ((relation.path, 0.0 if first else 0.7), (turned(relation.path), 0.7 if first else 0.0)):
            if relation.shape.startswith("inverse"):
                odd = 0.7 - odd  # noqa: PLW2901 - the words run against the arrow
            far = self.schema.objects if way == relation.path else self.schema.subjects
            if thing.types & far[way[0][0]].keys():
                yield self.make(
                    "SUPCOUNT", (relation, most), ((Feature.DIRECTION, odd),), extra=(side, thing, way), head=most.head
                )

    def counted_most(self, thing: Item, most: Item) -> Iterator[Item]:
        """
        "the state with the most rivers".
        """
        if thing.shape == "entity":
            return
        side, counted, path = most.extra
        for way, loss, implicit in self.ways(thing, counted, path):
            node = CountSup(way, side, thing.node, counted.node if counted else None)
            item = self.set_of(
                (thing, most),
                node,
                ((Feature.IMPLICIT, implicit), (Feature.HOPS, loss)),
                head=thing.head,
                shape="sup",
                types=thing.types,
            )
            if item:
                yield item

    # ---- negation, connection --------------------------------------------------------------------------------------

    def negated(self, neg: Item, thing: Item) -> Iterator[Item]:
        """
        "not in Texas"; "no rivers" also as a number of nought.
        """
        yield self.make(
            "NOT", (neg, thing), node=thing.node, members=thing.members, types=thing.types, extra=thing, head=thing.head
        )
        if thing.shape != "entity":
            yield self.make("CNT", (neg, thing), extra=("=", 0, thing, None), head=thing.head)

    def without(self, thing: Item, excluded: Item) -> Iterator[Item]:
        """
        "rivers that are not in Texas".
        """
        if thing.shape == "entity":
            return
        scope = 1.0 if thing.shape == "sup" else 0.0
        inner: Item = excluded.extra
        if thing.types & inner.types:
            item = self.set_of(
                (thing, excluded),
                Minus(thing.node, inner.node),
                ((Feature.SCOPE, scope),),
                head=thing.head,
                shape="noun",
                types=thing.types,
            )
            if item and (item.members != thing.members or self.may_be_empty):
                yield item
        for path, loss in self.schema.links(thing.types, inner.types)[:MOST_COUNTED]:
            node = Minus(thing.node, Join(path, inner.node))
            item = self.set_of(
                (thing, excluded),
                node,
                ((Feature.IMPLICIT, 1.0), (Feature.HOPS, loss), (Feature.SCOPE, scope)),
                head=thing.head,
                shape="noun",
                types=thing.types,
            )
            if item and item.members != thing.members:
                yield item

    def flipped(self, neg: Item, sign: Item) -> Iterator[Item]:
        """
        "not longer than".
        """
        if sign.kind == "CMP":
            code, kinds = sign.extra
            yield self.make("CMP", (neg, sign), extra=(OPPOSITE[code], kinds), shape=sign.shape)
        else:
            yield self.make("CMPATTR", (neg, sign), path=sign.path, extra=OPPOSITE[sign.extra], head=sign.head)

    def flipped_predicate(self, neg: Item, values: Item) -> Iterator[Item]:
        """
        "not after 2004".
        """
        constants, unit, code = values.extra
        yield self.make("PRED", (neg, values), extra=(constants, unit, OPPOSITE[code]))

    def other_than(self, neg: Item, values: Item) -> Iterator[Item]:
        """
        "not 2004".
        """
        constants, unit = values.extra[0], values.extra[1]
        yield self.make("PRED", (neg, values), extra=(constants, unit, "!="))

    def rest(self, conn: Item, other: Item) -> Iterator[Item]:
        """
        "or Utah", waiting for what stands before.
        """
        yield self.make("REST", (conn, other), extra=(conn.extra, other), head=other.head)

    def joined_sets(self, one: Item, rest: Item) -> Iterator[Item]:
        """
        "Texas or Utah", "Texas and Utah", "big and in Texas".
        """
        how, other = rest.extra
        if other.kind == "NOT":
            yield from self.without_rest(one, other, rest)
            return
        if other.kind != "SET":
            return
        same = bool(one.types & other.types)
        alike = 0.0 if one.shape == other.shape or {one.shape, other.shape} <= {"filter", "noun"} else 0.6
        if how == "or" or (how == "and" and one.shape == "entity" == other.shape):
            node: Expression = Or(one.node, other.node)
            if isinstance(one.node, Values) and isinstance(other.node, Values):
                node = Values(tuple(sorted({*one.node.nodes, *other.node.nodes})))
            extra = ("each", one.node, other.node) if how == "and" else None
            item = self.set_of(
                (one, rest),
                node,
                ((Feature.ORDER, alike if same else 1.0),),
                head=one.head,
                shape=one.shape if one.shape == other.shape else "noun",
                types=one.types | other.types,
                extra=extra,
            )
            if item:
                yield item
        if how == "and":
            yield from self.both_of(one, other, rest)

    def both_of(self, one: Item, other: Item, rest: Item) -> Iterator[Item]:
        """
        "in Texas and longer than the Red".
        """
        if one.types & other.types and other.shape in ("filter", "noun", "sup"):
            scope = 1.0 if one.shape == "sup" else 0.0
            item = self.set_of(
                (one, rest),
                And(one.node, other.node),
                ((Feature.SCOPE, scope),),
                head=one.head,
                shape=self.shape(one),
                types=one.types,
            )
            if item:
                yield item

    def without_rest(self, one: Item, other: Item, rest: Item) -> Iterator[Item]:
        """
        "in Texas but not in Utah".
        """
        inner: Item = other.extra
        if one.types & inner.types:
            item = self.set_of(
                (one, rest), Minus(one.node, inner.node), (), head=one.head, shape=self.shape(one), types=one.types
            )
            if item:
                yield item
        for path, loss in self.schema.links(one.types, inner.types)[:MOST_COUNTED]:
            item = self.set_of(
                (one, rest),
                Minus(one.node, Join(path, inner.node)),
                ((Feature.IMPLICIT, 1.0), (Feature.HOPS, loss)),
                head=one.head,
                shape=self.shape(one),
                types=one.types,
            )
            if item:
                yield item

    def joined_values(self, one: Item, rest: Item) -> Iterator[Item]:
        """
        "2004 or 2010".
        """
        _, other = rest.extra
        if other.kind == "LIT" and other.extra[0][0].kind == one.extra[0][0].kind:
            yield self.make("LIT", (one, rest), extra=(one.extra[0] + other.extra[0], one.extra[1] or other.extra[1]))

    def joined_predicates(self, one: Item, rest: Item) -> Iterator[Item]:
        """
        "after 2004 or 2010".
        """
        _, other = rest.extra
        if other.kind == "LIT" and other.extra[0][0].kind == one.extra[0][0].kind:
            yield self.make(
                "PRED", (one, rest), extra=(one.extra[0] + other.extra[0], one.extra[1] or other.extra[1], one.extra[2])
            )

    def joined_attributes(self, one: Item, rest: Item) -> Iterator[Item]:
        """
        "area and population": a table.
        """
        how, other = rest.extra
        if how != "and" or other.kind not in ("ATTR", "VAL") or one.path == other.path:
            return
        if one.kind == "ATTR" == other.kind:
            yield self.make("ATTRS", (one, rest), extra=(one, other))
        elif one.kind == "ATTR" and one.shape != "adjective":
            for value in self.value_of(one, other.extra):
                yield self.make(
                    "TABLE",
                    (one, rest),
                    node=other.extra.node,
                    members=other.extra.members,
                    extra=(value.path, other.path),
                    types=other.types,
                )
        elif other.kind == "ATTR":
            for value in self.value_of(other, one.extra):
                yield self.make(
                    "TABLE",
                    (one, rest),
                    node=one.extra.node,
                    members=one.extra.members,
                    extra=(one.path, value.path),
                    types=one.types,
                )

    def table(self, attributes: Item, thing: Item) -> Iterator[Item]:
        """
        "area and population of Texas".
        """
        first, second = attributes.extra
        for one in self.value_of(first, thing):
            for two in self.value_of(second, thing):
                yield self.make(
                    "TABLE",
                    (attributes, thing),
                    node=thing.node,
                    members=thing.members,
                    extra=(one.path, two.path),
                    types=thing.types,
                )

    # ---- numbers ---------------------------------------------------------------------------------------------------

    def count(self, how_many: Item, thing: Item) -> Iterator[Item]:
        """
        "how many rivers".
        """
        if thing.shape == "entity":
            return
        yield self.make(
            "NUM",
            (how_many, thing),
            node=thing.node,
            members=thing.members,
            types=thing.types,
            extra=Count(thing.node),
            head=thing.head,
        )

    def aggregate(self, how: Item, value: Item) -> Iterator[Item]:
        """
        "average length of rivers".
        """
        if self._kinds(value.path) == "number" and len(value.members) > 1:
            number = Agg(how.extra, value.path, value.extra.node)
            yield self.make(
                "NUM",
                (how, value),
                node=value.extra.node,
                members=value.members,
                types=value.types,
                extra=number,
                head=value.head,
            )

    def aggregate_attribute(self, how: Item, attribute: Item) -> Iterator[Item]:
        """
        "average length", still without the things.
        """
        if self._kinds(attribute.path) == "number":
            yield self.make("AGGATTR", (how, attribute), path=attribute.path, extra=how.extra, head=attribute.head)

    def aggregate_of(self, how: Item, thing: Item) -> Iterator[Item]:
        """
        "average length of rivers".
        """
        if len(thing.members) < 2:  # noqa: PLR2004 - nothing to average
            return
        for path, hops in self.schema.values_from(thing.types, how.path[-1][0]):
            number = Agg(how.extra, path, thing.node)
            yield self.make(
                "NUM",
                (how, thing),
                ((Feature.HOPS, hops),),
                node=thing.node,
                members=thing.members,
                types=thing.types,
                extra=number,
                head=how.head,
            )

    def same(self, same: Item, what: Item) -> Iterator[Item]:
        """
        "the same length", "the same author", still without whose.
        """
        if what.kind == "SET" and what.shape != "class":
            return
        yield self.make("SAMEAS", (same, what), extra=what, head=what.head)

    def same_as(self, same: Item, thing: Item) -> Iterator[Item]:
        """
        "the same length as the Red", "by the same author as this book".
        """
        what: Item = same.extra
        if thing.shape == "class":
            return
        if what.kind == "ATTR":
            yield from self.against(what, "=", what.path, what.path, thing, (same, thing))
            return
        if what.kind == "REL":
            paths = [what.path, turned(what.path)]
        else:
            paths = [turned(path) for path, _ in self.schema.links(what.types, thing.types)[:MOST_COUNTED]]
        for path in paths:
            shared = Join(turned(path), thing.node)
            if not self.run.members(shared):
                continue
            if what.kind == "SET":
                shared = And(what.node, shared)  # type: ignore[assignment]
            item = self.set_of((same, thing), Join(path, shared), (), head=what.head, shape="filter")
            if item:
                yield item

    # ---- groups ----------------------------------------------------------------------------------------------------

    def each(self, each: Item, thing: Item) -> Iterator[Item]:
        """
        "per state".
        """
        if thing.shape in ("class", "noun"):
            yield self.make(
                "EACHOF",
                (each, thing),
                node=thing.node,
                members=thing.members,
                types=thing.types,
                extra=thing,
                head=thing.head,
            )

    def grouped(self, number: Item, each: Item) -> Iterator[Item]:
        """
        "number of rivers per state", "average length per author".
        """
        thing: Item = each.extra
        if number.kind == "VAL":
            if not thing.types & number.types:
                return
            yield self.make(
                "TABLE", (number, each), node=thing.node, members=thing.members, extra=(number.path,), types=thing.types
            )
            return
        for path, loss in self.schema.links(thing.types, number.types)[:2]:
            yield self.make(
                "GROUP",
                (number, each),
                ((Feature.IMPLICIT, 1.0), (Feature.HOPS, loss)),
                node=thing.node,
                members=thing.members,
                types=thing.types,
                path=path,
                extra=number.extra,
            )


def literal_members(members: Members, run: Run) -> Members:
    """
    Only the literals among some members.
    """
    return frozenset(member for member in members if member in run.graph.values)
