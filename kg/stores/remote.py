"""
The graph on another engine: any SPARQL 1.1 endpoint that takes queries and updates.

An endpoint may hold other people's graphs, so the store keeps a register of those that are its own and touches no
others. Engines without a default graph of their own (Virtuoso: a query sees the union of everything) hold ours in a
named graph, which every query is then told to take as default.

Nothing in the protocol makes several requests one transaction. A small edit is one request; a large one is several, as
`load` is. So the position is taken away first and written last: a store without one was left half done, and is loaded
anew from the ledger.
"""

import os
import re
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final, Self

from kg.sparql.portable import GRAPH_VARIABLE, graphs_by_variable
from kg.stores.bindings import rows_of, truth_of
from kg.stores.edits import BOOKKEEPING, DATA_VERSION, FORGETTING, POSITION, Difference, Line, difference, noted
from kg.stores.endpoint import Endpoint
from kg.stores.errors import AnswerCut, NotStorable, StoreDamaged, UnfitEngine
from kg.stores.folder import GraphFolder
from kg.stores.nquads import iri_text, quad_line, triple_line
from kg.stores.store import Applied, Edit, Row, Snapshot
from kg.triples import Literal, Triple
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

MOST_CHARACTERS: Final = 400_000
"""Of one request that is made of several operations."""

QUAD: Final = re.compile(
    r'(<[^>]*> <[^>]*> (?:<[^>]*>|"(?:[^"\\]|\\.)*+"(?:@[a-zA-Z0-9-]+|\^\^<[^>]*>)?))(?: <([^>]*)>)? \.'
)


