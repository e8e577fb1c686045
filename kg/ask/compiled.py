"""
A graph made ready for questions: index, schema, lexicon, words.
"""

from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from kg.ask.cubes import Cube
from kg.ask.graph import Graph
from kg.ask.lexicon import Lexicon
from kg.ask.schema import Schema
from kg.ask.words import Words

LIKE: Final = 60.0
"Below this a name is no help to whoever asked."


@dataclass(slots=True)
class Compiled:
    """
    All that is kept of a graph.

    Attributes:
        below: class to its subclasses that have members.
        cubes: the families of numbers filed by what they are about.
        measured: measure to its properties, filled as questions ask.
    """

    graph: Graph
    schema: Schema
    lexicon: Lexicon
    words: Words
    below: list[frozenset[int]]
    cubes: tuple[Cube, ...] = ()
    measured: dict[str, list[tuple[int, float]]] = field(default_factory=dict)

    def nearest(self, word: str) -> tuple[str, ...]:
        """
        The names of classes and properties that look most like a word.
        """
        names = sorted({*self.schema.class_labels, *self.schema.property_labels})
        found = process.extract(word.lower(), names, scorer=fuzz.WRatio, limit=3, score_cutoff=LIKE)
        return tuple(name for name, _, _ in found)

    def degree(self, node: int) -> int:
        """
        How many properties a thing has, in and out: the better known of two of one name has more.
        """
        graph = self.graph
        return sum(node in edges for edges in graph.outgoing) + sum(node in edges for edges in graph.incoming)


def subclasses(graph: Graph) -> list[frozenset[int]]:
    """
    For each class its subclasses, itself left out.
    """
    below: list[set[int]] = [set() for _ in graph.classes]
    for index, parents in enumerate(graph.parents):
        for parent in parents:
            below[parent].add(index)
    return [frozenset(each) for each in below]
