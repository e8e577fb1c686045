"""
Both, either, and one without the other.

"rivers in Texas", "Texas or Utah", "rivers not in Texas".
"""

from dataclasses import dataclass, field

from kg.ask.expressions import Expression, Run, Speaker
from kg.ask.graph import Members
from kg.ask.writer import Writer


@dataclass(frozen=True, slots=True)
class And:
    """
    Members of both; the first gives the noun.
    """

    head: Expression
    other: Expression
    key: str = field(init=False)

    def __post_init__(self) -> None:
        first, second = sorted((self.head.key, self.other.key))
        object.__setattr__(self, "key", f"and({first},{second})")

    def evaluate(self, run: Run) -> Members:
        """
        What both have.
        """
        return run.members(self.head) & run.members(self.other)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        Both patterns, one after the other.
        """
        return f"{self.head.pattern(writer, variable)} {self.other.pattern(writer, variable)}"

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The noun of the first with the clause of the second.
        """
        return f"{self.head.noun(speaker, plural=plural)} {self.other.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        Both clauses.
        """
        return f"{self.head.clause(speaker)} and {self.other.clause(speaker)}"


@dataclass(frozen=True, slots=True)
class Or:
    """
    Members of either.
    """

    first: Expression
    second: Expression
    key: str = field(init=False)

    def __post_init__(self) -> None:
        one, two = sorted((self.first.key, self.second.key))
        object.__setattr__(self, "key", f"or({one},{two})")

    def evaluate(self, run: Run) -> Members:
        """
        What at least one has.
        """
        return run.members(self.first) | run.members(self.second)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        A union.
        """
        return f"{{ {self.first.pattern(writer, variable)} }} UNION {{ {self.second.pattern(writer, variable)} }}"

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        Both nouns.
        """
        return f"{self.first.noun(speaker, plural=plural)} or {self.second.noun(speaker, plural=plural)}"

    def clause(self, speaker: Speaker) -> str:
        """
        Both clauses.
        """
        return f"{self.first.clause(speaker)} or {self.second.clause(speaker)}"


@dataclass(frozen=True, slots=True)
class Minus:
    """
    Members of the first that are no members of the second.
    """

    head: Expression
    other: Expression
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"minus({self.head.key},{self.other.key})")

    def evaluate(self, run: Run) -> Members:
        """
        The difference.
        """
        return run.members(self.head) - run.members(self.other)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        `MINUS`, which shares the variable.
        """
        return f"{self.head.pattern(writer, variable)} MINUS {{ {self.other.pattern(writer, variable)} }}"

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The noun of the first, and what is left out.
        """
        return f"{self.head.noun(speaker, plural=plural)} except those {self.other.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        The clause of the first, and what is left out.
        """
        return f"{self.head.clause(speaker)} but not {self.other.clause(speaker)}"
