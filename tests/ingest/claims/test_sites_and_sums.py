"""
Plants without a name, where they lie, who gives how much in a list, and who is meant by an example of many.
"""

import pytest

from ingest.extract import Extractor, make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from kg.text import Document

GRANTS = """The White House announced grants for rare earths.

The list:

- Sila Nanotechnologies, silicon anodes: USD 1.4 billion
- Westwater Resources, graphite: USD 25 million
- mining schools: USD 180 million
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return make_extractor(load_analyser())


def told(text: str, relation: str, extractor: Extractor) -> set[tuple[str, str]]:
    document = Document(text=text, published="2026-02-05")
    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)
    labels = {entity.id: entity.label for entity in extraction.entities}
    claims = [sighting.claim for sighting in extraction.sightings if sighting.claim.relation == relation]
    return {(labels[claim.subject], labels.get(claim.object, claim.object)) for claim in claims}


@pytest.mark.model
def test_a_plant_without_a_name_has_builder_place_and_state(extractor):
    text = "Iluka is building a rare-earth refinery at Narva in Estonia."

    (builder,), places, (state,) = (told(text, each, extractor) for each in ("operates", "locatedIn", "projectStatus"))

    assert builder[1].endswith("refinery")
    assert {place for _, place in places} == {"Narva", "Estonia"}
    assert state == (builder[1], "construction")


@pytest.mark.model
def test_a_plant_that_nobody_builds_is_none(extractor):
    assert told("Nobody builds a separation plant for rare earths in a year.", "projectStatus", extractor) == set()


@pytest.mark.model
def test_a_region_behind_a_town_tells_the_known_smelter(extractor):
    text = "Korea Zinc is to invest USD 7.4 billion in a smelter in Clarksville, Tennessee."

    assert {giver for giver, _ in told(text, "investsIn", extractor)} == {"Korea Zinc"}
    assert {place for _, place in told(text, "locatedIn", extractor)} == {"Clarksville", "Tennessee"}


@pytest.mark.model
def test_each_firm_of_a_list_gets_its_sum_from_whom_the_heading_names(extractor):
    funded = told(GRANTS, "finances", extractor)

    assert {firm for _, firm in funded} == {"Sila Nanotechnologies", "Westwater Resources"}
    assert len({giver for giver, _ in funded}) == 1
