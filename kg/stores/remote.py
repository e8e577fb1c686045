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
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final, Self

from kg.sparql.portable import GRAPH_VARIABLE, graphs_by_variable
from kg.stores.bindings import rows_of, truth_of
from kg.stores.edits import BOOKKEEPING, DATA_VERSION, FORGETTING, POSITION, Difference, Line, difference, noted
from kg.stores.endpoint import Endpoint
from kg.stores.errors import NotStorable, StoreDamaged
from kg.stores.folder import GraphFolder
from kg.stores.layout import (
    GRAPH_NAMES,
    HOLDS,
    MOST_LINES,
    NO_GRAPHS,
    READ_BYTES,
    READ_SECONDS,
    REGISTER,
    laid_out,
    refuse_cutting,
    register_lines,
    registered,
)
from kg.stores.nquads import iri_text, quad_line, triple_line
from kg.stores.store import Applied, Edit, Row, Snapshot
from kg.triples import Literal, Triple

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
        self.position, self.data_version = self._kept()
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
        with self._writing, self._changing(position, self.position) as data_version:
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
        return Snapshot(None, self.data_version, self.position)

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
        data_version = max(self.data_version + 1, position)
        self.position = 0
        if standing and self._kept()[0] != standing:
            raise StoreDamaged(f"{self._endpoint.addresses.query}: no longer holds the graph of position {standing}")
        yield data_version
        self.position, self.data_version = position, data_version

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
