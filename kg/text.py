"""
What a text is once it has been read: documents, sentences, tokens, and the ports of whoever reads them.

Offsets everywhere are code points into `Document.text`, end excluded.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Document:
    r"""
    One text as it is kept, with what is known of where it came from.

    Attributes:
        text: the kept text: Unicode normal form C, line ends `\n`, header lines taken off.
        url: address given in the header or by the fetcher; the first choice of identity.
        given_id: the header's `id:`; the second choice of identity.
        title: headline; empty where there is none.
        publisher: who printed it; empty where unknown.
        published: ISO date (or EDTF where only a month or year is known); `None` where unknown.
        retrieved: when we fetched or were handed it, UTC.
        manner: manner of writing (wire, statement, release, alert, trade, blog, …); empty where unknown.
        facts: sources of the facts told, as the header's `facts:` lines give them.
        language: ISO 639-1 code.
        written_for_project: true for texts of our own corpus; shown wherever their evidence is shown.
    """

    text: str
    url: str | None = None
    given_id: str | None = None
    title: str = ""
    publisher: str = ""
    published: str | None = None
    retrieved: datetime | None = None
    manner: str = ""
    facts: tuple[str, ...] = ()
    language: str = "en"
    written_for_project: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """
    One token of a parsed sentence, in Universal Dependencies terms.

    Attributes:
        index: position in its sentence, from 0.
        start: offset of the first code point in the document.
        end: offset past the last.
        lemma: base form, lower case but for names.
        pos: universal part of speech (`NOUN`, `VERB`, …).
        morph: features as UD writes them (`Tense=Past|VerbForm=Fin`); may be empty.
        dep: relation to the head (`nsubj:pass`, `obl`, `root`, …).
        head: index of the head token in the sentence; its own index for the root.
    """

    index: int
    text: str
    start: int
    end: int
    lemma: str
    pos: str
    morph: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Name:
    """
    A name found by the language model, known to nobody yet: `type` is PER, ORG, LOC, … as the model was trained.
    """

    text: str
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    One sentence: its span in the document, its tokens, and the names the model saw in it.
    """

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()


class Analyser(Protocol):
    """
    Whoever splits, tags and parses: one method, many texts at once.
    """

    def analyse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """
        The sentences of each text, in the order of the texts.
        """
        ...


class Embedder(Protocol):
    """
    Whoever turns sentences into vectors.
    """

    @property
    def dimension(self) -> int:
        """
        The length of a vector.
        """
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """
        One row of unit length for each text: shape (n, dimension), float32.
        """
        ...

    def knows(self, word: str) -> bool:
        """
        Whether a word in lower case is one of its language that it met often: no slip of the pen.
        """
        ...
