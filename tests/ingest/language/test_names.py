import numpy as np
import pytest

from ingest.language.names import Written, typed_names, untyped_names

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-MISC", "I-MISC")
BESIDE = {"O": "O", "P": "B-PER", "p": "I-PER", "G": "B-ORG", "g": "I-ORG", "M": "B-MISC"}


def written(text, glued=""):
    forms = tuple(text.split())
    return Written(forms, tuple(str(index) in glued for index in range(len(forms))))


def scores(*chances):
    """
    Log-probabilities out of one {tag letter: chance} a token.
    """
    rows = np.full((len(chances), len(TAGS)), 1e-9)
    for row, chance in zip(rows, chances, strict=True):
        for letter, share in chance.items():
            row[TAGS.index(BESIDE[letter])] = share
    return np.log(rows)


def names_of(text, *chances, upos=None, glued=""):
    names = untyped_names(scores(*chances), TAGS, upos or ["PROPN"] * len(chances), written(text, glued))
    return typed_names([names], TAGS)[0]


def test_a_name_whose_tokens_disagree_is_one_name_of_the_likelier_type():
    chances = ({"P": 0.5, "G": 0.4, "O": 0.1}, {"g": 0.9, "p": 0.1}, {"O": 1.0}, {"p": 0.8, "O": 0.2})

    assert names_of("Norrland Minerals hired Aldo", *chances) == ((0, 2, "ORG"), (3, 4, "PER"))


@pytest.mark.parametrize(
    ("text", "upos", "names"),
    [
        ("Coca - Cola", ["PROPN", "PUNCT", "PROPN"], ((0, 3, "ORG"),)),
        ("cup of joe", ["NOUN", "ADP", "NOUN"], ()),
    ],
)
def test_a_hyphen_links_names_and_a_name_holds_a_proper_noun(text, upos, names):
    assert names_of(text, {"G": 1.0}, {"O": 1.0}, {"G": 1.0}, upos=upos, glued="12") == names


@pytest.mark.parametrize("text", ["Verdal , Inc.", "Verdal , Ltd"])
def test_the_legal_form_of_a_company_is_part_of_its_name(text):
    assert names_of(text, {"G": 1.0}, {"O": 1.0}, {"G": 1.0}) == ((0, 3, "ORG"),)


def test_two_companies_with_a_comma_between_them_are_two():
    assert names_of("Verdal , Tokke", {"G": 1.0}, {"O": 1.0}, {"G": 1.0}) == ((0, 1, "ORG"), (2, 3, "ORG"))


@pytest.mark.parametrize("address", ["ana@mine.example", "www.mine.example", "https://mine.example/a"])
def test_an_address_is_no_name(address):
    assert names_of(address, {"G": 1.0}) == ()


def test_a_name_is_of_one_type_in_the_whole_text():
    sure, unsure = {"G": 0.9, "P": 0.1}, {"G": 0.4, "P": 0.6}
    sentences = [untyped_names(scores(each), TAGS, ["PROPN"], written("Hano")) for each in (sure, unsure, sure)]

    assert typed_names(sentences, TAGS) == [((0, 1, "ORG"),)] * 3


def test_two_ways_to_write_a_name_vote_apart():
    company = untyped_names(scores({"G": 1.0}), TAGS, ["PROPN"], written("Hano"))
    person = untyped_names(scores({"P": 0.6, "G": 0.4}), TAGS, ["PROPN"], written("Hanna"))

    assert typed_names([company, person], TAGS) == [((0, 1, "ORG"),), ((0, 1, "PER"),)]


def test_a_type_that_training_listed_no_name_of_is_weighed_up():
    assert names_of("Wintermarkt", {"G": 0.6, "M": 0.3, "O": 0.1}) == ((0, 1, "MISC"),)
