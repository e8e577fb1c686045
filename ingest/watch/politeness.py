"""
Manners towards hosts: one request at a time, a pause between two, robots.txt, and waiting as long as they ask.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from ingest.errors import ForbiddenByHost, UnreadableSource
from ingest.sources.web import NAME, Reply

ROBOTS_HOURS: Final = 24
MAX_WAIT: Final = timedelta(days=1)
MISSING: Final = range(400, 500)
OK: Final = 200
TOO_MANY: Final = 429

Ask = Callable[[str], Reply]


@dataclass
class Host:
    """
    What is known of one host.
    """

    turn: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    robots: RobotFileParser | None = None
    robots_at: float = float("-inf")


class Manners:
    """
    Whoever wants something of a host waits for its turn here.

    Args:
        pause_seconds: between two requests to one host; a longer `Crawl-delay` of its robots.txt holds.
    """

    def __init__(self, pause_seconds: float = 1.0) -> None:
        self._pause = pause_seconds
        self._hosts: defaultdict[str, Host] = defaultdict(Host)
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, address: str) -> Iterator[None]:
        """
        The only request to the host of an address while it lasts.
        """
        host = self._host(address)
        with host.turn:
            time.sleep(max(host.next_at - time.monotonic(), 0.0))
            try:
                yield
            finally:
                delay = host.robots.crawl_delay(NAME) if host.robots else None
                host.next_at = time.monotonic() + max(self._pause, min(float(delay or 0), 60.0))

    def check(self, address: str, ask: Ask) -> None:
        """
        Hold an address against its host's robots.txt (RFC 9309).

        One that is missing allows everything; one that cannot be had now allows nothing until it can.

        Args:
            ask: fetches robots.txt, past the guard like everything else.

        Raises:
            ForbiddenByHost: it is not to be fetched, or not now.
            RefusedAddress: the guard turned the host down.
        """
        host = self._host(address)
        if time.monotonic() - host.robots_at > ROBOTS_HOURS * 3600:
            host.robots, host.robots_at = self._rules(address, ask), time.monotonic()
        if host.robots is not None and not host.robots.can_fetch(NAME, address):
            raise ForbiddenByHost(f"{address}: the host's robots.txt does not let us fetch it; ask its owner")

    def _rules(self, address: str, ask: Ask) -> RobotFileParser:
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        rules = RobotFileParser()
        try:
            with self.turn(address):
                reply = ask(place)
        except UnreadableSource as error:
            raise ForbiddenByHost(f"{error}; without robots.txt nothing is fetched there") from error
        if reply.status == OK:
            rules.parse(reply.content.decode("utf-8", "replace").splitlines())
        elif reply.status in MISSING and reply.status != TOO_MANY:
            rules.parse([])
        else:
            raise ForbiddenByHost(f"{place}: the host answered {reply.status}; nothing is fetched there meanwhile")
        return rules

    def _host(self, address: str) -> Host:
        with self._lock:
            return self._hosts[urlsplit(address).netloc]


def wait_asked_for(retry_after: str, now: datetime) -> timedelta:
    """
    How long a host asks us to wait: seconds or a date (RFC 9110, section 10.2.3); at most a day, nothing where it is
    neither.

    >>> wait_asked_for("120", datetime(2026, 2, 4, tzinfo=UTC)).total_seconds()
    120.0
    """
    if retry_after.strip().isdigit():
        return min(timedelta(seconds=int(retry_after)), MAX_WAIT)
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return timedelta()
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max(when - now, timedelta()), MAX_WAIT)
