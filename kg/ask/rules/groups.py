"""
Per and each.
"""

from collections.abc import Iterator

from kg.ask.items import Feature, Item
from kg.ask.rules.numbers import NumberRules


class GroupRules(NumberRules):
    """
    Per and each.
    """

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
