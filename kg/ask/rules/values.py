"""
Properties of things, and values held against them.
"""

from collections.abc import Iterator
from typing import Final

from kg.ask.expressions import Expression
from kg.ask.graph import Path
from kg.ask.items import Feature, Item
from kg.ask.nodes.attribute import Attr
from kg.ask.nodes.boolean import And, Or
from kg.ask.nodes.comparison import Cmp
from kg.ask.rules.sets import SetRules
from kg.ask.values import Value

CERTAIN: Final = 0.9
ELSEWHERE: Final = 0.3
"How far a property lies from a question word where another word of the question is for another property."
BY_CLASS: Final = 1.0
"How odd it is that “by” and a kind of things say whose value is asked: “downloads by package” wants one for each."
HINTED: Final = 0.3
"What it costs to take a value for one of a property that another word of the question hints at."


class ValueRules(SetRules):
    """
    Properties of things, and values held against them.
    """

    def value_of(self, attribute: Item, thing: Item) -> Iterator[Item]:
        """
        "population of Texas"; through one more step where things of this kind have no such property themselves.
        """
        gap = self.gap(thing, attribute)
        if thing.shape == "sup" and thing.used < attribute.used and "by" in gap:
            return
        apart = BY_CLASS if gap == ("by",) and thing.shape == "class" and attribute.used < thing.used else 0.0
        loss = 0.5 if attribute.shape == "adjective" else 0.8 if attribute.shape == "boolean" else 0.0
        prop = attribute.path[0][0]
        if self._kinds(attribute.path) == "date" and not self.is_hinted(prop) and self.other_hinted(prop, thing):
            loss += ELSEWHERE
        for path, hops in self.schema.values_from(thing.types, prop):
            empty = not self.graph.any_have(thing.members, path)
            disputed = empty and self.is_disputed(prop, thing)
            if empty and not disputed and not (self.may_be_empty and thing.shape == "entity" and len(path) == 1):
                continue
            node = Attr(path, thing.node)
            yield self.make(
                "VAL",
                (attribute, thing),
                (
                    (Feature.HOPS, hops),
                    (Feature.LINK, loss),
                    (Feature.ORDER, apart),
                    (Feature.EMPTY, 0.3 if empty and not disputed else 0.0),
                ),
                node=node,
                members=thing.members,
                types=thing.types,
                path=path,
                extra=thing,
                head=attribute.head,
            )

    def named_value(self, attribute: Item, value: Item) -> Iterator[Item]:
        """
        "blood group A+", "the German language": a value with its property.
        """
        node = value.node
        if value.shape == "filter" and isinstance(node, Cmp) and node.sign == "=" and node.path == attribute.path:
            yield self.make(
                "SET",
                (attribute, value),
                node=node,
                members=value.members,
                types=value.types,
                shape="filter",
                head=attribute.head,
            )

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

    def any_of(self, path: Path, sign: str, constants: tuple[Value, ...]) -> Expression:
        """
        A comparison with a value, or with any of several.
        """
        form = self.schema.contested.get(path[-1][0]) if len(path) == 1 and path[0][1] else None
        disputed = form if form is not None and self.graph.outgoing[form] else None
        node: Expression = Cmp(path, sign, constants[0], disputed)
        for constant in constants[1:]:
            other = Cmp(path, sign, constant, disputed)
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
        for prop, kind in self.schema.unnamed_kinds():
            if kind != constants[0].kind or not thing.types & self.schema.subjects[prop].keys():
                continue
            path: Path = ((prop, True),)
            fits = self.unit_loss(path, unit) if unit else (0.0 if kind in ("date", "time") else 0.5)
            scope = 1.0 if thing.shape == "sup" else 0.0
            lift = HINTED if self.is_hinted(prop) else 1.0
            node = And(thing.node, self.any_of(path, sign, constants))
            item = self.set_of(
                (thing, values),
                node,
                ((Feature.LIFT, lift), (Feature.LINK, fits), (Feature.SCOPE, scope)),
                head=thing.head,
                shape="noun",
                types=thing.types,
            )
            if item:
                yield item

    def is_disputed(self, prop: int, thing: Item) -> bool:
        """
        Whether sources give things different values of a property, so that it has none that is believed.
        """
        form = self.schema.contested.get(prop)
        return form is not None and self.graph.any_have(thing.members, ((form, True),))

    def other_hinted(self, prop: int, thing: Item) -> bool:
        """
        Whether another word of the question is for another property of that kind: "on which day … signed".
        """
        kind = self.schema.kinds[prop]
        return any(
            other != prop and of == kind and thing.types & self.schema.subjects[other].keys() and self.is_hinted(other)
            for other, of in self.schema.kinds.items()
        )

    def is_hinted(self, prop: int) -> bool:
        """
        Whether a word of the question that was read otherwise is also a word for the property: "signed since May".
        """
        words = self.schema.property_words[prop]
        return any(len(w.form) == 1 and w.quality > CERTAIN and w.form[0] in self.stems for w in words)
