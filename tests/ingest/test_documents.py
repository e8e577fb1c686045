import pytest

from ingest.documents import find_publication_date, normal_text
from ingest.headers import split_headers
from ingest.lemmas import base_form
from ingest.reading import read, read_path
from ingest.source import Source


def test_header_lines_become_fields_and_never_text():
    content = b"id: a-1\nmood: glad\nfacts: one\nfacts: two\nurl: https://wire.example/1\n\nJapan signed."

    [document] = read(Source(content, "a.txt"))

    assert document.text == "Japan signed."
    assert document.given_id == "a-1"
    assert document.facts == ("one", "two")
    assert document.written_for_project


def test_a_text_that_merely_begins_with_a_colon_has_no_header():
    assert split_headers("Note: Japan signed.\n\nMore.")[1] == "Note: Japan signed.\n\nMore."


def test_control_characters_go_and_line_ends_are_one():
    assert normal_text("a\x00b\r\nc\u200b") == "ab\nc"


def test_an_endless_line_is_cut():
    assert max(len(line) for line in normal_text("word " * 300_000).split("\n")) <= 20_000


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ministers meet\nPublished: 4 February 2026\n\nText.", "2026-02-04"),
        ("WASHINGTON, Feb. 4, 2026 (Wire) - The ministers met.", "2026-02-04"),
        ("The pact was signed on 3 May 2025 in Tokyo by the ministers of both states.", None),
    ],
)
def test_a_date_counts_as_published_only_where_the_text_says_so(text, date):
    assert find_publication_date(text) == date


def test_a_bad_file_never_stops_the_rest(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Japan signed.", encoding="utf-8")

    readings = list(read_path(tmp_path))

    assert [bool(reading.error) for reading in readings] == [True, False]


@pytest.mark.parametrize(
    ("word", "base"), [("signed", "sign"), ("imposes", "impose"), ("banning", "ban"), ("sofa", "")]
)
def test_inflected_words_find_their_base(word, base):
    assert base_form(word, frozenset({"sign", "impose", "ban"})) == base
