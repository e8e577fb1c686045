"""
What all finders of atoms stand on: the words of one question, and how an atom over a stretch of them is kept.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from kg.ask.compiled import Compiled
from kg.ask.expressions import Run
from kg.ask.items import NOTHING, Counts, Feature, Item, added
from kg.ask.tokens import Word

LONGEST: Final = 7
ASKING: Final = frozenset("what which who whom whose where when how why".split())


class AtomGround:
    """
    The words of one question and the atoms found over them.
    """

    def __init__(
        self,
        compiled: Compiled,
        run: Run,
        weights: Counts,
        anchor: dt.date | None,
        is_word: Callable[[str], bool] | None = None,
    ) -> None:
        """
        A finder for one question over a compiled graph.

        Args:
            is_word: tells the words of the language from slips of the pen.
        """
        self.is_word = is_word
        self.compiled, self.run, self.weights, self.anchor = compiled, run, weights, anchor
        self.words, self.graph, self.schema = compiled.words, compiled.graph, compiled.schema
        self.found: list[tuple[int, int, Item]] = []
        self.tokens: tuple[Word, ...] = ()
        self.referring = range(0)

    def add(self, kind: str, start: int, end: int, loss: float, concept: str, **fields: object) -> None:
        """
        One more atom over words `start` to `end`; `loss` is how far it lies from a perfect match.
        """
        counts = added(NOTHING, (Feature.LINK, loss))
        used = ((1 << end) - 1) & ~((1 << start) - 1)
        cost = self.weights[Feature.LINK] * loss
        trace = ((start, end, concept),)
        item = Item(kind, counts, cost, start, used=used, trace=trace, **fields)  # type: ignore[arg-type]
        self.found.append((start, end, item))

    def _spans(self, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
        for start in range(len(self.tokens)):
            for end in range(start + 1, min(len(self.tokens), start + longest) + 1):
                yield start, end

    def _is_light(self, word: Word) -> bool:
        return (
            word.low in self.words.fillers or word.low in self.words.links or word.low in ASKING or len(word.low) == 1
        )

    def _written(self, start: int, end: int) -> str:
        return "".join(word.text for word in self.tokens[start:end])
