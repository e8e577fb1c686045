"""
The one process that writes a workspace: `python -m kg.sparql.updater LIFELINE MEMORY FOLDER`.

A stranger's update can run away as a query can, so it runs where it can be killed; what Oxigraph has not committed by
then never happened. A workspace has no ledger behind it, so every write is flushed to the disk before it is answered.
"""

import sys
from collections.abc import Callable
from typing import Any, Final

import pyoxigraph as ox

from kg.sparql.child import RAISED, failed, serve
from kg.sparql.wire import framed

CONTENTS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def update(store: ox.Store, request: dict[str, Any], _: bytes) -> bytes:
    """
    Run an update, all of it or nothing.
    """
    store.update(request["update"], base_iri=request["base"])
    return framed({})


def replace(store: ox.Store, request: dict[str, Any], body: bytes) -> bytes:
    """
    Give a graph new content in one transaction.
    """
    was_there = exists(store, request["graph"])
    graph = None if request["graph"] is None else str(ox.NamedNode(request["graph"]))
    lines = "\n".join(f"{triple} ." for triple in parsed(request, body))
    emptied = "DROP DEFAULT" if graph is None else f"DROP SILENT GRAPH {graph} ; CREATE GRAPH {graph}"
    filled = lines if graph is None else f"GRAPH {graph} {{ {lines} }}"
    store.update(f"{emptied} ; INSERT DATA {{ {filled} }}")
    return framed({"created": not was_there})


def add(store: ox.Store, request: dict[str, Any], body: bytes) -> bytes:
    """
    Add triples to a graph, which is made where it is not there.
    """
    was_there = exists(store, request["graph"])
    graph = graph_of(request["graph"])
    quads = [ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in parsed(request, body)]
    store.add_graph(graph)
    store.extend(quads)
    return framed({"created": not was_there})


def remove(store: ox.Store, request: dict[str, Any], _: bytes) -> bytes:
    """
    Remove a graph; of the default graph its content.
    """
    was_there = exists(store, request["graph"])
    store.remove_graph(graph_of(request["graph"]))
    return framed({"existed": was_there})


def restore(store: ox.Store, _: dict[str, Any], body: bytes) -> bytes:
    """
    Replace everything by the quads of a backup, in one transaction.
    """
    quads = list(ox.parse(body, format=ox.RdfFormat.N_QUADS))
    lines = [
        f"{quad.triple} ."
        if isinstance(quad.graph_name, ox.DefaultGraph)
        else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
        for quad in quads
    ]
    store.update("\n".join(("DROP ALL ; INSERT DATA {", *lines, "}")))
    return framed({"quads": len(quads)})


def publish(store: ox.Store, request: dict[str, Any], _: bytes) -> bytes:
    """
    Put what was written on the disk, and a copy that will not change beside it.
    """
    store.flush()
    store.backup(request["snapshot"])
    return framed({})


VERBS: Final[dict[str, Callable[[ox.Store, dict[str, Any], bytes], bytes]]] = {
    "update": update,
    "replace": replace,
    "add": add,
    "remove": remove,
    "restore": restore,
    "publish": publish,
}


def parsed(request: dict[str, Any], body: bytes) -> list[ox.Triple]:
    """
    The triples of all parts of a body; blank nodes get names of their own, so that two parts never share one.
    """
    triples, start = [], 0
    for form, size in request["parts"]:
        part = body[start : start + size]
        quads = ox.parse(
            part,
            format=CONTENTS[form],
            base_iri=request["base"],
            without_named_graphs=True,
            rename_blank_nodes=True,
        )
        triples += [quad.triple for quad in quads]
        start += size
    return triples


def exists(store: ox.Store, graph: str | None) -> bool:
    """
    Whether a named graph is there; the default graph is as soon as something stands in it.
    """
    if graph is None:
        return next(iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph())), None) is not None
    return store.contains_named_graph(ox.NamedNode(graph))


def graph_of(name: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """
    A graph's name as the engine wants it.
    """
    return ox.DefaultGraph() if name is None else ox.NamedNode(name)


def main() -> None:
    """
    Open the store and obey until the parent is gone.
    """
    store = ox.Store(sys.argv[3])

    def answer(request: dict[str, Any], body: bytes) -> bytes:
        try:
            return VERBS[request["do"]](store, request, body)
        except RAISED as error:
            return failed(error)

    serve(answer, int(sys.argv[1]), int(sys.argv[2]))


if __name__ == "__main__":
    main()
