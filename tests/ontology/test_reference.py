from collections import Counter
from decimal import Decimal

import pytest

from ontology.load import load_reference, load_terms

REFERENCE = load_reference()
TERMS = load_terms()
ENTITIES = REFERENCE.entities

# How many ids of each kind the field's own table has; reference data may know more, never fewer.
GIVEN = {
    "company": 85,
    "state": 83,
    "person": 79,
    "agreement": 74,
    "mineral": 67,
    "facility": 54,
    "agency": 47,
    "instrument": 33,
    "component": 19,
    "stage": 14,
    "bloc": 12,
    "enduse": 10,
    "group": 8,
    "material": 7,
    "list": 6,
}
METRICS = {
    "production_share": 380,
    "import_share": 104,
    "reserves_share": 95,
    "refining_share": 25,
    "net_import_reliance": 24,
    "content": 16,
    "mine_share": 14,
    "target": 9,
    "end_use_share": 6,
    "concentration": 4,
    "count": 3,
    "capacity_share": 2,
    "market_share": 2,
    "recycling_potential": 1,
    "domestic_share": 1,
    "supply_gap": 1,
    "recycling_growth_share": 1,
    "demand_share": 1,
}


def test_all_598_entities_of_the_field_are_there():
    found = Counter(entity_id.partition(":")[0] for entity_id in [*ENTITIES, *REFERENCE.redirects])

    assert sum(GIVEN.values()) == 598
    assert all(found[kind] >= count for kind, count in GIVEN.items())
    assert (found["agreement"], found["facility"], found["person"], found["instrument"]) == (74, 54, 79, 33)


def test_every_entity_has_a_label_and_classes_of_the_schema():
    assert all(entity.label and set(entity.types) <= set(TERMS.classes) for entity in ENTITIES.values())


def test_no_two_entities_share_a_label():
    labels = Counter(entity.label for entity in ENTITIES.values())

    assert [label for label, count in labels.items() if count > 1] == []


def test_every_link_leads_to_something_known():
    known = {*ENTITIES, *REFERENCE.redirects}
    targets = {target for entity in ENTITIES.values() for relation, target in entity.links if relation != "hasEntry"}

    assert targets <= known


def test_every_link_is_a_relation_of_the_schema():
    assert {relation for entity in ENTITIES.values() for relation, _ in entity.links} <= set(TERMS.relations)


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("agreement:forge", "bloc:forge"),
        ("agreement:msp", "bloc:msp"),
        ("agreement:pax-silica", "bloc:pax-silica"),
        ("agreement:usmca", "bloc:usmca"),
        ("agreement:g7-alliance", "bloc:cmpa"),
    ],
)
def test_a_forum_and_its_founding_agreement_are_one_entity_with_two_classes(given, canonical):
    entity = REFERENCE.entity(given)

    assert entity.id == canonical
    assert len(entity.types) == 2


@pytest.mark.parametrize(
    ("entity_id", "alias"),
    [
        ("bloc:msp", "MSP"),
        ("bloc:eu", "the bloc"),
        ("company:mp-materials", "MP"),
        ("mineral:lithium", "Li"),
        ("agency:us-state", "State"),
        ("agreement:us-eu-japan", "the pact"),
        ("bloc:forge", "the Forum"),
    ],
)
def test_a_name_that_means_many_things_asks_for_context(entity_id, alias):
    assert [one.is_contextual for one in ENTITIES[entity_id].aliases if one.text == alias] == [True]


def test_a_capital_that_stands_for_a_government_is_a_metonym():
    assert [one.is_metonym for one in ENTITIES["state:japan"].aliases if one.text == "Tokyo"] == [True]


def test_what_stands_in_brackets_behind_an_alias_is_a_note():
    aliases = {alias.text: alias for entity in ENTITIES.values() for alias in entity.aliases}

    assert not any("(" in text for text in aliases)
    assert aliases["bauxite"].note == "ore"
    assert aliases["Forum on Resilient Global Economic Security"].is_misnomer


def test_the_minerals_security_partnership_has_fifteen_members():
    members = [entity.id for entity in ENTITIES.values() if "bloc:msp" in entity.linked("memberOf")]

    assert len(members) == 15
    assert "bloc:eu" in members


