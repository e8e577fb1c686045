from datetime import UTC, datetime

import pytest

from kg.background import load_background
from kg.claims import Claim, Entity, Extraction, Modality, Sighting
from kg.ledger import open_ledger
from kg.text import Document

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def background():
    return load_background()


@pytest.fixture
def ledger(tmp_path):
    ledger = open_ledger(tmp_path)
    yield ledger
    ledger.close()


@pytest.fixture
def tell(ledger):
    """
    Records one document a call: a day, a publisher, and its claims as (sentence, subject, relation, object, more).
    """

    def record(day, publisher, *claims, entities=()):
        text = "\n".join(claim[0] for claim in claims)
        sightings = []
        for sentence, subject, relation, target, *more in claims:
            said = {"modality": "asserted", "date": None, "qualifiers": ()} | (more[0] if more else {})
            claim = Claim(
                subject,
                relation,
                target,
                Modality(said["modality"]),
                sentence,
                tuple(said["qualifiers"]),
                said["date"],
            )
            start = text.index(sentence)
            sightings.append(Sighting(claim, start, start + len(sentence), "test@1", 1.0))
        document = Document(
            text,
            url=f"https://{publisher}.example/{day}",
            publisher=publisher,
            published=day,
            manner="wire",
            title=f"{publisher} of {day}",
        )
        return ledger.record(document, Extraction(True, tuple(entities), (), tuple(sightings)), NOW)

    return record


MEMORANDUM = Entity(
    "agreement:memo", "Northland-Southland Minerals Memorandum", "MemorandumOfUnderstanding", known=False
)


@pytest.fixture
def memorandum(tell):
    """
    A memorandum promised on 4 February 2026 within 30 days and signed on 24 April, told by two publishers.
    """
    tell(
        "2026-02-04",
        "wire",
        ("Japan is party to the memorandum.", "state:japan", "partyTo", "agreement:memo", {"modality": "planned"}),
        ("They committed to conclude it.", "agreement:memo", "status", "committed"),
        (
            "It is due within 30 days.",
            "agreement:memo",
            "deadline",
            "2026-03-06",
            {"modality": "planned", "qualifiers": (("counted_from", "2026-02-04"), ("duration", "P30D"))},
        ),
        entities=(MEMORANDUM,),
    )
    tell(
        "2026-04-25",
        "gazette",
        ("Japan signed the memorandum on Friday.", "state:japan", "partyTo", "agreement:memo"),
        ("The memorandum was signed on Friday.", "agreement:memo", "signedOn", "2026-04-24", {"date": "2026-04-24"}),
        entities=(MEMORANDUM,),
    )
