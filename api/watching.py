"""
The watched sources of a deployment: adding, checking and removing them, and watching while the service runs.
"""

import logging
import threading
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from importlib import resources
from typing import Any, Final, Protocol

import orjson

from api.errors import BadParameter, UnknownAddress
from api.settings import Settings
from api.web.pages import day_in_words
from ingest.sources.addresses import make_guard, split
from ingest.watch import POLLS
from ingest.watch.database import WatchDatabase
from ingest.watch.polling import Poller
from ingest.watch.records import Health, Kind, WatchedSource
from ingest.watch.running import look, run, source_id
from kg.ledger.ledger import Ledger
from kg.ledger.records import Recorded
from kg.text import Document

logger = logging.getLogger(__name__)

LEAST_SECONDS: Final = 60
FOLDER_SECONDS: Final = 60
HOURLY: Final = 3600


class Reading(Protocol):
    """
    What of a service the watch uses.
    """

    settings: Settings
    ledger: Ledger

    def ingest(self, documents: Iterable[Document]) -> Iterator[Recorded]:
        """
        Read documents and record what they say.
        """
        ...


class ServiceDesk:
    """
    Records what the watch finds in the ledger of a service.
    """

    def __init__(self, service: Reading) -> None:
        self._service = service

    def record(self, documents: Iterable[Document]) -> Iterable[Recorded]:
        """
        Read documents and write down what they say.
        """
        return self._service.ingest(documents)

    def withdraw(self, document_id: str, reason: str) -> None:
        """
        Write down that a publisher took a document down.
        """
        self._service.ledger.withdraw(document_id, reason, datetime.now(UTC))


class Watching:
    """
    The watch database of a data folder, and the thread that looks at what is due.
    """

    def __init__(self, service: Reading) -> None:
        settings = service.settings
        self._data = settings.data
        self.database = WatchDatabase(settings.data)
        guard = make_guard(settings.fetch_hosts)
        self._poller = Poller(self.database, guard, ServiceDesk(service), max_bytes=settings.max_body_bytes)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def add(
        self, address: str, kind: Kind | None = None, *, publisher: str = "", manner: str = "", every_seconds: int = 0
    ) -> WatchedSource:
        """
        Watch a source from now on.

        Args:
            address: an http(s) address, or the path of a folder.
            kind: guessed from the address where it is not given: a folder, a sitemap by its name, else a feed.
            every_seconds: 0: a minute for a folder, an hour for anything else.

        Raises:
            RefusedAddress: the address is none that could be fetched.
            BadParameter: it is to be looked at more often than once a minute.
        """
        kind = kind or guessed_kind(address)
        if kind is not Kind.FOLDER:
            split(address)
        every = every_seconds or (FOLDER_SECONDS if kind is Kind.FOLDER else HOURLY)
        if every < LEAST_SECONDS:
            raise BadParameter(f"every {every} s is too often for any host; choose at least {LEAST_SECONDS}")
        source = WatchedSource(source_id(address), kind, address, publisher, manner, every, datetime.now(UTC))
        self.database.add(source)
        return source

    def add_starter(self) -> tuple[WatchedSource, ...]:
        """
        Watch the sources of the starter list: governments, agencies, trade press.
        """
        return tuple(self.add(each.pop("address"), Kind(each.pop("kind")), **each) for each in starter_list())

    def remove(self, wanted: str) -> WatchedSource:
        """
        Watch a source no more, named by id or address; its documents stay.

        Raises:
            UnknownAddress: it is not watched.
        """
        source = self.named(wanted)
        self.database.remove(source.id)
        return source

    def check(self, wanted: str) -> Health:
        """
        Look at a source now, due or not, and tell how it is doing.

        Raises:
            UnknownAddress: it is not watched.
        """
        source = self.named(wanted)
        look(self._poller, source, POLLS[source.kind])
        return next(each for each in self.health() if each.source.id == source.id)

    def named(self, wanted: str) -> WatchedSource:
        """
        The source with an id or address.

        Raises:
            UnknownAddress: it is not watched.
        """
        found = self.database.source(wanted) or self.database.source(source_id(wanted))
        if found is None:
            raise UnknownAddress(f"{wanted!r} is not watched; see 'orepact sources list' or /sources")
        return found

    def health(self) -> tuple[Health, ...]:
        """
        Every source with how it is doing.
        """
        return self.database.health(datetime.now(UTC))

    def staleness_of(self, documents: Collection[str]) -> tuple[str, ...]:
        """
        What to say of an answer that rests on these documents: which of their sources could not be reached lately.
        """
        stale = self.database.stale_sources_of(documents, datetime.now(UTC)) if documents else ()
        return tuple(stale_in_words(each) for each in stale)

    def start(self) -> None:
        """
        Watch in a thread of its own until closed.
        """
        self._thread = threading.Thread(target=self.run, name="watch", daemon=True)
        self._thread.start()

    def run(self) -> None:
        """
        Watch until closed.
        """
        run(self._poller, POLLS, self._data, self._stopping)

    def close(self) -> None:
        """
        Stop watching, once what is being looked at is written down, and let go of the database.
        """
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.database.close()


def guessed_kind(address: str) -> Kind:
    """
    What kind of source an address seems to be.

    >>> guessed_kind("https://a.example/sitemap.xml").value, guessed_kind("/srv/inbox").value
    ('sitemap', 'folder')
    """
    if "://" not in address:
        return Kind.FOLDER
    return Kind.SITEMAP if "sitemap" in address.rpartition("/")[2].lower() else Kind.FEED


def stale_in_words(health: Health) -> str:
    """
    That a source could not be reached lately, and what follows.
    """
    name = health.source.publisher or health.source.address
    success = health.state.last_success
    since = f"since {day_in_words(success.date())}" if success else "at all so far"
    return f"{name} could not be reached {since}; what it has said since is not known here."


def starter_list() -> list[dict[str, Any]]:
    """
    The starter list, as it ships: addresses as their owners publish them, none of which was fetched when it was made.
    """
    found: list[dict[str, Any]] = orjson.loads((resources.files("ingest.watch") / "starter.json").read_bytes())
    return found
