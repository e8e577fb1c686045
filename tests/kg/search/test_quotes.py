from datetime import date

import pytest

from kg.search import open_index
from kg.search.quotes import QuoteFinder
from ontology.namespaces import ENTITIES

VIETNAM, JAPAN = "state:vietnam", "state:japan"


@pytest.fixture
def index(library, tmp_path, embedder):
    library.add("a", "Exports of ore were halted to build an industry at home.", published="2025-12-12")
    library.add(
        "b",
        "Vietnam said that exports of ore feed its own plants first.",
        published="2025-12-20",
        names=[("Vietnam", VIETNAM)],
    )
    library.add("c", "Copper prices fell.", published="2026-01-05")
    index = open_index(tmp_path, embedder)
    index.catch_up(library.ledger)
    yield index
    index.close()


def addresses(*ids):
    return [frozenset(ENTITIES + each for each in ids)]


def test_passages_that_name_the_thing_asked_about_come_before_others(index):
    quotes = QuoteFinder(index).quotes("Why were exports of ore halted?", addresses(VIETNAM))

    assert quotes[0].text.startswith("Vietnam")


def test_nothing_is_quoted_where_no_text_names_the_thing(index):
    assert QuoteFinder(index).quotes("Why were exports of ore halted?", addresses(JAPAN)) == ()


def test_passages_of_the_time_named_come_first(index):
    days = (date(2025, 12, 15), date(2025, 12, 25))

    assert QuoteFinder(index).quotes("exports of ore", (), days)[0].published == "2025-12-20"


def test_a_past_day_quotes_only_what_was_known_then(index):
    quotes = QuoteFinder(index, date(2025, 12, 13)).quotes("exports of ore")

    assert [quote.published for quote in quotes] == ["2025-12-12"]


def test_copies_of_one_text_are_quoted_once(library, index):
    text = "Nickel stayed where it was, and nobody in the market could say why that should be so."
    library.add("d", text)
    library.add("e", text + " End.")
    index.catch_up(library.ledger)

    quotes = QuoteFinder(index).quotes("nickel market")

    assert sum(quote.text.startswith("Nickel") for quote in quotes) == 1


def test_a_word_is_known_where_a_text_has_it(index):
    finder = QuoteFinder(index)

    assert finder.knows("halted")
    assert not finder.knows("durian")
