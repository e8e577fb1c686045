"""
The watch itself: whoever holds its lock looks at every source when it is due, several at once but one request a host.
"""

import fcntl
import hashlib
import logging
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.watch.polling import Poll, Poller, poll_once
from ingest.watch.reading import read_due_items
from ingest.watch.records import Kind, State, WatchedSource

logger = logging.getLogger(__name__)

LOCK_NAME: Final = "watch.lock"
TICK_SECONDS: Final = 1.0
AT_ONCE: Final = 4


def source_id(address: str) -> str:
    """
    The id of a source: the same address keeps it.
    """
    return hashlib.sha256(address.encode()).hexdigest()[:10]


def look(poller: Poller, source: WatchedSource, poll: Poll, *, is_due: bool = True) -> State:
    """
    Look at a source where it is due, and at those of its items that are.
    """
    state = poll_once(poller, source, poll) if is_due else poller.database.state(source.id)
    if read_due_items(poller, source):
        state = replace(poller.database.state(source.id), last_new=poller.now())
        poller.database.keep_state(source.id, state)
    return state


@contextmanager
def watch_lock(data: Path) -> Iterator[bool]:
    """
    Whether we are the one process that watches for a data folder, as long as this lasts.
    """
    with (data / LOCK_NAME).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def run(poller: Poller, polls: Mapping[Kind, Poll], data: Path, stopping: threading.Event) -> None:
    """
    Watch until told to stop; where another process watches already, wait to take over from it.
    """
    while not stopping.is_set():
        with watch_lock(data) as is_ours:
            if is_ours:
                keep_looking(poller, polls, stopping)
        stopping.wait(TICK_SECONDS)


def keep_looking(poller: Poller, polls: Mapping[Kind, Poll], stopping: threading.Event) -> None:
    """
    Look at whatever is due until told to stop; a source is never looked at twice at once.
    """
    busy: set[str] = set()

    def work(source: WatchedSource) -> None:
        try:
            due = poller.database.state(source.id).due
            look(poller, source, polls[source.kind], is_due=due is None or due <= poller.now())
        except Exception:
            logger.exception("the watch of %s broke off; it goes on with the next look", source.address)
            state = poller.database.state(source.id)
            poller.database.keep_state(source.id, replace(state, due=poller.now() + poller.revisits[0]))
        finally:
            busy.discard(source.id)

    with ThreadPoolExecutor(AT_ONCE, "watch") as pool:
        while not stopping.is_set():
            for source in poller.database.due(poller.now()):
                if source.id not in busy:
                    busy.add(source.id)
                    pool.submit(work, source)
            stopping.wait(TICK_SECONDS)
