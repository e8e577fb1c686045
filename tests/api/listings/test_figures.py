from datetime import date

import pytest

from api.listings.entities import entity_page
from api.listings.facts import Facts
from api.listings.figures import figures_of
from kg.background import load_background
from ontology.namespaces import ENTITIES

TODAY = date(2026, 11, 22)
GALLIUM = f"{ENTITIES}mineral:gallium"


@pytest.fixture(scope="module")
def facts():
    return Facts(load_background().triples)


def test_a_mineral_shows_who_supplies_whom_with_year_and_source(facts):
    rows = figures_of(facts, GALLIUM, TODAY)

    told = {(tuple(thing.label for thing in row.others), row.measure, row.percent, row.year) for row in rows}
    assert (("Canada", "United States"), "share of imports", "28.0", "2024") in told
    assert all(row.source.label for row in rows)


def test_only_the_latest_year_of_a_measure_is_shown_and_a_forecast_beside_it(facts):
    rows = figures_of(facts, f"{ENTITIES}group:ree", TODAY)

    years = {}
    for row in rows:
        years.setdefault((row.others, row.measure, int(row.year) > TODAY.year), set()).add(row.year)
    assert any(is_forecast for _, _, is_forecast in years)
    assert all(len(each) == 1 for each in years.values())


def test_what_only_helps_to_recognise_a_thing_is_not_shown_as_believed(facts):
    page = entity_page(facts, f"{ENTITIES}state:china", TODAY)

    labels = {each.label for each in (*page.facts, *page.incoming)}
    assert labels
    assert not labels & {"metonym", "ambiguous alias", "nominal party", "resolved from"}
    assert not any(thing.label.startswith("composition:") for each in page.facts for thing in each.values)
