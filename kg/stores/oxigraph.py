"""
The graph in Oxigraph, on disk or in memory.

On disk one process writes `live/` and publishes hard-linked snapshots of it (`kg.stores.folder`). The ledger is the
truth, so nothing here is synced to disk: what a power cut takes from the end of the log takes its position with it, and
the projector replays from there. A store that was not closed in good order, or whose files changed since
(`kg.stores.seal`), starts empty at position 0.

Oxigraph keeps numbers, dates and durations by value: `"1.50"^^xsd:decimal` comes back as `"1.5"`.
"""

import logging
import os
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, Self

import pyoxigraph as ox

from kg.stores.checkpoints import Checkpoint, checkpointed, log_bytes
from kg.stores.edits import BOOKKEEPING, difference
from kg.stores.errors import StoreDamaged, StoreFailed
from kg.stores.folder import GraphFolder
from kg.stores.nquads import iri_text
from kg.stores.opening import open_or_restart, read_bookkeeping
from kg.stores.seal import seal
from kg.stores.snapshots import built
from kg.stores.store import Applied, Edit, Row, Snapshot
from kg.stores.terms import graph_node, plain_term, plain_triple
from kg.triples import Triple

PUBLICATIONS_PER_SECOND: Final = 5
MOST_LOG_BYTES: Final = 1024 * 1024
"""Of the log that readers of a snapshot read again; then it is flushed. About ten documents of 200 quads."""

logger = logging.getLogger(__name__)


