"""
From the ledger to what an index keeps of a document: its versions with the days they were current, cut into passages.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.ledger.reader import LedgerReader
from kg.ledger.records import Noun, StoredDocument
from kg.search.passages import Span, passages

CHANGES_A_STEP: Final = 1000


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """
    One passage to be kept.

    Attributes:
        entities: ids of the entities named in it.
    """

    span: Span
    text: str
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """
    One version of a document to be kept.

    Attributes:
        until: the first day on which it was current no more; `None` while it is.
    """

    stored: StoredDocument
    until: date | None
    passages: tuple[PassageEntry, ...]


def documents_changed(ledger: LedgerReader, since: int) -> tuple[Collection[str], int]:
    """
    The documents that one step of changes after a position is about, and the position after it.
    """
    changes = ledger.changes(since, limit=CHANGES_A_STEP)
    documents = dict.fromkeys(change.target for change in changes if change.noun is Noun.DOCUMENT)
    return documents, changes[-1].position if changes else since


def entries(ledger: LedgerReader, document_id: str) -> Iterator[VersionEntry]:
    """
    What is to be kept of a document: every version that was current on some day and is about our field.

    Where a document was taken down nothing is current, but what stood before is still found for the days before.
    """
    latest = ledger.document(document_id)
    if latest is None:
        return
    numbers = range(1, latest.version + 1)
    versions = [stored for number in numbers if (stored := ledger.document(document_id, number))]
    for index, stored in enumerate(versions):
        until = min((later.available for later in versions[index + 1 :]), default=None)
        was_never_current = until is not None and until <= stored.available
        if stored.relevant and not stored.gone and not was_never_current:
            yield VersionEntry(stored, until, tuple(passage_entries(ledger, stored)))


def passage_entries(ledger: LedgerReader, stored: StoredDocument) -> Iterator[PassageEntry]:
    """
    The passages of one version with the entities each names.
    """
    mentions = ledger.mentions(stored.id, stored.version)
    for span in passages(stored.document.text):
        named = (mention.entity_id for mention in mentions if span.start <= mention.start < span.end)
        yield PassageEntry(span, stored.document.text[span.start : span.end], frozenset(named))
