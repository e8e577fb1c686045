"""
Searching passages: what is asked, what is found, and what every index of passages can do.

An index is a projection of the ledger: it may be deleted and built anew, and keeps the last position it has applied.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from kg.ledger.reader import LedgerReader


class Way(StrEnum):
    """
    A way of finding passages.
    """

    KEYWORD = "keyword"
    VECTOR = "vector"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """
    Which passages count at all; what is left at its default does not narrow.

    Attributes:
        as_of: documents in the version that was current on this day; `None`: the latest versions.
        documents: only these document ids.
        publisher: only this publisher, as documents name it.
        published_from: only documents that could be known on this day or later.
        published_to: only documents that could be known on this day or before.
        naming: only passages that name at least one entity id out of each of these groups.
    """

    as_of: date | None = None
    documents: Collection[str] | None = None
    publisher: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    naming: Collection[Collection[str]] = ()


EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Passage:
    """
    A stretch of a document's text that answers a search.

    Attributes:
        start: offset of its first code point in the version's text; all offsets here count so.
        score: fused score; comparable within one search only.
        keyword_rank: place among the passages found by their words, from 1; `None` where not among them.
        vector_rank: place among those found by meaning, from 1; `None` where not among them.
        highlights: where the words asked for stand.
        snippet: the part of the passage to show where there is no room for all of it.
        entities: ids of the entities it names, sorted.
    """

    document_id: str
    version: int
    start: int
    end: int
    text: str
    score: float
    keyword_rank: int | None
    vector_rank: int | None
    highlights: tuple[tuple[int, int], ...]
    snippet: tuple[int, int]
    title: str
    url: str | None
    publisher: str
    published: str | None
    written_for_project: bool
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """
    What a search came to.

    Attributes:
        passages: best first.
        ways: how it was searched; without an embedder by keyword alone.
        corrections: words that stand in no passage, each with the word that was searched in its stead.
    """

    passages: tuple[Passage, ...]
    ways: tuple[Way, ...]
    corrections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """
    How many passages hold the words of a search, and how they fall; what is near by meaning alone is not counted, since
    it has no edge.

    Attributes:
        publishers: by publisher.
        months: by the month in which they became known, as `2026-03`.
        tags: by the tags of the entities they name; a passage counts once for a tag, however many of them bear it.
    """

    passages: int = 0
    publishers: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)


class PassageIndex(Protocol):
    """
    Finds passages by their words and, where it has an embedder, by their meaning.
    """

    @property
    def position(self) -> int:
        """
        The last ledger position applied; 0 for an empty index.
        """
        ...

    @property
    def ways(self) -> tuple[Way, ...]:
        """
        How a search would be made now.
        """
        ...

    def catch_up(self, ledger: LedgerReader) -> int:
        """
        Apply what the ledger holds after `position`; the new position.

        Readers see the index before or after, never between.
        """
        ...

    def rebuild(self, ledger: LedgerReader) -> int:
        """
        Forget everything and apply the ledger from its start, in one step for readers; the new position.
        """
        ...

    def search(self, text: str, narrowing: Narrowing = EVERYTHING, *, limit: int = 10) -> Found:
        """
        The passages that answer a text best.

        Args:
            text: as a person typed it: words, `"a phrase"`, `begin*`; nothing in it is an operator or an error. Where
                it is empty, the newest passages come first.
        """
        ...

    def count(
        self, text: str, narrowing: Narrowing = EVERYTHING, tags: Mapping[str, Collection[str]] | None = None
    ) -> Counts:
        """
        How the passages fall that hold the words of a text; all inside the narrowing where it is empty.

        Narrowing further by a value counted leaves exactly as many passages as it was counted with.

        Args:
            tags: the tags of each entity id; what they mean is the caller's affair.
        """
        ...

    def knows(self, word: str) -> bool:
        """
        Whether a word, in some form, stands in any passage kept.
        """
        ...

    def close(self) -> None:
        """
        Let go of the files.
        """
        ...
