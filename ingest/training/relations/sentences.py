"""
Sentences written to teach relations: `[name|class]` in the text, then `=>` and the claims by the numbers of the names.

A line without `=>` claims nothing; empty lines and those that begin with `#` are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NAMED: Final = re.compile(r"\[([^|\]]+)\|(\w+)\]")


@dataclass(frozen=True, slots=True)
class Named:
    """
    One name of a sentence: where it stands, and its class.
    """

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class TaughtSentence:
    """
    A sentence, its names in text order, and its claims as (place of the subject, relation, place of the object) from 0.
    """

    text: str
    names: tuple[Named, ...]
    claims: frozenset[tuple[int, str, int]]


def read_sentences(path: Path) -> Iterator[TaughtSentence]:
    """
    The sentences of a file, in order.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield sentence_in(line)


def sentence_in(line: str) -> TaughtSentence:
    """
    The sentence of one line.

    >>> sentence_in("[Corvane|Company] runs [Halle|Project]. => 1 operates 2").claims
    frozenset({(0, 'operates', 1)})
    """
    marked, _, told = line.partition("=>")
    text, past, names = "", 0, []
    for found in NAMED.finditer(marked):
        text += marked[past : found.start()]
        names.append(Named(len(text), len(text) + len(found[1]), found[2]))
        text += found[1]
        past = found.end()
    claims = [claim.split() for claim in told.split(";") if claim.strip()]
    return TaughtSentence(
        (text + marked[past:]).strip(),
        tuple(names),
        frozenset((int(subject) - 1, relation, int(target) - 1) for subject, relation, target in claims),
    )
