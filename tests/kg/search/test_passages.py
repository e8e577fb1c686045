from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.search.passages import MAX_PIECES, passages, pieces_at_most


def cut(text):
    return [text[span.start : span.end] for span in passages(text)]


def test_short_paragraphs_share_a_passage():
    assert cut("Japan signed.\n\nChile did not.\n") == ["Japan signed.\n\nChile did not."]


def test_a_paragraph_after_enough_text_begins_a_passage():
    long = "The pact covers gallium and germanium exports. " * 12

    assert cut(f"{long}\n\nNext.") == [long.strip(), "Next."]


def test_sentences_stay_whole():
    text = "The pact covers gallium, germanium and antimony exports. " * 40

    assert all(passage.endswith("exports.") for passage in cut(text))


def test_a_sentence_too_long_is_cut_between_words():
    parts = cut("gallium " * 500)

    assert len(parts) > 1
    assert {word for part in parts for word in part.split()} == {"gallium"}


def test_an_empty_text_has_no_passage():
    assert cut("") == cut(" \n\n ") == []


@given(st.text(alphabet='aB1 .?!\n"(é-', max_size=600))
def test_passages_cover_the_text_in_order_and_none_is_too_long(text):
    spans = passages(text)

    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
    words = max(map(pieces_at_most, text.split()), default=0)
    assert all(pieces_at_most(text[span.start : span.end]) <= max(MAX_PIECES, words) for span in spans)
