"""
Passages to quote as an answer: those found by words and meaning, put in order by what the question names and when.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from rapidfuzz import fuzz

from kg.search.index import Narrowing, Passage, PassageIndex
from ontology.namespaces import ENTITIES

MOST_SOUGHT: Final = 100
MOST_QUOTED: Final = 4
NEAR: Final = timedelta(days=45)
"A text is about a day for some weeks after it."
NAMED: Final = 0.05
"What it adds to a passage's score, as a share of it, to name one of the things asked about. Set on the open gold."
TIMELY: Final = 0.1
ALIKE: Final = 85.0
"Above this two passages are copies of one text, and the better placed one is enough."


@dataclass(frozen=True, slots=True)
class QuoteFinder:
    """
    Finds passages in what could be known by a day.
    """

    index: PassageIndex
    as_of: date | None = None

    def quotes(
        self, text: str, things: Sequence[frozenset[str]] = (), days: tuple[date, date] | None = None
    ) -> tuple[Passage, ...]:
        """
        The passages that answer a text best; none where no passage names any of the things.

        Args:
            things: for each thing the text names, the addresses of entities it may be.
            days: first and last day of the time the text names.
        """
        named = [self._naming(text, each) for each in things]
        if things and not any(named):
            return ()
        sought = self.index.search(text, Narrowing(as_of=self.as_of), limit=MOST_SOUGHT).passages
        found = {place(passage): passage for passage in sought}
        scores = {}
        for at, passage in found.items():
            naming = sum(at in passages for passages in named)
            scores[at] = passage.score * (1 + NAMED * naming + (TIMELY if is_timely(passage, days) else 0.0))
        best: list[Passage] = []
        for at in sorted(found, key=lambda at: (-scores[at], at)):
            if len(best) < MOST_QUOTED and not any(fuzz.ratio(found[at].text, held.text) > ALIKE for held in best):
                best.append(replace(found[at], score=scores[at]))
        return tuple(best)

    def knows(self, word: str) -> bool:
        """
        Whether a word stands in any text.
        """
        found = self.index.search(word, Narrowing(as_of=self.as_of), limit=1)
        return not found.corrections and any(passage.keyword_rank for passage in found.passages)

    def _naming(self, text: str, iris: frozenset[str]) -> frozenset[tuple[str, int]]:
        """
        The places of the passages that name a thing.
        """
        narrowed = (Narrowing(as_of=self.as_of, naming=((iri.removeprefix(ENTITIES),),)) for iri in sorted(iris))
        return frozenset(
            place(passage) for each in narrowed for passage in self.index.search(text, each, limit=MOST_SOUGHT).passages
        )


def place(passage: Passage) -> tuple[str, int]:
    """
    What tells a passage from all others.
    """
    return passage.document_id, passage.start


def is_timely(passage: Passage, days: tuple[date, date] | None) -> bool:
    """
    Whether a passage was published in the time named, or shortly after.
    """
    if days is None or not passage.published or len(passage.published) < len("2026-01-01"):
        return False
    first, last = days
    return first <= date.fromisoformat(passage.published[:10]) <= last + NEAR
