"""
The largest, the earliest, the three longest; ties are kept.

"longest river in Texas" → rivers in Texas whose length is the greatest among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.ask.expressions import Expression, Run, Speaker, spelt
from kg.ask.graph import Members, Path
from kg.ask.writer import Writer


def at_the_top(values: Mapping[int, float], take: int, *, highest: bool) -> Members:
    """
    Whoever reaches the value of the last place that is wanted, from the top or the bottom; nobody where none has one.

    >>> sorted(at_the_top({1: 9.0, 2: 7.0, 3: 7.0, 4: 5.0}, 2, highest=True))
    [1, 2, 3]
    """
    if not values:
        return frozenset()
    places = sorted(values.values(), reverse=highest)
    last = places[min(take, len(places)) - 1]
    return frozenset(member for member, value in values.items() if (value >= last if highest else value <= last))


@dataclass(frozen=True, slots=True)
class Sup:
    """
    The members of a set with the greatest or least value.

    Attributes:
        take: how many places are wanted; whoever shares the last place stays.
    """

    path: Path
    highest: bool
    inner: Expression
    take: int = 1
    key: str = field(init=False)

    def __post_init__(self) -> None:
        side = "max" if self.highest else "min"
        object.__setattr__(self, "key", f"sup({spelt(self.path)},{side},{self.take},{self.inner.key})")

    def evaluate(self, run: Run) -> Members:
        """
        Whoever reaches the value of the last place.
        """
        best: dict[int, float] = {}
        pick = max if self.highest else min
        for member in run.members(self.inner):
            values = [value.low for value in run.values(member, self.path) if value.kind != "string"]
            if values:
                best[member] = pick(values)
        return at_the_top(best, self.take, highest=self.highest)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        The value beside a sub-select of the best value: ties stay.
        """
        value, best, other, number = (writer.fresh(stem) for stem in ("n", "best", "x", "m"))
        inner, again = self.inner.pattern(writer, variable), self.inner.pattern(writer, other)
        path = writer.path(self.path)
        pick, worst = ("MAX", "MIN") if self.highest else ("MIN", "MAX")
        beside = f"{inner} {variable} {path} {value} ."
        if self.take == 1:
            return (
                f"{beside} {{ SELECT ({pick}({number}) AS {best}) WHERE {{ {again} {other} {path} {number} . }} }} "
                f"FILTER({value} = {best})"
            )
        place = writer.fresh("p")
        order = "DESC" if self.highest else "ASC"
        return (
            f"{beside} {{ SELECT ({worst}({place}) AS {best}) WHERE {{ SELECT ({pick}({number}) AS {place}) WHERE "
            f"{{ {again} {other} {path} {number} . }} "
            f"GROUP BY {other} ORDER BY {order}({place}) LIMIT {self.take} }} }} "
            f"FILTER({value} {'>=' if self.highest else '<='} {best})"
        )

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The noun with its measure.
        """
        return f"{self.inner.noun(speaker, plural=plural or self.take > 1)} {self.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        "with the greatest length".
        """
        side = "greatest" if self.highest else "least"
        if self.take > 1:
            return f"with the {self.take} {side} values of {speaker.attribute(self.path)}"
        return f"with the {side} {speaker.attribute(self.path)}"


