"""
The different values of a property, as things of their own.

"brands" where a brand is no thing but a word → every value of `brand`.
"""

from dataclasses import dataclass, field

from kg.ask.expressions import Run, Speaker
from kg.ask.graph import Members
from kg.ask.writer import Writer


@dataclass(frozen=True, slots=True)
class Kinds:
    """
    The values that occur, each once.

    Attributes:
        prop: the property.
        index: the class of its values.
    """

    prop: int
    index: int
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"kinds({self.prop})")

    def evaluate(self, run: Run) -> Members:
        """
        The literals.
        """
        return frozenset(run.graph.incoming[self.prop])

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        Whatever the property leads to.
        """
        return f"{writer.fresh('x')} {writer.path(((self.prop, True),))} {variable} ."

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The property's own name.
        """
        return speaker.class_noun(self.index, plural=plural)

    def clause(self, speaker: Speaker) -> str:
        """
        "that are brands".
        """
        return f"that are {speaker.class_noun(self.index, plural=True)}"
