"""
Who is party to what where a sentence tells of several agreements, or leaves one side to be understood.
"""

import pytest

from ingest.extract import make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from kg.text import Document

CASES = [
    (
        (
            "The United States and Sweden signed a technology deal on critical minerals. It speaks of participants, "
            "like the frameworks with Australia and Japan and the memorandum with the United Kingdom."
        ),
        {
            "state:united-states partyTo agreement:us-australia background",
            "state:japan partyTo agreement:us-japan-fw background",
            "state:united-states partyTo agreement:uk-us background",
        },
    ),
]


@pytest.fixture(scope="module")
def extractor():
    return make_extractor(load_analyser())


def claims_in(text, extractor):
    document = Document(text=text, published="2026-05-25")
    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)
    return {
        f"{claim.subject} {claim.relation} {claim.object} {claim.modality}"
        for claim in (sighting.claim for sighting in extraction.sightings)
    }


@pytest.mark.model
@pytest.mark.parametrize(("text", "told"), CASES, ids=[text for text, _ in CASES])
def test_a_side_left_to_be_understood_is_the_one_that_has_such_an_agreement(text, told, extractor):
    assert told <= claims_in(text, extractor)


@pytest.mark.model
def test_who_signed_one_text_is_no_party_to_the_next_one_told(extractor):
    text = (
        "The United States has many such texts. Argentina, Ecuador, Paraguay and Peru signed in February, Chile signed "
        "a joint statement in March, and Mexico has an action plan on critical minerals."
    )

    claims = claims_in(text, extractor)

    parties = {claim.split()[0] for claim in claims if "partyTo" in claim}
    assert not parties & {"state:argentina", "state:ecuador", "state:paraguay", "state:peru"}


@pytest.mark.model
def test_what_was_signed_long_ago_is_retold_even_where_it_is_still_in_force(extractor):
    text = "The Critical Minerals Agreement which the United States and Japan signed in March 2023 remains in force."

    claims = claims_in(text, extractor)

    assert "state:japan partyTo agreement:us-japan-cma background" in claims
    assert "state:japan partyTo agreement:us-japan-cma asserted" not in claims
