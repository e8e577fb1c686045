"""
Group commit: whoever gets the lock first commits for everybody who waits, so one flush to the disk serves them all.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Given = TypeVar("Given")
Got = TypeVar("Got")


@dataclass(slots=True)
class Ticket(Generic[Given, Got]):
    """
    One caller's place in the queue: what was given, then what came of it.
    """

    given: Given
    got: Got | None = None
    error: Exception | None = None
    is_done: bool = False


class CommitGroup(Generic[Given, Got]):
    """
    Turns many small commits of many threads into few large ones.

    A group is whatever queued up while the group before it was flushed: no timer, no added wait for a lone caller.
    """

    def __init__(self, commit: Callable[[Sequence[Given]], Sequence[Got]]) -> None:
        self._commit = commit
        self._queue: list[Ticket[Given, Got]] = []
        self._queue_lock = threading.Lock()
        self._commit_lock = threading.Lock()

    def submit(self, given: Given) -> Got:
        """
        What came of one commit, once it is on the disk.

        Raises:
            Exception: whatever the commit raised; it then failed for its whole group.
        """
        ticket: Ticket[Given, Got] = Ticket(given)
        with self._queue_lock:
            self._queue.append(ticket)
        with self._commit_lock:
            if not ticket.is_done:
                self._commit_queue()
        if ticket.error:
            raise ticket.error
        assert ticket.got is not None
        return ticket.got

    def _commit_queue(self) -> None:
        with self._queue_lock:
            group, self._queue = self._queue, []
        try:
            for ticket, got in zip(group, self._commit([ticket.given for ticket in group]), strict=True):
                ticket.got = got
        except Exception as error:  # noqa: BLE001 - every waiting caller must learn of it, whatever it is
            for ticket in group:
                ticket.error = error
        finally:
            for ticket in group:
                ticket.is_done = True
