"""
The queries on their way, whoever answers them: told to those who ask, and stopped for those who want them stopped.
"""

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Protocol

from kg.sparql.asking import Asking
from kg.sparql.errors import PoolBusy


class Stoppable(Protocol):
    """
    Whatever works on a query and can be made to stop, by any thread and more than once.
    """

    def kill(self) -> None:
        """
        Stop at once.
        """
        ...


class Stopping:
    """
    A request to another engine under way, as whoever stops it sees it.
    """

    def __init__(self, future: Future[Any]) -> None:
        self._future = future

    def kill(self) -> None:
        """
        See `Stoppable`: the connection is closed, and the engine may notice.
        """
        self._future.cancel()


@dataclass(slots=True)
class Running:
    """
    A query on its way. `started` is what `time.monotonic()` said.
    """

    id: int
    asking: Asking
    started: float
    cancelled: threading.Event = field(default_factory=threading.Event)
    worker: Stoppable | None = None

    def begin(self) -> Asking:
        """
        What is asked, with its data up to date; the query's time counts from now.
        """
        dataset = self.asking.dataset.made()
        if dataset is not self.asking.dataset:
            self.asking, self.started = replace(self.asking, dataset=dataset), time.monotonic()
        return self.asking

    def stop(self) -> None:
        """
        Cancel it, wherever it stands.
        """
        self.cancelled.set()
        if self.worker is not None:
            self.worker.kill()


class Roll:
    """
    The list of them.
    """

    def __init__(self) -> None:
        self._state = threading.Lock()
        self._running: dict[int, Running] = {}
        self._ids = count(1)
        self._closed = False

    def enlisted(self, asking: Asking) -> Running:
        """
        A query on its way from now on, until `leave`.

        Raises:
            PoolBusy: nothing is answered any more.
        """
        running = Running(next(self._ids), asking, time.monotonic())
        with self._state:
            if self._closed:
                raise PoolBusy("the query pool is closed")
            self._running[running.id] = running
        return running

    def leave(self, running: Running) -> None:
        """
        Strike a query off, answered or not.
        """
        with self._state:
            del self._running[running.id]

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
        Take no more, and stop what runs.
        """
        with self._state:
            self._closed = True
        for query in self.running():
            query.stop()
