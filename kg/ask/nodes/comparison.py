"""
Things whose value, or whose number of links, stands in a relation to something.

"after 2004", "longer than the Red", "with more than two authors".
"""

from dataclasses import dataclass, field
from typing import Final

from kg.ask.expressions import Expression, Run, Speaker, compare, spelt
from kg.ask.graph import Members, Path
from kg.ask.values import Value
from kg.ask.writer import Writer

SAID: Final = {"=": "", "!=": "other than", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}
SAID_OF_DATES: Final = {
    "=": "",
    "!=": "other than",
    "<": "before",
    "<=": "no later than",
    ">": "after",
    ">=": "no earlier than",
}


@dataclass(frozen=True, slots=True)
class Cmp:
    """
    Whatever has a value in relation to a constant.

    Attributes:
        disputed: the property that holds what is contested of the value: where all its sides compare so, the thing
            does, whoever is right.
    """

    path: Path
    sign: str
    constant: Value
    disputed: int | None = None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        constant = f"{self.constant.kind}:{self.constant.low}:{self.constant.high}"
        text = self.constant.text.lower() if self.constant.kind == "string" else ""
        object.__setattr__(self, "key", f"cmp({spelt(self.path)},{self.sign},{constant}{text})")

    @property
    def paths(self) -> tuple[Path, ...]:
        """
        The ways to the values that are compared.
        """
        return (self.path,) if self.disputed is None else (self.path, ((self.disputed, True),))

    def evaluate(self, run: Run) -> Members:
        """
        The near ends of the path whose far end compares so.
        """
        prop, forward = self.path[-1]
        values = run.graph.values
        near: set[int] = set()
        for end, nodes in (run.graph.incoming if forward else run.graph.outgoing)[prop].items():
            if end in values and compare(self.sign, values[end], self.constant):
                near.update(nodes)
        return run.graph.back(frozenset(near), self.path[:-1]) | self.whoever_is_right(run)

    def whoever_is_right(self, run: Run) -> Members:
        """
        The things of whose contested value all sides compare so.
        """
        if self.disputed is None:
            return frozenset()
        values = run.graph.values
        return frozenset(
            thing
            for thing, sides in run.graph.outgoing[self.disputed].items()
            if all(side in values and compare(self.sign, values[side], self.constant) for side in sides)
        )

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        The value and a filter on it; beside it what is contested, where no side fails the filter.
        """
        plain = self._filtered(writer, variable, self.path)
        if self.disputed is None:
            return plain
        form: Path = ((self.disputed, True),)
        failing = self._filtered(writer, variable, form, holds=False)
        sides = f"{self._filtered(writer, variable, form)} FILTER NOT EXISTS {{ {failing} }}"
        return f"{{ {plain} }} UNION {{ {sides} }}"

    def _filtered(self, writer: Writer, variable: str, path: Path, *, holds: bool = True) -> str:
        value = writer.fresh("n")
        test = writer.compared(value, self.sign, self.constant, path)
        return f"{variable} {writer.path(path)} {value} . FILTER({test if holds else f'!({test})'})"

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The class of its members with the clause.
        """
        return f"{speaker.things(self, plural=plural)} {self.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        "whose length is more than 300".
        """
        said = (SAID_OF_DATES if self.constant.kind in ("date", "time") else SAID)[self.sign]
        return f"whose {speaker.attribute(self.path)} is {said} {self.constant.text}".replace("  ", " ")


@dataclass(frozen=True, slots=True)
class CmpTo:
    """
    Whatever has a value in relation to a value of something else.

    Attributes:
        every: true where it must hold against every other value ("larger than any other"), else against one.
    """

    path: Path
    sign: str
    other_path: Path
    other: Expression
    every: bool = False
    key: str = field(init=False)

    def __post_init__(self) -> None:
        text = f"cmpto({spelt(self.path)},{self.sign},{spelt(self.other_path)},{self.other.key},{self.every})"
        object.__setattr__(self, "key", text)

    def evaluate(self, run: Run) -> Members:
        """
        Whoever compares so with one value of the other, or with all.
        """
        others = {v for node in run.members(self.other) for v in run.values(node, self.other_path)}
        test = all if self.every else any
        if not others:
            return frozenset()
        near = run.graph.have(self.path)
        verdicts: dict[Value, bool] = {}
        found = set()
        for node in near:
            for value in run.values(node, self.path):
                if value not in verdicts:
                    verdicts[value] = test(compare(self.sign, value, other) for other in others)
                if verdicts[value]:
                    found.add(node)
        return frozenset(found)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        Both values and a filter; a sub-select of the extreme where all are meant.
        """
        value, other, than = writer.fresh("n"), writer.fresh("o"), writer.fresh("m")
        theirs = f"{self.other.pattern(writer, other)} {other} {writer.path(self.other_path)} {than} ."
        if self.every:
            best = writer.fresh("best")
            pick = "MAX" if self.sign.startswith(">") else "MIN"
            theirs, than = f"{{ SELECT ({pick}({than}) AS {best}) WHERE {{ {theirs} }} }}", best
        return f"{theirs} {variable} {writer.path(self.path)} {value} . FILTER({value} {self.sign} {than})"

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The class of its members with the clause.
        """
        return f"{speaker.things(self, plural=plural)} {self.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        "whose length is more than the length of the Red".
        """
        said = SAID[self.sign] or "the same as"
        every = "every " if self.every else ""
        their = f"{every}{speaker.attribute(self.other_path)} of {self.other.noun(speaker, plural=False)}"
        return f"whose {speaker.attribute(self.path)} is {said} the {their}"


@dataclass(frozen=True, slots=True)
class CountCmp:
    """
    The members of a set whose number of links into another compares so with a number.
    """

    path: Path
    sign: str
    number: int
    inner: Expression
    counted: Expression | None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        counted = self.counted.key if self.counted else "*"
        text = f"countcmp({spelt(self.path)},{self.sign}{self.number},{self.inner.key},{counted})"
        object.__setattr__(self, "key", text)

    def evaluate(self, run: Run) -> Members:
        """
        Whoever has such a number of links.
        """
        counted = run.members(self.counted) if self.counted else None
        found = set()
        for member in run.members(self.inner):
            ends = run.graph.ends(member, self.path)
            count = float(len(set(ends)) if counted is None else len(counted.intersection(ends)))
            if compare(self.sign, Value("number", count, count, ""), _number(self.number)):
                found.add(member)
        return frozenset(found)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        A grouped sub-select with HAVING; optional links, so that nought counts.
        """
        end = writer.fresh("o")
        counted = self.counted.pattern(writer, end) if self.counted else ""
        return (
            f"{{ SELECT {variable} WHERE {{ {self.inner.pattern(writer, variable)} "
            f"OPTIONAL {{ {counted} {variable} {writer.path(self.path)} {end} . }} }} "
            f"GROUP BY {variable} HAVING(COUNT(DISTINCT {end}) {self.sign} {self.number}) }}"
        )

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The noun with what is counted.
        """
        return f"{self.inner.noun(speaker, plural=plural)} {self.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        "that run through at least 3 states".
        """
        counted = self.counted.noun(speaker, plural=True) if self.counted else "things"
        if self.number == 0 and self.sign in ("=", "<="):
            return speaker.relation_clause(self.path, f"no {counted}")
        said = SAID[self.sign] or "exactly"
        return speaker.relation_clause(self.path, f"{said} {self.number} {counted}")


def _number(number: int) -> Value:
    return Value("number", float(number), float(number), str(number))
