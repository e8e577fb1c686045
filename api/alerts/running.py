"""
The alerts of a deployment: queues changes for webhooks, asks subscriptions anew when the data moved, sends what is due.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol
from uuid import uuid4

import orjson

from api.alerts.answers import Asked, answer_of, differences, evidence_of
from api.alerts.database import AlertDatabase
from api.alerts.records import Digest, Report, Subscription, Wanted, Webhook
from api.alerts.sending import new_secret, send, send_due
from api.errors import BadParameter, UnknownAddress
from api.listings.changes import ChangeTeller
from api.settings import Settings
from ingest.sources.addresses import make_guard, split
from kg.ledger.ledger import Ledger
from kg.ledger.records import ChangeKind, Noun
from kg.sparql.errors import QueryError

logger = logging.getLogger(__name__)

TICK_SECONDS: Final = 1.0
QUEUED_AT_ONCE: Final = 500
PERIODS: Final = {Digest.DAILY: timedelta(days=1), Digest.WEEKLY: timedelta(days=7)}


class Alerted(Asked, Protocol):
    """
    What of a service the alerts use.
    """

    settings: Settings
    ledger: Ledger

    @property
    def teller(self) -> ChangeTeller:
        """
        Tells changes in words.
        """
        ...

    @property
    def data_version(self) -> int:
        """
        Version of what is believed.
        """
        ...


class Alerts:
    """
    Webhooks and subscriptions over one service, kept in the data folder.

    Args:
        now: the clock.
    """

    def __init__(self, service: Alerted, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._service = service
        self._now = now
        self._guard = make_guard(service.settings.fetch_hosts)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._asked_at: int | None = None
        self.database = AlertDatabase(service.settings.data)

    def add_webhook(self, url: str, kinds: tuple[ChangeKind, ...], nouns: tuple[Noun, ...]) -> Webhook:
        """
        Send changes to an address from now on.

        Raises:
            RefusedAddress: the address is none that could be sent to.
        """
        split(url)
        position = self._service.ledger.position
        webhook = Webhook(uuid4().hex[:12], url, new_secret(), kinds, nouns, position, self._now())
        self.database.keep_webhook(webhook)
        return webhook

    def webhook(self, webhook_id: str) -> Webhook:
        """
        One webhook.

        Raises:
            UnknownAddress: there is none with this id.
        """
        found = next((each for each in self.database.webhooks() if each.id == webhook_id), None)
        if found is None:
            raise UnknownAddress(f"no webhook {webhook_id!r}; see /webhooks")
        return found

    def try_webhook(self, webhook_id: str) -> tuple[int, str]:
        """
        Send a test message now; the status of the answer and what it came to.
        """
        webhook = self.webhook(webhook_id)
        now = self._now()
        body = message_body("test", now, {"says": "This is a test of your webhook; nothing has changed."})
        return send(webhook, f"test_{uuid4().hex}", body, self._guard, now)

    def revive(self, webhook_id: str) -> int:
        """
        Send the dead messages of a webhook again; how many there are.
        """
        webhook = self.webhook(webhook_id)
        self.database.keep_webhook(replace(webhook, is_gone=False))
        return self.database.revive(webhook_id, self._now())

    def remove_webhook(self, webhook_id: str) -> Webhook:
        """
        Send nothing more to a webhook and forget its queue.

        Raises:
            BadParameter: a subscription still sends its reports there.
            UnknownAddress: there is none with this id.
        """
        webhook = self.webhook(webhook_id)
        using = [each.name for each in self.database.subscriptions() if each.webhook == webhook.id]
        if using:
            raise BadParameter(f"the webhook still gets the reports of {', '.join(using)}; remove those subscriptions")
        self.database.remove_webhook(webhook.id)
        return webhook

    def subscribe(  # noqa: PLR0917 - the parts of a subscription, in its order
        self, name: str, wanted: Wanted, text: str, filters: Mapping[str, str], digest: Digest, webhook: str
    ) -> Subscription:
        """
        Report from now on when an answer changes; the answer of today is what it is held against.

        Args:
            name: for people; empty: what it watches.

        Raises:
            UnknownAddress: there is no such webhook.
            QueryError: the query fails.
        """
        name = name or text or ", ".join(f"{key} {value}" for key, value in filters.items())
        if webhook:
            self.webhook(webhook)
        now = self._now()
        due = now + PERIODS[digest] if digest in PERIODS else None
        draft = Subscription(uuid4().hex[:12], name, wanted, text, filters, digest, webhook, now, next_digest=due)
        answer = answer_of(draft, self._service)
        subscription = replace(draft, answer=answer.things, query=answer.query)
        self.database.keep_subscription(subscription)
        return subscription

    def subscription(self, subscription_id: str) -> Subscription:
        """
        One subscription.

        Raises:
            UnknownAddress: there is none with this id.
        """
        found = next((each for each in self.database.subscriptions() if each.id == subscription_id), None)
        if found is None:
            raise UnknownAddress(f"no subscription {subscription_id!r}; see /subscriptions")
        return found

    def check(self, subscription_id: str) -> Report | None:
        """
        Ask one subscription anew, whether or not the data moved; the report of what changed, kept like any other.

        Raises:
            QueryError: its query fails.
            UnknownAddress: there is none with this id.
        """
        return self._ask_one(self.subscription(subscription_id))

    def tick(self) -> None:
        """
        Do whatever is due.
        """
        self._ask_anew()
        for subscription in self.database.subscriptions():
            self._digest(subscription)
        for webhook in self.database.webhooks():
            if not webhook.is_gone:
                self._queue(webhook)
                send_due(self.database, self.webhook(webhook.id), self._guard, self._now())

    def start(self) -> None:
        """
        Do what is due every second, in a thread of its own, until closed.
        """
        self._thread = threading.Thread(target=self._run, name="alerts", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """
        Finish what is being sent, and let go of the database.
        """
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.database.close()

    def _run(self) -> None:
        while not self._stopping.wait(TICK_SECONDS):
            try:
                self.tick()
            except Exception:
                logger.exception("alerts broke off; they go on in a second")

    def _queue(self, webhook: Webhook) -> None:
        kinds, nouns = [ChangeKind(kind) for kind in webhook.kinds], [Noun(noun) for noun in webhook.nouns]
        position = self._service.ledger.position
        found = self._service.ledger.changes(webhook.cursor, kinds, nouns, limit=QUEUED_AT_ONCE)
        cursor = found[-1].position if len(found) == QUEUED_AT_ONCE else max(position, webhook.cursor)
        if cursor == webhook.cursor:
            return
        told = [
            (f"change_{each.position}", message_body("change", self._now(), asdict(each)))
            for each in self._service.teller.tell(each for each in found if each.position <= cursor)
        ]
        with self.database.together():
            self.database.queue(webhook.id, told, self._now())
            self.database.keep_webhook(replace(webhook, cursor=cursor))

    def _ask_anew(self) -> None:
        subscriptions = self.database.subscriptions()
        if not subscriptions:
            return
        self._service.indexed(None)
        version = self._service.data_version
        if version == self._asked_at:
            return
        for subscription in subscriptions:
            try:
                self._ask_one(subscription)
            except QueryError as error:
                logger.warning("subscription %s could not be answered: %s", subscription.id, error)
        self._asked_at = version

    def _ask_one(self, subscription: Subscription) -> Report | None:
        answer = answer_of(subscription, self._service)
        added, removed, changed = differences(subscription.answer or {}, answer.things)
        if not (added or removed or changed):
            return None
        evidence = evidence_of(answer, [*added, *changed], self._service)
        version = str(self._service.data_version)
        report = Report(0, subscription.id, self._now(), version, added, removed, changed, evidence)
        with self.database.together():
            kept = replace(report, key=self.database.add_report(report))
            self.database.keep_subscription(replace(subscription, answer=answer.things, query=answer.query))
            if subscription.webhook and subscription.digest is Digest.NONE:
                body = message_body("subscription.changed", self._now(), report_out(subscription, kept))
                self.database.queue(subscription.webhook, [(f"report_{kept.key}", body)], self._now())
        return kept

    def _digest(self, subscription: Subscription) -> None:
        now = self._now()
        if subscription.next_digest is None or subscription.next_digest > now:
            return
        reports = self.database.reports(subscription.id, subscription.digested)
        last = reports[-1].key if reports else subscription.digested
        following = now + PERIODS[subscription.digest]
        with self.database.together():
            if reports and subscription.webhook:
                told = [report_out(subscription, each) for each in reports]
                body = message_body("subscription.digest", now, {"subscription": subscription.id, "reports": told})
                self.database.queue(subscription.webhook, [(f"digest_{subscription.id}_{last}", body)], now)
            self.database.keep_subscription(replace(subscription, digested=last, next_digest=following))


def message_body(kind: str, at: datetime, told: Mapping[str, Any]) -> str:
    """
    A message as the specification has it: type, time and data.
    """
    return orjson.dumps({"type": kind, "timestamp": at.isoformat(), "data": told}).decode()


def report_out(subscription: Subscription, report: Report) -> dict[str, Any]:
    """
    A report with the name of what it reports on.
    """
    return {
        "subscription": subscription.id,
        "name": subscription.name,
        "report": report.key,
        "at": report.at.isoformat(),
        "data_version": report.data_version,
        "added": dict(report.added),
        "removed": dict(report.removed),
        "changed": {thing: list(both) for thing, both in report.changed.items()},
        "evidence": [dict(each) for each in report.evidence],
    }
