"""
All instances of a class.

"rivers" → every river.
"""

from dataclasses import dataclass, field

from kg.ask.expressions import Run, Speaker
from kg.ask.graph import Members
from kg.ask.writer import Writer


@dataclass(frozen=True, slots=True)
class Class:
    """
    The instances of one class, those of its subclasses among them.
    """

    index: int
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"class({self.index})")

    def evaluate(self, run: Run) -> Members:
        """
        The instances.
        """
        return run.graph.members[self.index]

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        `?x a <Class>`.
        """
        return writer.types(variable, self.index)

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The class's own name.
        """
        return speaker.class_noun(self.index, plural=plural)

    def clause(self, speaker: Speaker) -> str:
        """
        "that are rivers".
        """
        return f"that are {speaker.class_noun(self.index, plural=True)}"
