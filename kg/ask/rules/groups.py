"""
Per and each.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.ask.items import Feature, Item, dearer
from kg.ask.nodes.join import Join
from kg.ask.nodes.number import Agg, Count, Difference
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
        if number.kind == "AGGATTR":
            yield from self.grouped_attribute(number, each)
            return
        if isinstance(number.extra, Difference):
            return
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

    def by_each(self, attribute: Item, thing: Item) -> Iterator[Item]:
        """
        "price by product", and "downloads by package" where releases are downloaded: all of them together.
        """
        if self.gap(attribute, thing) != ("by",) or thing.shape not in ("class", "noun"):
            return
        if self._kinds(attribute.path) != "number" or attribute.shape in ("asked", "adjective"):
            return
        if thing.types & self.schema.subjects[attribute.path[0][0]].keys():
            yield self.make(
                "TABLE",
                (attribute, thing),
                node=thing.node,
                members=thing.members,
                types=thing.types,
                extra=(attribute.path,),
            )
            return
        whole = replace(attribute, extra="sum")
        each = replace(thing, kind="EACHOF", extra=thing)
        for item in self.grouped_attribute(whole, each):
            yield dearer(item, self.weights, (Feature.LIFT, 0.5))

    def grouped_attribute(self, how: Item, each: Item) -> Iterator[Item]:
        """
        "average rating per brand": of everything that has a rating.
        """
        thing: Item = each.extra
        holders = frozenset(self.schema.subjects[how.path[-1][0]])
        for path, loss in self.schema.links(thing.types, holders)[:2]:
            yield self.make(
                "GROUP",
                (how, each),
                ((Feature.HOPS, loss),),
                node=thing.node,
                members=thing.members,
                types=thing.types,
                path=path,
                extra=Agg(how.extra, how.path, Join(how.path)),
            )

    def counted_each(self, counted: Item, each: Item) -> Iterator[Item]:
        """
        "goals per player": how many, though no word says so.
        """
        if counted.shape not in ("class", "noun") or counted.node.key == each.node.key:
            return
        number = replace(counted, extra=Count(counted.node))
        for item in self.grouped(number, each):
            yield dearer(item, self.weights, (Feature.LIFT, 0.5))
