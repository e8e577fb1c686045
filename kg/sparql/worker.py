"""
A process that answers queries over published snapshots, one after the other, until it is killed.

Run as `python -m kg.sparql.worker LIFELINE MEMORY`: frames come in on standard input and go out on standard output;
when the lifeline (a file descriptor) ends, the pool is gone and so are we, even in the middle of a query. Nothing heavy
is imported but pyoxigraph, so a fresh one is soon ready.
"""

import sys
from typing import Any, Final

import pyoxigraph as ox

from kg.sparql.child import RAISED, failed, serve
from kg.sparql.wire import framed
from kg.sparql.writing import LimitReached, written

OPEN_SNAPSHOTS: Final = 3


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
    limits = {name: request[name] for name in ("max_rows", "max_bytes", "prefixes")}
    rows, body = written(result, request["format"], **limits)
    return framed({"rows": rows}, body)


def named_graphs(request: dict[str, Any]) -> list[ox.NamedNode | ox.BlankNode] | None:
    """
    The graphs GRAPH may see: all of them unless the request names a dataset.
    """
    names: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(graph) for graph in request["named_graphs"]]
    return names if names or request["default_graphs"] else None


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
