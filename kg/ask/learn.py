"""
Learn when to trust a reading: logistic regression of "the first reading was right" on the evidence of `decide`.

Each pack has the same weight, however many its questions, and is asked some of them with a slip; questions without an
answer in its graph and those meant for other packs take part: their right end is none. `report` prints, for every pack
left out in turn, precision and coverage at the threshold that the others teach; `teach` writes what all of them teach
into `weights.json`. `python -m api.packs learn` runs both with the parts that the command and the service run with.
"""

import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.ask.decide import evidence, may_answer
from kg.ask.engine import Engine
from kg.ask.evaluate import SEED
from kg.ask.readings import Reading
from kg.ask.steady import rewritten

STEPS: Final = 50
RIDGE: Final = 1.0
WANTED: Final = 0.94
"The share of answers that must be right, all packs counting alike; 5 to 10 % of the gold of two of them is noise."
SLIPS: Final = 0.4
"The share of questions that are also asked with a slip."
ASKED: Final = 5.0
"How much less sure a reading may be that is only offered."
MODEL: Final = Path(__file__).with_name("weights.json")

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """
    What one pack teaches, a row for each question that has a reading.

    Attributes:
        rows: the evidence, (n, features).
        right: whether the first reading was right, (n,).
        allowed: whether it might be answered at all, however sure, (n,).
        own: whether the question was meant for this pack and has an answer in it, (n,).
    """

    name: str
    rows: Numbers
    right: NDArray[np.bool_]
    allowed: NDArray[np.bool_]
    own: NDArray[np.bool_]

    @property
    def weights(self) -> Numbers:
        """
        What each row counts: all rows of a pack together count one.
        """
        return np.full(len(self.right), 1 / len(self.right))


def examples(
    name: str,
    engine: Engine,
    questions: Iterable[dict[str, Any]],
    foreign: Iterable[str],
    is_right: Callable[[Reading, dict[str, Any]], bool],
) -> Examples:
    """
    What the questions of a pack teach.

    Args:
        questions: `q` and what `is_right` needs.
        foreign: questions meant for other graphs, of which no reading is right.
    """
    draw = random.Random(SEED)  # noqa: S311 - a draw of slips
    asked: list[tuple[str, dict[str, Any] | None]] = []
    for question in questions:
        asked.append((question["q"], question))
        slip = dict(rewritten(question["q"], draw)).get("typo")
        if slip and draw.random() < SLIPS:
            asked.append((slip, question))
    asked.extend((text, None) for text in foreign)
    rows, right, allowed, own = [], [], [], []
    for text, meant in asked:
        _, linked, readings = engine.readings(text)
        if readings:
            rows.append(evidence(linked, readings))
            right.append(meant is not None and is_right(readings[0], meant))
            allowed.append(may_answer(linked, readings[0]))
            own.append(meant is not None and meant.get("answer_type") != "empty")
    return Examples(name, np.array(rows), np.array(right), np.array(allowed), np.array(own))


def fit(sets: Sequence[Examples]) -> Numbers:
    """
    Weights by Newton's method with a small ridge, learnt on features of one scale; the first feature is the bias.
    """
    rows = np.vstack([each.rows for each in sets])
    right = np.concatenate([each.right for each in sets]).astype(float)
    counted = np.concatenate([each.weights for each in sets])
    counted = counted / counted.mean()
    scale = np.maximum(rows.std(axis=0), 1e-6)
    scale[0] = 1.0
    rows = rows / scale
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counted * (right - chance)) - RIDGE * weights
        curve = (rows * (counted * chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(rows.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return np.asarray(weights / scale)


def threshold(sets: Sequence[Examples], weights: Numbers, wanted: float) -> float:
    """
    The least chance from which on the wanted share is right, all packs counting alike.
    """
    allowed = np.concatenate([each.allowed for each in sets])
    chances = np.concatenate([chances_of(each.rows, weights) for each in sets])[allowed]
    right = np.concatenate([each.right for each in sets])[allowed]
    counted = np.concatenate([each.weights for each in sets])[allowed]
    order = np.argsort(-chances)
    precise = np.cumsum((counted * right)[order]) / np.cumsum(counted[order])
    good = np.flatnonzero(precise >= wanted)
    return float(chances[order][good[-1]]) if len(good) else 1.0


def chances_of(rows: Numbers, weights: Numbers) -> Numbers:
    """
    The chance of every row.
    """
    return np.asarray(1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30))))


def report(sets: Sequence[Examples]) -> None:
    """
    Print, for each pack, what the threshold taught by all others makes of it.
    """
    for left_out in sets:
        others = [each for each in sets if each is not left_out]
        weights = fit(others)
        bar = threshold(others, weights, WANTED)
        said = (chances_of(left_out.rows, weights) >= bar) & left_out.allowed
        own, strange = said & left_out.own, said & ~left_out.own
        precise = left_out.right[own].mean() if own.any() else 0.0
        sys.stdout.write(
            f"without {left_out.name}: bar {bar:.2f}, coverage {own.sum() / left_out.own.sum():.3f}, "
            f"precision {precise:.3f}; of {(~left_out.own).sum()} without an answer {strange.sum()} answered\n"
        )


def teach(sets: Sequence[Examples]) -> None:
    """
    Write the calibration that all packs teach.
    """
    weights = fit(sets)
    said = json.loads(MODEL.read_text())
    said["calibration"] = [round(float(weight), 4) for weight in weights]
    said["answer_at"] = round(threshold(sets, weights, WANTED), 4)
    said["ask_at"] = round(said["answer_at"] / ASKED, 4)
    MODEL.write_text(json.dumps(said, indent=2) + "\n")
