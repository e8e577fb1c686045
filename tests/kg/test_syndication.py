from datetime import UTC, date, datetime

import pytest

from kg.ledger.records import StoredDocument
from kg.syndication import copies
from kg.text import Document

STORY = """WASHINGTON - Northland, Southland and the Union said on Wednesday that they would work together on minerals.
They promised a memorandum within thirty days. It will name projects in mining, refining, processing and recycling. The
three also mean to look at floors under prices, at common standards and at purchase agreements. No document was signed.
A framework that Northland and Southland signed last autumn covers the same ground, the statement says."""
CUT = STORY.partition(" No document")[0].replace("WASHINGTON - ", "")
OTHER = """The memorandum that Northland and the Union had promised came seven weeks late. Ministers signed it in Port
Ellis on Friday, with a plan for the months to come. It names no price and binds nobody, lawyers who read it say."""


def stored(id_, text, day=1):
    return StoredDocument(
        Document(text), id_, 1, id_, date(2026, 2, day), datetime(2026, 2, day, tzinfo=UTC), True, "", False, 1, 1
    )


def test_papers_that_print_one_story_are_copies_of_the_first():
    documents = [stored("b", STORY, 2), stored("a", STORY.replace("Wednesday", "4 February")), stored("c", CUT, 3)]

    assert copies(documents) == {"a": "a", "b": "a", "c": "a"}


def test_two_stories_about_one_thing_are_no_copies():
    assert copies([stored("a", STORY), stored("b", OTHER)]) == {"a": "a", "b": "b"}


def test_a_copy_that_joins_two_groups_makes_them_one():
    half = len(STORY) // 2
    halves = [stored("a", STORY[: half + 80], 1), stored("b", STORY[half - 80 :], 2)]
    assert set(copies(halves).values()) == {"a", "b"}

    assert set(copies([*halves, stored("c", STORY, 3)]).values()) == {"a"}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_in_which_documents_come_changes_nothing(order):
    documents = [stored("a", STORY), stored("b", CUT, 2), stored("c", OTHER, 3)]

    assert copies([documents[place] for place in order]) == copies(documents)


@pytest.mark.parametrize("text", ["", "Signed.", "Northland signed."])
def test_a_short_text_is_a_copy_of_the_same_text_alone(text):
    assert copies([stored("a", text), stored("b", text, 2), stored("c", STORY, 3)]) == {"a": "a", "b": "a", "c": "c"}
