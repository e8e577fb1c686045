"""
Observations by what they are about; where no time is asked for, the newest, with what contradicts them.

"rents (flat A, city B), newest" → the observations of that flat and city with the latest year.
"""

from dataclasses import dataclass, field

from kg.ask.expressions import Expression, Run, Speaker
from kg.ask.graph import Members, Path
from kg.ask.nodes.boolean import And, Minus, Or
from kg.ask.nodes.classes import Class
from kg.ask.nodes.comparison import Cmp
from kg.ask.nodes.join import Join
from kg.ask.nodes.superlative import Sup, SupEach
from kg.ask.writer import Writer


@dataclass(frozen=True, slots=True)
class Observed:
    """
    The observations of a kind that pass filters.

    Attributes:
        kind: class of the observations.
        filters: what each must lead to.
        excluded: what none may lead to.
        newest: property whose latest value is wanted; `None` where the filters name a time.
        beside: properties that lead to contradicting observations, which are kept too.
        each: property by whose ends the newest are taken: those of each seller; `None`: the newest of all.
    """

    kind: int
    filters: tuple[Join | Cmp, ...]
    excluded: tuple[Join, ...] = ()
    newest: Path | None = None
    beside: tuple[Path, ...] = ()
    each: Path | None = None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        parts = ";".join((*sorted(f.key for f in self.filters), "-", *sorted(f.key for f in self.excluded)))
        object.__setattr__(self, "key", f"observed({self.kind};{parts};{self.newest};{self.beside};{self.each})")

    @property
    def every(self) -> Expression:
        """
        All that pass the filters, of whatever time.
        """
        node: Expression = Class(self.kind)
        for each in self.filters:
            node = And(node, each)
        for each in self.excluded:
            node = Minus(node, each)
        return node

    @property
    def whole(self) -> Expression:
        """
        The same set built of other expressions.
        """
        every = self.every
        if self.newest is None:
            return every
        newest: Expression = Sup(self.newest, highest=True, inner=every)
        if self.each is not None:
            newest = SupEach(self.newest, highest=True, inner=every, each=self.each)
        node = newest
        for path in self.beside:
            node = Or(node, And(every, Join(path, newest)))
        return node

    def evaluate(self, run: Run) -> Members:
        """
        Their ids.
        """
        return run.members(self.whole)

    def pattern(self, writer: Writer, variable: str) -> str:
        """
        Their pattern.
        """
        return f"{{ {self.whole.pattern(writer, variable)} }}"

    def noun(self, speaker: Speaker, *, plural: bool) -> str:
        """
        The kind with what it is about.
        """
        return f"{speaker.class_noun(self.kind, plural=plural)} {self.clause(speaker)}"

    def clause(self, speaker: Speaker) -> str:
        """
        What they are about, clause by clause.
        """
        said = [f"{speaker.attribute(each.path)} {end_of(each, speaker)}" for each in self.filters]
        said += [f"{speaker.attribute(each.path)} not {end_of(each, speaker)}" for each in self.excluded]
        if self.newest is not None:
            said.append(f"latest {speaker.attribute(self.newest)}")
        return f"({', '.join(said)})"


def end_of(filtered: Join | Cmp, speaker: Speaker) -> str:
    """
    What a filter wants: a name, "any country", "up to 2024".
    """
    if isinstance(filtered, Cmp):
        return f"up to {filtered.constant.text}" if filtered.sign == "<=" else filtered.constant.text
    inner = filtered.inner
    if isinstance(inner, Class):
        return f"any {inner.noun(speaker, plural=False)}"
    return inner.noun(speaker, plural=False) if inner else "any"
