"""
The pool of worker processes that answer queries over snapshots and can always be killed.

pyoxigraph can neither cancel a query nor time it out, and a server's own timeout was seen to answer 200 with a cut
body; killing the process is the only honest deadline. So a query has a process to itself while it runs, a killed one is
replaced from a spare that is already warm, and an answer comes back whole or not at all.
"""

import asyncio
import os
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final, Self, TypedDict, Unpack

from kg.sparql.errors import PoolBusy, QueryCancelled, QueryTimeout, SnapshotGone
from kg.sparql.formats import negotiated
from kg.sparql.outcomes import error_of, loss_of
from kg.sparql.process import WorkerGone, WorkerLate, WorkerProcess
from kg.sparql.safety import OURS, Form, Policy, admitted
from kg.stores.folder import GraphFolder
from ontology.namespaces import PREFIXES

MEBIBYTE: Final = 1024 * 1024
WAITING_THREADS: Final = 64


@dataclass(frozen=True, slots=True)
class Dataset:
    """
    What a query is asked of.

    Attributes:
        snapshot: folder to read, or the name of a projected day (`2026-03-10-v42`); `None` for the newest snapshot.
        default_graphs: graphs that make up the default graph instead of ours (the protocol's `default-graph-uri`).
        named_graphs: graphs that GRAPH may see instead of all (`named-graph-uri`).
        policy: which graphs may be named at all.
    """

    snapshot: Path | str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    policy: Policy = OURS


NEWEST: Final = Dataset()


class Options(TypedDict, total=False):
    """
    What may be said beside a query; meanings and defaults are those of `Asking`.
    """

    timeout_seconds: float
    max_rows: int
    max_bytes: int
    dataset: Dataset
    prefixes: Mapping[str, str]
    base: str | None
    asker: str


@dataclass(frozen=True, slots=True)
class Asking:
    """
    A query with everything that was said beside it.

    Attributes:
        accept: an Accept header or a format's name; empty for the usual one.
        timeout_seconds: from now, waiting for a worker included.
        max_rows: solutions, or triples; one more is an error, never a cut answer.
        prefixes: to shorten Turtle with; a query declares its own.
        base: to resolve the query's relative IRIs against.
        asker: whoever asks, for the list of running queries.
    """

    text: str
    accept: str = ""
    timeout_seconds: float = 30.0
    max_rows: int = 100_000
    max_bytes: int = 256 * MEBIBYTE
    dataset: Dataset = NEWEST
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)
    base: str | None = None
    asker: str = ""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """
    A finished answer.

    Attributes:
        body: as it is sent.
        rows: solutions or triples; 1 for a boolean.
        snapshot: name of the snapshot that answered (`v42`, `2026-03-10-v42`).
    """

    body: bytes
    media_type: str
    form: Form
    rows: int
    snapshot: str
    seconds: float


@dataclass(slots=True)
class Running:
    """
    A query on its way. `started` is what `time.monotonic()` said.
    """

    id: int
    asking: Asking
    started: float
    cancelled: threading.Event = field(default_factory=threading.Event)
    worker: WorkerProcess | None = None

    def stop(self) -> None:
        """
        Cancel it, wherever it stands.
        """
        self.cancelled.set()
        if self.worker is not None:
            self.worker.kill()


