"""
One look at one source: what a poll may use, and what comes of success and failure.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from ingest.errors import ForbiddenByHost, HostBusy, IngestError, RefusedAddress, UnreadableSource
from ingest.reading import read
from ingest.source import MAX_BYTES, Source
from ingest.sources import web
from ingest.sources.addresses import Guard
from ingest.sources.web import Reply
from ingest.watch.database import WatchDatabase
from ingest.watch.politeness import Manners, wait_asked_for
from ingest.watch.records import Fetch, State, WatchedSource
from kg.ledger.records import Outcome, Recorded
from kg.text import Document

OK: Final = 200
UNCHANGED: Final = 304
ABSENT: Final = (404, 410)
BUSY: Final = (429, 503)
BACK_OFF_AT_MOST: Final = timedelta(days=1)
RETRY_AT_LEAST: Final = timedelta(minutes=1)
OUTCOMES: Final = {OK: "ok", UNCHANGED: "unchanged", **dict.fromkeys(ABSENT, "gone")}
REVISITS: Final = tuple(timedelta(hours=hours) for hours in (6, 24, 72, 168, 720))
"When a page that was read is looked at again: corrections come within days, withdrawals within weeks."


class Desk(Protocol):
    """
    Whoever records what was found.
    """

    def record(self, documents: Iterable[Document]) -> Iterable[Recorded]:
        """
        Read documents and write down what they say; each is on the disk when it is given back.
        """
        ...

    def withdraw(self, document_id: str, reason: str) -> None:
        """
        Write down that a publisher took a document down.
        """
        ...


@dataclass(frozen=True, slots=True)
class Poller:
    """
    What a look at a source may use.

    Attributes:
        guard: asked for every address, also for robots.txt and redirects.
        now: the clock.
        revisits: after how long a page that was read is looked at again.
    """

    database: WatchDatabase
    guard: Guard
    desk: Desk
    manners: Manners = field(default_factory=Manners)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    max_bytes: int = MAX_BYTES
    timeout_seconds: float = 20.0
    revisits: tuple[timedelta, ...] = REVISITS

    def ask(self, source: WatchedSource, address: str, etag: str = "", modified: str = "") -> Reply:
        """
        The answer of a host with status 200, 304, 404 or 410, politely asked for and written down.

        Raises:
            ForbiddenByHost: its robots.txt forbids it, or cannot be had now.
            HostBusy: it asks us to wait.
            UnreadableSource: any other status, or none.
            RefusedAddress: the guard turned it down.
        """
        started, status, size, outcome, note = time.monotonic(), 0, 0, "failed", ""
        try:
            self.manners.check(address, self._ask_plainly)
            with self.manners.turn(address):
                reply = self._ask_plainly(address, etag, modified)
            status, size = reply.status, len(reply.content)
            outcome = OUTCOMES.get(status, "failed")
            if outcome == "failed":
                wait = wait_asked_for(reply.retry_after, self.now())
                said = f"{address}: the host answered {status}"
                raise HostBusy(f"{said}; it asks for patience", wait) if status in BUSY else UnreadableSource(said)
        except IngestError as error:
            note = str(error)
            outcome = "refused" if isinstance(error, ForbiddenByHost | RefusedAddress) else outcome
            raise
        else:
            return reply
        finally:
            seconds = round(time.monotonic() - started, 3)
            self.database.keep_fetch(Fetch(source.id, address, self.now(), seconds, status, size, outcome, note))

    def take(self, source: WatchedSource, content: Source, name: str = "") -> tuple[Recorded, ...]:
        """
        Read and record what a source brought; what its documents do not say of themselves, the source says.

        Args:
            name: id of a document that has neither address nor id.

        Raises:
            UnreadableSource: it cannot be read.
        """
        documents = [
            replace(
                document,
                given_id=document.given_id or (name or None if not document.url else None),
                publisher=source.publisher or document.publisher,
                manner=document.manner or source.manner,
            )
            for document in read(content, self.max_bytes)
        ]
        return tuple(self.desk.record(documents))

    def _ask_plainly(self, address: str, etag: str = "", modified: str = "") -> Reply:
        return web.ask(
            address,
            self.guard,
            etag=etag,
            modified=modified,
            max_bytes=self.max_bytes,
            timeout_seconds=self.timeout_seconds,
        )


Poll = Callable[[Poller, WatchedSource, State], State]
"Looks at a source; raises `IngestError` where it cannot; its state then holds what to show the host next time."


def is_news(recorded: Iterable[Recorded]) -> bool:
    """
    Whether something new or edited is among what was recorded.
    """
    return any(each.outcome in (Outcome.NEW, Outcome.EDITED) for each in recorded)


def poll_once(poller: Poller, source: WatchedSource, poll: Poll) -> State:
    """
    Look at a source and remember how it went and when to look again.
    """
    state = poller.database.state(source.id)
    try:
        state = succeeded(poll(poller, source, state), source, poller.now())
    except IngestError as error:
        state = failed(state, source, error, poller.now())
    poller.database.keep_state(source.id, state)
    return state


def succeeded(state: State, source: WatchedSource, now: datetime) -> State:
    """
    The state after a look that went well.
    """
    due = now + timedelta(seconds=source.every_seconds)
    return replace(state, due=due, failures=0, failing_since=None, last_success=now)


def failed(state: State, source: WatchedSource, error: IngestError, now: datetime) -> State:
    """
    The state after a look that failed: the next one waits twice as long, at most a day, and as long as the host asks.
    """
    failures = state.failures + 1
    wait = back_off(timedelta(seconds=source.every_seconds), failures)
    if isinstance(error, HostBusy):
        wait = max(wait, error.wait)
    since = state.failing_since or now
    return replace(state, due=now + wait, failures=failures, failing_since=since, note=str(error))


def back_off(first: timedelta, failures: int) -> timedelta:
    """
    How long to wait after so many failures in a row.

    >>> [back_off(timedelta(minutes=10), each).total_seconds() / 60 for each in (1, 2, 3)]
    [10.0, 20.0, 40.0]
    """
    times: int = 2 ** min(failures - 1, 12)
    return min(max(first, RETRY_AT_LEAST) * times, BACK_OFF_AT_MOST)
