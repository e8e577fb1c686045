"""
What comes back from a question: one of six outcomes, with all that is needed to check it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kg.search.index import Passage
from kg.triples import Triple


class Outcome(StrEnum):
    """
    How a question ended.
    """

    ANSWERED = "answered"
    NONE = "none"
    NOT_COVERED = "not_covered"
    CONTESTED = "contested"
    AMBIGUOUS = "ambiguous"
    NOT_UNDERSTOOD = "not_understood"


SAID: Final = frozenset((Outcome.ANSWERED, Outcome.NONE, Outcome.CONTESTED))
"Outcomes that answer the question; the others decline it or ask back."


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """
    One value of an answer.

    Attributes:
        value: the IRI of a thing, the lexical form of a literal, a number, or a boolean.
        label: as a person would read it.
        type: iri, number, date, string, boolean or duration.
    """

    value: str | float | int | bool
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class Choice:
    """
    One of several readings that a question may have.

    Attributes:
        n: its place among all readings, from 1, for whoever chooses.
        text: what it means, in a plain sentence.
    """

    n: int
    text: str
    sparql: str
    answers: tuple[AnswerValue, ...]


@dataclass(frozen=True, slots=True)
class WordUse:
    """
    What a stretch of the question was taken for.
    """

    words: str
    concept: str


@dataclass(frozen=True, slots=True)
class Answer:
    """
    The answer to one question.

    Attributes:
        text: a plain sentence.
        reading: the question as it was understood, in the engine's own words.
        readings: what to choose from where it is ambiguous; where it is not understood, what could be made of it.
        confidence: the chance that the first reading is right, 0 to 1.
        supporting: triples that bear the answer, for whoever looks up the evidence.
        quotes: passages that are the answer, the best first.
        unused: words with content that no part of the reading accounts for.
        reason: a typed reason where there is no answer: empty, no_words, unknown_words, no_reading, unsure, …
        nearest: for a word without a term, the nearest terms there are.
    """

    question: str
    outcome: Outcome
    answers: tuple[AnswerValue, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[AnswerValue | None, ...], ...] = ()
    text: str = ""
    sparql: str = ""
    reading: str = ""
    confidence: float = 0.0
    readings: tuple[Choice, ...] = ()
    supporting: tuple[Triple, ...] = ()
    quotes: tuple[Passage, ...] = ()
    as_of: str | None = None
    words: tuple[WordUse, ...] = ()
    unused: tuple[str, ...] = ()
    reason: str = ""
    nearest: dict[str, tuple[str, ...]] = field(default_factory=dict)
    elapsed_seconds: float = 0.0
