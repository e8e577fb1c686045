from pathlib import Path

import ontology.countries
from ontology.countries import countries_turtle, iso_places, named_already
from ontology.load import load_reference

HERE = Path(ontology.countries.__file__).parent / "reference"


def test_the_rest_of_the_world_is_what_the_pinned_package_says():
    named = named_already((HERE / "states.ttl").read_text(encoding="utf-8"))

    assert (HERE / "countries.ttl").read_text(encoding="utf-8") == countries_turtle(named)


def test_every_place_of_iso_is_there_once():
    codes = sorted(
        entity.value("isoAlpha3") for entity in load_reference().entities.values() if entity.value("isoAlpha3")
    )

    assert codes == sorted(place.alpha3 for place in iso_places())


def test_the_two_congos_are_told_apart():
    reference = load_reference()

    assert reference.entity("state:dr-congo").value("isoAlpha2") == "CD"
    assert reference.entity("state:republic-of-the-congo").value("isoAlpha2") == "CG"
