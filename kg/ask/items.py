"""
Partial readings: what a stretch of the question may mean, with what it cost to read it so.
"""

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any, Final, TypeAlias

from kg.ask.graph import Members, Path


class Feature(IntEnum):
    """
    What is counted against a reading; the weights are learnt.
    """

    LINK = 0
    "How far the words are from the names they were taken for."
    SKIP = 1
    "Words that could have been read but were not."
    IMPLICIT = 2
    "Relations that no word names."
    HOPS = 3
    "Steps beyond the first in such a relation, and rare relations."
    DIRECTION = 4
    "Relations read against their wording."
    ORDER = 5
    "Heads in an unusual place."
    SCOPE = 6
    "Superlatives that look at less than what is asked about."
    EMPTY = 7
    "Parts that denote nothing."
    LIFT = 8
    "Values whose property no word names."
    SIZE = 9
    "Parts put together."
    FOCUS = 10
    "An answer of another kind than asked."
    NUMBER = 11
    "Many answers to a question in the singular."
    LIKENESS = 12
    "How unlike the sentence is to the question, by MiniLM."
    LOCK = 13
    "Operators asked for and not used."


FEATURES: Final = len(Feature)
Counts: TypeAlias = tuple[float, ...]
NOTHING: Final[Counts] = (0.0,) * FEATURES
NO_TYPES: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """
    One partial reading.

    Attributes:
        kind: what it is: SET, REL, ATTR, VAL, LIT, CMP, PRED, SUP, … (see `compose`).
        head: position of the word that gives the noun.
        node: the expression of a set or value; `None` for kinds that have none yet.
        shape: for sets: class, entity, filter, sup, noun.
        extra: what the kind needs besides: a sign, a value, a measure.
        used: the words read, as a bit set; for the table of words and concepts.
        trace: pairs of word positions and concept, for explanation.
    """

    kind: str
    counts: Counts
    cost: float
    head: int
    node: Any = None
    members: Members = frozenset()
    types: frozenset[int] = NO_TYPES
    path: Path = ()
    shape: str = ""
    extra: Any = None
    used: int = 0
    trace: tuple[tuple[int, int, str], ...] = field(default=())


def added(counts: Counts, *changes: tuple[Feature, float]) -> Counts:
    """
    Counts with some raised.
    """
    raised = list(counts)
    for feature, amount in changes:
        raised[feature] += amount
    return tuple(raised)


def summed(one: Counts, other: Counts) -> Counts:
    """
    The counts of both.
    """
    return tuple(map(float.__add__, one, other))


def dearer(item: Item, weights: Counts, *changes: tuple[Feature, float]) -> Item:
    """
    The same reading with more held against it.
    """
    extra = sum(weights[feature] * amount for feature, amount in changes)
    return replace(item, counts=added(item.counts, *changes), cost=item.cost + extra)
