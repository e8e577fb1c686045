"""
Cutting a text into passages: whole sentences, gathered up to a length an embedder reads to the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# MiniLM reads 256 word pieces. `pieces_at_most` counts high, so 200 leaves room for texts full of names and numbers.
MAX_PIECES: Final = 200
# A passage this long ends at the next paragraph; shorter ones run on, since news paragraphs are often one sentence.
ENOUGH_PIECES: Final = 60
_LETTERS_A_PIECE: Final = 6

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_PARAGRAPH_END: Final = re.compile(r"\n\s*\n")
# A sentence ends at . ! or ?, closing quotes and brackets included, before white space and something that can begin
# one. Abbreviations cut wrongly do no harm here: neighbours are gathered again.
_SENTENCE_END: Final = re.compile(r"""[.!?]["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9])""")


@dataclass(frozen=True, slots=True)
class Span:
    """
    A stretch of a text by its offsets, end excluded.
    """

    start: int
    end: int


def passages(text: str) -> tuple[Span, ...]:
    """
    The passages of a text in order; between them stands white space only.

    >>> passages("One. Two.")
    (Span(start=0, end=9),)
    """
    gathered: list[Span] = []
    pieces = 0
    for paragraph in paragraphs(text):
        for index, sentence in enumerate(sentences(text, paragraph)):
            more = pieces_at_most(text[sentence.start : sentence.end])
            is_full = pieces + more > MAX_PIECES or (index == 0 and pieces >= ENOUGH_PIECES)
            if gathered and not is_full:
                gathered[-1] = Span(gathered[-1].start, sentence.end)
                pieces += more
            else:
                gathered.append(sentence)
                pieces = more
    return tuple(gathered)


def paragraphs(text: str) -> Iterator[Span]:
    """
    The stretches of a text between empty lines, white space at both ends left out.
    """
    start = 0
    for gap in (*_PARAGRAPH_END.finditer(text), None):
        end = gap.start() if gap else len(text)
        if stretch := trimmed(text, start, end):
            yield stretch
        start = gap.end() if gap else end


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """
    The sentences of a paragraph; one longer than a passage may be is cut between words.
    """
    start = paragraph.start
    ends = [match.end() for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end)]
    for end in (*ends, paragraph.end):
        if stretch := trimmed(text, start, end):
            yield from cut(text, stretch)
        start = end


def cut(text: str, sentence: Span) -> Iterator[Span]:
    """
    A sentence in parts short enough for a passage; most are one part.
    """
    start = end = sentence.start
    pieces = 0
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        more = pieces_at_most(word[0])
        if pieces + more > MAX_PIECES and end > start:
            yield Span(start, end)
            start, pieces = word.start(), 0
        end, pieces = word.end(), pieces + more
    yield Span(start, sentence.end)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """
    A stretch without white space at its ends; `None` when there is nothing else.
    """
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    right = len(inner.rstrip())
    return Span(start + left, start + right) if right > left else None


def pieces_at_most(text: str) -> int:
    """
    A number of word pieces that a text does not often exceed: one a punctuation mark, one for every six letters begun.

    >>> pieces_at_most("Gallium, too.")
    5
    """
    return sum(-(-len(word) // _LETTERS_A_PIECE) for word in _WORD.findall(text))
