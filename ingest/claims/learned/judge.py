"""
The judge: how likely each relation joins a pair, by weights learnt from annotated text.

The weights are data, made by `python -m ingest.training.relations`.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

WEIGHTS: Final = Path(__file__).parent / "relations.json"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Judge:
    """
    A logistic regression a relation, over one set of features.

    Attributes:
        relations: those it knows.
        rows: the row of each feature in `weights`.
        weights: (features, relations).
        biases: (relations,).
        calibration: slope and shift that make of a sum of weights the share that is right among claims of that sum.
        thresholds: the likelihood from which on a relation is claimed; those without one never are.
    """

    relations: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]
    biases: NDArray[np.float32]
    calibration: tuple[float, float]
    thresholds: dict[str, float]

    def sums_of(self, features: Iterable[str]) -> NDArray[np.float32]:
        """
        What some features weigh for each relation, biases left out: (relations,).
        """
        known = [row for feature in features if (row := self.rows.get(feature)) is not None]
        sums: NDArray[np.float32] = self.weights.take(known, axis=0).sum(axis=0)
        return sums

    def likelihood_of(self, reached: float) -> float:
        """
        How likely a relation holds whose weights and bias sum up to this.
        """
        slope, shift = self.calibration
        return 1.0 / (1.0 + math.exp(-(slope * reached + shift)))


def read_judge(path: Path = WEIGHTS) -> Judge:
    """
    The judge of a file of weights.
    """
    held = json.loads(path.read_text(encoding="utf-8"))
    rows = {feature: row for row, feature in enumerate(held["weights"])}
    weights = np.zeros((len(rows), len(held["relations"])), dtype=np.float32)
    for row, columns in enumerate(held["weights"].values()):
        for column, weight in columns:
            weights[row, column] = weight
    return Judge(
        relations=tuple(held["relations"]),
        rows=rows,
        weights=weights,
        biases=np.array(held["biases"], dtype=np.float32),
        calibration=(held["calibration"][0], held["calibration"][1]),
        thresholds=held["thresholds"],
    )


@cache
def shipped_judge() -> Judge:
    """
    The judge this project ships, read once.
    """
    return read_judge()
