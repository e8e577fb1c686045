"""
What a word refers back to inside its document, and where it is left alone.
"""

import pytest

from ingest.extract import make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from kg.text import Document

RESOLVED = [
    (
        "Arafura builds the Nolans project. Permits are there. Money is not. The project starts production in 2028.",
        "facility:nolans projectStatus operational asserted",
    ),
    (
        "Rio Tinto wants the Jadar lithium mine in Serbia. Serbs are split. Rio Tinto runs the mine.",
        "company:rio-tinto operates facility:x9e5caeb4d323 asserted",
    ),
    (
        "The United States and Mexico announced an Action Plan on critical minerals. The plan covers graphite.",
        "agreement:us-mexico coversMineral mineral:graphite asserted",
    ),
    (
        "The European Union and Rwanda signed a memorandum on raw materials. The paper covers tantalum and tin.",
        "agreement:eu-rwanda coversMineral mineral:tin asserted",
    ),
    (
        "DR Congo gave the United States a list of cobalt mines under the partnership signed in December.",
        "state:united-states partyTo agreement:us-drc background",
    ),
    (
        "The European Union and Chile signed a memorandum on lithium. Argentina, which signed in June 2023, is bigger.",
        "agreement:eu-argentina status signed background",
    ),
]
OTHERS = [
    (
        "Glencore signed an offtake agreement with Umicore for cobalt. The two companies welcomed the deal.",
        "company:glencore supports agreement:xbe1aae8a7539 asserted",
    ),
    (
        "The following minerals statement was released by the United States of America and the Republic of Kazakhstan.",
        "state:kazakhstan partyTo agreement:xad480cc88580 asserted",
    ),
    (
        "The EU and South Africa signed a minerals partnership. The partnership joins those with Zambia and Namibia.",
        "state:zambia partyTo agreement:eu-zambia background",
    ),
    (
        "The clocks run for many critical minerals texts. US-Australia, six months for money: due by 20 April 2026.",
        "agreement:us-australia deadline 2026-04-20 planned",
    ),
    (
        "German manufacturer Siemens has agreed to buy rare earth oxide from Arafura.",
        "company:x26d095403e1d offtakeFrom company:arafura planned",
    ),
]
LEFT_ALONE = [
    (
        "Glencore signed an offtake agreement with Umicore for cobalt in Brussels. Both governments praised the deal.",
        "supports",
    ),
    (
        "Lynas, Arafura and Iluka met lenders for their rare earth projects. The company will get a loan from Japan.",
        "finances",
    ),
    (
        "The United States and Mexico agreed an Action Plan on minerals. The list is out. It names:\n- zinc\n- tin",
        "coversMineral",
    ),
    (
        "The European Union and Rwanda signed a memorandum on raw materials and lithium. Peru signed something else.",
        "state:peru",
    ),
]


@pytest.fixture(scope="module")
def extractor():
    return make_extractor(load_analyser())


def claims_in(text, extractor):
    document = Document(text=text, published="2026-02-09")
    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)
    return {
        f"{claim.subject} {claim.relation} {claim.object} {claim.modality}"
        for claim in (sighting.claim for sighting in extraction.sightings)
    }


@pytest.mark.model
@pytest.mark.parametrize(("text", "claim"), RESOLVED + OTHERS, ids=[text for text, _ in RESOLVED + OTHERS])
def test_a_word_means_the_one_thing_of_its_kind_told_before(text, claim, extractor):
    assert claim in claims_in(text, extractor)


@pytest.mark.model
@pytest.mark.parametrize(("text", "part"), LEFT_ALONE, ids=[text for text, _ in LEFT_ALONE])
def test_what_cannot_be_told_is_left_alone(text, part, extractor):
    assert not [claim for claim in claims_in(text, extractor) if part in claim]


@pytest.mark.model
def test_a_month_with_a_past_tense_is_the_last_one(extractor):
    claims = claims_in("The European Union and Norway signed a memorandum on raw materials in March.", extractor)

    assert "agreement:eu-norway signedOn 2025-03 background" in claims


@pytest.mark.model
def test_the_day_of_a_dateline_is_no_day_of_an_event(extractor):
    text = "OSLO, Feb 9 (Ledgerwire) - Norway and the European Union have signed a memorandum on raw materials."

    assert not [claim for claim in claims_in(text, extractor) if "signedOn 2026-02-09" in claim]
