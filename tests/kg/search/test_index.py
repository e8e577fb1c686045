import threading
from datetime import date

import pytest

from kg.search import INDEXES
from kg.search.index import Narrowing, Way


@pytest.fixture
def opened(index_location):
    """
    What opens the index of a test, on each engine.
    """
    engine, location = index_location
    return lambda embedder=None: INDEXES[engine](location, embedder)


@pytest.fixture
def index(opened, embedder):
    index = opened(embedder)
    yield index
    index.close()


@pytest.fixture
def keyword_index(opened):
    index = opened()
    yield index
    index.close()


def found(index, text, **narrowing):
    return [passage.text for passage in index.search(text, Narrowing(**narrowing)).passages]


def test_meaning_finds_what_words_do_not(library, index):
    library.add("a", "The two sides concluded a pact.")
    library.add("b", "Copper prices fell.")
    index.catch_up(library.ledger)

    first = index.search("accord concluded").passages[0]

    assert first.text == "The two sides concluded a pact."
    assert (first.keyword_rank, first.vector_rank) == (1, 1)
    assert index.search("accord").passages[0].keyword_rank is None


def test_a_passage_found_both_ways_beats_one_found_one_way(library, index):
    library.add("a", "Agreement on gallium.")
    library.add("b", "Gallium and more and more and yet more words about other things entirely, gallium.")
    index.catch_up(library.ledger)

    best = index.search("gallium agreement").passages

    assert best[0].text == "Agreement on gallium."
    assert best[0].score > best[1].score


def test_without_an_embedder_search_is_by_keyword_and_says_so(library, keyword_index):
    library.add("a", "The two sides concluded a pact.")
    keyword_index.catch_up(library.ledger)

    assert keyword_index.ways == (Way.KEYWORD,)
    assert found(keyword_index, "accord") == []


def test_an_embedder_that_comes_later_embeds_what_is_there(library, opened, keyword_index, embedder):
    library.add("a", "The two sides concluded a pact.")
    keyword_index.catch_up(library.ledger)

    index = opened(embedder)
    before = index.ways
    index.catch_up(library.ledger)

    assert before == (Way.KEYWORD,)
    assert index.ways == (Way.KEYWORD, Way.VECTOR)
    assert found(index, "accord") == ["The two sides concluded a pact."]
    index.close()


def test_vectors_of_another_embedder_are_not_compared_with_ours(library, opened, index, embedder):
    library.add("a", "The two sides concluded a pact.")
    index.catch_up(library.ledger)

    other = opened(type(embedder)(dimension=32, seed="other"))
    before = other.ways
    other.catch_up(library.ledger)

    assert before == (Way.KEYWORD,)
    assert found(other, "accord") == ["The two sides concluded a pact."]
    assert index.ways == (Way.KEYWORD,)
    other.close()


def test_an_edit_embeds_only_what_is_new(library, index, embedder):
    long = "Copper is mined in Chile. " * 12
    library.add("a", f"{long}\n\n{long.replace('Copper', 'Zinc')}")
    index.catch_up(library.ledger)
    embedder.embedded.clear()

    library.add("a", f"{long}\n\n{long.replace('Copper', 'Lead')}", published="2026-02-06")
    index.catch_up(library.ledger)

    assert [text.split()[0] for text in embedder.embedded] == ["Lead"]


@pytest.mark.parametrize(
    ("typed", "replaced"),
    [
        ("galium", ("galium", "gallium")),
        ("germanum exprts", ("germanum", "germanium")),
        ("antimny", ("antimny", "antimony")),
    ],
)
def test_a_slip_of_the_pen_is_read_as_the_word_meant_and_said(library, keyword_index, typed, replaced):
    library.add("a", "Exports of gallium, germanium and antimony stopped.")
    keyword_index.catch_up(library.ledger)

    answer = keyword_index.search(typed)

    assert len(answer.passages) == 1
    assert replaced in answer.corrections


def test_a_word_cut_short_finds_its_whole(library, keyword_index):
    library.add("a", "Exports of germanium stopped.")
    keyword_index.catch_up(library.ledger)

    assert len(found(keyword_index, "germ")) == len(found(keyword_index, "ger*")) == 1


def test_words_forgotten_with_their_document_correct_nothing(library, keyword_index):
    library.add("a", "Exports of gallium stopped.")
    keyword_index.catch_up(library.ledger)
    library.add("a", "Exports stopped.", published="2026-02-03")
    keyword_index.catch_up(library.ledger)

    assert keyword_index.search("galium").corrections == ()


def test_one_form_of_a_word_finds_another(library, keyword_index):
    library.add("a", "Critical minerals were discussed.")
    keyword_index.catch_up(library.ledger)

    passage = keyword_index.search("mineral discussion").passages[0]

    assert [passage.text[start:end] for start, end in passage.highlights] == ["minerals", "discussed"]


def test_another_form_of_a_known_word_is_no_slip(library, keyword_index):
    library.add("a", "One mineral was discussed.")
    keyword_index.catch_up(library.ledger)

    assert keyword_index.search("minerals").corrections == ()


def test_a_phrase_is_found_as_it_stands(library, keyword_index):
    library.add("a", "Rare earth magnets.")
    library.add("b", "Earth is rare among planets.")
    keyword_index.catch_up(library.ledger)

    assert found(keyword_index, '"rare earth"') == ["Rare earth magnets."]


def test_a_word_of_the_title_finds_the_document(library, keyword_index):
    library.add("a", "The two sides agreed on it.", title="A memorandum on germanium")
    keyword_index.catch_up(library.ledger)

    passage = keyword_index.search("germanium").passages[0]

    assert passage.title == "A memorandum on germanium"
    assert passage.highlights == ()


def test_irrelevant_documents_are_not_found(library, index):
    library.add("a", "Rain is likely in the north.", relevant=False)
    index.catch_up(library.ledger)

    assert found(index, "rain") == []


def test_a_corrected_date_moves_the_days_on_which_a_document_is_found(library, keyword_index):
    library.add("a", "Gallium news.", published=None)
    library.add("a", "Gallium news.", published="2026-01-05")
    keyword_index.catch_up(library.ledger)

    assert found(keyword_index, "gallium", as_of=date(2026, 1, 5)) == ["Gallium news."]
    assert found(keyword_index, "gallium") == ["Gallium news."]


def test_readers_see_the_index_before_or_after_a_rebuild_and_never_between(library, index):
    for number in range(60):
        library.add(f"d{number}", f"Gallium note {number}.")
    index.catch_up(library.ledger)
    seen, done = set(), threading.Event()

    def look():
        while not done.is_set():
            seen.add(len(index.search("gallium", limit=100).passages))

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(5):
        index.rebuild(library.ledger)
    done.set()
    for reader in readers:
        reader.join()

    assert seen == {60}
