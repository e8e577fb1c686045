"""
Every pattern finds what its examples promise, with the real analyser; every way of finding claims keeps one contract.
"""

import pytest

from ingest.claims import EXTRACTORS
from ingest.claims.relations import PATTERNS
from ingest.claims.time import Anchor
from ingest.extract import Extractor, make_extractor, read, readable
from ingest.language.spacy_analyser import load_analyser
from ingest.mentions.reading import find_mentions
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


@pytest.mark.model
@pytest.mark.parametrize("name", EXTRACTORS)
def test_a_way_of_finding_claims_gives_candidates_of_known_relations_that_stand_in_their_sentence(
    name, extractor, corpus
):
    text = (corpus / "training" / "documents" / "2024-05-14-wire-ngoma-hill.txt").read_text().partition("\n\n")[2]
    document = Document(text=text, published="2024-05-14")
    sentences = readable(next(iter(extractor.analyser.analyse([text]))))
    marked = find_mentions(document, sentences, extractor.lexicon, extractor.matcher.vocabulary)

    candidates = list(EXTRACTORS[name](marked, extractor.matcher, Anchor.of(document.published)))

    relations = extractor.matcher.terms.relations
    assert candidates
    for candidate in candidates:
        size = len(candidate.sentence.tree.tokens)
        assert relations[candidate.pattern.relation].is_claimable
        assert 0 < candidate.pattern.score <= 1
        assert candidate.subject.id != candidate.object
        assert candidate.trigger in candidate.sentence.tree.tokens
        assert all(0 <= end < size for end in candidate.ends)