class QueryPool:
    """
    Workers over the snapshots of one graph folder; use it as a context, or `close` it.
    """

    def __init__(self, root: Path, *, workers: int = 2, spares: int = 1, memory_bytes: int = 2048 * MEBIBYTE) -> None:
        """
        Args:
            root: `<data>/graph`.
            workers: queries that run at once.
            spares: processes kept warm beside them.
            memory_bytes: what one worker may take for itself.
        """
        self._folder = GraphFolder(root)
        self._memory_bytes = memory_bytes
        self._slots = threading.BoundedSemaphore(workers)
        self._idle = [WorkerProcess(memory_bytes) for _ in range(workers + spares)]
        self._target = workers + spares
        self._busy = 0
        self._state = threading.Lock()
        self._running: dict[int, Running] = {}
        self._ids = count(1)
        self._closed = False
        self._threads = ThreadPoolExecutor(WAITING_THREADS, thread_name_prefix="query")
        self._nurse = ThreadPoolExecutor(1, thread_name_prefix="nurse")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def query(self, text: str, accept: str = "", **options: Unpack[Options]) -> QueryResult:
        """
        The answer to a query; blocks until it is there, the deadline passes or somebody cancels it.

        Raises:
            QueryError: one of its kinds; there is never a part of an answer.
        """
        return self._answered(self._enlisted(Asking(text, accept, **options)))

    async def answer(self, text: str, accept: str = "", **options: Unpack[Options]) -> QueryResult:
        """
        `query` for an event loop: cancelling the task kills the query.
        """
        running = self._enlisted(Asking(text, accept, **options))
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._answered, running)
        except asyncio.CancelledError:
            running.stop()
            raise

    def running(self) -> tuple[Running, ...]:
        """
        The queries on their way, oldest first.
        """
        with self._state:
            return tuple(self._running.values())

    def cancel(self, query_id: int) -> bool:
        """
        Stop a query; whether there was one with this id.
        """
        with self._state:
            running = self._running.get(query_id)
        if running is None:
            return False
        running.stop()
        return True

    def close(self) -> None:
        """
        Stop what runs and let no process live on.
        """
        with self._state:
            self._closed = True
            running = tuple(self._running.values())
        for query in running:
            query.stop()
        self._threads.shutdown()
        self._nurse.shutdown()
        while self._idle:
            self._idle.pop().end()

    def _enlisted(self, asking: Asking) -> Running:
        running = Running(next(self._ids), asking, time.monotonic())
        with self._state:
            if self._closed:
                raise PoolBusy("the query pool is closed")
            self._running[running.id] = running
        return running

    def _answered(self, running: Running) -> QueryResult:
        """
        Check, wait for a worker, ask it.
        """
        asking = running.asking
        try:
            query = admitted(asking.text, asking.dataset.policy)
            for graph in (*asking.dataset.default_graphs, *asking.dataset.named_graphs):
                asking.dataset.policy.check(graph)
            chosen = negotiated(query.form, asking.accept)
            request = {
                "query": query.text,
                "format": chosen.name,
                "max_rows": asking.max_rows,
                "max_bytes": asking.max_bytes,
                "prefixes": dict(asking.prefixes) if query.form.gives_graph else {},
                "base": asking.base,
                "default_graphs": asking.dataset.default_graphs,
                "named_graphs": asking.dataset.named_graphs,
            }
            header, body, snapshot = self._asked(running, request)
        finally:
            with self._state:
                del self._running[running.id]
        if "error" in header:
            raise error_of(header["error"], header["message"], asking.max_rows)
        seconds = time.monotonic() - running.started
        return QueryResult(body, chosen.media_type, query.form, header["rows"], snapshot, seconds)

    def _asked(self, running: Running, request: dict[str, Any]) -> tuple[dict[str, Any], bytes, str]:
        """
        Header and body of a worker's answer, and the name of the snapshot it looked at.
        """
        asking = running.asking
        deadline = running.started + asking.timeout_seconds
        if not self._slots.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise PoolBusy(f"no worker came free within {asking.timeout_seconds:g} s; ask again later")
        try:
            with self._worker_for(running) as worker:
                snapshot = self._pinned(worker, asking.dataset.snapshot)
                return *worker.ask({**request, "snapshot": str(snapshot)}, deadline), snapshot.name
        except WorkerLate as late:
            raise QueryTimeout(f"stopped after {asking.timeout_seconds:g} s; ask for less or narrow it down") from late
        except WorkerGone as gone:
            if running.cancelled.is_set():
                raise QueryCancelled("the query was cancelled") from gone
            raise loss_of(gone.signal) from gone
        finally:
            self._slots.release()

    @contextmanager
    def _worker_for(self, running: Running) -> Iterator[WorkerProcess]:
        """
        A worker that a query has to itself.
        """
        worker = self._take()
        try:
            running.worker = worker
            if running.cancelled.is_set():
                worker.kill()
            yield worker
        finally:
            running.worker = None
            self._give_back(worker)

    def _take(self) -> WorkerProcess:
        """
        An idle worker, the last used first because its snapshot is likely open; a new one where too many have died.
        """
        with self._state:
            self._busy += 1
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive():
                    return worker
                self._nurse.submit(self._refill, worker)
        return WorkerProcess(self._memory_bytes)

    def _give_back(self, worker: WorkerProcess) -> None:
        with self._state:
            self._busy -= 1
            if worker.is_alive():
                self._idle.append(worker)
                return
            if not self._closed:
                self._nurse.submit(self._refill, worker)
                return
        worker.end()

    def _refill(self, dead: WorkerProcess) -> None:
        """
        Bury one worker and start as many as are missing.
        """
        dead.end()
        while True:
            with self._state:
                if self._closed or len(self._idle) + self._busy >= self._target:
                    return
            fresh = WorkerProcess(self._memory_bytes)
            with self._state:
                self._idle.insert(0, fresh)

    def _pinned(self, worker: WorkerProcess, wanted: Path | str | None) -> Path:
        """
        The snapshot a query is asked of, kept from the pruner for this worker.

        Raises:
            SnapshotGone: there is none, or not this one.
        """
        if wanted is not None:
            path = wanted if isinstance(wanted, Path) else self._folder.dated / wanted
            homes = (self._folder.dated, self._folder.snapshots)
            if path.name in ("", "..") or path.parent not in homes or not worker.pin(path):
                raise SnapshotGone(f"there is no snapshot {path.name!r}")
            os.utime(path)
            return path
        while newest := self._folder.newest():
            if worker.pin(newest):
                return newest
            if newest == self._folder.newest():
                raise SnapshotGone(f"the newest snapshot, {newest.name}, is gone; publish again")
        raise SnapshotGone("nothing was published yet")
