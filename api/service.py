"""
A running deployment: its parts, and the few things routes and commands ask of all of them together.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cached_property
from operator import methodcaller
from pathlib import Path
from typing import Final

from api.alerts.running import Alerts
from api.asking import Told, tell
from api.budgets import Budgets
from api.choosing import chooser_of
from api.conversations import Conversations, Talk
from api.days import Day, Past, axes_of
from api.endpoints import Endpoint, beliefs_endpoint, workspace_endpoint
from api.errors import BadParameter, NotReady
from api.listings.changes import ChangeTeller
from api.listings.facts import IndexedView
from api.parts import Parts
from api.searching import Searched, Wanted, search_all
from api.statements import Statements
from api.watching import Watching
from api.wordings import Wording, Wordings
from ingest.source import Source
from ingest.sources.addresses import make_guard
from ingest.sources.web import fetch
from kg.ask.answers import Outcome
from kg.ask.moments import day_asked
from kg.axes import Axes
from kg.coverage import Coverage
from kg.ledger.records import Noun, Recorded
from kg.projection import redirects
from kg.search.quotes import QuoteFinder
from kg.sparql.asking import Dataset, QueryResult
from kg.sparql.errors import PoolBusy, QueryTimeout
from kg.text import Document
from kg.views import View, view_on

PROBE_SECONDS: Final = 2.0
DAYS_KEPT: Final = 8
NOT_OURS: Final = "another process keeps the graph; stop it first"


@dataclass(frozen=True, slots=True)
class Freshness:
    """
    How far graph and index follow the ledger.

    Attributes:
        behind: changes in the ledger that are not projected yet.
    """

    ledger_position: int
    graph_position: int
    index_position: int
    data_version: int
    behind: int


class Service:
    """
    The parts of a deployment, joined.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.settings = parts.settings
        self.ledger = parts.ledger
        self.background = parts.background
        self.conversations = Conversations()
        self.outcomes: Counter[str] = Counter()
        self.chooser = chooser_of(parts.settings)
        self._opened = datetime.now(UTC)
        self._turn = threading.RLock()
        self._days: OrderedDict[Axes, Day] = OrderedDict()
        self._seen: tuple[int, date] | None = None

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
        return beliefs_endpoint(self.settings, self.parts.pool, self.budgets, self._snapshot_for)

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

    def trouble(self) -> tuple[str, ...]:
        """
        Why questions and queries could not be answered right now; empty where they can.

        Every part is really asked. A pool that is busy with others' queries is no trouble.
        """
        found = []
        for part, ask in (
            ("ledger", lambda: self.ledger.position),
            ("index", lambda: self.parts.index.position),
            ("graph", lambda: self.parts.pool.part.query("ASK {}", timeout_seconds=PROBE_SECONDS)),
        ):
            try:
                ask()
            except (PoolBusy, QueryTimeout):
                continue
            except Exception as error:  # noqa: BLE001 - whatever it is, the part does not answer
                found.append(f"{part}: {error}")
        return tuple(found)

    @property
    def coverage(self) -> Coverage | None:
        """
        The coverage statement kept beside the data.
        """
        return self.statements.current

    @cached_property
    def wordings(self) -> Wordings:
        """
        Wordings that people settled.
        """
        return Wordings(self.settings.data)

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
        with self._turn:
            self._days.clear()
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
        Version of the data: the graph's, where we write it, else the ledger's position.
        """
        return self.parts.store.data_version if self.parts.store else self.ledger.position

    def last_modified(self, as_of: date | None) -> datetime:
        """
        A moment since which nothing shown for a day can have changed: the ledger's last line, the start of this
        program, which may show it otherwise, and for now the beginning of today, which may have passed a deadline.
        """
        written = max(self.ledger.last_recorded, self._opened)
        midnight = datetime.combine(datetime.now(UTC).date(), time.min, UTC)
        return (written if as_of else max(written, midnight)).replace(microsecond=0)

    @property
    def is_published(self) -> bool:
        """
        Whether there is a graph to ask.
        """
        return self._seen is not None

    def catch_up(self) -> bool:
        """
        Bring graph and index to the ledger's position, where that is our task; whether anything was to be done.
        """
        now = datetime.now(UTC)
        with self._turn:
            position = self.ledger.position
            if self._seen == (position, now.date()):
                return False
            if self.parts.projector is not None:
                position = self._after_assessments(self.parts.projector.catch_up(now).position)
            self._days.clear()
            self._seen = (position, now.date())
            return True

    def warm(self) -> None:
        """
        Make what the first question and the first query would wait for.
        """
        _ = self.day(None).engine
        _ = self.parts.pool.part

    def freshness(self) -> Freshness:
        """
        How far graph and index follow the ledger.
        """
        store, seen = self.parts.store, self._seen
        position = self.ledger.position
        return Freshness(
            position,
            store.position if store else 0,
            self.parts.index.position,
            self.data_version,
            position - seen[0] if seen else position,
        )

    def day(self, past: Past) -> Day:
        """
        What is believed now, or was in some past; the last few asked for are kept.
        """
        axes, now = axes_of(past), datetime.now(UTC)
        with self._turn:
            self.catch_up()
            if axes not in self._days:
                finder = QuoteFinder(self.parts.index, axes.known)
                self._days[axes] = Day(
                    self._view(axes, now), self.data_version, self.coverage, finder, lambda day: self.day(day).view
                )
            self._days.move_to_end(axes)
            while len(self._days) > DAYS_KEPT:
                self._days.popitem(last=False)
            return self._days[axes]

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
        snapshot = self._snapshot_for(as_of)
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
        The answer to a question with its sentences; a day that the question names wins over `as_of`.

        Args:
            talk: the conversation it belongs to; without one it stands alone.
        """
        axes = axes_of(as_of)
        axes = replace(axes, known=day_asked(question, axes.known)[1] or axes.known)
        day, talk, chosen_by = self.day(axes), talk or Talk(), ""
        held = self.wordings.held(question, axes.recorded) if reading is None else None
        if held is not None:
            reading = self.number_of(held.reading, question, axes)
        with self._turn:
            answer = talk.ask(day.engine, question, axes.judged, reading)
        if self.chooser is not None and answer.outcome is Outcome.AMBIGUOUS:
            number = self.chooser.choose(talk.asked, [each.text for each in answer.readings])
            if number is not None:
                chosen_by = self.chooser.model
                with self._turn:
                    answer = talk.ask(day.engine, question, axes.judged, answer.readings[number - 1].n)
        self.outcomes[str(answer.outcome)] += 1
        told = tell(answer, day.indexed.finder, str(day.data_version))
        documents = {each.document for each in told.evidence if each.document}
        is_empty = answer.outcome in (Outcome.NONE, Outcome.NOT_COVERED)
        coverage = day.coverage.text if is_empty and day.coverage else ""
        staleness = self.watching.staleness_of(documents)
        accepted = held if reading is not None else None
        return replace(told, staleness=staleness, chosen_by=chosen_by, coverage=coverage, accepted=accepted)

    def readings(self, question: str, axes: Axes) -> list[str]:
        """
        What a question can mean, by number from 1, in the engine's own words.
        """
        day = self.day(axes)
        with self._turn:
            return [each.sentence for each in day.engine.readings(question, axes.judged)[2]]

    def number_of(self, reading: str, question: str, axes: Axes) -> int | None:
        """
        The number of a reading; `None` where the question can no longer be read so.
        """
        return next((n for n, said in enumerate(self.readings(question, axes), 1) if said == reading), None)

    def accept_wording(self, question: str, number: int, by: str) -> Wording:
        """
        Settle that a question, as it is worded, means one of its readings.

        Raises:
            BadParameter: it has no reading of that number.
        """
        found = self.readings(question, Axes())
        if not 1 <= number <= len(found):
            raise BadParameter(f"the question has {len(found)} readings and none of number {number}")
        return self.wordings.accept(question, found[number - 1], by)

    def suggest(self, text: str, limit: int, as_of: date | None = None) -> tuple[str, ...]:
        """
        Questions that have an answer, for what is typed so far.
        """
        day = self.day(as_of)
        with self._turn:
            return day.suggester.suggest(text, limit)

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

    def canonical_quads(self) -> bytes:
        """
        Every quad of the graph, sorted.

        Raises:
            NotReady: another process keeps the graph.
        """
        self.catch_up()
        if self.parts.store is None:
            raise NotReady(NOT_OURS)
        return self.parts.store.canonical()

    def rebuild(self) -> int:
        """
        Forget graph and index and project the whole ledger again; the new version of the data.

        Raises:
            NotReady: another process keeps the graph.
        """
        projector = self.parts.projector
        if projector is None:
            raise NotReady(NOT_OURS)
        with self._turn:
            version = projector.rebuild(datetime.now(UTC)).data_version
            self._seen = None
            self.catch_up()
        return version

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

    def _view(self, axes: Axes, now: datetime) -> View:
        if self.parts.projector is not None and axes.on is None and axes.recorded is None:
            return self.parts.projector.view(axes.known, now)
        return view_on(self.ledger, self.background, axes.known, now.date(), axes.recorded, on=axes.on)

    def _snapshot_for(self, past: Past) -> Path | None:
        """
        Bring the graph up to date; the snapshot that tells a past, `None` for the newest.
        """
        self.catch_up()
        axes = axes_of(past)
        return self._snapshot(axes) if axes.name else None

    def _after_assessments(self, position: int) -> int:
        """
        The position up to which nothing but our own assessments follows; what others wrote meanwhile comes after it.
        """
        for change in self.ledger.replay(position):
            if change.noun is not Noun.ASSESSMENT:
                break
            position = change.position
        return position

    def _snapshot(self, axes: Axes) -> Path:
        projector = self.parts.projector
        if projector is None:
            raise NotReady("another process keeps the graph; ask it for past days, or stop it")
        with self._turn:
            return projector.publish_past(self.day(axes).view, axes.name)
