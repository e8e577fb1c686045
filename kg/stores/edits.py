"""
An edit as the one SPARQL update that applies it, with the bookkeeping that goes into the same transaction.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

from kg.stores.nquads import iri_text
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
        here = iri_text(BOOKKEEPING)
        facts = f"{iri_text(POSITION)} {position} ; {iri_text(DATA_VERSION)} {data_version}"
        return " ;\n".join(
            (
                f"DELETE WHERE {{ GRAPH {here} {{ ?s ?p ?o }} }}",
                *(f"DELETE DATA {{ {patterns} }}" for patterns in graph_patterns(self.removed)),
                *(f"DROP SILENT GRAPH {iri_text(graph)}" for graph in self.emptied),
                *(f"INSERT DATA {{ {patterns} }}" for patterns in graph_patterns(self.added)),
                f"INSERT DATA {{ GRAPH {here} {{ {here}\n    {facts} }} }}",
            )
        )


def graph_patterns(lines: Iterable[Line]) -> list[str]:
    """
    The lines as patterns, graph by graph.
    """
    by_graph = groupby(sorted(lines, key=lambda line: (line[0] or "", line[1])), key=lambda line: line[0])
    return [
        text if graph is None else f"GRAPH {iri_text(graph)} {{ {text} }}"
        for graph, group in by_graph
        for text in ["\n".join(line for _, line in group)]
    ]
