"""
What new names of a text are: decided by all that the text says of them.
"""

import pytest

from ingest.extract import make_extractor, read
from ingest.language.spacy_analyser import load_analyser
from ingest.mentions.name_kinds import NamedThing, longer_names
from kg.linking import fold
from kg.text import Document

COMPANY, PROJECT, PERSON, PLACE = (
    {"Company": 50.0},
    {"Project": 50.0},
    {"Person": 50.0},
    {"Place": 3.0},
)


def longer(told, beside=()):
    found = {fold(label): NamedThing(label, dict(votes)) for label, votes in told.items()}
    return longer_names(found, {fold(short): fold(long) for short, long in beside})


def test_a_company_is_known_by_its_first_words():
    told = {"Karrow Metals Plc": COMPANY, "Karrow Metals": COMPANY, "Karrow": PLACE}

    assert longer(told) == {"karrow metals": "karrow metals plc", "karrow": "karrow metals plc"}


def test_a_mine_is_known_without_its_kind_and_a_person_by_the_surname():
    told = {"Ngoma Hill mine": PROJECT, "Ngoma Hill": PLACE, "Ana Sol": PERSON, "Sol": {}}

    assert longer(told) == {"ngoma hill": "ngoma hill mine", "sol": "ana sol"}


def test_a_name_short_for_two_things_is_short_for_neither():
    told = {"Karrow Metals": COMPANY, "Karrow Trading": COMPANY, "Karrow": PLACE}

    assert longer(told) == {}


def test_brackets_explain_a_name():
    told = {"Western Ores Ltd": COMPANY, "WOL": {}}

    assert longer(told, [("WOL", "Western Ores Ltd")]) == {"wol": "western ores ltd"}


def test_a_lone_word_taken_for_a_person_is_a_firm_and_a_full_name_is_a_person():
    bare, full = NamedThing("Velmore"), NamedThing("Ana Sol")
    for thing in (bare, full):
        thing.add({}, {"Person": 2})

    assert (bare.kind, full.kind) == ("Company", "Person")


@pytest.fixture(scope="module")
def extractor():
    return make_extractor(load_analyser())


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Karrow Metals Plc will build a tungsten refinery in Spain. Karrow said the refinery needs no subsidy.",
            {"Karrow Metals Plc": "Company"},
        ),
        (
            "Zambia granted a cobalt licence to Ostermark (ASX: OST). Ostermark sold half of the cobalt in May.",
            {"Ostermark": "Company"},
        ),
        (
            "The European Bank for Reconstruction and Development and the Geological Survey of Norway back the mine.",
            {"European Bank for Reconstruction and Development": "Agency", "Geological Survey of Norway": "Agency"},
        ),
        (
            "The development agency Corfo signed a lithium contract with Pelican Point, which sells to Velmore.",
            {"Corfo": "Agency", "Pelican Point": "Company", "Velmore": "Company"},
        ),
        (
            "Brightwater Lithium has begun drilling at Kettle Lake, a lithium deposit that Queensland permitted.",
            {"Kettle Lake": "Project", "Queensland": "Place"},
        ),
        (
            "Lynas bought the Ngoma Hill mine in Zambia. Rare earths from Ngoma Hill go to Malaysia.",
            {"Ngoma Hill": "Project"},
        ),
    ],
)
def test_one_thing_is_one_entity_under_all_its_names(extractor, text, told):
    document = Document(text=text, published="2026-02-05")

    extraction = read(document, next(iter(extractor.analyser.analyse([text]))), extractor)

    new = {entity.label: entity.type for entity in extraction.entities if not entity.known}
    assert {label: new.get(label) for label in told} == told
    assert not [label for label in new for other in told if label != other and other.startswith(label)]