@contextmanager
def on_disk() -> Iterator[None]:
    """
    What the engine says of its files, as our errors.

    Raises:
        StoreDamaged: they are broken.
        StoreFailed: they could not be written.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        is_broken = any(sign in str(error) for sign in ("Corruption", "No such file"))
        kind = StoreDamaged if is_broken else StoreFailed
        raise kind(f"the graph on disk: {error}") from error


class OxigraphStore:
    """
    One Oxigraph store: `OxigraphStore.open(folder)` on disk, `OxigraphStore.in_memory()` for tests and loose files.
    """

    def __init__(self, store: ox.Store, folder: GraphFolder | None, lock: int | None) -> None:
        self._store = store
        self._folder = folder
        self._lock = lock
        self._writing = threading.RLock()
        self._published: Snapshot | None = None
        self._published_at = float("-inf")
        self._flushing = threading.Thread()
        self._opened: Checkpoint | None = None
        self.position, self.data_version = read_bookkeeping(store) or (0, 0)
        if folder is not None:
            self.data_version = max(self.data_version, folder.newest_version())

    @classmethod
    def open(cls, root: Path) -> Self:
        """
        The store below `<data>/graph`, made if missing; a torn one is thrown away and starts empty.

        Raises:
            StoreInUse: another process writes to it.
        """
        folder = GraphFolder(root)
        folder.make()
        lock = folder.lock_writer()
        try:
            store = open_or_restart(folder)
        except BaseException:
            os.close(lock)
            raise
        return cls(store, folder, lock)

    @classmethod
    def in_memory(cls, nquads: bytes = b"") -> Self:
        """
        A store that lives as long as the object.
        """
        store = ox.Store()
        store.load(nquads, ox.RdfFormat.N_QUADS)
        return cls(store, None, None)

    def graphs(self) -> tuple[str, ...]:
        """
        See `GraphReader`.
        """
        with on_disk():
            names = [graph.value for graph in self._store.named_graphs()]
        return tuple(sorted(name for name in names if name != BOOKKEEPING))

    def triples(self, graph: str | None = None) -> Iterator[Triple]:
        """
        See `GraphReader`.
        """
        return (plain_triple(quad) for quad in self._store.quads_for_pattern(None, None, None, graph_node(graph)))

    def rows(self, sparql: str) -> tuple[Row, ...]:
        """
        See `GraphReader`.
        """
        solutions = self._store.query(sparql)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("rows() takes a SELECT query")
        names = [variable.value for variable in solutions.variables]
        return tuple(
            {name: plain_term(term) for name, term in zip(names, solution, strict=True) if term is not None}
            for solution in solutions
        )

    def holds(self, sparql: str) -> bool:
        """
        See `GraphReader`.
        """
        return bool(self._store.query(sparql))

    def canonical(self) -> bytes:
        """
        See `GraphReader`.
        """
        with on_disk():
            lines = bytes(self._store.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
        ours = f" {iri_text(BOOKKEEPING)} .\n".encode()
        return b"".join(sorted(line for line in lines if not line.endswith(ours)))

    def commit(self, edit: Edit, *, position: int) -> Applied:
        """
        See `GraphWriter`: about 2 ms for a document of 200 quads, whatever the size of the store (measured).
        """
        with self._writing, on_disk():
            change = difference(edit, self._lines)
            data_version = max(self.data_version + 1, position)
            self._store.update(change.to_sparql(position, data_version))
            self.position, self.data_version = position, data_version
            return Applied(data_version, len(change.added), len(change.removed))

    def replace_graph(self, graph: str | None, triples: Collection[Triple], *, position: int) -> Applied:
        """
        See `GraphWriter`.
        """
        return self.commit(Edit(replaced={graph: triples}), position=position)

    def load(self, nquads: BinaryIO, *, position: int) -> None:
        """
        See `GraphWriter`. On disk it is built aside and put in place by renaming: a crash leaves the old or none.
        """
        with self._writing, on_disk():
            data_version = max(self.data_version + 1, position)
            if self._folder is None:
                self._store = built(ox.Store(), nquads, position, data_version)
            else:
                aside = self._folder.root / "building"
                self._folder.discard(aside)
                built(ox.Store(str(aside)), nquads, position, data_version).flush()
                self._wait_for_flush()
                del self._store
                self._folder.discard(self._folder.live)
                aside.rename(self._folder.live)
                self._store, self._opened = ox.Store(str(self._folder.live)), None
            self.position, self.data_version = position, data_version

    def publish(self) -> Snapshot:
        """
        See `GraphWriter`. Waits where five snapshots a second would be passed; makes none where nothing changed.
        """
        with self._writing, on_disk():
            if self._folder is None:
                return Snapshot(None, self.data_version, self.position)
            if self._published and self._published.data_version == self.data_version:
                return self._published
            time.sleep(max(0.0, self._published_at + 1 / PUBLICATIONS_PER_SECOND - time.monotonic()))
            path = self._folder.fresh_snapshot(self.data_version)
            self._copy_to(path, self._folder.live)
            self._folder.point_to(path)
            self._keep_log_short(self._folder.live)
            self._folder.prune()
            self._published = Snapshot(path, self.data_version, self.position)
            self._published_at = time.monotonic()
            return self._published

    def close(self) -> None:
        """
        See `GraphWriter`. The files are sealed; where that fails, the next start builds them anew.
        """
        if self._lock is None or self._folder is None:
            return
        self._wait_for_flush()
        with suppress(OSError, RuntimeError):
            self._store.flush()
            self._store = ox.Store()
            seal(self._folder.live)
        os.close(self._lock)
        self._lock = None

    def _lines(self, graph: str | None) -> list[str]:
        """
        The lines of one graph, as `triple_line` writes them.
        """
        dump = bytes(self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph_node(graph)) or b"")
        return dump.decode().split("\n")[:-1]

    def _copy_to(self, path: Path, live: Path) -> None:
        """
        Make a snapshot. Where other tables count than in the last one opened, it is opened before anybody else does it:
        a copy knows nothing of files that have vanished.

        Raises:
            StoreDamaged: it holds something else than we do.
        """
        made = checkpointed(live, path)
        if made is None:
            self._store.backup(str(path))
        elif self._opened and self._opened.vouches_for(made):
            return
        if read_bookkeeping(ox.Store.read_only(str(path))) != read_bookkeeping(self._store):
            raise StoreDamaged(f"the graph on disk: {path.name} does not hold what was committed")
        self._opened = made

    def _keep_log_short(self, live: Path) -> None:
        """
        Flush a log that has grown, beside whatever is done meanwhile; never per document, each flush makes files.
        """
        if not self._flushing.is_alive() and log_bytes(live) > MOST_LOG_BYTES:
            self._flushing = threading.Thread(target=flush, args=(self._store,), name="flush")
            self._flushing.start()

    def _wait_for_flush(self) -> None:
        """
        Return when no thread of ours holds the store any more.
        """
        if self._flushing.ident is not None:
            self._flushing.join()


def flush(store: ox.Store) -> None:
    """
    Put a store's log into its tables. Where the disk refuses, the next commit fails and says so.
    """
    try:
        store.flush()
    except (OSError, RuntimeError):
        logger.warning("the graph's log could not be flushed", exc_info=True)
