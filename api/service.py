"""
A running deployment: its parts, and the few things routes and commands ask of all of them together.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from operator import methodcaller

from api.alerts.running import Alerts
from api.asking import Told
from api.budgets import Budgets
from api.conversations import Talk
from api.days import Day, Past
from api.endpoints import Endpoint, beliefs_endpoint, workspace_endpoint
from api.listings.changes import ChangeTeller
from api.listings.facts import IndexedView
from api.parts import Parts
from api.pasts import Pasts
from api.questions import Questions
from api.searching import Searched, Wanted, search_all
from api.statements import Statements
from api.watching import Watching
from ingest.source import Source
from ingest.sources.addresses import make_guard
from ingest.sources.web import fetch
from kg.coverage import Coverage
from kg.ledger.records import Recorded
from kg.projection import redirects
from kg.sparql.asking import Dataset, QueryResult
from kg.text import Document


class Service:
    """
    The parts of a deployment, joined.

    Attributes:
        pasts: what is believed now and was on other days.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.settings = parts.settings
        self.ledger = parts.ledger
        self.background = parts.background
        self._opened = datetime.now(UTC)
        self.pasts = Pasts(parts, lambda: self.coverage)
        self.questions = Questions(self)

    @cached_property
    def budgets(self) -> Budgets:
        """
        How much of the workers one asker may have; one of them is always left for the others.
        """
        settings = self.settings
        return Budgets(
            seconds_per_minute=settings.query_seconds_per_minute,
            errors_per_minute=settings.query_errors_per_minute,
            at_once=max(1, settings.query_workers - 1),
        )

    @cached_property
    def beliefs(self) -> Endpoint:
        """
        What is believed, as the SPARQL protocol sees it.
        """
        pasts = self.pasts
        return beliefs_endpoint(self.settings, self.parts.pool, self.budgets, pasts.is_current, pasts.snapshot_for)

    @cached_property
    def workspace(self) -> Endpoint | None:
        """
        The workspace, as the SPARQL protocol sees it.
        """
        parts = self.parts.workspace
        return workspace_endpoint(self.settings, parts.writer, parts.pool, self.budgets) if parts else None

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """
        Every dataset of the deployment.
        """
        return (self.beliefs, self.workspace) if self.workspace else (self.beliefs,)

    @property
    def coverage(self) -> Coverage | None:
        """
        The coverage statement kept beside the data.
        """
        return self.statements.current

    @property
    def statements(self) -> Statements:
        """
        Every version of the coverage statement.
        """
        return Statements(self.settings.data)

    def state_coverage(self, turtle: bytes) -> int:
        """
        State from now on what the texts cover; the number of this version.

        Raises:
            UnreadableBody: it is no Turtle, or states no coverage.
        """
        number = self.statements.keep(turtle)
        self.pasts.forget()
        return number

    @cached_property
    def lasting_redirects(self) -> Mapping[str, str]:
        """
        Ids that the reference data merged, each with the id that took its place.
        """
        return redirects(self.background.triples)

    @property
    def redirects(self) -> Mapping[str, str]:
        """
        Merged ids, by the reference data or by people, each with the id that took its place.
        """
        return {**self.lasting_redirects, **self.day(None).view.merges}

    def redirect_status(self, merged: str) -> int:
        """
        HTTP status of the way from a merged id: what people merged they may part again, so no client shall keep it.
        """
        return 308 if merged in self.lasting_redirects else 307

    @cached_property
    def teller(self) -> ChangeTeller:
        """
        Tells changes in words.
        """
        return ChangeTeller(self.ledger, self.background)

    @cached_property
    def watching(self) -> Watching:
        """
        The watched sources.
        """
        return Watching(self)

    @cached_property
    def alerts(self) -> Alerts:
        """
        Webhooks and subscriptions.
        """
        return Alerts(self)

    @property
    def data_version(self) -> int:
        """
        Version of the data.
        """
        return self.pasts.data_version

    def last_modified(self, as_of: date | None) -> datetime:
        """
        A moment since which nothing shown for a day can have changed: the ledger's last line, the start of this
        program, which may show it otherwise, and for now the beginning of today, which may have passed a deadline.
        """
        written = max(self.ledger.last_recorded, self._opened)
        midnight = datetime.combine(datetime.now(UTC).date(), time.min, UTC)
        return (written if as_of else max(written, midnight)).replace(microsecond=0)

    def catch_up(self) -> bool:
        """
        Bring graph and index to the ledger's position, where that is our task; whether anything was to be done.
        """
        return self.pasts.catch_up()

    def warm(self) -> None:
        """
        Make what the first question and the first query would wait for.
        """
        _ = self.day(None).engine
        _ = self.parts.pool.part

    def day(self, past: Past) -> Day:
        """
        What is believed now, or was in some past.
        """
        return self.pasts.day(past)

    def indexed(self, past: Past) -> IndexedView:
        """
        What is believed, indexed for pages.
        """
        return self.day(past).indexed

    def query(
        self,
        sparql: str,
        accept: str = "",
        as_of: Past = None,
        *,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> QueryResult:
        """
        The answer to a query, whole or not at all.

        Raises:
            QueryError: one of its kinds.
            NotReady: a past day is asked for that only the process holding the graph's lock can project.
        """
        settings = self.settings
        snapshot = self.pasts.snapshot_for(as_of)
        return self.parts.pool.part.query(
            sparql,
            accept,
            timeout_seconds=settings.query_timeout_seconds,
            max_rows=settings.max_rows,
            max_bytes=settings.max_result_bytes,
            dataset=Dataset(snapshot, default_graphs, named_graphs),
            base=self.beliefs.iri,
        )

    def ask(self, question: str, as_of: Past = None, reading: int | None = None, talk: Talk | None = None) -> Told:
        """
        The answer to a question with its sentences.
        """
        return self.questions.ask(question, as_of, reading, talk)

    def search(self, wanted: Wanted, limit: int) -> Searched:
        """
        Everything that fits, best first: passages, agreements, entities and announcements.
        """
        return search_all(self.day(wanted.as_of), self.parts.index, wanted, limit)

    def fetch(self, url: str) -> Source:
        """
        What lies at an outside address; private networks are turned away.

        Raises:
            RefusedAddress: the address may not be fetched.
            UnreadableSource: nothing can be read there.
        """
        guard = make_guard(self.settings.fetch_hosts)
        return fetch(url, guard, max_bytes=self.settings.max_body_bytes)

    def ingest(self, documents: Iterable[Document]) -> Iterator[Recorded]:
        """
        Read documents and record what they say, one after the other; each is on the disk when it is given back.
        """
        for arrival in self.parts.reader.arrivals(documents):
            yield self.ledger.record(arrival.document, arrival.extraction, datetime.now(UTC), reader=arrival.reader)

    def close(self) -> None:
        """
        Let go of everything.
        """
        for name in ("watching", "alerts"):
            if name in self.__dict__:
                getattr(self, name).close()
        self.parts.pool.close(methodcaller("close"))
        if self.parts.workspace is not None:
            self.parts.workspace.pool.close(methodcaller("close"))
            self.parts.workspace.writer.close()
        self.parts.index.close()
        if self.parts.store is not None:
            self.parts.store.close()
        if self.parts.endpoint is not None:
            self.parts.endpoint.close()
        self.ledger.close()
