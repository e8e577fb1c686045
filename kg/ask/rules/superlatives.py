"""
The greatest, the least, the most.
"""

from collections.abc import Iterator
from typing import Final

from kg.ask.graph import Path
from kg.ask.items import Feature, Item
from kg.ask.nodes.attribute import Attr
from kg.ask.nodes.superlative import CountSup, Sup
from kg.ask.rules.counts import CountRules
from kg.ask.rules.ground import turned

BY_MEASURE: Final = frozenset(("by", "in"))
ARTICLE: Final = frozenset(("the",))
BEHIND: Final = 0.5
"How odd it is to ask for a value by what stands behind its thing: “which city has the largest population”."
OTHER_DATE: Final = 0.4
UNSAID: Final = 0.05
"How far an adjective lies from a property that no other word of the question names."


class SuperlativeRules(CountRules):
    """
    The greatest, the least, the most.
    """

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
                shape="" if attribute.shape == "adjective" else "named",
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
            shape="" if attribute.shape == "adjective" else "named",
        )

    def refined_behind(self, attribute: Item, sup: Item) -> Iterator[Item]:
        """
        "hired last", "released the first".
        """
        kinds = {self._kinds(attribute.path), self._kinds(sup.path)}
        if ARTICLE.issuperset(self.gap(attribute, sup)) and kinds <= {"date", "time"}:
            yield from self.superlative_refined(sup, attribute)

    def superlative_by(self, thing: Item, attribute: Item) -> Iterator[Item]:
        """
        "the largest state by population": the word behind "by" names the measure.
        """
        node = thing.node
        if thing.shape != "sup" or not isinstance(node, Sup) or not BY_MEASURE.intersection(self.gap(thing, attribute)):
            return
        if self._kinds(attribute.path) not in ("number", "date", "time", "duration") or attribute.shape == "asked":
            return
        for path, hops in self.schema.values_from(thing.types, attribute.path[-1][0]):
            measured = Sup(path, node.highest, node.inner, node.take)
            changes = ((Feature.HOPS, hops),)
            item = self.set_of((thing, attribute), measured, changes, head=thing.head, shape="sup", types=thing.types)
            if item:
                yield item

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
            prop = sup.path[-1][0]
            hinted = self.schema.kinds.get(prop) in ("date", "time") and self.is_hinted(prop)
            unsaid = 0.0 if sup.shape == "named" or hinted else UNSAID + self.other_date(thing, prop)
            changes = ((Feature.HOPS, hops), (Feature.LINK, unsaid))
            item = self.set_of((sup, thing), node, changes, head=thing.head, shape="sup", types=thing.types)
            if not item:
                continue
            yield item
            if sup.shape == "named":
                yield self.make(
                    "VAL",
                    (sup, thing),
                    ((Feature.HOPS, hops), (Feature.ORDER, BEHIND if thing.used < sup.used else 0.0)),
                    node=Attr(path, node),
                    members=item.members,
                    types=thing.types,
                    path=path,
                    extra=item,
                    head=sup.head,
                )

    def other_date(self, thing: Item, prop: int) -> float:
        """
        What it costs to take "newest" for another day than the one that things of this kind are told by.
        """
        dates = self.schema.dates
        told = {kind for kind in self.graph.above(thing.types) if kind in dates}
        meant = {dates[kind] for kind in told if not any(kind in self.graph.parents[own] for own in told)}
        return OTHER_DATE if meant and prop not in meant and self.schema.kinds.get(prop) == "date" else 0.0

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
