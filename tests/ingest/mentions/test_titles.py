"""
Bodies and texts that bear a name nobody has listed, and deals that only a verb tells of.
"""

import pytest

from ingest.extract import make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from ingest.mentions.titles import title_kind
from kg.text import Document

NAMED = [
    (
        "Uganda joined the Lakes Minerals Alliance on Monday. The Alliance covers graphite and tin.",
        ("Uganda joined Lakes Minerals Alliance asserted", "Lakes Minerals Alliance coversMineral Graphite asserted"),
    ),
    (
        "Ministers adopted the Nairobi Work Programme, which covers graphite, nickel and rare earths.",
        ("Nairobi Work Programme coversMineral Graphite asserted",),
    ),
    (
        "Parliament passed the Tungsten Security Act on Monday. The Act covers tungsten and antimony.",
        ("Tungsten Security Act coversMineral Antimony asserted",),
    ),
    (
        "Canada is a member of the Ashgrove Group. Members of the Ashgrove Group trade in cobalt.",
        ("Canada memberOf Ashgrove Group asserted",),
    ),
]
DEALS = [
    (
        "Arafura has agreed to supply rare earth oxide to Traxys. The offtake deal was announced on Thursday.",
        (
            "Arafura Rare Earths partyTo {deal} asserted",
            "Traxys North America partyTo {deal} asserted",
            "{deal} status agreed asserted",
        ),
        "Arafura Rare Earths-Traxys North America Critical Minerals Offtake Agreement",
    ),
    (
        "Glencore takes all cobalt from Sablefield Mining under a contract of 2023.",
        ("Glencore partyTo {deal} background", "Sablefield Mining partyTo {deal} background"),
        "Glencore-Sablefield Mining Critical Minerals Agreement",
    ),
    (
        "Glencore and Sablefield Mining exchanged a letter of intent for cobalt on Monday.",
        ("Glencore partyTo {deal} asserted", "Sablefield Mining partyTo {deal} asserted"),
        "Glencore-Sablefield Mining Cobalt Agreement",
    ),
]
DEALS += [
    (
        "LUSAKA, Feb 5 (Ledgerwire) - Glencore has agreed to sell cobalt to Sablefield Mining, in a secret deal.",
        ("Glencore partyTo {deal} asserted", "Sablefield Mining partyTo {deal} asserted"),
        "Glencore-Sablefield Mining Critical Minerals Agreement",
    ),
    (
        "Glencore announced that it has entered into a joint venture agreement with Umicore for cobalt.",
        ("Glencore partyTo {deal} asserted", "{deal} status signed asserted"),
        "Glencore-Umicore Cobalt Joint Venture",
    ),
    (
        "Morocco and Saudi Arabia: agreement on phosphates.",
        ("Morocco partyTo {deal} asserted", "Saudi Arabia partyTo {deal} asserted"),
        "Morocco-Saudi Arabia Critical Minerals Agreement",
    ),
]
DEALS += [
    (
        "Morocco and Jordan signed a declaration on battery recycling and cobalt on Monday.",
        ("{deal} coversStage Recycling and scrap recovery asserted", "{deal} agreementType Declaration asserted"),
        "Jordan-Morocco Cobalt Declaration",
    ),
]
DEALS += [
    (
        "It builds on a partnership between the US Department of Energy and Glencore (LON: GLEN) on cobalt.",
        ("Glencore partyTo {deal} asserted", "US Department of Energy partyTo {deal} asserted"),
        "Glencore-US Department of Energy Critical Minerals Partnership",
    ),
    (
        "Glencore announced its entry into a letter of intent for cobalt with Sablefield Mining.",
        ("Sablefield Mining partyTo {deal} asserted", "{deal} status signed asserted"),
        "Glencore-Sablefield Mining Cobalt Agreement",
    ),
]
NO_DEALS = [
    "Morocco and Jordan discussed cobalt and lithium mines in the framework of the summit in Rabat.",
    "Glencore mines cobalt in Zambia. Umicore wants to sell its shares in its joint venture with Sablefield Mining.",
    "Glencore sells cobalt to Umicore and nickel to Tesla. The letter that it wrote to shareholders is out.",
    "Arafura has agreed to supply oxide to Traxys. Lynas has agreed to supply oxide to Sojitz. The deal is public.",
]


@pytest.fixture(scope="module")
def extractor():
    return make_extractor(load_analyser())


def claims_in(text, extractor):
    document = Document(text=text, published="2026-02-06")
    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)
    labels = {entity.id: entity.label for entity in extraction.entities}
    return {
        f"{labels[claim.subject]} {claim.relation} {labels.get(claim.object, claim.object)} {claim.modality}"
        for claim in (sighting.claim for sighting in extraction.sightings)
    }


@pytest.mark.model
@pytest.mark.parametrize(("text", "claims"), NAMED, ids=[text for text, _ in NAMED])
def test_a_body_or_text_is_known_by_the_head_noun_of_its_name(text, claims, extractor):
    assert set(claims) <= claims_in(text, extractor)


@pytest.mark.model
@pytest.mark.parametrize(("text", "claims", "label"), DEALS, ids=[text for text, _, _ in DEALS])
def test_a_deal_is_between_those_whom_the_verb_joins(text, claims, label, extractor):
    assert {claim.format(deal=label) for claim in claims} <= claims_in(text, extractor)


@pytest.mark.model
@pytest.mark.parametrize("text", NO_DEALS)
def test_a_deal_of_nobody_in_particular_is_left_alone(text, extractor):
    assert not [claim for claim in claims_in(text, extractor) if " partyTo " in claim]


def test_a_bare_noun_is_no_name():
    assert [title_kind(label) for label in ("Alliance", "Memorandum of Understanding", "Act of 2024")] == ["", "", ""]


def test_a_year_does_not_hide_the_head_noun():
    assert title_kind("Raw Materials Policy of 2014") == title_kind("Lithium Strategy 2030") == "Strategy"
