"""
The values of a property over a set.

"population of Texas" → literal values; equal ones once.
"""

from dataclasses import dataclass, field

from kg.ask.expressions import Expression, Run, Speaker, spelt
from kg.ask.graph import Members, Path
from kg.ask.writer import Writer


@dataclass(frozen=True, slots=True)
class Attr:
    """
    The literals that a path leads to from the members of a set.
    """

    path: Path
    inner: Expression
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"attr({spelt(self.path)},{self.inner.key})")

    def evaluate(self, run: Run) -> Members:
        """
        The literals.
        """
        return run.graph.follow(run.members(self.inner), self.path)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        `?x <property> ?value`.
        """
        holder = writer.fresh("x")
        return f"{self.inner.pattern(writer, holder)} {holder} {writer.path(self.path)} {variable} ."

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        "population of Texas".
        """
        return f"{speaker.attribute(self.path)} of {self.inner.noun(speaker, plural=plural)}"

    def clause(self, speaker: Speaker) -> str:
        """
        "that are the population of Texas".
        """
        return f"that are the {self.noun(speaker, plural=False)}"
