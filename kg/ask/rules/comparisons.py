"""
More than, before, the same as something else.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.ask.graph import Path
from kg.ask.items import Feature, Item, dearer
from kg.ask.nodes.boolean import And
from kg.ask.nodes.comparison import CmpTo
from kg.ask.rules.values import ValueRules
from kg.ask.values import Value

BEHIND: Final = frozenset(("or", "and", "later", "earlier", "onwards", "onward", "at", "more", "less"))
OPPOSITE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


class ComparisonRules(ValueRules):
    """
    More than, before, the same as something else.
    """

    def predicate(self, sign: Item, values: Item, *, behind: bool = False) -> Iterator[Item]:
        """
        "after 2004", "more than 3", "10 am or later".
        """
        constants, unit = values.extra[0], values.extra[1]
        code, kinds = sign.extra
        if kinds and constants[0].kind not in kinds:
            return
        if not behind and sign.shape in ("or", "and"):
            return
        odd = 0.0 if behind == (sign.shape in BEHIND) or not behind else 1.0
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

    def against(  # noqa: PLR0917 - two sides of a comparison
        self, source: Item, sign: str, path: Path, other_path: Path, thing: Item, parts: tuple[Item, Item]
    ) -> Iterator[Item]:
        """
        A comparison of one property with a property of something else.
        """
        if self._kinds(path) != self._kinds(other_path):
            return
        if not self.graph.any_have(thing.members, other_path):
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
        if thing.shape == "class":
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
        for prop, kind in self.schema.unnamed_kinds():
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
        if self.is_asked(asked, value):
            trace = ((start, end, value.trace[0][2]) for start, end, _ in asked.trace)
            used = value.used | asked.used
            made = replace(value, head=asked.head, used=used, trace=(*value.trace, *trace))
            skipped = ((each, asked.counts[each]) for each in (Feature.SKIP, Feature.LOCK))
            yield dearer(made, self.weights, (Feature.SIZE, 1.0), *skipped)

    def is_asked(self, asked: Item, named: Item) -> bool:
        """
        Whether one property is asked for by what another word names: "when … signed", "what language … written in".
        """
        if asked.shape == "asked":
            return self._kinds(asked.path) == self._kinds(named.path)
        before = self.low[asked.head - 1] if asked.head else ""
        return before in ("what", "which") and asked.path == named.path

    def asked_attribute(self, asked: Item, attribute: Item) -> Iterator[Item]:
        """
        The same with the property alone.
        """
        if self.is_asked(asked, attribute):
            trace = ((start, end, attribute.trace[0][2]) for start, end, _ in asked.trace)
            used = attribute.used | asked.used
            made = replace(attribute, head=asked.head, used=used, trace=(*attribute.trace, *trace))
            skipped = ((each, asked.counts[each]) for each in (Feature.SKIP, Feature.LOCK))
            yield dearer(made, self.weights, (Feature.SIZE, 1.0), *skipped)

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

    def negated_value(self, negative: Item, values: Item) -> Iterator[Item]:
        """
        "not posted in 2004": posted at another time.
        """
        if negative.extra.kind == "ATTR":
            sign = OPPOSITE[values.extra[2] if values.kind == "PRED" else "="]
            attribute = replace(negative, kind="ATTR", shape=negative.extra.shape)
            yield from self.compared(attribute, values, sign)

    def unrelated(self, thing: Item, negative: Item) -> Iterator[Item]:
        """
        "meetings that Alice has not attended"; hardly "meetings of Alice, not attended".
        """
        if thing.shape not in ("entity", "noun"):
            return
        start = (thing.used & -thing.used).bit_length() - 1
        owned = 1.0 if "of" in self.low[max(0, start - 2) : start] else 0.0
        for item in self.set_relation(thing, negative.extra):
            yield self.make(
                "NOT",
                (thing, negative),
                ((Feature.ORDER, owned),),
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
