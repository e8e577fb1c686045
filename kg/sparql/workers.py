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
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, Self, Unpack

from kg.sparql.admission import cleared
from kg.sparql.asking import MEBIBYTE, Asking, Options, QueryResult
from kg.sparql.errors import PoolBusy, QueryCancelled, QueryTimeout, SnapshotGone
from kg.sparql.exchange import request_for, result_of
from kg.sparql.federation import Services, may_call
from kg.sparql.formats import Format
from kg.sparql.outcomes import loss_of
from kg.sparql.process import WorkerGone, WorkerLate, WorkerProcess
from kg.sparql.running import Roll, Running
from kg.sparql.safety import Query
from kg.stores.folder import GraphFolder

WAITING_THREADS: Final = 64
SHORT_CHARACTERS: Final = 20_000
"""Of a query that is checked and sent in an event loop: some milliseconds at worst, and less than a pipe holds."""

PROMPT_SECONDS: Final = 1.0
"""A query still without an answer then gives way to others; its worker is replaced afterwards."""


class QueryPool:
    """
    Workers over the snapshots of one graph folder; use it as a context, or `close` it.
    """

    graph_names = "SELECT DISTINCT ?graph { GRAPH ?graph {} }"

    def __init__(
        self,
        root: Path,
        *,
        workers: int = 2,
        spares: int = 1,
        memory_bytes: int = 2048 * MEBIBYTE,
        roll: Roll | None = None,
        services: Services | None = None,
    ) -> None:
        """
        Args:
            root: `<data>/graph`.
            workers: queries that run at once.
            spares: processes kept warm beside them.
            memory_bytes: what one worker may take for itself.
            roll: where the queries on their way are listed.
            services: what SERVICE may call; closed with the pool.
        """
        self._services = services
        self._folder = GraphFolder(root)
        self._memory_bytes = memory_bytes
        self._slots = threading.BoundedSemaphore(workers)
        self._idle = [WorkerProcess(memory_bytes) for _ in range(workers + spares)]
        self._target = workers + spares
        self._busy = 0
        self._state = threading.Lock()
        self.roll = roll or Roll()
        self._closed = False
        self._threads = ThreadPoolExecutor(WAITING_THREADS, thread_name_prefix="query")
        self._nurse = ThreadPoolExecutor(1, thread_name_prefix="nurse")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def query(self, text: str, accept: str = "", **options: Unpack[Options]) -> QueryResult:
        """
        See `Queries`.
        """
        return self._answered(self.roll.enlisted(Asking(text, accept, **options)))

    async def answer(self, text: str, accept: str = "", **options: Unpack[Options]) -> QueryResult:
        """
        See `Queries`.
        """
        running = self.roll.enlisted(Asking(text, accept, **options))
        if free := self._free_at_once(running.asking):
            return await self._answered_here(running, free)
        future = self._threads.submit(self._answered, running)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            running.stop()
            if future.cancel():
                self.roll.leave(running)
            raise

    def close(self) -> None:
        """
        Stop what runs and let no process live on.
        """
        with self._state:
            self._closed = True
        self.roll.close()
        self._threads.shutdown()
        self._nurse.shutdown()
        while self._idle:
            self._idle.pop().end()
        if self._services is not None:
            self._services.close()

    def _cleared(self, running: Running) -> tuple[Query, Format]:
        """
        The query as it may run, with the answers of whom it calls, and the format of its answer.
        """
        asking = running.asking
        if self._services is None:
            return cleared(asking)
        policy = asking.dataset.policy
        listing = replace(asking.dataset, policy=replace(policy, services=self._services.listed))
        query, chosen = cleared(replace(asking, dataset=listing))
        return self._services.answered(query, running, policy), chosen

    def _answered(self, running: Running) -> QueryResult:
        """
        Check, wait for a worker, ask it.
        """
        try:
            asking = running.begin()
            query, chosen = self._cleared(running)
            deadline = running.started + asking.timeout_seconds
            if not self._slots.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise PoolBusy(f"no worker came free within {asking.timeout_seconds:.3g} s; ask again later")
            with self._working(running) as worker:
                snapshot = self._pinned(worker, asking.dataset.snapshot)
                request = request_for(asking, query, chosen, snapshot)
                answered = worker.ask(request, deadline, prompt_seconds=prompt_seconds(asking))
        finally:
            self.roll.leave(running)
        return result_of(answered, running, query, chosen, snapshot)

    async def _answered_here(self, running: Running, free: WorkerProcess) -> QueryResult:
        """
        The same without a thread, by a worker that is free: two switches less, of which each waits on a busy machine.
        """
        asking = running.asking
        try:
            with self._working(running, free) as worker:
                query, chosen = cleared(asking)
                snapshot = self._pinned(worker, asking.dataset.snapshot)
                request = request_for(asking, query, chosen, snapshot)
                deadline = running.started + asking.timeout_seconds
                answered = await worker.answer(request, deadline, prompt_seconds=prompt_seconds(asking))
        finally:
            self.roll.leave(running)
        return result_of(answered, running, query, chosen, snapshot)

    def _free_at_once(self, asking: Asking) -> WorkerProcess | None:
        """
        A worker with its slot, where a query can be put to one with nothing to wait for; nothing else.
        """
        if asking.dataset.made_first is not None or len(asking.text) > SHORT_CHARACTERS:
            return None
        if self._services is not None and may_call(asking.text):
            return None
        if not self._slots.acquire(blocking=False):
            return None
        with self._state:
            if self._idle and self._idle[-1].is_alive():
                self._busy += 1
                return self._idle.pop()
        self._slots.release()
        return None

    @contextmanager
    def _working(self, running: Running, free: WorkerProcess | None = None) -> Iterator[WorkerProcess]:
        """
        A worker that a query has to itself, for a slot that it holds.

        Raises:
            QueryError: the worker was late or is gone.
        """
        asking = running.asking
        try:
            worker = free or self._take()
            try:
                running.worker = worker
                if running.cancelled.is_set():
                    worker.kill()
                yield worker
            except asyncio.CancelledError:
                worker.kill()
                raise
            finally:
                running.worker = None
                self._give_back(worker)
        except WorkerLate as late:
            raise QueryTimeout(
                f"stopped after {asking.timeout_seconds:.3g} s; ask for less or narrow it down"
            ) from late
        except WorkerGone as gone:
            if running.cancelled.is_set():
                raise QueryCancelled("the query was cancelled") from gone
            raise loss_of(gone.signal) from gone
        finally:
            self._slots.release()

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
            if not self._closed:
                if worker.is_prompt():
                    self._idle.append(worker)
                else:
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


def prompt_seconds(asking: Asking) -> float:
    """
    How long a query may work before it gives way to others.
    """
    return min(PROMPT_SECONDS, asking.timeout_seconds)
