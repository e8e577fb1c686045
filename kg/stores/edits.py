"""
An edit as the one SPARQL update that applies it, with the bookkeeping that goes into the same transaction.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final, TypeAlias

from kg.stores.nquads import iri_text, triple_line
from kg.stores.store import Edit
from ontology.namespaces import BASE, ONTOLOGY

BOOKKEEPING: Final = f"{BASE}graphs/bookkeeping"
"""The graph, and the one subject in it, that tells position and version of the data."""

DATA_VERSION: Final = f"{ONTOLOGY}dataVersion"
POSITION: Final = f"{ONTOLOGY}ledgerPosition"

Line: TypeAlias = tuple[str | None, str]
"""A graph (`None`: the default graph) and a line of N-Triples."""


@dataclass(frozen=True, slots=True)
class Difference:
    """
    Lines to add and to remove, and graphs that end empty. A line is never in both.
    """

    added: Collection[Line] = ()
    removed: Collection[Line] = ()
    emptied: Collection[str] = ()

    def to_sparql(self, position: int, data_version: int) -> str:
        """
        The update that applies it and writes down position and version.

        >>> print(Difference(added={("urn:g", "<urn:s> <urn:p> <urn:o> .")}).to_sparql(7, 3))
        DELETE WHERE { GRAPH <https://orepact.example/graphs/bookkeeping> { ?s ?p ?o } } ;
        INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> . } } ;
        INSERT DATA { GRAPH <https://orepact.example/graphs/bookkeeping> { <https://orepact.example/graphs/bookkeeping>
            <https://orepact.example/ontology#ledgerPosition> 7 ; <https://orepact.example/ontology#dataVersion> 3 } }
        """
        return " ;\n".join((FORGETTING, *self.operations(), noted(position, data_version)))

    def operations(self, most_lines: int | None = None) -> Iterator[str]:
        """
        The operations that apply it, in order, none of them with more lines than an engine can parse.
        """
        yield from (f"DELETE DATA {{ {patterns} }}" for patterns in graph_patterns(self.removed, most_lines))
        yield from (f"DROP SILENT GRAPH {iri_text(graph)}" for graph in self.emptied)
        yield from (f"INSERT DATA {{ {patterns} }}" for patterns in graph_patterns(self.added, most_lines))


FORGETTING: Final = f"DELETE WHERE {{ GRAPH {iri_text(BOOKKEEPING)} {{ ?s ?p ?o }} }}"
"""Takes position and version away: data without them are not whole."""


def noted(position: int, data_version: int) -> str:
    """
    The operation that writes position and version down.
    """
    here = iri_text(BOOKKEEPING)
    facts = f"{iri_text(POSITION)} {position} ; {iri_text(DATA_VERSION)} {data_version}"
    return f"INSERT DATA {{ GRAPH {here} {{ {here}\n    {facts} }} }}"


def graph_patterns(lines: Iterable[Line], most_lines: int | None = None) -> Iterator[str]:
    """
    The lines as patterns, graph by graph.
    """
    by_graph = groupby(sorted(lines, key=lambda line: (line[0] or "", line[1])), key=lambda line: line[0])
    for graph, group in by_graph:
        while piece := "\n".join(line for _, line in islice(group, most_lines)):
            yield piece if graph is None else f"GRAPH {iri_text(graph)} {{ {piece} }}"


def difference(edit: Edit, present_in: Callable[[str | None], Iterable[str]]) -> Difference:
    """
    What to add and remove so that an edit holds; replaced graphs are compared line by line.

    Args:
        present_in: the lines that a graph holds now.
    """
    added = {(quad[3], triple_line(quad[:3])) for quad in edit.added}
    removed = {(quad[3], triple_line(quad[:3])) for quad in edit.removed}
    for graph, triples in edit.replaced.items():
        wanted = {(graph, triple_line(triple)) for triple in triples}
        present = {(graph, line) for line in present_in(graph)}
        added |= wanted - present
        removed |= present - wanted
    emptied = tuple(graph for graph, triples in edit.replaced.items() if graph is not None and not triples)
    return Difference(added, removed - added, emptied)
