"""
What lies behind an event: who played a role in it, and who never did.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.ask.expressions import Expression
from kg.ask.graph import Path
from kg.ask.items import Feature, Item
from kg.ask.nodes.attribute import Attr
from kg.ask.nodes.boolean import And, Minus
from kg.ask.nodes.join import Join
from kg.ask.rules.connections import ConnectionRules

CROSSING: Final = 2
"Steps of a path that crosses an event."
TOLD: Final = 0.3
"How odd it is to ask for things by a day without saying which."
WITH_WHOM: Final = 0.2
"How odd it is that “not signed” denies every other end of a relation, rather than a day or state."


class RoleRules(ConnectionRules):
    """
    Roles in events, and relations that are not there.
    """

    def related(
        self, relation: Item, thing: Item, parts: tuple[Item, Item], forward_odd: float, backward_odd: float
    ) -> Iterator[Item]:
        """
        Also through the event whose role the relation is: "players of Rovers" where contracts have player and club.
        """
        yield from super().related(relation, thing, parts, forward_odd, backward_odd)
        prop = relation.path[0][0]
        for event in self.events_of(prop):
            for path, _ in self.schema.links(frozenset((event,)), thing.types):
                if len(path) > 1 or path == relation.path:
                    continue
                item = self.set_of(
                    parts,
                    Join((*self._turned(relation.path), *path), thing.node),
                    ((Feature.HOPS, 1.0),),
                    head=relation.head,
                    shape="filter",
                    types=frozenset(self.schema.objects[prop]),
                )
                if item:
                    yield item

    def value_of(self, attribute: Item, thing: Item) -> Iterator[Item]:
        """
        Also of the event that a verb tells of: "when was Ann admitted" asks for the day of her admission.
        """
        yield from super().value_of(attribute, thing)
        node = thing.node
        if attribute.shape != "asked" or not isinstance(node, Join) or len(node.path) != CROSSING:
            return
        path, prop = attribute.path, attribute.path[0][0]
        event = Join(node.path[1:], node.inner)
        types = self.graph.types_of(self.run.members(event))
        if types <= self.schema.events and types & self.schema.subjects[prop].keys():
            members = self.run.members(event)
            if self.graph.any_have(members, path):
                yield self.make(
                    "VAL",
                    (attribute, thing),
                    node=Attr(path, event),
                    members=members,
                    types=types,
                    path=path,
                    extra=replace(thing, node=event, members=members, types=types, shape="noun"),
                    head=attribute.head,
                )

    @staticmethod
    def _turned(path: Path) -> Path:
        return tuple((prop, not forward) for prop, forward in reversed(path))

    def events_of(self, prop: int) -> list[int]:
        """
        The events that a property belongs to; none where other things have it too.
        """
        holders = self.schema.subjects[prop]
        return sorted(holders) if holders and holders.keys() <= self.schema.events else []

    def paths_to_any(self, thing: Item, prop: int) -> Iterator[tuple[Path, float]]:
        """
        Ways from things of a kind along a property, whichever its direction, or through the event it belongs to.
        """
        if thing.types & self.schema.subjects[prop].keys():
            yield ((prop, True),), 0.0
        if thing.types & self.schema.objects[prop].keys():
            yield ((prop, False),), 0.0
        for event in self.events_of(prop):
            for path, _ in self.schema.links(thing.types, frozenset((event,))):
                if len(path) == 1 and path[0][0] != prop:
                    yield (*path, (prop, True)), 1.0

    def unrelated(self, thing: Item, negative: Item) -> Iterator[Item]:
        """
        Also "players who have not scored": nothing stands on the other side.
        """
        if negative.extra.kind == "REL":
            yield from super().unrelated(thing, negative)
        if thing.shape not in ("class", "noun", "sup"):
            return
        for path, loss in self.paths_to_any(thing, negative.path[0][0]):
            node: Expression = Minus(thing.node, Join(path))
            whose = WITH_WHOM if negative.extra.kind == "REL" else 0.0
            item = self.set_of(
                (thing, negative),
                node,
                ((Feature.HOPS, loss), (Feature.DIRECTION, whose)),
                head=thing.head,
                shape="noun",
                types=thing.types,
            )
            if item:
                yield item

    def done(self, thing: Item, attribute: Item) -> Iterator[Item]:
        """
        "ships launched": those of which the day is told.
        """
        if attribute.shape not in ("participle", "verb") or self._kinds(attribute.path) not in ("date", "time"):
            return
        if thing.shape != "entity" and thing.types & self.schema.subjects[attribute.path[-1][0]].keys():
            node = And(thing.node, Join(attribute.path))
            changes = ((Feature.LIFT, TOLD),)
            item = self.set_of((thing, attribute), node, changes, head=thing.head, shape="noun", types=thing.types)
            if item:
                yield item

    def not_done(self, thing: Item, rest: Item) -> Iterator[Item]:
        """
        "ships ordered but not launched".
        """
        how, other = rest.extra
        if how == "and" and other.kind == "NEGREL":
            for item in self.unrelated(thing, replace(other, used=rest.used, counts=rest.counts, cost=rest.cost)):
                if item.kind == "SET":
                    yield item
