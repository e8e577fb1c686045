import pytest

from kg.search.names import NameIndex

NAMES = [
    ("state:japan", "Japan"),
    ("state:japan", "Nippon"),
    ("agency:jogmec", "Japan Organization for Metals and Energy Security"),
    ("mineral:gallium", "Gallium"),
    ("mineral:germanium", "Germanium"),
    ("agreement:pact", "Gallium Supply Pact"),
    ("place:quebec", "Québec"),
]


@pytest.fixture
def index():
    return NameIndex(NAMES)


def found(index, text, knows=lambda _: False):
    return list(index.search(text, knows, limit=10)[0])


def test_the_name_that_is_nearest_to_what_was_typed_comes_first(index):
    assert found(index, "japan") == ["state:japan", "agency:jogmec"]
    assert found(index, "gallium pact")[0] == "agreement:pact"


def test_any_name_of_a_thing_finds_it_once(index):
    assert found(index, "nippon japan").count("state:japan") == 1


@pytest.mark.parametrize("typed", ["gal", "Galium", "GALLIUM", "galliums"])
def test_beginnings_slips_and_forms_of_a_name_find_it(index, typed):
    assert found(index, typed)[0] == "mineral:gallium"


def test_marks_on_letters_do_not_matter(index):
    assert found(index, "quebec") == ["place:quebec"]


def test_a_word_known_elsewhere_is_no_slip(index):
    assert index.search("galium", lambda word: word == "galium", limit=10) == ([], ())
    assert index.search("galium", lambda _: False, limit=10)[1] == (("galium", "gallium"),)


@pytest.mark.parametrize("typed", ["", "?", '"', "names MATCH", "thing:x"])
def test_nothing_typed_is_an_operator_or_an_error(index, typed):
    assert found(index, typed) == []
