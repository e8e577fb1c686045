"""
A process that answers queries over published snapshots, one after the other, until it is killed.

Run as `python -m kg.sparql.worker LIFELINE MEMORY`: frames come in on standard input and go out on standard output;
when the lifeline (a file descriptor) ends, the pool is gone and so are we, even in the middle of a query. Nothing heavy
is imported but pyoxigraph, so a fresh one is soon ready.
"""

import io
import sys
from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph as ox
from typing_extensions import Buffer

from kg.sparql.child import RAISED, failed, serve
from kg.sparql.rows import RowCounter, exact_rows
from kg.sparql.wire import framed

OPEN_SNAPSHOTS: Final = 3
ROWS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class LimitReached(Exception):
    """
    A limit of the request; its only argument is the kind of the error as the pool knows it.
    """


class Answer(io.BytesIO):
    """
    What pyoxigraph writes an answer into, in pieces of 8 kB; it breaks off as soon as a limit is passed.
    """

    def __init__(self, form: str, max_rows: int, max_bytes: int) -> None:
        super().__init__()
        self._max_rows = max_rows
        self._max_bytes = max_bytes
        self._counter = RowCounter(form)

    def write(self, piece: Buffer) -> int:
        """
        Keep one piece.
        """
        written = super().write(piece)
        if self.tell() > self._max_bytes:
            raise LimitReached("byte-limit")
        if self._counter.at_least(bytes(piece)) > self._max_rows:
            raise LimitReached("row-limit")
        return written


class Snapshots:
    """
    The snapshots this worker has open; the least lately used is closed first.
    """

    def __init__(self) -> None:
        self._open: dict[str, ox.Store] = {}

    def store(self, path: str) -> ox.Store:
        """
        A snapshot, opened if need be (some 15 ms).
        """
        store = self._open.pop(path, None) or ox.Store.read_only(path)
        self._open[path] = store
        while len(self._open) > OPEN_SNAPSHOTS:
            del self._open[next(iter(self._open))]
        return store


def answered(store: ox.Store, request: dict[str, Any]) -> bytes:
    """
    The frame that answers a request: `rows` and the finished body.
    """
    result = store.query(
        request["query"],
        base_iri=request["base"],
        default_graph=[ox.NamedNode(graph) for graph in request["default_graphs"]] or None,
        named_graphs=named_graphs(request),
    )
    form, max_rows = request["format"], request["max_rows"]
    answer = Answer(form, max_rows, request["max_bytes"])
    if isinstance(result, ox.QueryTriples):
        triples = Counted(result, max_rows)
        ox.serialize(triples, answer, GRAPHS[form], prefixes=request["prefixes"])
        return framed({"rows": triples.count}, answer.getvalue())
    result.serialize(answer, ROWS[form])
    body = answer.getvalue()
    rows = exact_rows(body, form) if isinstance(result, ox.QuerySolutions) else 1
    if rows > max_rows:
        raise LimitReached("row-limit")
    return framed({"rows": rows}, body)


def named_graphs(request: dict[str, Any]) -> list[ox.NamedNode | ox.BlankNode] | None:
    """
    The graphs GRAPH may see: all of them unless the request names a dataset.
    """
    names: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(graph) for graph in request["named_graphs"]]
    return names if names or request["default_graphs"] else None


class Counted:
    """
    Triples, counted as they pass.
    """

    def __init__(self, triples: ox.QueryTriples, max_rows: int) -> None:
        self.count = 0
        self._triples = triples
        self._max_rows = max_rows

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._triples:
            self.count += 1
            if self.count > self._max_rows:
                raise LimitReached("row-limit")
            yield triple


def answer(snapshots: Snapshots, request: dict[str, Any]) -> bytes:
    """
    The frame for a request, an error as well.
    """
    try:
        store = snapshots.store(request["snapshot"])
    except OSError as error:
        return framed({"error": "no-snapshot", "message": str(error)})
    try:
        return answered(store, request)
    except LimitReached as limit:
        return framed({"error": str(limit), "message": ""})
    except RAISED as error:
        return failed(error)


def main() -> None:
    """
    Answer until the pool is gone.
    """
    snapshots = Snapshots()
    serve(lambda request, _: answer(snapshots, request), int(sys.argv[1]), int(sys.argv[2]))


if __name__ == "__main__":
    main()
