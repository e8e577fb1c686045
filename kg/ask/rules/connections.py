"""
Not, and, or.
"""

from collections.abc import Iterator
from typing import Final

from kg.ask.expressions import Expression
from kg.ask.graph import Path
from kg.ask.items import Feature, Item
from kg.ask.nodes.boolean import And, Minus, Or
from kg.ask.nodes.join import Join
from kg.ask.nodes.values import Values
from kg.ask.rules.comparisons import OPPOSITE
from kg.ask.rules.superlatives import SuperlativeRules

MOST_COUNTED: Final = 4
THEIR: Final = frozenset(("their", "its", "each", "his", "her", "respective"))


class ConnectionRules(SuperlativeRules):
    """
    Not, and, or.
    """

    def negated(self, neg: Item, thing: Item) -> Iterator[Item]:
        """
        "not in Texas"; "no rivers" also as a number of nought.
        """
        yield self.make(
            "NOT", (neg, thing), node=thing.node, members=thing.members, types=thing.types, extra=thing, head=thing.head
        )
        if thing.shape != "entity":
            yield self.make("CNT", (neg, thing), extra=("=", 0, thing, None), head=thing.head)

    def without(self, thing: Item, excluded: Item) -> Iterator[Item]:
        """
        "rivers that are not in Texas".
        """
        if thing.shape == "entity":
            return
        scope = 1.0 if thing.shape == "sup" else 0.0
        inner: Item = excluded.extra
        if thing.types & inner.types:
            item = self.set_of(
                (thing, excluded),
                Minus(thing.node, inner.node),
                ((Feature.SCOPE, scope),),
                head=thing.head,
                shape="noun",
                types=thing.types,
            )
            if item and (item.members != thing.members or self.may_be_empty):
                yield item
        for path, loss in self.schema.links(thing.types, inner.types)[:MOST_COUNTED]:
            node = Minus(thing.node, Join(path, inner.node))
            item = self.set_of(
                (thing, excluded),
                node,
                ((Feature.IMPLICIT, 1.0), (Feature.HOPS, loss), (Feature.SCOPE, scope)),
                head=thing.head,
                shape="noun",
                types=thing.types,
            )
            if item and item.members != thing.members:
                yield item

    def flipped(self, neg: Item, sign: Item) -> Iterator[Item]:
        """
        "not longer than".
        """
        if sign.kind == "CMP":
            code, kinds = sign.extra
            yield self.make("CMP", (neg, sign), extra=(OPPOSITE[code], kinds), shape=sign.shape)
        else:
            yield self.make("CMPATTR", (neg, sign), path=sign.path, extra=OPPOSITE[sign.extra], head=sign.head)

    def flipped_predicate(self, neg: Item, values: Item) -> Iterator[Item]:
        """
        "not after 2004".
        """
        constants, unit, code = values.extra
        yield self.make("PRED", (neg, values), extra=(constants, unit, OPPOSITE[code]))

    def other_than(self, neg: Item, values: Item) -> Iterator[Item]:
        """
        "not 2004".
        """
        constants, unit = values.extra[0], values.extra[1]
        yield self.make("PRED", (neg, values), extra=(constants, unit, "!="))

    def rest(self, conn: Item, other: Item) -> Iterator[Item]:
        """
        "or Utah", waiting for what stands before.
        """
        yield self.make("REST", (conn, other), extra=(conn.extra, other), head=other.head)

    def joined_sets(self, one: Item, rest: Item) -> Iterator[Item]:
        """
        "Texas or Utah", "Texas and Utah", "big and in Texas".
        """
        how, other = rest.extra
        if other.kind == "NOT":
            yield from self.without_rest(one, other, rest)
            return
        if other.kind != "SET":
            return
        same = bool(one.types & other.types)
        akin = same or bool(self.graph.above(one.types) & self.graph.above(other.types))
        alike = 0.0 if one.shape == other.shape or {one.shape, other.shape} <= {"filter", "noun"} else 0.6
        if how == "or" or (how == "and" and akin and one.shape == "entity" == other.shape):
            node: Expression = Or(one.node, other.node)
            if isinstance(one.node, Values) and isinstance(other.node, Values):
                node = Values(tuple(sorted({*one.node.nodes, *other.node.nodes})))
            extra = ("each", one.node, other.node) if how == "and" else None
            item = self.set_of(
                (one, rest),
                node,
                ((Feature.ORDER, alike if same else 1.0),),
                head=one.head,
                shape=one.shape if one.shape == other.shape else "noun",
                types=one.types | other.types,
                extra=extra,
            )
            if item:
                yield item
        if how == "and":
            yield from self.both_of(one, other, rest)
            if not akin and other.shape == "entity" and one.shape != "entity":
                yield from self.and_of(one, other, rest)

    def and_of(self, one: Item, other: Item, rest: Item) -> Iterator[Item]:
        """
        "rivers that run through Texas and are polluted": what the name behind "and" says of the things before it.
        """
        for path, loss in self.schema.links(one.types, other.types):
            changes = ((Feature.IMPLICIT, 1.0), (Feature.HOPS, loss))
            node = And(one.node, Join(path, other.node))
            item = self.set_of((one, rest), node, changes, head=one.head, shape=self.shape(one), types=one.types)
            if item:
                yield item

    def both_of(self, one: Item, other: Item, rest: Item) -> Iterator[Item]:
        """
        "in Texas and longer than the Red".
        """
        if one.types & other.types and other.shape in ("filter", "noun", "sup"):
            scope = 1.0 if one.shape == "sup" else 0.0
            item = self.set_of(
                (one, rest),
                And(one.node, other.node),
                ((Feature.SCOPE, scope),),
                head=one.head,
                shape=self.shape(one),
                types=one.types,
            )
            if item:
                yield item

    def without_rest(self, one: Item, other: Item, rest: Item) -> Iterator[Item]:
        """
        "in Texas but not in Utah".
        """
        inner: Item = other.extra
        if one.types & inner.types:
            item = self.set_of(
                (one, rest), Minus(one.node, inner.node), (), head=one.head, shape=self.shape(one), types=one.types
            )
            if item:
                yield item
        for path, loss in self.schema.links(one.types, inner.types)[:MOST_COUNTED]:
            item = self.set_of(
                (one, rest),
                Minus(one.node, Join(path, inner.node)),
                ((Feature.IMPLICIT, 1.0), (Feature.HOPS, loss)),
                head=one.head,
                shape=self.shape(one),
                types=one.types,
            )
            if item:
                yield item

    def joined_values(self, one: Item, rest: Item) -> Iterator[Item]:
        """
        "2004 or 2010".
        """
        _, other = rest.extra
        if other.kind == "LIT" and other.extra[0][0].kind == one.extra[0][0].kind:
            yield self.make("LIT", (one, rest), extra=(one.extra[0] + other.extra[0], one.extra[1] or other.extra[1]))

    def joined_predicates(self, one: Item, rest: Item) -> Iterator[Item]:
        """
        "after 2004 or 2010".
        """
        _, other = rest.extra
        if other.kind == "LIT" and other.extra[0][0].kind == one.extra[0][0].kind:
            yield self.make(
                "PRED", (one, rest), extra=(one.extra[0] + other.extra[0], one.extra[1] or other.extra[1], one.extra[2])
            )

    def joined_attributes(self, one: Item, rest: Item) -> Iterator[Item]:
        """
        "area and population": a table.
        """
        how, other = rest.extra
        if how != "and" or other.kind not in ("ATTR", "REL", "VAL") or one.path == other.path:
            return
        if {one.kind, other.kind} <= {"ATTR", "REL"}:
            yield self.make("ATTRS", (one, rest), extra=(one, other))
        elif "REL" in (one.kind, other.kind):
            return
        elif one.kind == "ATTR" and one.shape != "adjective":
            for value in self.value_of(one, other.extra):
                yield self.make(
                    "TABLE",
                    (one, rest),
                    node=other.extra.node,
                    members=other.extra.members,
                    extra=(value.path, other.path),
                    types=other.types,
                )
        elif other.kind == "ATTR":
            for value in self.value_of(other, one.extra):
                yield self.make(
                    "TABLE",
                    (one, rest),
                    node=one.extra.node,
                    members=one.extra.members,
                    extra=(one.path, value.path),
                    types=one.types,
                )

    def table(self, attributes: Item, thing: Item) -> Iterator[Item]:
        """
        "area and population of Texas".
        """
        found = [next(self.column(each, thing), None) for each in attributes.extra]
        paths = tuple(column[0] for column in found if column)
        if len(paths) == len(found):
            yield self.make(
                "TABLE",
                (attributes, thing),
                ((Feature.HOPS, sum(column[1] for column in found if column)),),
                node=thing.node,
                members=thing.members,
                extra=paths,
                types=thing.types,
            )

    def column(self, what: Item, thing: Item) -> Iterator[tuple[Path, float]]:
        """
        Paths from things of a kind to what a property or relation says of them.
        """
        prop = what.path[0][0]
        if what.kind == "REL":
            if thing.types & self.schema.subjects[prop].keys():
                yield ((prop, True),), 0.0
            elif thing.types & self.schema.objects[prop].keys():
                yield ((prop, False),), 0.0
            return
        for path, hops in self.schema.values_from(thing.types, prop):
            if self.graph.any_have(thing.members, path):
                yield path, hops

    def more_attributes(self, one: Item, others: Item) -> Iterator[Item]:
        """
        "price, brand and colour".
        """
        if one.shape not in ("asked", "adjective") and all(one.path != each.path for each in others.extra):
            yield self.make("ATTRS", (one, others), extra=(one, *others.extra))

    def with_attribute(self, thing: Item, rest: Item) -> Iterator[Item]:
        """
        "employees and their salaries": things with what is said of them.
        """
        how, other = rest.extra
        if how != "and" or other.kind not in ("ATTR", "REL") or other.shape in ("asked", "adjective", "boolean"):
            return
        for path, hops in self.column(other, thing):
            yield self.make(
                "TABLE",
                (thing, rest),
                ((Feature.HOPS, hops), (Feature.LIFT, 0.0 if THEIR.intersection(self.low) else 0.8)),
                node=thing.node,
                members=thing.members,
                extra=(path,),
                types=thing.types,
            )
