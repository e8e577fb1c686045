"""
Things from which a path leads to something else.

"that border Texas" → from them, `borders` leads to Texas; the path may run against the arrow: "capital of Texas".
"""

from dataclasses import dataclass, field
from functools import partial

from kg.ask.expressions import Expression, Run, Speaker, spelt
from kg.ask.graph import Members, Path
from kg.ask.nodes.classes import Class
from kg.ask.writer import Writer


@dataclass(frozen=True, slots=True)
class Join:
    """
    Whatever the path leads from, into the inner set; with no inner set, whatever it leads from at all.
    """

    path: Path
    inner: Expression | None = None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        inner = self.inner.key if self.inner else "*"
        object.__setattr__(self, "key", f"join({spelt(self.path)},{inner})")

    def evaluate(self, run: Run) -> Members:
        """
        The near ends of the path.
        """
        if self.inner is None:
            return run.kept(self.key, partial(run.graph.have, self.path))
        back = partial(run.graph.back, run.members(self.inner), self.path)
        return run.kept(self.key, back) if isinstance(self.inner, Class) else back()

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        `?x <property path> ?y`, with the pattern of the inner set on `?y`.
        """
        end = writer.fresh("o")
        inner = f"{self.inner.pattern(writer, end)} " if self.inner else ""
        return f"{inner}{variable} {writer.path(self.path)} {end} ."

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The class of its members, with the clause.
        """
        return f"{speaker.things(self, plural=plural)} {self.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        The relation in words.
        """
        end = self.inner.noun(speaker, plural=True) if self.inner else ""
        return speaker.relation_clause(self.path, end)
