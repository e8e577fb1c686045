"""
The SPARQL of a reading: a query that gives the same answers.
"""

from typing import Final

from kg.ask.graph import Graph, Path
from kg.ask.items import Item
from kg.ask.nodes.number import Agg, Count
from kg.ask.readings import Reading
from kg.ask.writer import Writer, write_term
from ontology.namespaces import RDFS

LABEL: Final = write_term(RDFS + "label")


def to_sparql(reading: Reading, graph: Graph) -> str:
    """
    The query that gives the same answers.
    """
    writer, item = Writer(graph), reading.item
    assert item.node is not None
    if reading.form == "ask":
        return f"ASK {{ {item.node.pattern(writer, '?answer')} }}"
    if reading.form == "number":
        return str(item.extra.select(writer))
    if reading.form == "value":
        return f"SELECT DISTINCT ?answer WHERE {{ {item.node.pattern(writer, '?answer')} }}"
    if reading.form == "select":
        inner = f"SELECT DISTINCT ?answer WHERE {{ {item.node.pattern(writer, '?answer')} }}"
        return (
            f"SELECT ?answer (SAMPLE(?name) AS ?answerLabel) WHERE {{ {{ {inner} }} "
            f"OPTIONAL {{ ?answer {LABEL} ?name }} }} GROUP BY ?answer"
        )
    if reading.form in ("table", "observed"):
        return table_sparql(writer, item)
    return group_sparql(writer, item)


def table_sparql(writer: Writer, item: Item) -> str:
    """
    A row for each thing, a column for each path from it.
    """
    assert item.node is not None
    paths: tuple[Path, ...] = item.extra
    names = [f"?value{index}" for index in range(1, len(paths) + 1)]
    optional = " ".join(
        f"OPTIONAL {{ ?item {writer.path(path)} {name} }}" for path, name in zip(paths, names, strict=True)
    )
    return f"SELECT DISTINCT ?item {' '.join(names)} WHERE {{ {item.node.pattern(writer, '?item')} {optional} }}"


def group_sparql(writer: Writer, item: Item) -> str:
    """
    A number for each thing.
    """
    assert item.node is not None
    number: Count | Agg = item.extra
    outer = item.node.pattern(writer, "?item")
    link = f"{number.inner.pattern(writer, '?x')} ?item {writer.path(item.path)} ?x ."
    if isinstance(number, Count):
        return f"SELECT ?item (COUNT(DISTINCT ?x) AS ?answer) WHERE {{ {outer} OPTIONAL {{ {link} }} }} GROUP BY ?item"
    pairs = f"SELECT DISTINCT ?item ?x ?n WHERE {{ {outer} {link} ?x {writer.path(number.path)} ?n . }}"
    return f"SELECT ?item ({number.function.upper()}(?n) AS ?answer) WHERE {{ {{ {pairs} }} }} GROUP BY ?item"
