"""
Things named one by one.

"Texas" → the state of that name; two things of one name stand together.
"""

from dataclasses import dataclass, field

from kg.ask.expressions import Run, Speaker
from kg.ask.graph import Members
from kg.ask.writer import Writer


@dataclass(frozen=True, slots=True)
class Values:
    """
    Nodes or literals, listed.
    """

    nodes: tuple[int, ...]
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"values({','.join(map(str, self.nodes))})")

    def evaluate(self, run: Run) -> Members:  # noqa: ARG002 - the same for every graph
        """
        The listed ids.
        """
        return frozenset(self.nodes)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        `VALUES ?x { <a> <b> }`.
        """
        return f"VALUES {variable} {{ {' '.join(writer.term(node) for node in self.nodes)} }}"

    def noun(self, speaker: Speaker, *, plural: bool) -> str:  # noqa: ARG002 - names have no number
        """
        The names, joined by "or".
        """
        return " or ".join(dict.fromkeys(speaker.node(node) for node in self.nodes))

    def clause(self, speaker: Speaker) -> str:
        """
        "named Texas".
        """
        return f"named {self.noun(speaker, plural=False)}"
