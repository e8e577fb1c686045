"""
Which words are taken for slips of the pen, and for which others.
"""

import pytest

from kg.ask.spelling import make_speller
from kg.ask.tokens import words_of
from kg.ask.words import Words, read_words


@pytest.fixture(scope="module")
def speller(words):
    return make_speller(read_words(words), {"stat", "plant", "licenc"}, {"pudding", "standup", "kalamazoo"})


def mended(speller, text, is_word=None):
    (word,) = words_of(text, Words().irregular)
    found = speller.mended(word, {}, is_word)
    return found.low if found else None


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("pudidng", "pudding"),
        ("staets", "states"),
        ("Kalamzaoo", "kalamazoo"),
        ("janaury", "january"),
        ("plnat", "plant"),
    ],
)
def test_a_slip_is_taken_for_the_word_as_written(speller, slip, meant):
    assert mended(speller, slip) == meant


def test_a_word_of_the_language_is_no_slip(speller):
    assert mended(speller, "planes", is_word=lambda word: word == "planes") is None
    assert mended(speller, "license", is_word=lambda word: word == "license") == "licence"


def test_what_is_near_to_nothing_stays(speller):
    assert mended(speller, "zeppelin") is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("the weekly stand up", ["the", "weekly", "standup"]),
        ("the stand-up plan", ["the", "standup", "plan"]),
        ("who likes kalamazoopudding", ["who", "likes", "kalamazoo", "pudding"]),
        ("a plant in a state", ["a", "plant", "in", "a", "state"]),
    ],
)
def test_words_written_apart_or_together_are_read_as_the_graph_writes_them(speller, text, read):
    assert [word.low for word in speller.respaced(words_of(text, {}), {})] == read
