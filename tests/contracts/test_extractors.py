"""
Every pattern finds what its examples promise, with the real analyser.
"""

import pytest

from ingest.claims.relations import PATTERNS
from ingest.extract import Extractor, make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from kg.text import Document

CASES = [(pattern, example) for pattern in PATTERNS for example in pattern.examples]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return make_extractor(load_analyser())


@pytest.mark.model
@pytest.mark.parametrize(
    ("pattern", "example"), CASES, ids=[f"{pattern.id}: {example.text}" for pattern, example in CASES]
)
def test_a_pattern_finds_its_examples(pattern, example, extractor):
    document = Document(text=example.text, published=example.published)

    extraction = read(document, next(iter(extractor.analyser.analyse([example.text]))), extractor)

    found = {
        f"{claim.subject} {claim.relation} {claim.object} {claim.modality}"
        for claim in (sighting.claim for sighting in extraction.sightings)
    }
    assert set(example.claims) <= found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "published", "claim"),
    [
        (
            "Washington and Brussels will conclude a memorandum on critical minerals within 30 days.",
            "2026-02-04",
            ("agreement:us-eu-mou", "deadline", "2026-03-06"),
        ),
        (
            "Washington and Brussels will conclude a memorandum on critical minerals within 30 days.",
            None,
            ("agreement:us-eu-mou", "deadline", "P30D"),
        ),
        (
            "US, EU to sign critical minerals memorandum",
            "2026-02-04",
            ("agreement:us-eu-mou", "status", "committed"),
        ),
    ],
)
def test_deadlines_and_headlines(text, published, claim, extractor):
    document = Document(text=text, published=published)

    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)

    claims = {(one.subject, one.relation, one.object) for one in (sighting.claim for sighting in extraction.sightings)}
    assert claim in claims


@pytest.mark.model
def test_every_claim_quotes_the_text_exactly(extractor):
    text = "Notes first.\nJapan signed a framework on critical minerals with the United States in October 2025."
    document = Document(text=text, published="2026-02-04")

    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)

    assert extraction.sightings
    assert all(text[sighting.start : sighting.end] == sighting.claim.quote for sighting in extraction.sightings)
