"""
What is only near, refused, denied, without, conditional or undone is never stated as so.
"""

import pytest

from ingest.extract import Extractor, make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from kg.text import Document

STATUSES = [
    ("The United States and the European Union are close to signing a memorandum on critical minerals.", "negotiating"),
    ("The EU and Chile are on the verge of concluding an agreement on critical raw materials.", "negotiating"),
    ("The United States and Kenya are ready to sign a memorandum on critical minerals.", "proposed"),
    ("The United States and Kenya intend to sign a memorandum on critical minerals.", "proposed"),
    ("If the talks succeed, the United States and the EU will sign a memorandum on critical minerals.", "proposed"),
    ("The loan is subject to the United States and Japan signing a memorandum on critical minerals.", "proposed"),
    ("Washington did not rule out signing a memorandum on critical minerals with Jakarta.", "proposed"),
    ("The signing of the US-EU memorandum was postponed.", "committed"),
    ("Once the US-EU memorandum is signed, work will begin.", "committed"),
    ("The US-EU memorandum was not signed until 24 April 2026.", "signed"),
    ("Japan and the European Union nearly signed a memorandum on critical minerals.", "not signed"),
    ("The European Union and Brazil failed to sign a memorandum on critical minerals.", "not signed"),
    ("Indonesia refused to sign the memorandum on critical minerals with the United States.", "not signed"),
    ("The European Union has yet to sign a memorandum on critical minerals with Japan.", "not signed"),
    ("The United States and India ruled out signing a critical minerals agreement.", "not signed"),
    ("Brussels abandoned plans to sign a critical minerals memorandum with Rwanda.", "not signed"),
    ("Japan has no plans to sign a memorandum on critical minerals with Russia.", "not signed"),
    ("No agreement on critical minerals was signed by Japan and India.", "not signed"),
    ("Canada signed neither the memorandum on critical minerals with China nor the plan with India.", "not signed"),
]
FLOORS = [
    ("The US-EU memorandum sets a price floor.", "asserted"),
    ("The US-EU memorandum not only covers gallium but also sets a price floor.", "asserted"),
    ("The US-EU memorandum does not set a price floor.", "negated"),
    ("The US-EU memorandum falls short of setting a price floor.", "negated"),
    ("The US-Japan framework sets no price floor.", "negated"),
    ("Neither the US-EU memorandum nor the US-Japan framework sets a price floor.", "negated"),
    ("The US-EU memorandum and the US-Japan framework were published. Neither sets a price floor.", "negated"),
    ("The US-EU memorandum would have set a price floor.", "planned"),
    ("The grant lapses if the US-EU memorandum does not set a price floor.", "possible"),
    ("The grant is conditional on the US-EU memorandum setting a price floor.", "possible"),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return make_extractor(load_analyser())


def claims_of(text: str, relation: str, extractor: Extractor) -> set[tuple[str, str]]:
    document = Document(text=text, published="2026-05-02")
    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)
    claims = (sighting.claim for sighting in extraction.sightings)
    return {(claim.object, claim.modality.value) for claim in claims if claim.relation == relation}


@pytest.mark.model
@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_a_status_is_no_better_than_its_sentence_says(text, status, extractor):
    expected = ("signed", "negated") if status == "not signed" else (status, "asserted")

    assert claims_of(text, "status", extractor) == {expected}


@pytest.mark.model
@pytest.mark.parametrize(("text", "modality"), FLOORS)
def test_an_instrument_that_is_denied_is_not_adopted(text, modality, extractor):
    found = claims_of(text, "adoptsInstrument", extractor)

    assert {how for _, how in found} == {modality}


@pytest.mark.model
def test_what_has_happened_did_not_happen_after_the_day_of_the_text(extractor):
    text = "Greer unveiled a critical minerals action plan with Mexico as Washington prepares for a July 1 review."

    assert claims_of(text, "announcedOn", extractor) == set()


@pytest.mark.model
def test_a_name_in_brackets_says_which_agreement_a_phrase_means(extractor):
    text = "The US-Mexico-Canada trade agreement (USMCA) covers critical minerals and lithium."
    document = Document(text=text, published="2026-05-02")

    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)

    assert {entity.id for entity in extraction.entities if entity.type == "TradeAgreement"} == {"bloc:usmca"}
