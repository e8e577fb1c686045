"""
Why a document is read as it is.
"""

import pytest

from ingest.explain import explain
from ingest.extract import make_extractor
from ingest.language.spacy_analyser import load_analyser
from kg.text import Document

TEXT = "The US-EU memorandum covers gallium. Will it set a price floor?"


@pytest.fixture(scope="module")
def told():
    return explain(Document(text=TEXT, published="2026-04-27"), make_extractor(load_analyser()), "a.txt")


@pytest.mark.model
def test_a_claim_names_the_pattern_that_saw_it_and_the_word_that_set_it_off(told):
    claim = next(claim for claim in told["sentences"][0]["claims"] if claim["relation"] == "coversMineral")

    assert (claim["object"], claim["pattern"], claim["trigger"]) == (
        "mineral:gallium",
        "coversMineral/cover@1",
        "covers",
    )


@pytest.mark.model
def test_what_is_turned_down_says_why(told):
    refusals = told["sentences"][1]["refusals"]

    assert {(each["object"], each["reason"]) for each in refusals} == {
        ("instrument:price_floor", "the sentence is a question")
    }


@pytest.mark.model
def test_marks_and_parse_stand_with_their_sentence(told):
    first = told["sentences"][0]

    assert first["text"] == TEXT[first["start"] : first["end"]]
    assert all(mention["text"] == TEXT[mention["start"] : mention["end"]] for mention in first["mentions"])
    assert [token["text"] for token in first["parse"] if token["dep"] == "root"] == ["covers"]
