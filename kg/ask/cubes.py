"""
Observations: numbers filed by what they are about, and which words of a question fill which of those places.

A class of nodes that a question crosses (an event node) and that has a default measure is a kind of observation: a rent
by flat and month, an import by buyer, seller and year. Its object properties are its places.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.ask.graph import Graph, Members, Path
from kg.ask.schema import Schema
from kg.ask.tokens import Word
from kg.ask.wordings import PREPOSITIONS

REACH: Final = 5
"Words behind a name within which a verb or noun may still tell its place: “X's yearly rent of Y's flats”."
UNSAID: Final = 0.25
"What it costs to fill a place that no word names, where another place would do."


@dataclass(frozen=True, slots=True)
class Cube:
    """
    One family of observations: all kinds below one class.

    Attributes:
        root: the class that holds all others.
        kinds: the class of each kind, the root among them.
        places: the object properties that tell what an observation is about.
        time: the property that tells when it is for; `None` where there is none.
        beside: paths from an observation to others of the family: what contradicts or corrects it.
    """

    root: int
    kinds: frozenset[int]
    places: tuple[int, ...]
    time: int | None
    beside: tuple[Path, ...]

    def measure(self, schema: Schema, kind: int) -> int:
        """
        The property that holds the number of a kind.
        """
        return schema.measures.get(kind, schema.measures[self.root])


def cubes_of(graph: Graph, schema: Schema) -> tuple[Cube, ...]:
    """
    The families of observations of a graph.
    """
    kinds = {c for c in schema.measures if c in schema.events and graph.members[c]}
    return tuple(_cube(graph, schema, root, kinds) for root in sorted(kinds) if not graph.parents[root] & kinds)


def _cube(graph: Graph, schema: Schema, root: int, kinds: set[int]) -> Cube:
    family = frozenset(c for c in kinds if c == root or root in graph.parents[c])
    own = [p for p, subjects in enumerate(schema.subjects) if root in subjects]
    links = [p for p in own if p not in graph.literal_properties]
    beside = tuple(((p, True),) for p in links if root in schema.objects[p])
    times = [p for p in own if schema.kinds.get(p) == "date"]
    return Cube(
        root,
        family,
        tuple(p for p in links if root not in schema.objects[p] and set(graph.outgoing[p]) <= graph.members[root]),
        max(times, key=lambda p: (schema.subjects[p][root], -p)) if times else None,
        beside,
    )


def fitting(  # noqa: PLR0917 - a place, a name, the words around it
    cube: Cube, graph: Graph, schema: Schema, members: Members, words: tuple[Word, ...], span: tuple[int, int]
) -> Iterator[tuple[int, float]]:
    """
    The places that a name can fill, each with what speaks against it: the words around the name tell which is meant.

    Args:
        span: begin and end of the name among the words.
    """
    places = [p for p in cube.places if any(node in graph.incoming[p] for node in members)]
    said = {p: tells(schema, p, words, span) for p in places}
    for place in places:
        yield place, 0.0 if said[place] or len(places) == 1 else UNSAID


def tells(schema: Schema, prop: int, words: tuple[Word, ...], span: tuple[int, int]) -> bool:
    """
    Whether the words around a name are those of a property: “from X”, “X's rents”.
    """
    start, end = span
    before = tuple(word.stem for word in words[max(0, start - REACH) : start] if word.low not in ("the", "a", "an"))
    behind = tuple(word.stem for word in words[end : end + REACH])
    for wording in schema.property_words[prop]:
        form = wording.form
        if wording.frame.startswith("inverse"):
            if any(behind[at : at + len(form)] == form for at in range(len(behind))):
                return True
        elif form[-1] in PREPOSITIONS and before[-len(form) :] == form:
            return True
    return False
