"""
How well the engine answers packs of questions with gold answers: strict accuracy, F1, coverage, precision.

A pack is a folder with Turtle files and one `questions*.json`, a list of `{id, q, answer_type, answers, alt_answers}`;
or one Turtle file with a `questions.jsonl` beside it, whose lines name their `graph`, and give `answers`, `rows` or
neither.
`strangers` is the share of questions meant for the other packs that are declined. With steadiness every pack is also
asked its questions in other dress: lower case, no question mark, politely, with a slip, about another thing.
`python -m api.packs score` runs it with the parts that the command and the service run with.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.ask.answers import SAID, Answer, AnswerValue
from kg.ask.engine import Engine
from kg.ask.readings import Reading
from kg.ask.steady import steadiness
from kg.text import Embedder
from kg.triples import Triple

DRAWS: Final = 2000
SEED: Final = 7
STRANGERS: Final = 75
STEADY: Final = 150


@dataclass(frozen=True, slots=True)
class Score:
    """
    One question's score: whether the engine answered, how much was right, whether a choice offered was.
    """

    answered: bool
    f1: float
    offered: bool
    seconds: float
    confidence: float


def normal(value: str | float | bool) -> str:  # noqa: FBT001 - an answer may be a boolean
    """
    An answer as packs compare them: numbers to two places, all else in lower case.

    >>> normal("12"), normal("http://a.example/B"), normal(True)
    ('12.00', 'http://a.example/b', 'true')
    """
    try:
        return f"{float(value):.2f}" if not isinstance(value, bool) else str(value).lower()
    except ValueError:
        return str(value).lower()


def f1_of(found: set[str], gold: set[str]) -> float:
    """
    The harmonic mean of precision and recall; 1 for two empty sets.
    """
    if not found and not gold:
        return 1.0
    shared = len(found & gold)
    return 2 * shared / (len(found) + len(gold))


def score(answer: Answer, question: dict[str, Any]) -> Score:
    """
    The score of one answer against its gold answers.
    """
    golds = [{normal(v) for v in gold} for gold in (question["answers"], *question.get("alt_answers", ()))]

    def best(values: Iterable[AnswerValue]) -> float:
        found = {normal(value.value) for value in values}
        return max(f1_of(found, gold) for gold in golds)

    answered = answer.outcome in SAID
    f1 = best(answer.answers) if answered else 0.0
    offered = f1 == 1.0 or any(best(choice.answers) == 1.0 for choice in answer.readings[:3])
    return Score(answered, f1, offered, answer.elapsed_seconds, answer.confidence)


def is_right(answer: Answer | Reading, question: dict[str, Any]) -> bool:
    """
    Whether an answer is exactly the gold: its values, or for a table its rows, with or without the things they are of.
    """
    if "rows" not in question:
        golds = [{normal(v) for v in gold} for gold in (question["answers"], *question.get("alt_answers", ()))]
        return {normal(value.value) for value in answer.answers} in golds
    gold = sorted(sorted(map(normal, row)) for row in question["rows"])
    rows = [[normal(cell.value) for cell in row if cell] for row in answer.rows]
    return gold in (sorted(map(sorted, rows)), sorted(sorted(row[1:]) for row in rows))


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """
    The mean and its 95 % bootstrap interval.
    """
    if not values:
        return 0.0, 0.0, 0.0
    draw = random.Random(SEED)  # noqa: S311 - a bootstrap, no secret
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(DRAWS))
    return sum(values) / len(values), means[int(DRAWS * 0.025)], means[int(DRAWS * 0.975)]


def questions_of(pack: Path, limit: int | None, *, with_empty: bool = False) -> list[dict[str, Any]]:
    """
    The questions of a pack that have an answer, or all; a seeded draw of them where a limit is set.
    """
    questions = [q for q in _written(pack) if with_empty or q["answer_type"] != "empty"]
    random.Random(SEED).shuffle(questions)  # noqa: S311 - a draw of questions
    return questions[:limit]


def _written(pack: Path) -> list[dict[str, Any]]:
    """
    All questions of a pack, as they are written down.
    """
    if pack.is_dir():
        found: list[dict[str, Any]] = json.loads(min(pack.glob("questions*.json")).read_text())
        return found
    lines = [json.loads(line) for line in pack.with_name("questions.jsonl").read_text().splitlines()]
    return [
        {"id": f"{pack.stem}-{number}", "answer_type": "" if line.get("answers") or line.get("rows") else "empty"}
        | line
        for number, line in enumerate(line for line in lines if line["graph"] == pack.stem)
    ]


def graph_files(pack: Path) -> list[Path]:
    """
    The Turtle files of a pack.
    """
    return sorted(pack.glob("*.ttl")) if pack.is_dir() else [pack]


def strangers(pack: Path, packs: Sequence[Path]) -> list[str]:
    """
    Questions meant for the other packs.
    """
    return [question["q"] for other in packs if other != pack for question in questions_of(other, STRANGERS)]


def evaluate(engine: Engine, questions: list[dict[str, Any]]) -> dict[str, str]:
    """
    The table row of one pack.
    """
    scores = [score(engine.ask(question["q"]), question) for question in questions]
    given = [s for s in scores if s.answered]
    times = sorted(s.seconds for s in scores)
    row = {
        "questions": str(len(scores)),
        "strict": spelt(interval([float(s.f1 == 1.0) for s in scores])),
        "F1": spelt(interval([s.f1 for s in scores])),
        "coverage": spelt(interval([float(s.answered) for s in scores])),
        "precision": spelt(interval([float(s.f1 == 1.0) for s in given])),
        "right among three": spelt(interval([float(s.offered) for s in scores])),
    }
    return row | {
        "p50 ms": f"{1000 * times[len(times) // 2]:.0f}",
        "p95 ms": f"{1000 * times[int(len(times) * 0.95)]:.0f}",
    }


def spelt(numbers: tuple[float, float, float]) -> str:
    """
    A share with its interval, in per cent.

    >>> spelt((0.5, 0.25, 0.75))
    '50.0 [25.0, 75.0]'
    """
    return f"{100 * numbers[0]:.1f} [{100 * numbers[1]:.1f}, {100 * numbers[2]:.1f}]"


def report(
    packs: Sequence[Path],
    words: list[Triple],
    read: Callable[[list[Path]], Iterable[Triple]],
    embedder: Embedder | None,
    limit: int | None,
    *,
    with_steadiness: bool,
) -> None:
    """
    Score each pack and print its row.
    """
    for pack in packs:
        started = time.monotonic()
        engine = Engine.compile(read(graph_files(pack)), words=words, embedder=embedder)
        row = {"compile s": f"{time.monotonic() - started:.2f}"} | evaluate(engine, questions_of(pack, limit))
        foreign = strangers(pack, packs)
        row["strangers"] = spelt(interval([float(engine.ask(q).outcome not in SAID) for q in foreign]))
        if with_steadiness:
            asked = [question["q"] for question in questions_of(pack, STEADY)]
            row |= {name: spelt(interval(kept)) for name, kept in steadiness(engine, asked, SEED).items()}
        sys.stdout.write(f"{pack.stem}: " + " · ".join(f"{name} {value}" for name, value in row.items()) + "\n")
