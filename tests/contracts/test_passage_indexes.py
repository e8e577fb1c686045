"""
What every kind of passage index promises; a new row of `INDEXES` is held to it unasked.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from kg.claims import Entity, Extraction, Mention
from kg.ledger import open_ledger
from kg.search import INDEXES
from kg.search.index import Narrowing, Way
from kg.search.postgres.index import PostgresPassageIndex
from kg.search.sqlite import SqlitePassageIndex
from kg.text import Document

DOCUMENTS = {
    "pact": "Japan signed the gallium pact. Chile did not.",
    "ban": "China banned exports of germanium.\n\nThe ban covers antimony too.",
    "mine": "A mine in Chile opens in 2027. It will dig for copper.",
}


class LettersAsVectors:
    """
    An embedder: how often each letter stands in the text.
    """

    dimension = 26

    def embed(self, texts):
        counts = [[text.lower().count(chr(97 + letter)) + 1e-6 for letter in range(26)] for text in texts]
        vectors = np.asarray(counts, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def record(ledger, name, text, day=5, published="2026-02-04"):
    named = tuple(
        Mention(Entity(f"state:{word.lower()}", word, "Country"), word, text.index(word), text.index(word) + len(word))
        for word in ("Japan", "Chile", "China")
        if word in text
    )
    document = Document(text, url=f"https://news.example/{name}", published=published, publisher="The Daily Ore")
    found = Extraction(relevant=True, mentions=named)
    return ledger.record(document, found, datetime(2026, 2, day, tzinfo=UTC)).document_id


@pytest.fixture
def ledger(tmp_path):
    ledger = open_ledger(tmp_path)
    for name, text in DOCUMENTS.items():
        record(ledger, name, text)
    yield ledger
    ledger.close()


APPROXIMATE = {
    "sqlite": lambda location, embedder: SqlitePassageIndex(Path(location) / "passages.db", embedder, exact_up_to=0),
    "postgresql": lambda location, embedder: PostgresPassageIndex(location, embedder, exact_up_to=0),
}


@pytest.fixture(params=["words", "exact", "approximate"])
def opened(request, index_location):
    """
    What opens an index where it is empty yet, and gives another of its kind at a location.
    """
    engine, location = index_location
    opener = (APPROXIMATE if request.param == "approximate" else INDEXES)[engine]
    embedder = None if request.param == "words" else LettersAsVectors()
    return lambda elsewhere=location: opener(elsewhere, embedder)


@pytest.fixture
def elsewhere(request, index_location, tmp_path):
    """
    A second empty location of the same engine.
    """
    is_server = index_location[0] == "postgresql"
    return request.getfixturevalue("fresh_pgvector")() if is_server else str(tmp_path / "other")


@pytest.fixture
def index(opened):
    index = opened()
    yield index
    index.close()


def texts(index, asked, **narrowing):
    return [passage.text for passage in index.search(asked, Narrowing(**narrowing)).passages]


def test_the_passage_that_holds_the_words_comes_first(index, ledger):
    index.catch_up(ledger)

    assert texts(index, "germanium exports")[0] == DOCUMENTS["ban"]


def test_a_passage_says_where_it_stands(index, ledger):
    index.catch_up(ledger)

    passage = index.search("copper").passages[0]

    stored = ledger.document(passage.document_id, passage.version)
    assert stored.document.text[passage.start : passage.end] == passage.text
    assert {stored.document.text[start:end] for start, end in passage.highlights} == {"copper"}
    assert (passage.publisher, passage.published) == ("The Daily Ore", "2026-02-04")


def test_it_says_how_it_searches(index, ledger):
    index.catch_up(ledger)

    assert index.ways[0] is Way.KEYWORD
    assert index.search("copper").ways == index.ways


def test_an_edit_replaces_what_is_found_today_and_keeps_what_was_found_then(index, ledger):
    record(ledger, "mine", "A mine in Chile opens in 2028. It will dig for lithium.", day=20)
    index.catch_up(ledger)

    assert all("copper" not in text for text in texts(index, "copper"))
    assert texts(index, "copper", as_of=date(2026, 2, 10))[0] == DOCUMENTS["mine"]
    assert "lithium" in texts(index, "lithium")[0]
    assert all("lithium" not in text for text in texts(index, "lithium", as_of=date(2026, 2, 10)))


def test_a_document_taken_down_is_found_no_more(index, ledger):
    gone = record(ledger, "mine", DOCUMENTS["mine"])
    ledger.withdraw(gone, "410 Gone", datetime(2026, 2, 20, tzinfo=UTC))
    index.catch_up(ledger)

    assert DOCUMENTS["mine"] not in texts(index, "copper")
    assert DOCUMENTS["mine"] in texts(index, "copper", as_of=date(2026, 2, 10))


def test_only_passages_inside_the_narrowing_are_found(index, ledger):
    mine = record(ledger, "mine", DOCUMENTS["mine"])
    index.catch_up(ledger)

    assert texts(index, "Chile", documents=[mine]) == [DOCUMENTS["mine"]]
    assert texts(index, "Chile", documents=[]) == []
    assert texts(index, "signed", naming=[["state:japan"], ["state:chile", "state:china"]]) == [DOCUMENTS["pact"]]
    assert texts(index, "Chile", publisher="Someone Else") == []
    assert len(texts(index, "Chile", publisher="the daily ore")) >= 2
    assert texts(index, "Chile", published_from=date(2026, 2, 5)) == []
    assert texts(index, "Chile", published_to=date(2026, 2, 3)) == []
    assert texts(index, "Chile", as_of=date(2026, 2, 3)) == []


TAGS = {"state:japan": ["Asia"], "state:china": ["Asia"], "state:chile": ["Andes", "copper"]}


def test_counts_tell_how_many_passages_are_left_by_narrowing_further(index, ledger):
    index.catch_up(ledger)

    counts = index.count("Chile China", tags=TAGS)

    assert counts.passages == len(texts(index, "Chile China", naming=[["state:chile", "state:china"]])) == 3
    assert counts.publishers == {"The Daily Ore": 3}
    assert counts.months == {"2026-02": 3}
    assert counts.tags == {"Asia": 2, "Andes": 2, "copper": 2}
    for tag, number in counts.tags.items():
        bearers = [entity for entity, those in TAGS.items() if tag in those]
        assert index.count("Chile China", Narrowing(naming=[bearers])).passages == number


def test_what_is_not_asked_for_is_not_counted(index, ledger):
    index.catch_up(ledger)

    assert index.count("copper", tags=TAGS).tags == {"Andes": 1, "copper": 1}
    assert index.count("coper", tags=TAGS).passages == 1
    assert index.count("zzzz").passages == 0
    assert index.count("?!").passages == 0
    assert index.count("", Narrowing(published_to=date(2026, 2, 3))).passages == 0


def test_without_words_the_newest_passages_come_first(index, ledger):
    record(ledger, "late", "Chile and Japan met.", published="2026-03-01")
    index.catch_up(ledger)

    assert texts(index, "")[0] == "Chile and Japan met."
    assert texts(index, " ", naming=[["state:japan"]]) == ["Chile and Japan met.", DOCUMENTS["pact"]]
    assert index.count("").passages == len(texts(index, ""))


def test_a_passage_tells_whom_it_names(index, ledger):
    index.catch_up(ledger)

    assert index.search("gallium pact").passages[0].entities == ("state:chile", "state:japan")


def test_it_knows_the_words_that_stand_in_it(index, ledger):
    index.catch_up(ledger)

    assert [word for word in ("copper", "mines", "coper", "Japan") if index.knows(word)] == ["copper", "mines", "Japan"]


def test_an_index_built_anew_ranks_the_same(index, ledger):
    index.catch_up(ledger)
    record(ledger, "pact", "Japan signed the gallium and copper pact.", day=9)
    record(ledger, "late", "Copper and germanium: Chile signed.", day=10)
    index.catch_up(ledger)
    asked = ["copper", "Chile signed", "germanium ban", "coper"]
    before = [index.search(text) for text in asked]

    index.rebuild(ledger)

    assert [index.search(text) for text in asked] == before


def test_catching_up_in_steps_is_the_same_as_at_once(index, ledger, opened, elsewhere):
    for name in ("late", "later"):
        index.catch_up(ledger)
        record(ledger, name, f"Copper news, {name}.")
    index.catch_up(ledger)

    other = opened(elsewhere)
    other.catch_up(ledger)

    assert index.search("copper news") == other.search("copper news")
    assert index.position == other.position == ledger.position
    other.close()


def test_the_position_applied_is_kept(index, ledger, opened):
    position = index.catch_up(ledger)
    index.close()

    again = opened()

    assert again.position == position == ledger.position
    assert again.search("copper").passages
    again.close()


ODD = [
    *('"', '""', '"copper', "copper AND", "NEAR(copper, 2)", "text:copper", "-copper", "^copper", "cop*per", "("),
    *("'", ";--", "\x00", "💥", "* *", "{text} : x"),
]


@pytest.mark.parametrize("typed", ODD)
def test_nothing_typed_is_an_operator_or_an_error(index, ledger, typed):
    index.catch_up(ledger)

    found = index.search(typed)

    assert all(passage.score > 0 for passage in found.passages)
    if "copper" in typed:
        assert found.passages[0].text == DOCUMENTS["mine"]


def test_an_empty_index_finds_nothing(index):
    assert index.search("copper").passages == ()
    assert index.position == 0


def test_no_more_than_asked_for_is_found(index, ledger):
    index.catch_up(ledger)

    assert len(index.search("the in chile", limit=1).passages) == 1
