"""
Sets put together, and related to one another.
"""

from collections.abc import Iterator
from typing import Final

from kg.ask.expressions import Expression
from kg.ask.graph import Path
from kg.ask.items import Feature, Item
from kg.ask.nodes.boolean import And, Minus
from kg.ask.nodes.join import Join
from kg.ask.nodes.values import Values
from kg.ask.rules.ground import Ground, turned

POSSESSIVE: Final = frozenset(("'s",))
LINKING: Final = frozenset(("of", "in", "with", "by", "'s", "for", "on", "from", "to"))
BEING: Final = frozenset(("is", "are", "was", "were"))
EITHER: Final = 0.5
'What it costs to take "A and B" for either of them where something is related to both.'
RELATIVE: Final = frozenset(("that", "which", "who"))
"Behind a noun they begin what it does: “a state that borders” still waits for what it borders."
BY: Final = frozenset(("by", "from", "through"))


class SetRules(Ground):
    """
    Sets put together, and related to one another.
    """

    def sets(self, left: Item, right: Item) -> Iterator[Item]:
        """
        Both at once, or one related to the other by something no word names.
        """
        yield from self.both(left, right)
        gap = self.gap(left, right)
        for head, other in ((left, right), (right, left)):
            order = self.order(head, left, right, gap)
            for path, loss in self.schema.links(head.types, other.types):
                join = self.others(path, other.node)
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

    def others(self, path: Path, inner: Expression) -> Expression:
        """
        What a path leads from, without the things from which the same path led there: "who plays with Ann" is not Ann.
        """
        node = Join(path, inner)
        named = self._led_from(path, inner)
        return Minus(node, named) if named is not None and not self.may_be_empty else node

    def _led_from(self, path: Path, inner: Expression) -> Values | None:
        if isinstance(inner, And):
            return self._led_from(path, inner.head) or self._led_from(path, inner.other)
        back = isinstance(inner, Join) and self._same_way(inner.path, turned(path))
        return inner.inner if back and isinstance(inner, Join) and isinstance(inner.inner, Values) else None

    def _same_way(self, one: Path, other: Path) -> bool:
        if len(one) != 1 or len(other) != 1:
            return False
        (prop, forward), (second, onward) = one[0], other[0]
        return (prop == second and forward == onward) or (self.graph.inverses.get(prop) == second and forward != onward)

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
        if not left.types & right.types and not self.may_meet(left, right) and not self.asks_kind(left, right):
            return
        head, other = (
            (left, right)
            if left.shape in ("class", "noun", "sup") or right.shape in ("filter", "entity")
            else (right, left)
        )
        if left.shape == "entity" and right.shape == "class":
            head, other = left, right
        gap = self.gap(left, right)
        apart = not LINKING.isdisjoint(gap) and right.shape in ("class", "entity") and not self.is_apposed(left, right)
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

    def is_apposed(self, left: Item, right: Item) -> bool:
        """
        "the city of Rome": one noun in the singular, and a name of such a thing.
        """
        if self.gap(left, right)[:1] != ("of",) or left.shape != "class" or right.shape != "entity":
            return False
        return not self.low[left.used.bit_length() - 1].endswith("s")

    def asks_kind(self, left: Item, right: Item) -> bool:
        """
        Whether a question is whether a thing is one of a class, "is Rome a river": it may be none of it.
        """
        ends = right.used.bit_length() == len(self.low)
        return ends and self.low[0] in BEING and left.shape == "entity" and right.shape == "class"

    def may_meet(self, left: Item, right: Item) -> bool:
        """
        Whether things of a class could be what a relation leads from, though none of them is: "pacts on osmium".
        """
        for of_class, related in ((left, right), (right, left)):
            node = related.node
            if of_class.shape == "class" and isinstance(node, Join) and len(node.path) == 1 and node.inner is not None:
                prop, forward = node.path[0]
                ends = (self.schema.subjects if forward else self.schema.objects)[prop]
                if not of_class.types.isdisjoint(ends):
                    return True
        return False

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
            each = 0.5 if gap == ("by",) and right.shape == "class" else 0.0
            return each if head is left else 1.0
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
        if thing.shape == "class" and RELATIVE.intersection(self.gap(thing, relation)):
            backward_odd = 0.7
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
            nodes: list[Expression] = [self.others(path, thing.node)]
            if isinstance(thing.extra, tuple) and thing.extra and thing.extra[0] == "each":
                nodes.append(And(Join(path, thing.extra[1]), Join(path, thing.extra[2])))
            both = len(nodes) > 1 and bool(self.run.members(nodes[1]))
            for node in nodes:
                apart = EITHER if both and node is nodes[0] else 0.0
                shape = "noun" if odd == backward_odd and path != relation.path else "filter"
                if path == relation.path and relation.shape == "inverse noun":
                    shape = "noun"
                item = self.set_of(
                    parts,
                    node,
                    ((Feature.DIRECTION, odd), (Feature.ORDER, apart)),
                    head=relation.head,
                    shape=shape,
                    types=frozenset(near),
                )
                if item:
                    yield item
