"""
How far two values lie apart.
"""

from collections.abc import Iterator

from kg.ask.items import Feature, Item
from kg.ask.nodes.number import Agg, Difference
from kg.ask.nodes.values import Values
from kg.ask.rules.roles import RoleRules


class DifferenceRules(RoleRules):
    """
    How far two values lie apart.
    """

    def difference(self, sign: Item, value: Item) -> Iterator[Item]:
        """
        "difference in price between the tent and the lamp".
        """
        yield from self._apart((sign, value), value.path, value.extra)

    def difference_attribute(self, sign: Item, attribute: Item) -> Iterator[Item]:
        """
        "price difference", still without the two things.
        """
        if self._kinds(attribute.path) == "number":
            yield self.make("DIFFATTR", (sign, attribute), path=attribute.path, head=attribute.head)

    def difference_between(self, sign: Item, thing: Item) -> Iterator[Item]:
        """
        "price difference between the tent and the lamp".
        """
        for path, _ in self.schema.values_from(thing.types, sign.path[-1][0]):
            yield from self._apart((sign, thing), path, thing)

    def difference_than(self, sign: Item, thing: Item) -> Iterator[Item]:
        """
        "how much more does Ada earn", still without "than Bob".
        """
        if thing.shape == "entity":
            yield self.make("DIFFONE", (sign, thing), path=sign.path, extra=thing, head=sign.head)

    def difference_later(self, sign: Item, thing: Item) -> Iterator[Item]:
        """
        "how much more does Ada", still without what of.
        """
        if thing.shape == "entity":
            yield self.make("DIFFTHING", (sign, thing), extra=thing, head=sign.head)

    def difference_named(self, one: Item, attribute: Item) -> Iterator[Item]:
        """
        "how much more does Ada earn".
        """
        if self._kinds(attribute.path) == "number" and attribute.shape != "asked":
            yield self.make("DIFFONE", (one, attribute), path=attribute.path, extra=one.extra, head=one.head)

    def difference_complete(self, one: Item, than: Item) -> Iterator[Item]:
        """
        "… than Bob".
        """
        if than.shape != "entity" or not than.types & one.extra.types:
            return
        for path, _ in self.schema.values_from(than.types, one.path[-1][0]):
            yield from self._between((one, than), path, one.extra, than)

    def _apart(self, parts: tuple[Item, Item], path: tuple[tuple[int, bool], ...], pair: Item) -> Iterator[Item]:
        nodes = pair.node.nodes if isinstance(pair.node, Values) else ()
        if self._kinds(path) != "number" or len(nodes) != 2:  # noqa: PLR2004 - two sides
            return
        first, second = (Agg("max", path, Values((node,))) for node in nodes)
        yield self.make(
            "NUM",
            parts,
            node=pair.node,
            members=pair.members,
            types=pair.types,
            extra=Difference(first, second),
            head=parts[0].head,
        )

    def _between(
        self, parts: tuple[Item, Item], path: tuple[tuple[int, bool], ...], one: Item, other: Item
    ) -> Iterator[Item]:
        if self._kinds(path) == "number":
            number = Difference(Agg("max", path, one.node), Agg("max", path, other.node))
            node = Values(tuple(sorted({*one.members, *other.members})))
            yield self.make(
                "NUM",
                parts,
                ((Feature.SIZE, 0.0),),
                node=node,
                members=one.members | other.members,
                types=one.types | other.types,
                extra=number,
                head=parts[0].head,
            )
