"""
From examples to a judge: one regression a relation, likelihoods checked on documents it was not fitted to, thresholds.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ingest.scores import ClaimKey
from ingest.training.relations.examples import Annotated, Example

FEWEST: Final = 6
"Pairs of a relation below which nothing is learnt of it."
FOLDS: Final = 6
LEAST_WEIGHT: Final = 0.03
"Weights nearer to nothing are not kept."
GRID: Final = tuple(round(0.5 + 0.02 * step, 2) for step in range(25))

Sums = dict[str, dict[ClaimKey, float]]
"For each document the highest sum of weights of each claim it could make."


@dataclass(frozen=True, slots=True)
class Table:
    """
    Examples as numbers: a row an example, a column a feature.
    """

    examples: tuple[Example, ...]
    features: tuple[str, ...]
    rows: csr_matrix


@dataclass(frozen=True, slots=True)
class Fitted:
    """
    The regressions, by relation: a weight a feature, and the bias.
    """

    weights: dict[str, NDArray[np.float64]]
    biases: dict[str, float]


@dataclass(frozen=True, slots=True)
class Added:
    """
    What a relation would add to the patterns from a threshold on.
    """

    threshold: float
    right: int
    wrong: int


def table_of(examples: Sequence[Example], fitted_on: Callable[[Example], bool]) -> Table:
    """
    The table of some examples; a feature counts when two of those that are fitted on have it.
    """
    counts = Counter(feature for example in examples if fitted_on(example) for feature in example.features)
    features = sorted(feature for feature, count in counts.items() if count > 1)
    column = {feature: number for number, feature in enumerate(features)}
    places = [sorted(column[each] for each in example.features if each in column) for example in examples]
    ends = np.cumsum([0, *map(len, places)])
    indices = np.array([each for row in places for each in row], dtype=np.int32)
    rows = csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=(len(examples), len(features)))
    return Table(tuple(examples), tuple(features), rows)


def fit(table: Table, allowed: Callable[[Example], bool], relations: Iterable[str], strength: float) -> Fitted:
    """
    Fit each relation on the allowed examples.

    Args:
        strength: how far weights may go; small values keep them near nothing.
    """
    weights, biases = {}, {}
    for relation in relations:
        chosen = [
            (number, *example.weights[relation])
            for number, example in enumerate(table.examples)
            if relation in example.weights and allowed(example)
        ]
        if sum(holds for _, holds, _ in chosen) < FEWEST or all(holds for _, holds, _ in chosen):
            continue
        numbers, holds, counts = zip(*chosen, strict=True)
        regression = LogisticRegression(C=strength, solver="liblinear", random_state=0)
        regression.fit(table.rows[list(numbers)], np.array(holds), sample_weight=np.array(counts))
        weights[relation] = regression.coef_[0]
        biases[relation] = float(regression.intercept_[0])
    return Fitted(weights, biases)


def sums_of(table: Table, fitted: Fitted, wanted: Callable[[Example], bool]) -> Sums:
    """
    The highest sum of each claim over the pairs of each wanted document, as the pipeline marks it.
    """
    highest: Sums = defaultdict(dict)
    by_relation = {relation: table.rows @ weights for relation, weights in fitted.weights.items()}
    for number, example in enumerate(table.examples):
        if not (example.is_marked and wanted(example)):
            continue
        for relation in example.weights.keys() & by_relation.keys():
            key = example.ends[0], relation, example.ends[1]
            reached = float(by_relation[relation][number]) + fitted.biases[relation]
            claims = highest[example.document]
            claims[key] = max(reached, claims.get(key, reached))
    return highest


def held_out_sums(
    table: Table, documents: Iterable[str], relations: Sequence[str], *, strength: float, seed: int
) -> Sums:
    """
    The sums of each document by regressions that were fitted without it.
    """
    names = sorted(documents)
    random.Random(seed).shuffle(names)  # noqa: S311 - folds, no secret
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    found: Sums = {}
    for number in range(FOLDS):
        fitted = fit(
            table,
            lambda example, out=number: (
                (not example.document or example.document in fold)  # type: ignore[misc]
                and fold.get(example.document) != out
            ),
            relations,
            strength,
        )
        found |= sums_of(table, fitted, lambda example, out=number: fold.get(example.document) == out)  # type: ignore[misc]
    return found


def calibration_of(sums: Sums, documents: Sequence[Annotated]) -> tuple[float, float]:
    """
    Slope and shift by which sums of documents that were held out become likelihoods.
    """
    told = {document.name: document.told for document in documents}
    pairs = [(reached, key in told[name]) for name, claims in sums.items() for key, reached in claims.items()]
    regression = LogisticRegression(C=1e6, solver="liblinear", random_state=0)
    regression.fit(np.array([[reached] for reached, _ in pairs]), np.array([holds for _, holds in pairs]))
    return round(float(regression.coef_[0][0]), 4), round(float(regression.intercept_[0]), 4)


def added_by(
    sums: Sums, documents: Sequence[Annotated], calibration: tuple[float, float], precision: float
) -> dict[str, Added]:
    """
    For each relation the lowest threshold from which on what it adds to the patterns is precise enough.

    Precision is estimated with one right and one wrong claim more than were seen.
    """
    slope, shift = calibration
    new: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for document in documents:
        for key, reached in sums.get(document.name, {}).items():
            if key not in document.found:
                new[key[1]].append((1 / (1 + float(np.exp(-(slope * reached + shift)))), key in document.told))
    chosen = {}
    for relation, claims in sorted(new.items()):
        for threshold in GRID:
            right = sum(holds for likelihood, holds in claims if likelihood >= threshold)
            wrong = sum(not holds for likelihood, holds in claims if likelihood >= threshold)
            if right > 1 and (right + 1) / (right + wrong + 2) >= precision:
                chosen[relation] = Added(threshold, right, wrong)
                break
    return chosen


def written(table: Table, fitted: Fitted, calibration: tuple[float, float], chosen: dict[str, Added]) -> dict[str, Any]:
    """
    The judge as it is kept: relations, biases, thresholds, and of each feature the weights that matter.
    """
    relations = sorted(chosen)
    columns = [fitted.weights[relation] for relation in relations]
    weights = {}
    for number, feature in enumerate(table.features):
        kept = [
            [column, round(float(each[number]), 2)]
            for column, each in enumerate(columns)
            if abs(each[number]) >= LEAST_WEIGHT
        ]
        if kept:
            weights[feature] = kept
    return {
        "relations": relations,
        "biases": [round(fitted.biases[relation], 3) for relation in relations],
        "calibration": list(calibration),
        "thresholds": {relation: added.threshold for relation, added in chosen.items()},
        "weights": weights,
    }