class RemoteStore:
    """
    The graph behind a SPARQL endpoint. The right to write is a lock in the data folder, as for a store on disk.
    """

    def __init__(self, endpoint: Endpoint, lock: int) -> None:
        self._endpoint = endpoint
        self._lock: int | None = lock
        self._writing = threading.RLock()
        self._default = laid_out(endpoint).default
        self._position, self._data_version = self._kept()
        self._graphs = {str(row["graph"]) for row in self._asked(GRAPH_NAMES)}

    @classmethod
    def open(cls, root: Path, endpoint: Endpoint, *, max_rows: int = 0) -> Self:
        """
        The store behind an endpoint, which this process alone writes from now on.

        Args:
            root: `<data>/graph`, for the lock.
            max_rows: how many rows answers may have; an engine that cuts them earlier is refused.

        Raises:
            StoreInUse: another process writes to it.
            UnfitEngine: the engine cuts answers, or cannot hold our graphs as they are.
            EndpointFailed: it does not answer.
        """
        folder = GraphFolder(root)
        folder.make()
        lock = folder.lock_writer()
        try:
            refuse_cutting(endpoint, max_rows)
            return cls(endpoint, lock)
        except BaseException:
            os.close(lock)
            raise

    @property
    def position(self) -> int:
        """
        See `GraphReader`.
        """
        return self._position

    @property
    def data_version(self) -> int:
        """
        See `GraphReader`.
        """
        return self._data_version

    def graphs(self) -> tuple[str, ...]:
        """
        See `GraphReader`.
        """
        return tuple(sorted(self._graphs))

    def triples(self, graph: str | None = None) -> Iterator[Triple]:
        """
        See `GraphReader`.
        """
        pattern = "?s ?p ?o" if graph is None else f"GRAPH {iri_text(graph)} {{ ?s ?p ?o }}"
        defaults = self._defaults if graph is None else {}
        for row in self._asked(f"SELECT ?s ?p ?o {{ {pattern} }}", defaults):
            yield str(row["s"]), str(row["p"]), row["o"]

    def rows(self, sparql: str) -> tuple[Row, ...]:
        """
        See `GraphReader`.
        """
        rows = self._asked(self._portable(sparql), self._defaults)
        return tuple({name: term for name, term in row.items() if not name.startswith(GRAPH_VARIABLE)} for row in rows)

    def holds(self, sparql: str) -> bool:
        """
        See `GraphReader`.
        """
        return truth_of(self._body(self._portable(sparql), self._defaults))

    def canonical(self) -> bytes:
        """
        See `GraphReader`.
        """
        lines = [
            f"{quad_line((*triple, graph))}\n" for graph in (None, *self.graphs()) for triple in self.triples(graph)
        ]
        return "".join(sorted(lines)).encode()

    def commit(self, edit: Edit, *, position: int) -> Applied:
        """
        See `GraphWriter`. In one request unless the edit is large; after a failure the position is 0.
        """
        with self._writing, self._changing(position, self._position) as data_version:
            change = difference(edit, lambda graph: (triple_line(triple) for triple in self.triples(graph)))
            fresh = {graph for graph, _ in change.added if graph is not None} - self._graphs
            gone = self._graphs.intersection(change.emptied)
            self._run(
                (
                    FORGETTING,
                    *registered(fresh),
                    *self._here(change).operations(MOST_LINES),
                    *Difference(removed=register_lines(gone)).operations(MOST_LINES),
                    noted(position, data_version),
                )
            )
            self._graphs = (self._graphs | fresh) - gone
            return Applied(data_version, len(change.added), len(change.removed))

    def replace_graph(self, graph: str | None, triples: Collection[Triple], *, position: int) -> Applied:
        """
        See `GraphWriter`.
        """
        return self.commit(Edit(replaced={graph: triples}), position=position)

    def load(self, nquads: BinaryIO, *, position: int) -> None:
        """
        See `GraphWriter`. In pieces: readers of the engine see them come.
        """
        with self._writing, self._changing(position, 0) as data_version:
            default = f"GRAPH {iri_text(self._default)}" if self._default else "DEFAULT"
            self._run(
                (FORGETTING, f"CLEAR SILENT {default}", *(f"DROP SILENT GRAPH {iri_text(g)}" for g in self._graphs))
            )
            self._run((f"DELETE WHERE {{ GRAPH <{REGISTER}> {{ ?s <{HOLDS}> ?o }} }}", *registered((REGISTER,))))
            self._graphs = set()
            self._run(self._loading(nquads))
            self._run((noted(position, data_version),))

    def publish(self) -> Snapshot:
        """
        See `GraphWriter`. What is committed is seen; there is no snapshot to open.
        """
        return Snapshot(None, self._data_version, self._position)

    def close(self) -> None:
        """
        See `GraphWriter`.
        """
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _loading(self, nquads: BinaryIO) -> Iterator[str]:
        """
        The operations that insert the lines of N-Quads, each graph registered before it holds anything.
        """
        lines = (parted(line.decode()) for line in nquads if line.strip())
        for graph, group in groupby(lines, key=lambda line: line[0]):
            if graph is not None and graph not in self._graphs:
                self._graphs.add(graph)
                yield from registered((graph,))
            yield from self._here(Difference(added=list(group))).operations(MOST_LINES)

    def _here(self, change: Difference) -> Difference:
        """
        The change with our default graph where this engine holds it.
        """
        default = self._default
        if default is None:
            return change
        added, removed = (
            [(default if graph is None else graph, text) for graph, text in lines]
            for lines in (change.added, change.removed)
        )
        return Difference(added, removed, change.emptied)

    @contextmanager
    def _changing(self, position: int, standing: int) -> Iterator[int]:
        """
        The version that a change makes; the position is 0 until the change is through.

        Args:
            standing: the position that the engine must still hold, because the change counts on it; 0 for none.

        Raises:
            StoreDamaged: it holds another: it was restored, lost its data, or somebody else writes.
        """
        data_version = max(self._data_version + 1, position)
        self._position = 0
        if standing and self._kept()[0] != standing:
            raise StoreDamaged(f"{self._endpoint.addresses.query}: no longer holds the graph of position {standing}")
        yield data_version
        self._position, self._data_version = position, data_version

    def _kept(self) -> tuple[int, int]:
        """
        Position and version as the engine remembers them; 0 where it does not.
        """
        kept = self._asked(f"SELECT ?p ?o {{ GRAPH <{BOOKKEEPING}> {{ ?s ?p ?o }} }}")
        facts = {row["p"]: row["o"] for row in kept}
        return number(facts.get(POSITION)), number(facts.get(DATA_VERSION))

    def _run(self, operations: Iterable[str]) -> None:
        """
        Run operations in order, as many in a request as fit.
        """
        waiting: list[str] = []
        for operation in operations:
            if waiting and sum(map(len, waiting)) + len(operation) > MOST_CHARACTERS:
                self._endpoint.update(" ;\n".join(waiting))
                waiting.clear()
            waiting.append(operation)
        if waiting:
            self._endpoint.update(" ;\n".join(waiting))

    @property
    def _defaults(self) -> Mapping[str, Sequence[str]]:
        """
        What names our default graph in a request.
        """
        return {"default-graph-uri": (self._default,)} if self._default else {}

    def _portable(self, sparql: str) -> str:
        return graphs_by_variable(sparql) if self._default else sparql

    def _asked(self, sparql: str, graphs: Mapping[str, Sequence[str]] = NO_GRAPHS) -> tuple[Row, ...]:
        return rows_of(self._body(sparql, graphs))

    def _body(self, sparql: str, graphs: Mapping[str, Sequence[str]]) -> bytes:
        return self._endpoint.ask(sparql, graphs, timeout_seconds=READ_SECONDS, max_bytes=READ_BYTES)


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


def number(term: object) -> int:
    """
    The number a literal says; 0 for none.
    """
    return int(term.value) if isinstance(term, Literal) else 0


def parted(line: str) -> Line:
    """
    A line of canonical N-Quads as graph and triple.

    Raises:
        NotStorable: it is none.

    >>> parted('<urn:s> <urn:p> "<urn:x> ."@en <urn:g> .')
    ('urn:g', '<urn:s> <urn:p> "<urn:x> ."@en .')
    """
    match = QUAD.fullmatch(line.rstrip("\r\n"))
    if not match:
        raise NotStorable(f"{line[:200]!r} is no line of canonical N-Quads")
    return match[2], f"{match[1]} ."
