"""
How our graphs lie on another engine: which of its graphs are ours, which stands for the default graph, and whether the
engine can hold them at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.stores.bindings import rows_of, truth_of
from kg.stores.edits import BOOKKEEPING, POSITION, Difference, Line
from kg.stores.endpoint import Endpoint
from kg.stores.errors import AnswerCut, UnfitEngine
from kg.stores.nquads import triple_line
from ontology.namespaces import BASE, ONTOLOGY

BELIEVED: Final = f"{BASE}graphs/believed"
"""Holds the default graph where the engine has none of its own."""

REGISTER: Final = f"{BASE}graphs/register"
HOLDS: Final = f"{ONTOLOGY}holdsGraph"
READ_SECONDS: Final = 600.0
READ_BYTES: Final = 4 * 1024**3
NO_GRAPHS: Final[Mapping[str, Sequence[str]]] = {}
MOST_LINES: Final = 1000
"""Of one operation: Virtuoso's parser runs out of memory between 3,000 and 5,000 triples (measured)."""

GRAPH_NAMES: Final = f"SELECT ?graph {{ GRAPH <{REGISTER}> {{ ?r <{HOLDS}> ?graph FILTER(?graph != <{REGISTER}>) }} }}"
"""The query that gives the graphs of ours that an endpoint holds."""


def register_lines(graphs: Iterable[str]) -> list[Line]:
    """
    The lines of the register that name graphs.
    """
    return [(REGISTER, triple_line((REGISTER, HOLDS, graph))) for graph in graphs]


def registered(graphs: Iterable[str]) -> Iterator[str]:
    """
    The operations that name graphs in the register.
    """
    return Difference(added=register_lines(graphs)).operations(MOST_LINES)


@dataclass(frozen=True, slots=True)
class Layout:
    """
    How our graphs lie on an engine.

    Attributes:
        default: the named graph that stands for our default graph; `None` where the engine has one of its own.
    """

    default: str | None


def laid_out(endpoint: Endpoint) -> Layout:
    """
    The layout, begun where there is none.

    Raises:
        UnfitEngine: as `layout_of`.
    """
    for operation in registered((REGISTER,)):
        endpoint.update(operation)
    return layout_of(endpoint) or Layout(None)


def layout_of(endpoint: Endpoint) -> Layout | None:
    """
    The layout; `None` where nothing of ours is there.

    Raises:
        UnfitEngine: the engine has no default graph of its own, and shows no other graphs beside one named as default.
    """

    def holds(pattern: str, *defaults: str) -> bool:
        graphs = {"default-graph-uri": defaults} if defaults else {}
        body = endpoint.ask(f"ASK {{ {pattern} }}", graphs, timeout_seconds=READ_SECONDS, max_bytes=READ_BYTES)
        return truth_of(body)

    mark = f"<{REGISTER}> <{HOLDS}> <{REGISTER}>"
    if not holds(f"GRAPH ?g {{ {mark} }}"):
        return None
    if not holds(mark):
        return Layout(None)
    if not holds(f"GRAPH ?g {{ {mark} }}", BELIEVED):
        raise UnfitEngine(
            f"{endpoint.addresses.query}: its default graph is the union of all graphs, and with one named as default "
            "it shows no others; choose an engine, or a setting of it, whose default graph is one of its own"
        )
    return Layout(BELIEVED)


def is_whole(endpoint: Endpoint) -> bool:
    """
    Whether an engine holds a graph of ours that was written to the end.
    """
    query = f"ASK {{ GRAPH ?g {{ <{BOOKKEEPING}> <{POSITION}> ?position }} }}"
    return truth_of(endpoint.ask(query, {}, timeout_seconds=READ_SECONDS, max_bytes=READ_BYTES))


def refuse_cutting(endpoint: Endpoint, max_rows: int) -> None:
    """
    Make sure that an engine gives more rows than any answer may have, so that no answer is cut unseen.

    Raises:
        UnfitEngine: it gives fewer.
    """
    digits = "0 1 2 3 4 5 6 7 8 9"
    ten_fold = " ".join(f"VALUES ?d{place} {{ {digits} }}" for place in range(len(str(max_rows))))
    query = f"SELECT ?d0 {{ {ten_fold} }} LIMIT {max_rows + 1}"
    try:
        given = len(rows_of(endpoint.ask(query, {}, timeout_seconds=READ_SECONDS, max_bytes=READ_BYTES)))
    except AnswerCut:
        given = 0
    if given <= max_rows:
        raise UnfitEngine(
            f"{endpoint.addresses.query}: the engine cuts answers before their {max_rows + 1}th row; raise its limit "
            "(Virtuoso: ResultSetMaxRows in its ini) or allow fewer rows"
        )
