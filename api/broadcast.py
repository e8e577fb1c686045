"""
The change feed to many listeners at once: each change is read and written out once, whoever listens.

Positions have no gap, so a listener is a number: what it has seen. The last changes are kept in memory; who is further
behind is served from the ledger, so that nothing is lost however long a listener was away.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Final

import anyio

from kg.ledger.ledger import Ledger
from kg.ledger.records import Change, ChangeKind, Noun

logger = logging.getLogger(__name__)

POLL_SECONDS: Final = 0.25
BEAT_SECONDS: Final = 15.0
KEPT: Final = 5_000
PAGE: Final = 500
BEAT: Final = b": still here\n\n"


@dataclass(frozen=True, slots=True)
class Event:
    """
    One change as it goes over the wire.
    """

    position: int
    kind: ChangeKind
    noun: Noun
    line: bytes


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What a listener wants to hear of; empty sets: everything.
    """

    kinds: frozenset[ChangeKind] = frozenset()
    nouns: frozenset[Noun] = frozenset()

    def fits(self, event: Event) -> bool:
        """
        Whether an event is wanted.
        """
        return (not self.kinds or event.kind in self.kinds) and (not self.nouns or event.noun in self.nouns)


class Broadcast:
    """
    Follows one ledger for any number of listeners in one event loop.

    Args:
        written: changes as server-sent events, one for each, in their order; called in a worker thread.
    """

    def __init__(self, ledger: Ledger, written: Callable[[Sequence[Change]], Sequence[bytes]]) -> None:
        self._ledger = ledger
        self._written = written
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._seen = ledger.position
        self._news = asyncio.Event()

    @property
    def position(self) -> int:
        """
        The last change that was sent out.
        """
        return self._seen

    async def run(self) -> None:
        """
        Follow the ledger until cancelled; while it does not answer that is logged once.
        """
        beat = 0.0
        is_lost = False
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                events = await anyio.to_thread.run_sync(self._after, self._seen, Wish())
            except Exception:
                if not is_lost:
                    logger.exception("the feed cannot follow the ledger; tried again until it can")
                is_lost = True
                continue
            is_lost = False
            beat += POLL_SECONDS
            if events or beat >= BEAT_SECONDS:
                self._events.extend(events)
                self._seen = events[-1].position if events else self._seen
                beat = 0.0
                news, self._news = self._news, asyncio.Event()
                news.set()

    async def listen(self, since: int, wish: Wish) -> AsyncIterator[bytes]:
        """
        Every wanted change after a position, for ever; a comment now and then keeps the line open.
        """
        yield BEAT
        while True:
            news = self._news
            if since < self._seen and not (self._events and self._events[0].position <= since + 1):
                until = self._seen
                events: Sequence[Event] = await anyio.to_thread.run_sync(self._after, since, wish, until)
                yield b"".join(event.line for event in events) or BEAT
                since = events[-1].position if len(events) == PAGE else until
                continue
            if since < self._seen:
                first = self._events[0].position
                fresh = [self._events[place] for place in range(since + 1 - first, len(self._events))]
                since = fresh[-1].position
                chunk = b"".join(event.line for event in fresh if wish.fits(event))
                if chunk:
                    yield chunk
                continue
            await news.wait()
            if self._seen <= since:
                yield BEAT

    def _after(self, since: int, wish: Wish, until: int | None = None) -> list[Event]:
        changes = self._ledger.changes(since, wish.kinds, wish.nouns, limit=PAGE)
        wanted = [change for change in changes if until is None or change.position <= until]
        lines = self._written(wanted)
        return [
            Event(change.position, change.kind, change.noun, line) for change, line in zip(wanted, lines, strict=True)
        ]
