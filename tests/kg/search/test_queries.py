import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.search.queries import Term, nearest, terms, to_match


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("gallium", '"gallium"'),
        ("what is the gallium pact?", '"gallium" OR "pact"'),
        ("what is the", '"what" OR "is" OR "the"'),
        ('the "rare earth" list', '"rare earth" OR "list"'),
        ("galli*", '"galli" *'),
        ('"unclosed phrase', '"unclosed" OR "phrase"'),
        ("China's ban", '"china" OR "ban"'),
        ("US-EU", '"us" OR "eu"'),
        ("Çatal", '"catal"'),
        ("gallium Gallium", '"gallium"'),
        ("NOT", '"not"'),
        ('" "', ""),
    ],
)
def test_what_is_typed_becomes_quoted_terms(typed, match):
    assert to_match(terms(typed)) == match


@given(st.text())
def test_only_letters_and_digits_ever_stand_between_the_quotes(typed):
    for term in terms(typed):
        assert all(word.isalnum() for word in term.words)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("galium", "gallium"),
        ("gallum", "gallium"),
        ("glalium", "gallium"),
        ("gal", None),
        ("gremanium", "germanium"),
        ("xyz", None),
    ],
)
def test_a_word_is_a_slip_of_one_that_is_near_for_its_length(word, near):
    assert nearest(word, ["copper", "gallium", "germanium"]) == near


def test_of_equally_near_words_the_one_with_the_same_first_letter_is_meant():
    assert nearest("mont", ["font", "monk"]) == "monk"


def test_equal_terms_are_one():
    assert terms("gallium gallium*") == (Term(("gallium",)), Term(("gallium",), is_beginning=True))
