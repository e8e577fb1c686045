"""
Plants without a name, where they lie, who gives how much in a list, and who is meant by an example of many.
"""

import pytest

from ingest.extract import Extractor, extract_all, make_extractor, read
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
@pytest.mark.parametrize(
    ("text", "owner", "place"),
    [
        ("Ostermark Ltd ships its matte to Remag AG's plant in Freiberg.", "Remag AG", "Freiberg"),
        (
            "Officials saw the lithium refinery that Ostermark Ltd plans to build in Portugal.",
            "Ostermark Ltd",
            "Portugal",
        ),
        ("Ostermark Ltd won a grant for its cell factory in Saxony.", "Ostermark Ltd", "Saxony"),
    ],
)
def test_a_plant_is_somebodys_and_somewhere_without_a_name(text, owner, place, extractor):
    (operated,), (located,) = told(text, "operates", extractor), told(text, "locatedIn", extractor)

    assert (operated[0], located[1]) == (owner, place)
    assert operated[1] == located[0]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Velmore Ltd buys magnets from Osage Magnets in Oklahoma.", {("Osage Magnets", "Oklahoma")}),
        (
            "Aurelia Scandium (Reno, Nevada) was awarded $48 million to recover scandium.",
            {("Aurelia Scandium", "Reno"), ("Aurelia Scandium", "Nevada")},
        ),
        ("Officials praised a stake for Daehan Cathode in Texas.", set()),
    ],
)
def test_a_company_is_where_its_name_is_said_to_be(text, places, extractor):
    assert told(text, "locatedIn", extractor) == places


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Reports concern the Mrima South rare earth and niobium deposit.", {"Rare earth elements", "Niobium"}),
        ("Perrault Resources spends its cash on the Lac Aubry mine, a lithium prospect.", {"Lithium"}),
    ],
)
def test_a_site_treats_what_stands_in_its_kind(text, covered, extractor):
    assert {mineral for _, mineral in told(text, "coversMineral", extractor)} == covered


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Tolland Ltd will hold 60% and Hallinger AG 40% of the joint venture, to be named Osage Magnets LLC.",
            {("Tolland Ltd", "Osage Magnets LLC"), ("Hallinger AG", "Osage Magnets LLC")},
        ),
        (
            "The money goes to Cypress Metals, whose shareholders include Velmore Ltd (31%).",
            {("Velmore Ltd", "Cypress Metals")},
        ),
        ("Hallinger AG is to purchase 100% of the oxide from the Mountain Pass mine.", set()),
    ],
)
def test_a_share_belongs_to_the_name_before_it(text, held, extractor):
    assert told(text, "equityStakeIn", extractor) == held


@pytest.mark.model
def test_a_dateline_does_not_hide_who_acts(extractor):
    text = "LUSAKA, May 14 (Ledgerwire) - Arafura has agreed to sell all the oxide from its Nolans mine to Traxys."

    (extraction,) = extract_all([Document(text=text, published="2026-05-14")], extractor)

    assert ("company:traxys", "offtakeFrom", "company:arafura") in {
        (one.claim.subject, one.claim.relation, one.claim.object) for one in extraction.sightings
    }


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
