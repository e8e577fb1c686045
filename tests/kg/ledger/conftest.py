"""
A ledger in a fresh folder, and short ways to say what arrives in it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.claims import Claim, Extraction, Modality, Sighting
from kg.ledger import open_ledger
from kg.ledger.ledger import Ledger
from kg.ledger.records import Recorded
from kg.text import Document

MONDAY = datetime(2026, 2, 9, 12, tzinfo=UTC)


@pytest.fixture
def ledger(ledger_location: tuple[str, str], tmp_path: Path) -> Iterator[Ledger]:
    """
    An empty ledger, of each engine in turn.
    """
    engine, location = ledger_location
    ledger = open_ledger(tmp_path, location if engine != "sqlite" else "")
    yield ledger
    ledger.close()


def read(*sentences: str, extractor: str = "partyTo/verb@1", score: float = 0.9) -> Extraction:
    """
    A reading that finds in "Japan joined FORGE." that Japan is party to FORGE; one claim a sentence.

    The text is these sentences with a blank between them.
    """
    text = " ".join(sentences)
    sightings = []
    for sentence in sentences:
        subject, _, object_ = sentence.rstrip(".").split()
        start = text.index(sentence)
        claim = Claim(subject, "partyTo", object_, Modality.ASSERTED, sentence)
        sightings.append(Sighting(claim, start, start + len(sentence), extractor, score))
    return Extraction(relevant=True, sightings=tuple(sightings))


class Desk:
    """
    Records sentences in one ledger, a day later each time.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.now = MONDAY

    def record(
        self,
        *sentences: str,
        document: str = "memo-1",
        published: str | None = "2026-02-04",
        extraction: Extraction | None = None,
        reader: str = "",
        publisher: str = "",
    ) -> Recorded:
        told = Document(
            text=" ".join(sentences),
            url=f"https://news.example/{document}",
            published=published,
            publisher=publisher,
        )
        self.now += timedelta(days=1)
        return self.ledger.record(told, extraction or read(*sentences), self.now, reader=reader)

    def said(self, **options: object) -> list[str]:
        return [claim.claim.quote for claim in self.ledger.claims(**options)]  # type: ignore[arg-type]


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


@pytest.fixture(name="read")
def _read():
    return read
