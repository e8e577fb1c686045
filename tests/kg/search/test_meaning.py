import pytest

from ingest.language.embedder import load_embedder
from kg.search import open_index
from kg.search.index import Way

pytestmark = pytest.mark.model


def test_the_real_embedder_finds_what_no_word_of_the_question_says(library, tmp_path):
    library.add("a", "Beijing halted shipments of gallium to American buyers.")
    library.add("b", "The smelter in Queensland hired two hundred workers.")
    library.add("c", "Ministers agreed to stockpile cobalt for batteries.")
    index = open_index(tmp_path, load_embedder())
    index.catch_up(library.ledger)

    found = index.search("China's export ban")

    assert found.ways == (Way.KEYWORD, Way.VECTOR)
    assert found.passages[0].text.startswith("Beijing halted")
    assert found.passages[0].keyword_rank is None
    index.close()
