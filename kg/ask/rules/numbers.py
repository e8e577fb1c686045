"""
How many, how much in all, the same as.
"""

from collections.abc import Iterator
from typing import Final

from kg.ask.items import Feature, Item
from kg.ask.nodes.boolean import And
from kg.ask.nodes.join import Join
from kg.ask.nodes.number import Agg, Count
from kg.ask.rules.differences import DifferenceRules
from kg.ask.rules.ground import turned

MOST_COUNTED: Final = 4


class NumberRules(DifferenceRules):
    """
    How many, how much in all, the same as.
    """

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

    def count_of(self, how_many: Item, attribute: Item) -> Iterator[Item]:
        """
        "how many hours per week": the property is a number already.
        """
        if self._kinds(attribute.path) == "number" and attribute.shape not in ("asked", "adjective"):
            yield self.make(
                "ATTR", (how_many, attribute), path=attribute.path, shape=attribute.shape, head=attribute.head
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
        for path, hops in self.schema.values_from(thing.types, how.path[-1][0]):
            if sum(len(self.graph.ends(member, path)) for member in thing.members) < 2:  # noqa: PLR2004 - none to average
                continue
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
