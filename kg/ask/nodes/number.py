"""
Numbers made from sets: how many, and the sum, mean, least or greatest of a property.

A mean is over things, not over different values: two rivers of one length count twice.
"""

from dataclasses import dataclass, field

from kg.ask.expressions import Expression, Run, Speaker, spelt
from kg.ask.graph import Path
from kg.ask.writer import Writer


@dataclass(frozen=True, slots=True)
class Count:
    """
    How many members a set has.
    """

    inner: Expression
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"count({self.inner.key})")

    def number(self, run: Run) -> float | None:
        """
        The number.
        """
        return float(len(run.members(self.inner)))

    def select(self, writer: Writer, answer: str = "?answer") -> str:
        """
        `SELECT (COUNT(DISTINCT ?x) AS ?n)`.
        """
        thing = writer.fresh("x")
        return f"SELECT (COUNT(DISTINCT {thing}) AS {answer}) WHERE {{ {self.inner.pattern(writer, thing)} }}"

    def noun(self, speaker: Speaker) -> str:
        """
        "number of rivers".
        """
        return f"number of {self.inner.noun(speaker, plural=True)}"


@dataclass(frozen=True, slots=True)
class Agg:
    """
    The sum, mean, least or greatest value of a property over a set.
    """

    function: str
    path: Path
    inner: Expression
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"{self.function}({spelt(self.path)},{self.inner.key})")

    def number(self, run: Run) -> float | None:
        """
        The number; nothing where no member has a number.
        """
        found = [
            value.low
            for member in run.members(self.inner)
            for value in run.values(member, self.path)
            if value.kind == "number"
        ]
        if not found:
            return None
        return {"sum": sum(found), "avg": sum(found) / len(found), "min": min(found), "max": max(found)}[self.function]

    def select(self, writer: Writer, answer: str = "?answer") -> str:
        """
        The aggregate over a sub-select of distinct pairs of thing and value.
        """
        thing, value = writer.fresh("x"), writer.fresh("n")
        inner = self.inner.pattern(writer, thing)
        pairs = f"SELECT DISTINCT {thing} {value} WHERE {{ {inner} {thing} {writer.path(self.path)} {value} . }}"
        return f"SELECT ({self.function.upper()}({value}) AS {answer}) WHERE {{ {pairs} }}"

    def noun(self, speaker: Speaker) -> str:
        """
        "average length of rivers".
        """
        said = {"sum": "total", "avg": "average", "min": "least", "max": "greatest"}[self.function]
        return f"{said} {speaker.attribute(self.path)} of {self.inner.noun(speaker, plural=True)}"


@dataclass(frozen=True, slots=True)
class Difference:
    """
    How far two numbers lie apart.
    """

    first: "Count | Agg"
    second: "Count | Agg"
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"difference({self.first.key},{self.second.key})")

    def number(self, run: Run) -> float | None:
        """
        The distance; nothing where one of them is unknown.
        """
        one, two = self.first.number(run), self.second.number(run)
        return None if one is None or two is None else abs(one - two)

    def select(self, writer: Writer, answer: str = "?answer") -> str:
        """
        Two sub-selects and a subtraction.
        """
        one, two = writer.fresh("one"), writer.fresh("two")
        both = f"{{ {self.first.select(writer, one)} }} {{ {self.second.select(writer, two)} }}"
        return f"SELECT (ABS({one} - {two}) AS {answer}) WHERE {{ {both} }}"

    def noun(self, speaker: Speaker) -> str:
        """
        "difference between … and …".
        """
        return f"difference between the {self.first.noun(speaker)} and the {self.second.noun(speaker)}"
