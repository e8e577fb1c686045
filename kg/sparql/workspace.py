"""
A dataset that people write themselves: SPARQL updates and whole graphs, each on the disk and published when answered.

Nothing is derived here and no ledger stands behind it, so `orepact workspace backup` is the way to keep a copy. Readers
go through a `QueryPool` over the same folder.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Self

from kg.sparql.errors import PoolBusy, QuerySyntax, QueryTimeout, UnreadableContent
from kg.sparql.outcomes import error_of, loss_of
from kg.sparql.process import WorkerGone, WorkerLate, WorkerProcess
from kg.sparql.safety import Policy
from kg.sparql.updates import WHOLE, Using, admitted_update
from kg.stores.folder import GraphFolder

MEBIBYTE: Final = 1024 * 1024
PUBLISHING_SECONDS: Final = 120.0
OPEN_TO_ALL: Final = Policy(graphs=("",))
"""A workspace may hold graphs of any name; none is ever fetched."""


@dataclass(frozen=True, slots=True)
class Content:
    """
    Triples handed in for a graph.

    Attributes:
        parts: each a document of its own: the name of one of `GRAPH_FORMATS`, and its bytes.
        base: to resolve relative IRIs against.
    """

    parts: tuple[tuple[str, bytes], ...]
    base: str


@dataclass(frozen=True, slots=True)
class Written:
    """
    What a write came to.

    Attributes:
        created: the graph was not there before.
        existed: the graph removed was there.
        data_version: of the snapshot that shows it, already published.
    """

    data_version: int
    created: bool = False
    existed: bool = False


class Workspace:
    """
    The writer of one workspace folder; writes come one after the other.
    """

    def __init__(self, root: Path, *, memory_bytes: int = 2048 * MEBIBYTE) -> None:
        """
        Args:
            root: the workspace's own folder, made if missing.
            memory_bytes: what the writing process may take for itself.

        Raises:
            StoreInUse: another process writes to it.
        """
        self._folder = GraphFolder(root)
        self._folder.make()
        self._lock: int | None = self._folder.lock_writer()
        self._memory_bytes = memory_bytes
        self._turn = threading.Lock()
        self._process: WorkerProcess | None = None
        self._version = self._folder.newest_version()
        if self._folder.newest() is None:
            self._publish()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def data_version(self) -> int:
        """
        Of the newest published snapshot.
        """
        return self._version

    def update(self, text: str, *, base: str, timeout_seconds: float, using: Using = WHOLE) -> Written:
        """
        Run a SPARQL update; all of it or nothing.

        Args:
            base: to resolve the update's relative IRIs against.
            timeout_seconds: for the update itself, waiting for others included; publishing comes after it.

        Raises:
            QueryError: one of its kinds.
        """
        admitted = admitted_update(text, OPEN_TO_ALL, using)
        return self._write({"do": "update", "update": admitted, "base": base}, b"", timeout_seconds)

    def write_graph(
        self, verb: Literal["replace", "add"], graph: str | None, content: Content, *, timeout_seconds: float
    ) -> Written:
        """
        Give a graph new content, or add to what it has.

        Args:
            graph: `None` for the default graph.

        Raises:
            UnreadableContent: the triples cannot be parsed.
        """
        parts = [(form, len(body)) for form, body in content.parts]
        request = {"do": verb, "graph": graph, "parts": parts, "base": content.base}
        try:
            return self._write(request, b"".join(body for _, body in content.parts), timeout_seconds)
        except QuerySyntax as error:
            raise UnreadableContent(error.reason) from error

    def remove_graph(self, graph: str | None, *, timeout_seconds: float) -> Written:
        """
        Remove a graph; of the default graph its content.
        """
        return self._write({"do": "remove", "graph": graph}, b"", timeout_seconds)

    def restore(self, nquads: bytes) -> Written:
        """
        Replace everything by a backup.

        Raises:
            UnreadableContent: it is no N-Quads.
        """
        try:
            return self._write({"do": "restore"}, nquads, PUBLISHING_SECONDS)
        except QuerySyntax as error:
            raise UnreadableContent(error.reason) from error

    def close(self) -> None:
        """
        Stop the process and give the folder back.
        """
        with self._turn:
            self._bury()
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None

    def _write(self, request: dict[str, Any], body: bytes, timeout_seconds: float) -> Written:
        """
        One write, published.
        """
        deadline = time.monotonic() + timeout_seconds
        with self._turn_before(deadline, timeout_seconds):
            header = self._ask(request, deadline, body, timeout_seconds)
            if "error" in header:
                raise error_of(header["error"], header["message"], 0)
            if header.get("existed", True):
                self._publish()
            return Written(self._version, header.get("created", False), header.get("existed", False))

    def _publish(self) -> None:
        """
        Let readers see what was written.
        """
        version = self._version + 1
        path = self._folder.fresh_snapshot(version)
        deadline = time.monotonic() + PUBLISHING_SECONDS
        header = self._ask({"do": "publish", "snapshot": str(path)}, deadline, b"", PUBLISHING_SECONDS)
        if "error" in header:
            raise error_of(header["error"], header["message"], 0)
        self._folder.point_to(path)
        self._folder.prune()
        self._version = version

    def _ask(self, request: dict[str, Any], deadline: float, body: bytes, seconds: float) -> dict[str, Any]:
        """
        The process's answer; one that was killed is replaced at the next write.
        """
        if self._process is None:
            live = str(self._folder.live)
            self._process = WorkerProcess(self._memory_bytes, "kg.sparql.updater", live)
        try:
            return self._process.ask(request, deadline, body)[0]
        except WorkerLate as late:
            self._bury()
            raise QueryTimeout(f"stopped after {seconds:.3g} s; nothing was changed") from late
        except WorkerGone as gone:
            self._bury()
            raise loss_of(gone.signal) from gone

    def _bury(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None

    @contextmanager
    def _turn_before(self, deadline: float, seconds: float) -> Iterator[None]:
        """
        The right to write.
        """
        if not self._turn.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise PoolBusy(f"other writes took longer than {seconds:g} s; try again later")
        try:
            yield
        finally:
            self._turn.release()
