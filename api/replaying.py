"""
The past as if it arrived now: documents are handed in on the day they were published, and what changed is told.

The clock of the ledger is turned to each day, so that the change feed, deadlines and beliefs come out as they would
have, had this system been watching then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from api.alerts.answers import differences
from api.listings.agreements import AgreementFilter, list_agreements
from api.listings.changes import ToldChange
from api.listings.commitments import Promise, list_promises
from api.listings.facts import Facts
from api.parts import Parts
from api.web.pages import status_in_words
from kg.ledger.availability import published_day
from kg.ledger.records import Change, Noun
from kg.text import Document
from ontology.values.dates import UnknownDate, parse_edtf

NOON: Final = time(12, tzinfo=UTC)
DOCUMENTS_FIRST: Final = (Noun.DOCUMENT, Noun.ASSESSMENT)
TOLD: Final = frozenset({"status", "signedOn", "announcedOn", "commitmentState", "validUntil", "suspendedUntil"})
"Relations whose changes are told; every change is in the feed."


@dataclass(frozen=True, slots=True)
class ReplayedDay:
    """
    What one day brought.

    Attributes:
        documents: titles with publishers.
        changes: beliefs that changed, with their sentences.
        due: promises whose last day it is, still pending.
        overdue: promises whose last day was yesterday.
        alerts: what changed in the list of agreements watched: added, removed and changed ones, in words.
    """

    day: date
    documents: tuple[str, ...]
    changes: tuple[ToldChange, ...]
    due: tuple[Promise, ...]
    overdue: tuple[Promise, ...]
    alerts: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """
        Whether nothing happened.
        """
        return not (self.documents or self.changes or self.due or self.overdue or self.alerts)


class Replay:
    """
    Hands documents in day by day.

    Args:
        parts: over an empty ledger of their own.
        told: changes in words.
        facts: what is believed now, once it is projected.
        watched: agreements whose changes are alerts; nothing: none are.
    """

    def __init__(
        self,
        parts: Parts,
        documents: Iterable[Document],
        told: Callable[[Iterable[Change]], tuple[ToldChange, ...]],
        facts: Callable[[datetime], Facts],
        watched: AgreementFilter | None = None,
    ) -> None:
        self._parts = parts
        self._told = told
        self._facts = facts
        self._watched = watched
        self._seen: Mapping[str, str] = {}
        self._by_day: defaultdict[date, list[Document]] = defaultdict(list)
        for document in documents:
            self._by_day[published_day(document.published) or date.min].append(document)

    def days(self, first: date, last: date) -> Iterator[ReplayedDay]:
        """
        Each day on which something happened, from the first to the last; what was published before is there already.
        """
        before = sorted(day for day in self._by_day if day < first)
        for day in before:
            self._hand_in(day)
        facts = self._facts(datetime.combine(first - timedelta(days=1), NOON))
        self._seen = self._agreements(facts)
        awaited = next_day(facts, first - timedelta(days=1))
        day = first
        while day <= last:
            if day in self._by_day or (awaited is not None and day >= awaited):
                told, facts = self._day(day)
                awaited = next_day(facts, day)
                if not told.is_empty:
                    yield told
            day += timedelta(days=1)

    def _day(self, day: date) -> tuple[ReplayedDay, Facts]:
        ledger = self._parts.ledger
        since = ledger.position
        self._hand_in(day)
        facts = self._facts(datetime.combine(day, NOON))
        changed = [each for each in ledger.replay(since) if each.noun in DOCUMENTS_FIRST]
        told = self._told(changed)
        agreements = self._agreements(facts)
        alerts, self._seen = alerts_between(self._seen, agreements), agreements
        promises = [(each, last_day(each)) for each in list_promises(facts)]
        return (
            ReplayedDay(
                day,
                tuple(each.title.removeprefix("New document: ") for each in told if each.noun == Noun.DOCUMENT),
                tuple(each for each in told if each.noun == Noun.ASSESSMENT and is_told(each)),
                tuple(each for each, due in promises if due == day and each.state == "pending"),
                tuple(each for each, due in promises if due == day - timedelta(days=1) and each.state == "overdue"),
                alerts,
            ),
            facts,
        )

    def _hand_in(self, day: date) -> None:
        now = datetime.combine(max(day, date(1970, 1, 1)), NOON)
        documents = [replace(each, retrieved=now) for each in self._by_day.get(day, ())]
        for arrival in self._parts.reader.arrivals(documents):
            self._parts.ledger.record(arrival.document, arrival.extraction, now, reader=arrival.reader)

    def _agreements(self, facts: Facts) -> dict[str, str]:
        if self._watched is None:
            return {}
        return {
            each.label: " or ".join(map(status_in_words, each.statuses)) or "no status"
            for each in list_agreements(facts, self._watched)
        }


def is_told(change: ToldChange) -> bool:
    """
    Whether a change of belief is worth a line: what happened to an agreement or promise, and whatever is contested.
    """
    relation = change.target.rpartition(" ")[2]
    return relation in TOLD or "contested" in (*change.now.values(), *change.before.values())


def alerts_between(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """
    What changed in a list of agreements, in words.

    >>> alerts_between({"Pact": "committed"}, {"Pact": "signed", "Deal": "proposed"})
    ('new: Deal (proposed)', 'Pact: committed → signed')
    """
    added, removed, changed = differences(before, now)
    return (
        *(f"new: {name} ({status})" for name, status in added.items()),
        *(f"no longer: {name}" for name in removed),
        *(f"{name}: {was} → {became}" for name, (was, became) in changed.items()),
    )


def last_day(promise: Promise) -> date | None:
    """
    The last day on which a promise can be kept; nothing for a bare duration.
    """
    try:
        return parse_edtf(promise.due).latest
    except UnknownDate:
        return None


def next_day(facts: Facts, day: date) -> date | None:
    """
    The next day on which a pending promise falls due or becomes overdue.
    """
    ends = [end for each in list_promises(facts, "pending") if (end := last_day(each)) is not None]
    coming = [moment for end in ends for moment in (end, end + timedelta(days=1)) if moment > day]
    return min(coming, default=None)
