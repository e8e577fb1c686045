"""
States of the graph that do not change any more: building them, reading them, and those of past days.
"""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.stores.edits import Difference
from kg.stores.folder import GraphFolder
from kg.stores.terms import graph_node, plain_triple
from kg.triples import Triple


class PastDays:
    """
    Projections of past days below `<data>/graph/dated`, whatever engine holds the present.
    """

    def __init__(self, root: Path) -> None:
        self._folder = GraphFolder(root)
        self._folder.make()

    def publish(self, day: str, nquads: BinaryIO, *, position: int, data_version: int) -> Path:
        """
        The folder of a projection, built unless it is there; it is named by the position of the ledger applied.

        Args:
            day: ISO date, the end of which the projection tells; or another name of a past.
        """
        path = self._folder.dated_path(day, position)
        if not path.exists():
            aside = path.with_name(f"{path.name}.building-{threading.get_ident()}")
            built(ox.Store(str(aside)), nquads, position, data_version).flush()
            aside.rename(path)
        self._folder.prune()
        return path


def built(store: ox.Store, nquads: BinaryIO, position: int, data_version: int) -> ox.Store:
    """
    An empty store, filled; its bookkeeping comes last, so that one without it was not finished.
    """
    store.bulk_load(nquads, ox.RdfFormat.N_QUADS)
    store.update(Difference().to_sparql(position, data_version))
    return store


def snapshot_triples(snapshot: Path, graph: str | None = None) -> Iterator[Triple]:
    """
    The triples of one graph of a published snapshot, by default of its default graph.
    """
    store = ox.Store.read_only(str(snapshot))
    return map(plain_triple, store.quads_for_pattern(None, None, None, graph_node(graph)))


def dump_snapshot(snapshot: Path, written: BinaryIO) -> None:
    """
    Every quad of a published snapshot, as N-Quads.
    """
    ox.Store.read_only(str(snapshot)).dump(written, ox.RdfFormat.N_QUADS)
