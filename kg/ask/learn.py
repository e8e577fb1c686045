"""
Learn when to trust a reading: logistic regression of "the first reading was right" on the evidence of `decide`.

`learn` prints, for every pack left out in turn, precision and coverage at the threshold that the others teach, then
writes the calibration learnt from all packs into `weights.json`. Questions without an answer in their graph take part:
their right end is none. `python -m api.packs learn` runs it with the parts that the command and the service run with.
"""

import json
import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.ask.decide import evidence
from kg.ask.engine import Engine
from kg.ask.evaluate import SEED, is_right, strangers
from kg.text import Embedder
from kg.triples import Triple

STEPS: Final = 50
RIDGE: Final = 1.0
WANTED: Final = 0.87
"The share of answers that must be right; 5 to 10 % of the gold of two development packs is noise."
ASKED: Final = 5.0
"How much less sure a reading may be that is only offered."
MODEL: Final = Path(__file__).with_name("weights.json")


def examples(
    engine: Engine, questions: list[dict[str, Any]], foreign: list[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    The evidence for every question that has a reading, (n, features), and whether its first reading was right, (n,).

    Args:
        foreign: questions meant for other graphs, of which no reading is right.
    """
    rows, right = [], []
    for question in [*questions, *({"q": text} for text in foreign)]:
        _, linked, readings = engine.readings(question["q"])
        if not readings:
            continue
        rows.append(evidence(linked, readings))
        right.append(float("answers" in question and is_right(readings[0], question)))
    return np.array(rows), np.array(right)


def fit(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Weights by Newton's method with a small ridge; the first column is the bias.
    """
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (right - chance) - RIDGE * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(rows.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def threshold(chances: NDArray[np.float64], right: NDArray[np.float64], wanted: float) -> float:
    """
    The least chance from which on the wanted share is right.
    """
    order = np.argsort(-chances)
    precise = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precise >= wanted)
    return float(chances[order][good[-1]]) if len(good) else 1.0


def chances_of(rows: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    The chance of every row.
    """
    return np.asarray(1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30))))


def learn(
    packs: list[Path],
    words: list[Triple],
    read: Callable[[list[Path]], Iterable[Triple]],
    embedder: Embedder | None,
    limit: int,
) -> None:
    """
    Report leave-one-graph-out, then write what all packs teach.
    """
    sets = []
    for pack in packs:
        questions = json.loads(min(pack.glob("questions*.json")).read_text())
        random.Random(SEED).shuffle(questions)  # noqa: S311 - a draw of questions
        engine = Engine.compile(read(sorted(pack.glob("*.ttl"))), words=words, embedder=embedder)
        sets.append(examples(engine, questions[:limit], strangers(pack, packs)))
    for index, pack in enumerate(packs):
        others = [s for n, s in enumerate(sets) if n != index]
        rows, right = np.vstack([r for r, _ in others]), np.concatenate([y for _, y in others])
        weights = fit(rows, right)
        bar = threshold(chances_of(rows, weights), right, WANTED)
        mine = chances_of(sets[index][0], weights) >= bar
        share = float(sets[index][1][mine].mean()) if mine.any() else 0.0
        sys.stdout.write(f"without {pack.name}: bar {bar:.2f}, coverage {mine.mean():.3f}, precision {share:.3f}\n")
    rows, right = np.vstack([r for r, _ in sets]), np.concatenate([y for _, y in sets])
    weights = fit(rows, right)
    said = json.loads(MODEL.read_text())
    said["calibration"] = [round(float(weight), 4) for weight in weights]
    said["answer_at"] = round(threshold(chances_of(rows, weights), right, WANTED), 4)
    said["ask_at"] = round(said["answer_at"] / ASKED, 4)
    MODEL.write_text(json.dumps(said, indent=2) + "\n")
