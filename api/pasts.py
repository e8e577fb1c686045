"""
What is believed now and in each past that was asked for lately; graph and index are brought up to the ledger before.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from api.days import Day, Past, axes_of
from api.errors import NotReady
from api.parts import Parts
from kg.axes import Axes
from kg.coverage import Coverage
from kg.ledger.records import Noun
from kg.search.quotes import QuoteFinder
from kg.views import View, view_on

DAYS_KEPT: Final = 8
NOT_OURS: Final = "another process keeps the graph; stop it first"


class Pasts:
    """
    The days of a deployment, and how far they follow its ledger.

    Args:
        coverage: the coverage statement of now.

    Attributes:
        turn: held by whoever projects, or asks an engine: one at a time.
    """

    def __init__(self, parts: Parts, coverage: Callable[[], Coverage | None]) -> None:
        self._parts = parts
        self._coverage = coverage
        self.turn = threading.RLock()
        self._days: OrderedDict[Axes, Day] = OrderedDict()
        self._seen: tuple[int, date] | None = None

    @property
    def data_version(self) -> int:
        """
        Version of the data: the graph's, where we write it, else the ledger's position.
        """
        return self._parts.store.data_version if self._parts.store else self._parts.ledger.position

    @property
    def behind(self) -> int:
        """
        Changes in the ledger that are not projected yet.
        """
        return self._parts.ledger.position - (self._seen[0] if self._seen else 0)

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
        if self._seen == (self._parts.ledger.position, now.date()):
            return False
        with self.turn:
            position = self._parts.ledger.position
            if self._seen == (position, now.date()):
                return False
            if self._parts.projector is not None:
                position = self._after_assessments(self._parts.projector.catch_up(now).position)
            self._days.clear()
            self._seen = (position, now.date())
            return True

    def day(self, past: Past) -> Day:
        """
        What is believed now, or was in some past; the last few asked for are kept.
        """
        axes, now = axes_of(past), datetime.now(UTC)
        with self.turn:
            self.catch_up()
            if axes not in self._days:
                finder = QuoteFinder(self._parts.index, axes.known)
                self._days[axes] = Day(
                    self._view(axes, now), self.data_version, self._coverage(), finder, lambda day: self.day(day).view
                )
            self._days.move_to_end(axes)
            while len(self._days) > DAYS_KEPT:
                self._days.popitem(last=False)
            return self._days[axes]

    def forget(self) -> None:
        """
        Make every day anew when it is next asked for.
        """
        with self.turn:
            self._days.clear()

    def is_current(self, past: Axes) -> bool:
        """
        Whether the newest snapshot tells a past as it is; asked in the event loop, so only of a ledger that is a file.
        """
        is_near = not past.name and not self._parts.settings.ledger_url
        return is_near and self._seen == (self._parts.ledger.position, datetime.now(UTC).date())

    def snapshot_for(self, past: Past) -> Path | None:
        """
        Bring the graph up to date; the snapshot that tells a past, `None` for the newest.
        """
        self.catch_up()
        axes = axes_of(past)
        return self._snapshot(axes) if axes.name else None

    def canonical_quads(self) -> bytes:
        """
        Every quad of the graph, sorted.

        Raises:
            NotReady: another process keeps the graph.
        """
        self.catch_up()
        if self._parts.store is None:
            raise NotReady(NOT_OURS)
        return self._parts.store.canonical()

    def rebuild(self) -> int:
        """
        Forget graph and index and project the whole ledger again; the new version of the data.

        Raises:
            NotReady: another process keeps the graph.
        """
        projector = self._parts.projector
        if projector is None:
            raise NotReady(NOT_OURS)
        with self.turn:
            version = projector.rebuild(datetime.now(UTC)).data_version
            self._seen = None
            self.catch_up()
        return version

    def _view(self, axes: Axes, now: datetime) -> View:
        if self._parts.projector is not None and axes.on is None and axes.recorded is None:
            return self._parts.projector.view(axes.known, now)
        return view_on(self._parts.ledger, self._parts.background, axes.known, now.date(), axes.recorded, on=axes.on)

    def _after_assessments(self, position: int) -> int:
        """
        The position up to which nothing but our own assessments follows; what others wrote meanwhile comes after it.
        """
        for change in self._parts.ledger.replay(position):
            if change.noun is not Noun.ASSESSMENT:
                break
            position = change.position
        return position

    def _snapshot(self, axes: Axes) -> Path:
        projector = self._parts.projector
        if projector is None:
            raise NotReady("another process keeps the graph; ask it for past days, or stop it")
        with self.turn:
            return projector.publish_past(self.day(axes).view, axes.name)
