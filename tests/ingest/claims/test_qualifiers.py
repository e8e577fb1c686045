"""
Sums, shares, amounts and destinations go with the claim they belong to.
"""

import pytest

from ingest.extract import make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from kg.text import Document

CASES = [
    (
        "The Pentagon bought a 15 per cent stake in MP Materials for $400 million.",
        "equityStakeIn",
        {"amount": "400000000", "currency": "USD", "amount_kind": "paid", "percent": "15"},
    ),
    (
        "EXIM will lend up to USD 10 billion to Perpetua Resources.",
        "finances",
        {"amount": "10000000000", "currency": "USD", "amount_kind": "ceiling"},
    ),
    (
        "China bans exports of gallium to the United States.",
        "restrictsExportOf",
        {"destination": "state:united-states"},
    ),
    (
        "Japan depends on China for about 60 to 70 per cent of its rare earths.",
        "dependsOn",
        {"mineral": "group:ree", "percent": "60", "percent_high": "70"},
    ),
]


@pytest.fixture(scope="module")
def extractor():
    return make_extractor(load_analyser())


@pytest.mark.model
@pytest.mark.parametrize(("text", "relation", "qualifiers"), CASES, ids=[relation for _, relation, _ in CASES])
def test_a_claim_carries_what_its_sentence_says_beyond_it(text, relation, qualifiers, extractor):
    document = Document(text=text, published="2026-05-02")

    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)

    found = [dict(one.claim.qualifiers) for one in extraction.sightings if one.claim.relation == relation]
    assert found == [qualifiers]
