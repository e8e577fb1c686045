"""
Texts that are no prose are read in bounded time, or not at all.
"""

from collections.abc import Iterable, Iterator

import pytest

from ingest.documents import make_document
from ingest.extract import MAX_TEXT, extract, is_relevant, make_extractor
from ingest.headers import Headers
from ingest.language.spacy_analyser import load_analyser
from ingest.source import Source
from kg.text import Document, Sentence

NEWS = "The United States and Japan signed a framework on critical minerals such as gallium. "


def document_of(text: str) -> Document:
    return make_document(text, Headers(), Source(text.encode(), "hostile"))


@pytest.mark.parametrize(
    "text",
    [
        "critical minerals " * 60_000,
        "وقعت اليابان والاتحاد الأوروبي مذكرة تفاهم بشأن المعادن الحرجة. " * 200,
        "\n".join(f"[Read more {number}](https://x.example/{number})" for number in range(4_000)),
    ],
    ids=["one phrase on one line", "right to left", "a page of links"],
)
def test_what_is_no_english_prose_never_reaches_the_analyser(text):
    assert not is_relevant(document_of(text))


class Counting:
    """
    An analyser that keeps what it was given and finds nothing.
    """

    def __init__(self) -> None:
        self.given: list[str] = []

    def analyse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        self.given.extend(texts)
        return iter([()] * len(self.given))


def test_of_a_very_long_text_only_the_beginning_is_analysed():
    analyser = Counting()

    extract(document_of(NEWS * 13_000), make_extractor(analyser))

    assert [len(text) for text in analyser.given] == [MAX_TEXT]


@pytest.mark.model
def test_control_characters_inside_words_do_not_hide_them():
    text = "The EU and Ja\x00pan signed\x07 a memo\u200brandum on critical minerals such as gallium."

    extraction = extract(document_of(text), make_extractor(load_analyser()))

    claims = {(one.claim.subject, one.claim.relation) for one in extraction.sightings}
    assert {("state:japan", "partyTo"), ("bloc:eu", "partyTo")} <= claims
