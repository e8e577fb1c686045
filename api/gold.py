"""
How many of the gold questions are answered rightly, how often an answer that is given is right, and with what evidence.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson

from api.asking import Told
from kg.ask.answers import SAID
from kg.ask.evaluate import interval

ADDRESS_PARTS: Final = 4
"Year, month, day and name: the last parts of an address of the corpus."
DECLINES: Final = frozenset(("none", "not_covered", "not_understood"))
"Ways of saying that there is no answer."


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """
    One gold question with what became of it.

    Attributes:
        is_answerable: false where the right thing is to say that there is no answer.
        is_right: outcome and values are as expected; why there is no answer is part of an answer.
        is_given: an answer was given: values, a no, "none".
        has_evidence: at least one sentence or figure bears it.
    """

    id: str
    part: str
    kind: str
    question: str
    is_answerable: bool
    is_right: bool
    is_given: bool
    has_evidence: bool
    outcome: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Shares:
    """
    What became of some questions: each share with its 95 % interval over questions.

    Attributes:
        strict: of those with an answer, the part answered rightly.
        precision: of the answers given, the part that is right.
        coverage: of those with an answer, the part that got one.
        declines: of those without an answer, the part declined for the right reason.
    """

    questions: int
    right: int
    strict: tuple[float, float, float]
    precision: tuple[float, float, float]
    coverage: tuple[float, float, float]
    declines: tuple[float, float, float]


def shares(scores: Sequence[QuestionScore]) -> Shares:
    """
    The shares over some scores.
    """
    inside = [each for each in scores if each.is_answerable]
    given = [each for each in scores if each.is_given and (each.is_answerable or not each.is_right)]
    return Shares(
        len(scores),
        sum(each.is_right for each in scores),
        interval([float(each.is_right) for each in inside]),
        interval([float(each.is_right) for each in given]),
        interval([float(each.is_given) for each in inside]),
        interval([float(each.is_right) for each in scores if not each.is_answerable]),
    )


def score_questions(
    path: Path, ask: Callable[[str, date | None], Told], parts: Sequence[str] = ("dev", "test")
) -> Iterable[QuestionScore]:
    """
    Ask each question of a gold file, as of its day.

    Args:
        path: JSON Lines: `id`, `q`, `kind`, `part`, `as_of`, `expect` (`outcome`, `answers`, `alt`, `alt_outcomes`).
    """
    for line in path.read_bytes().splitlines():
        gold = orjson.loads(line)
        if gold["part"] not in parts:
            continue
        told = ask(gold["q"], date.fromisoformat(gold["as_of"]) if gold.get("as_of") else None)
        is_answerable = gold["kind"] != "unanswerable" or gold["expect"]["outcome"] not in DECLINES
        outcome = told.answer.outcome.value
        yield QuestionScore(
            gold["id"],
            gold["part"],
            gold["kind"],
            gold["q"],
            is_answerable,
            answers_gold(told, gold),
            told.answer.outcome in SAID,
            bool(told.evidence),
            outcome,
            told.answer.elapsed_seconds,
        )


def answers_gold(told: Told, gold: dict[str, Any]) -> bool:
    """
    Whether an answer is the one a gold question expects; a passage must stand in one of its documents.
    """
    return is_right(told, gold["expect"]) and (not gold.get("passage") or quotes_any(told, gold["documents"]))


def is_right(told: Told, expected: dict[str, Any]) -> bool:
    """
    Whether the outcome is one expected and every value expected, or one that may stand for it, is there, with no more.
    """
    answer = told.answer
    if answer.outcome.value not in {expected["outcome"], *expected.get("alt_outcomes", ())}:
        return False
    if answer.outcome.value != expected["outcome"] or not expected["answers"]:
        return True
    if answer.quotes:
        quoted = " ".join(each.quote for each in told.evidence).lower()
        return all(str(value).lower() in quoted for value in expected["answers"])
    cells = [cell for row in answer.rows for cell in row if cell] + list(answer.answers)
    found = {plain(part) for cell in cells for part in (cell.value, cell.label)}
    missing = [value for value in expected["answers"] if plain(value) not in found]
    instead = [value for value in expected.get("alt", ()) if plain(value) in found]
    most = len(expected["answers"]) + len(expected.get("alt", ()))
    return len(missing) <= len(instead) and len(answer.answers) <= most


def quotes_any(told: Told, documents: Iterable[str]) -> bool:
    """
    Whether a quoted passage stands in one of the documents, by the end of their address or by their id.
    """
    names = ({"-".join(each.url.split("/")[-ADDRESS_PARTS:]), each.document} for each in told.evidence)
    return any(not each.isdisjoint(documents) for each in names)


def plain(value: object) -> str:
    """
    A value as gold files and answers are compared: numbers as numbers, all else in lower case.

    >>> plain("12.0"), plain(True), plain("European Union")
    ('12', 'true', 'european union')
    """
    text = str(value).strip().lower()
    try:
        return f"{float(text):g}"
    except ValueError:
        return text