def test_an_agreement_holds_its_nominal_parties_and_no_status():
    memorandum = ENTITIES["agreement:us-eu-mou"]

    assert set(memorandum.nominal_parties) == {"bloc:eu", "state:united-states"}
    assert not any(
        relation in {"status", "partyTo", "hasParty"} for relation, _ in memorandum.links + memorandum.values
    )


def test_every_policy_instrument_keeps_its_slug():
    assert {"instrument:price_floor", "instrument:offtake_agreement"} <= set(ENTITIES)
    assert len(REFERENCE.of_type("Instrument")) == 33


def test_a_project_knows_its_operator_and_its_place():
    assert "facility:mountain-pass" in ENTITIES["company:mp-materials"].linked("operates")
    assert set(ENTITIES["facility:mountain-pass"].linked("locatedIn")) == {"place:california", "state:united-states"}


@pytest.mark.parametrize(
    ("list_id", "count", "groups"),
    [
        ("list:us-2022", 50, set()),
        ("list:us-2025", 60, set()),
        ("list:eu-2023", 34, {"group:lree", "group:hree", "group:pgm"}),
        ("list:eu-strategic", 17, {"group:magnet-rare-earths", "group:pgm"}),
        ("list:jp-31", 31, {"group:ree"}),
    ],
)
def test_a_list_has_its_issuers_entries_and_keeps_groups_as_groups(list_id, count, groups):
    one = REFERENCE.lists[list_id]

    assert one.count == len(one.entries) == len({entry.entity for entry in one.entries}) == count
    assert [entry.position for entry in one.entries] == list(range(1, count + 1))
    assert {entry.entity for entry in one.entries if "MineralGroup" in ENTITIES[entry.entity].types} == groups
    assert one.issued
    assert one.issuers


def test_of_a_list_that_is_known_in_part_the_rest_is_not_made_up():
    one = REFERENCE.lists["list:jp-34"]

    assert one.count == 34
    assert len(one.entries) == 11


def test_ten_minerals_came_to_the_us_list_in_2025():
    old, new = ({entry.entity for entry in REFERENCE.lists[name].entries} for name in ("list:us-2022", "list:us-2025"))
    added = "boron copper lead metallurgical-coal phosphate potash rhenium silicon silver uranium"

    assert new - old == {f"mineral:{name}" for name in added.split()}


def test_689_figures_have_year_and_source():
    assert len(REFERENCE.figures) == 689
    assert Counter(figure.metric for figure in REFERENCE.figures.values()) == METRICS
    assert all(figure.year and figure.source for figure in REFERENCE.figures.values())
    assert all(figure.percent is not None or figure.quantity is not None for figure in REFERENCE.figures.values())


def test_numbers_are_exact_decimals():
    assert REFERENCE.figures["figure:dep-0628"].percent == Decimal("68.57")
    assert REFERENCE.figures["figure:dep-0625"].percent == Decimal("69.2")


def test_82_composition_edges_stand_in_direct_links():
    inputs = [target for entity in ENTITIES.values() for target in entity.linked("inputOf")]
    uses = [target for entity in ENTITIES.values() for target in entity.linked("usedIn")]

    assert (len(inputs), len(uses)) == (53, 29)


def test_every_string_of_a_figure_resolves_to_entities():
    assert Counter(kind for kind, _ in REFERENCE.resolution) == {"mineral": 53, "place": 83}
    assert all(ids and set(ids) <= set(ENTITIES) for ids in REFERENCE.resolution.values())


def test_an_aggregate_is_no_mineral_and_no_country():
    twenty = REFERENCE.resolution["mineral", "20 strategic minerals (average of 19)"][0]
    three = REFERENCE.resolution["place", "top three countries"][0]

    assert ENTITIES[twenty].types == ("CommodityAggregate",)
    assert ENTITIES[three].types == ("ActorAggregate",)


def test_a_country_with_a_project_in_brackets_is_both():
    assert set(REFERENCE.resolution["place", "Australia (Wagerup project)"]) == {
        "state:australia",
        "facility:wagerup-gallium",
    }


def test_figures_that_contradict_each_other_are_kept_and_say_so():
    magnets = [REFERENCE.figures[f"figure:dep-{number}"] for number in ("0588", "0589", "0590")]

    assert [figure.percent for figure in magnets] == [85, 98, 90]
    assert all(len(figure.contradicts) == 2 for figure in magnets)


def test_contradiction_goes_both_ways():
    figures = REFERENCE.figures

    assert all(figure.id in figures[other].contradicts for figure in figures.values() for other in figure.contradicts)
