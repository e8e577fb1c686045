"""
Words that stand for things: where a brand or a category is only a string, its values are made a class of their own.

So "which brand has the most products" is read as it would be were brands things.
"""

from collections import defaultdict
from typing import Final

from kg.ask.graph import Graph
from kg.ask.schema import Schema

SHARED: Final = 0.7
"At most so many different values for each thing that has one, else they are names or codes."
MOST_VALUES: Final = 2000
LONGEST: Final = 40
YEAR: Final = "gYear"


def find_kinds(graph: Graph, schema: Schema) -> None:
    """
    Make a class of the values of every property whose values recur.
    """
    for prop, kind in sorted(schema.kinds.items()):
        values = graph.incoming[prop]
        if kind not in ("string", "date") or not 1 < len(values) <= MOST_VALUES:
            continue
        if (
            len(values) > SHARED * len(graph.outgoing[prop])
            or max(len(graph.label(value)) for value in values) > LONGEST
        ):
            continue
        if kind == "date" and not all(len(graph.label(value)) == len("2004") for value in values):
            continue
        _make_class(graph, schema, prop)


def _make_class(graph: Graph, schema: Schema, prop: int) -> None:
    index = len(graph.classes)
    members = frozenset(graph.incoming[prop])
    graph.classes.append(graph.properties[prop])
    graph.members.append(members)
    graph.parents.append(frozenset())
    for value in members:
        graph.types[value] = graph.types.get(value, frozenset()) | {index}
    schema.class_labels.append(schema.property_labels[prop])
    schema.class_words.append([])
    schema.values_of[prop] = index
    count = sum(map(len, graph.incoming[prop].values()))
    schema.objects[prop][index] = count
    neighbours = defaultdict(set, schema.neighbours)
    for c in schema.subjects[prop]:
        links = sum(len(ends) for node, ends in graph.outgoing[prop].items() if node in graph.members[c])
        schema.pairs.setdefault((c, index), {})[(prop, True),] = links
        schema.pairs.setdefault((index, c), {})[(prop, False),] = links
        neighbours[c].add(index)
        neighbours[index].add(c)
    schema.neighbours = dict(neighbours)
