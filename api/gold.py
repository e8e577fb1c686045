"""
How many of the gold questions are answered rightly, and with evidence.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson

from api.asking import Told

ADDRESS_PARTS: Final = 4
"Year, month, day and name: the last parts of an address of the corpus."


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """
    One gold question with what became of it.

    Attributes:
        is_right: outcome and values are as expected.
        has_evidence: at least one sentence or figure bears it.
    """

    id: str
    part: str
    question: str
    is_right: bool
    has_evidence: bool
    outcome: str


def score_questions(path: Path, ask: Callable[[str, date | None], Told]) -> Iterable[QuestionScore]:
    """
    Ask each question of a gold file, as of its day.

    Args:
        path: JSON Lines: `id`, `q`, `part`, `as_of`, `expect` (`outcome`, `answers`, `alt`, `alt_outcomes`).
    """
    for line in path.read_bytes().splitlines():
        gold = orjson.loads(line)
        told = ask(gold["q"], date.fromisoformat(gold["as_of"]) if gold.get("as_of") else None)
        yield QuestionScore(
            gold["id"],
            gold.get("part", ""),
            gold["q"],
            is_right(told, gold["expect"]) and (not gold.get("passage") or quotes_any(told, gold["documents"])),
            bool(told.evidence),
            told.answer.outcome.value,
        )


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
