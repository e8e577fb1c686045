"""
Readings that look numbers up by what they are about: each name of the question fills one place of an observation.

Nothing is averaged: of several numbers for one question all are shown, each with its time.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final

from kg.ask.compiled import Compiled
from kg.ask.cubes import Cube
from kg.ask.expressions import Expression, Run
from kg.ask.fillings import Filler, Filling
from kg.ask.graph import Members, Path
from kg.ask.items import Counts, Feature, Item
from kg.ask.linked import Linked
from kg.ask.nodes.boolean import And, Or
from kg.ask.nodes.classes import Class
from kg.ask.nodes.comparison import Cmp, CmpTo
from kg.ask.nodes.join import Join
from kg.ask.nodes.observations import Observed
from kg.ask.nodes.superlative import Sup
from kg.ask.nodes.values import Values
from kg.ask.values import date_value

MOST_READ: Final = 6
NO_KIND: Final = 0.3
ONE_WORD: Final = 1.0
"What a skipped word with content counts; fillers count a tenth of it."
DOUBTFUL: Final = 1.2


class ObservationReader:
    """
    Finds the readings of one question that look numbers up.
    """

    def __init__(self, compiled: Compiled, run: Run, weights: Counts, linked: Linked, today: dt.date) -> None:
        """
        A reader for the question with these atoms.

        Args:
            today: numbers for years after its year are forecasts, shown only where nothing else is there.
        """
        self.today = date_value(str(today.year))
        self.graph, self.schema, self.cubes, self.run = compiled.graph, compiled.schema, compiled.cubes, run
        self.linked, self.filler = linked, Filler(compiled, weights, linked)

    def items(self) -> list[Item]:
        """
        The readings of the whole question, the cheapest first.
        """
        found: list[Item] = []
        for cube in self.cubes:
            for filling in self.filler.fillings(cube):
                found.extend(self._items(cube, filling))
        return sorted(found, key=lambda item: item.cost)[:MOST_READ]

    def _items(self, cube: Cube, filling: Filling) -> Iterator[Item]:
        ranked = filling.side is not None and len(filling.filled) > 1
        if not (filling.is_measured or filling.kind or ranked) or not filling.filled:
            return
        doubled = len(filling.filled) != len(dict(filling.filled))
        if filling.sign and not filling.side:
            yield from self._compared(cube, filling, doubled=doubled)
            return
        if self.linked.is_yes_no or filling.is_negative:
            return
        sets = [self._observations(cube, filling, filled) for filled in alternatives(filling.filled)]
        node: Expression = sets[0]
        for other in sets[1:]:
            node = Or(node, other)
        asked = filling.asked
        if doubled and filling.side and asked is None:
            place = next(p for p, _ in filling.filled if [q for q, _ in filling.filled].count(p) > 1)
            asked = (place, -1)
        if asked is not None and asked[0] in dict(filling.filled) and not doubled:
            return
        yield self._item(cube, filling, node, asked)

    def _compared(self, cube: Cube, filling: Filling, *, doubled: bool) -> Iterator[Item]:
        """
        "Is X's rent higher than Y's?" as a truth; "which is lower, A or B?" as the lower one.
        """
        if not self.linked.is_yes_no:
            if doubled:
                yield from self._items(cube, replace(filling, sign="", side=(filling.sign.startswith(">"), 1)))
            return
        measure: Path = ((cube.measure(self.schema, cube.root if filling.kind is None else filling.kind), True),)
        seen: list[tuple[int, Members]] = []
        second: dict[int, Members] = {}
        for place, members in filling.filled:
            if place in dict(seen):
                second[place] = members
            else:
                seen.append((place, members))
        if not second:
            return
        first = dict(seen)
        left = self._observations(cube, filling, tuple(first.items()))
        right = self._observations(cube, filling, tuple((first | second).items()))
        if not (self.run.members(left) and self.run.members(right)):
            return
        node = And(left, CmpTo(measure, filling.sign, measure, right))
        yield self._made("SET", filling, node, shape="observed", path=measure, extra=Or(left, right))

    def _observations(self, cube: Cube, filling: Filling, filled: tuple[tuple[int, Members], ...]) -> Observed:
        filters: list[Join | Cmp] = [Join(((p, True),), Values(tuple(sorted(m)))) for p, m in filled]
        if filling.asked is not None:
            place, kind_asked = filling.asked
            filters.append(Join(((place, True),), Class(kind_asked) if kind_asked >= 0 else None))
        barred = tuple(Join(((p, True),), Values(tuple(sorted(m)))) for p, m in filling.barred)
        kind = filling.kind if filling.kind is not None else cube.root
        if cube.time is None:
            return Observed(kind, tuple(filters), barred)
        time: Path = ((cube.time, True),)
        if filling.when is not None:
            return Observed(kind, (*filters, Cmp(time, "=", filling.when)), barred)
        past = Cmp(time, "<=", self.today)
        if self.run.members(Observed(kind, (*filters, past), barred)):
            filters.append(past)
        each: Path | None = ((filling.asked[0], True),) if filling.asked is not None else None
        beside = () if filling.side or filling.asked else cube.beside
        return Observed(kind, tuple(filters), barred, time, beside, each)

    def _item(self, cube: Cube, filling: Filling, node: Expression, asked: tuple[int, int] | None) -> Item:
        measure = self._measure(cube, filling, self.run.members(node))
        columns = tuple(dict.fromkeys((measure, ((cube.time, True),)))) if cube.time is not None else (measure,)
        if filling.kind is None:
            filling = self.filler.dearer(filling, Feature.IMPLICIT, NO_KIND)
        if filling.side:
            node = Sup(measure, filling.side[0], node, filling.side[1])
        if asked is None:
            return self._made("OBS", filling, node, path=measure, extra=columns)
        place: Path = ((asked[0], True),)
        return self._made("OBS", filling, node, path=measure if filling.is_each else place, extra=(place, *columns))

    def _measure(self, cube: Cube, filling: Filling, members: Members) -> Path:
        """
        The number to show: the one named, else that of the kind, else any that these observations bear.
        """
        own = cube.measure(self.schema, filling.kind if filling.kind is not None else cube.root)
        others = (cube.measure(self.schema, kind) for kind in sorted(cube.kinds))
        wanted = [each for each in (filling.measure, own, *others) if each is not None]
        borne = [each for each in wanted if not members.isdisjoint(self.graph.outgoing[each])]
        return (((borne or [own])[0], True),)

    def _made(self, kind: str, filling: Filling, node: Expression, **fields: object) -> Item:
        members = self.run.members(node)
        empty = not members and not self.linked.is_yes_no
        filling = self.filler.dearer(filling, Feature.EMPTY, 1.0) if empty else filling
        head = self.linked.focus if self.linked.focus is not None else 0
        return Item(
            kind,
            filling.counts,
            filling.cost,
            head,
            node=node,
            members=members,
            types=self.graph.types_of(members),
            used=filling.used,
            trace=filling.trace,
            **fields,  # type: ignore[arg-type]
        )


def alternatives(filled: tuple[tuple[int, Members], ...]) -> list[tuple[tuple[int, Members], ...]]:
    """
    Every choice of one filling for each place.

    >>> alternatives(((1, frozenset("a")), (2, frozenset("b")), (2, frozenset("c")))) == [
    ...     ((1, frozenset("a")), (2, frozenset("b"))), ((1, frozenset("a")), (2, frozenset("c")))]
    True
    """
    places = len(dict(filled))
    return [chosen for chosen in combinations(filled, places) if len(dict(chosen)) == places]


def is_plain(items: list[Item]) -> bool:
    """
    Whether the best of these readings uses every word with content and finds something: no other way need be tried.
    """
    if not items:
        return False
    counts = items[0].counts
    return (
        counts[Feature.SKIP] < ONE_WORD
        and counts[Feature.LINK] < DOUBTFUL
        and not counts[Feature.LOCK]
        and not counts[Feature.EMPTY]
    )
