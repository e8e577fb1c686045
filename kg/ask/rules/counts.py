"""
Things held against how many others they have to do with.
"""

from collections.abc import Iterator
from typing import Final

from kg.ask.graph import Path
from kg.ask.items import Feature, Item
from kg.ask.nodes.comparison import CountCmp
from kg.ask.rules.comparisons import ComparisonRules
from kg.ask.rules.ground import turned

MOST_COUNTED: Final = 4


class CountRules(ComparisonRules):
    """
    Counts that are compared with a number.
    """

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