@dataclass(frozen=True, slots=True)
class CountSup:
    """
    The members of a set with the most or fewest links into another; ties are kept.
    """

    path: Path
    most: bool
    inner: Expression
    counted: Expression | None
    take: int = 1
    key: str = field(init=False)

    def __post_init__(self) -> None:
        side = "most" if self.most else "fewest"
        counted = self.counted.key if self.counted else "*"
        object.__setattr__(self, "key", f"countsup({spelt(self.path)},{side},{self.take},{self.inner.key},{counted})")

    def evaluate(self, run: Run) -> Members:
        """
        Whoever reaches the number of the last place; nought counts for "fewest".
        """
        counted = run.members(self.counted) if self.counted else None
        numbers: dict[int, int] = {}
        for member in run.members(self.inner):
            ends = run.graph.ends(member, self.path)
            number = len(set(ends)) if counted is None else len(counted.intersection(ends))
            if number or not self.most:
                numbers[member] = number
        return at_the_top(numbers, self.take, highest=self.most)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        Two sub-selects: every member's number, and the best of them.
        """
        number, best, other, again = (writer.fresh(stem) for stem in ("n", "best", "x", "m"))
        pick = "MAX" if self.most else "MIN"
        order, worst, sign = ("DESC", "MIN", ">=") if self.most else ("ASC", "MAX", "<=")
        if self.take > 1:
            ranked = f"{self._counts(writer, other, again)} ORDER BY {order}({again}) LIMIT {self.take}"
            return (
                f"{{ {self._counts(writer, variable, number)} }} "
                f"{{ SELECT ({worst}({again}) AS {best}) WHERE {{ {ranked} }} }} FILTER({number} {sign} {best})"
            )
        return (
            f"{{ {self._counts(writer, variable, number)} }} "
            f"{{ SELECT ({pick}({again}) AS {best}) WHERE {{ {self._counts(writer, other, again)} }} }} "
            f"FILTER({number} = {best})"
        )

    def _counts(self, writer: Writer, variable: str, number: str) -> str:
        end = writer.fresh("o")
        link = (
            f"{self.counted.pattern(writer, end) if self.counted else ''} {variable} {writer.path(self.path)} {end} ."
        )
        link = link if self.most else f"OPTIONAL {{ {link} }}"
        inner = self.inner.pattern(writer, variable)
        return f"SELECT {variable} (COUNT(DISTINCT {end}) AS {number}) WHERE {{ {inner} {link} }} GROUP BY {variable}"

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The noun with what is counted.
        """
        return f"{self.inner.noun(speaker, plural=plural)} {self.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        "with the most rivers (…)".
        """
        side = "most" if self.most else "fewest"
        counted = self.counted.noun(speaker, plural=True) if self.counted else ""
        return speaker.relation_clause(self.path, f"the {side} {counted or 'others'}")


@dataclass(frozen=True, slots=True)
class SupEach:
    """
    The members of a set with the greatest or least value among those that lead to the same thing; ties are kept.

    "the newest rent of each flat"; members that lead nowhere are left out.
    """

    path: Path
    highest: bool
    inner: Expression
    each: Path
    key: str = field(init=False)

    def __post_init__(self) -> None:
        side = "max" if self.highest else "min"
        object.__setattr__(self, "key", f"supeach({spelt(self.path)},{side},{spelt(self.each)},{self.inner.key})")

    def evaluate(self, run: Run) -> Members:
        """
        Whoever reaches the best value of one of its things.
        """
        pick = max if self.highest else min
        values = {m: [v.low for v in run.values(m, self.path) if v.kind != "string"] for m in run.members(self.inner)}
        best: dict[int, float] = {}
        for member, found in values.items():
            for thing in run.graph.ends(member, self.each) if found else ():
                best[thing] = pick([*found, best[thing]] if thing in best else found)
        return frozenset(
            member
            for member, found in values.items()
            if found and any(best[thing] in found for thing in run.graph.ends(member, self.each))
        )

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        The value beside a grouped sub-select of the best value of each thing.
        """
        value, best, other, number, thing = (writer.fresh(stem) for stem in ("n", "best", "x", "m", "g"))
        inner, again = self.inner.pattern(writer, variable), self.inner.pattern(writer, other)
        path, each = writer.path(self.path), writer.path(self.each)
        pick = "MAX" if self.highest else "MIN"
        return (
            f"{inner} {variable} {path} {value} ; {each} {thing} . "
            f"{{ SELECT {thing} ({pick}({number}) AS {best}) WHERE "
            f"{{ {again} {other} {path} {number} ; {each} {thing} . }} GROUP BY {thing} }} "
            f"FILTER({value} = {best})"
        )

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The noun with its measure.
        """
        return f"{self.inner.noun(speaker, plural=plural)} {self.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        "with the greatest year of each flat".
        """
        side = "greatest" if self.highest else "least"
        return f"with the {side} {speaker.attribute(self.path)} of each {speaker.attribute(self.each)}"
