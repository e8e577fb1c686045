"""
Webhooks, their messages, subscriptions and their reports, in one file of the data folder.

The cursor of a webhook moves in the transaction that queues its messages, so that a crash loses none and doubles none.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from api.alerts.records import Digest, Message, MessageState, Report, Subscription, Wanted, Webhook
from kg.sqlite_file import SqliteFile

FILE_NAME: Final = "alerts.db"
TABLES: Final = """
    CREATE TABLE IF NOT EXISTS webhooks (
        id TEXT PRIMARY KEY, url TEXT NOT NULL, secret TEXT NOT NULL, kinds TEXT NOT NULL, nouns TEXT NOT NULL,
        cursor INTEGER NOT NULL, created TEXT NOT NULL, is_gone INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS messages (
        key INTEGER PRIMARY KEY, webhook TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL,
        due TEXT NOT NULL, tries INTEGER NOT NULL, note TEXT NOT NULL, UNIQUE (webhook, id));
    CREATE INDEX IF NOT EXISTS messages_state ON messages (webhook, state, key);
    CREATE TABLE IF NOT EXISTS subscriptions (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, wanted TEXT NOT NULL, text TEXT NOT NULL, filters TEXT NOT NULL,
        digest TEXT NOT NULL, webhook TEXT NOT NULL, created TEXT NOT NULL, answer TEXT, digested INTEGER NOT NULL,
        next_digest TEXT, query TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS reports (
        key INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, at TEXT NOT NULL,
        data_version TEXT NOT NULL, added TEXT NOT NULL, removed TEXT NOT NULL, changed TEXT NOT NULL,
        evidence TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS reports_subscription ON reports (subscription, key);
"""
SENT_KEPT: Final = 1_000


class AlertDatabase:
    """
    One alert database, made where it is not there yet; any number of threads may share it.
    """

    def __init__(self, data: Path) -> None:
        self._file = SqliteFile(data / FILE_NAME, TABLES)
        self.close = self._file.close
        self.together = self._file.together

    def webhooks(self) -> tuple[Webhook, ...]:
        """
        Every webhook, oldest first.
        """
        rows = self._file.rows(
            "SELECT id, url, secret, kinds, nouns, cursor, created, is_gone FROM webhooks ORDER BY created, id"
        )
        return tuple(
            Webhook(
                row[0],
                row[1],
                row[2],
                tuple(json.loads(row[3])),
                tuple(json.loads(row[4])),
                row[5],
                datetime.fromisoformat(row[6]),
                bool(row[7]),
            )
            for row in rows
        )

    def keep_webhook(self, webhook: Webhook) -> None:
        """
        Remember a webhook.
        """
        self._file.put(
            "webhooks",
            (
                webhook.id,
                webhook.url,
                webhook.secret,
                json.dumps(webhook.kinds),
                json.dumps(webhook.nouns),
                webhook.cursor,
                webhook.created.isoformat(),
                int(webhook.is_gone),
            ),
        )

    def remove_webhook(self, webhook_id: str) -> bool:
        """
        Forget a webhook and its messages; whether there was one.
        """
        with self.together():
            self._file.run("DELETE FROM messages WHERE webhook = ?", (webhook_id,))
            return self._file.run("DELETE FROM webhooks WHERE id = ?", (webhook_id,)) > 0

    def queue(self, webhook_id: str, messages: Sequence[tuple[str, str]], due: datetime) -> None:
        """
        Put messages (id, body) at the end of a webhook's queue; one whose id was queued before is left out.
        """
        self._file.run_each(
            "INSERT OR IGNORE INTO messages (webhook, id, body, state, due, tries, note) VALUES (?,?,?,?,?,0,'')",
            [(webhook_id, id_, body, MessageState.PENDING, due.isoformat()) for id_, body in messages],
        )

    def first_pending(self, webhook_id: str) -> Message | None:
        """
        The message of a webhook that is next in turn, due or not.
        """
        found = self.messages(webhook_id, MessageState.PENDING, limit=1)
        return found[0] if found else None

    def messages(self, webhook_id: str, state: MessageState, *, limit: int = 100) -> tuple[Message, ...]:
        """
        Messages of a webhook in the order in which they were queued.
        """
        rows = self._file.rows(
            """SELECT key, webhook, id, body, state, due, tries, note FROM messages
            WHERE webhook = ? AND state = ? ORDER BY key LIMIT ?""",
            (webhook_id, state, limit),
        )
        return tuple(
            Message(key, hook, id_, body, MessageState(stands), datetime.fromisoformat(due), tries, note)
            for key, hook, id_, body, stands, due, tries, note in rows
        )

    def counts(self, webhook_id: str) -> dict[str, int]:
        """
        How many messages of a webhook are pending, sent and dead; of the sent ones the last thousand are kept.
        """
        rows = self._file.rows("SELECT state, COUNT(*) FROM messages WHERE webhook = ? GROUP BY state", (webhook_id,))
        return {state.value: 0 for state in MessageState} | dict(rows)

    def keep_message(self, message: Message) -> None:
        """
        Remember what became of a message.
        """
        self._file.run(
            "UPDATE messages SET state = ?, due = ?, tries = ?, note = ? WHERE key = ?",
            (message.state, message.due.isoformat(), message.tries, message.note, message.key),
        )
        if message.state is MessageState.SENT:
            self._file.run(
                "DELETE FROM messages WHERE webhook = ? AND state = ? AND key <= ?",
                (message.webhook, MessageState.SENT, message.key - SENT_KEPT),
            )

    def revive(self, webhook_id: str, due: datetime) -> int:
        """
        Put the dead messages of a webhook back into its queue; how many there were.
        """
        return self._file.run(
            "UPDATE messages SET state = ?, due = ?, tries = 0 WHERE webhook = ? AND state = ?",
            (MessageState.PENDING, due.isoformat(), webhook_id, MessageState.DEAD),
        )

    def subscriptions(self) -> tuple[Subscription, ...]:
        """
        Every subscription, oldest first.
        """
        rows = self._file.rows(
            """SELECT id, name, wanted, text, filters, digest, webhook, created, answer, digested, next_digest,
            query FROM subscriptions ORDER BY created, id"""
        )
        return tuple(
            Subscription(
                row[0],
                row[1],
                Wanted(row[2]),
                row[3],
                json.loads(row[4]),
                Digest(row[5]),
                row[6],
                datetime.fromisoformat(row[7]),
                json.loads(row[8]) if row[8] else None,
                row[9],
                datetime.fromisoformat(row[10]) if row[10] else None,
                row[11],
            )
            for row in rows
        )

    def keep_subscription(self, subscription: Subscription) -> None:
        """
        Remember a subscription with its last answer.
        """
        self._file.put(
            "subscriptions",
            (
                subscription.id,
                subscription.name,
                subscription.wanted,
                subscription.text,
                json.dumps(dict(subscription.filters)),
                subscription.digest,
                subscription.webhook,
                subscription.created.isoformat(),
                None if subscription.answer is None else json.dumps(dict(subscription.answer)),
                subscription.digested,
                subscription.next_digest.isoformat() if subscription.next_digest else None,
                subscription.query,
            ),
        )

    def remove_subscription(self, subscription_id: str) -> bool:
        """
        Forget a subscription and its reports; whether there was one.
        """
        with self.together():
            self._file.run("DELETE FROM reports WHERE subscription = ?", (subscription_id,))
            return self._file.run("DELETE FROM subscriptions WHERE id = ?", (subscription_id,)) > 0

    def add_report(self, report: Report) -> int:
        """
        Keep a report; its number.
        """
        return self._file.put(
            "reports",
            (
                None,
                report.subscription,
                report.at.isoformat(),
                report.data_version,
                json.dumps(dict(report.added)),
                json.dumps(dict(report.removed)),
                json.dumps(dict(report.changed)),
                json.dumps([dict(each) for each in report.evidence]),
            ),
        )

    def reports(self, subscription_id: str, since: int = 0, *, limit: int = 100) -> tuple[Report, ...]:
        """
        The reports of a subscription after one, oldest first.
        """
        rows = self._file.rows(
            """SELECT key, subscription, at, data_version, added, removed, changed, evidence FROM reports
            WHERE subscription = ? AND key > ? ORDER BY key LIMIT ?""",
            (subscription_id, since, limit),
        )
        return tuple(map(_report, rows))

    def latest_reports(self, subscription_id: str, *, limit: int = 100) -> tuple[Report, ...]:
        """
        The last reports of a subscription, newest first.
        """
        rows = self._file.rows(
            """SELECT key, subscription, at, data_version, added, removed, changed, evidence FROM reports
            WHERE subscription = ? ORDER BY key DESC LIMIT ?""",
            (subscription_id, limit),
        )
        return tuple(map(_report, rows))


def _report(row: tuple[Any, ...]) -> Report:
    key, subscription, at, data_version, added, removed, changed, evidence = row
    pairs: Mapping[str, tuple[str, str]] = {name: (was, now) for name, (was, now) in json.loads(changed).items()}
    return Report(
        key,
        subscription,
        datetime.fromisoformat(at),
        data_version,
        json.loads(added),
        json.loads(removed),
        pairs,
        tuple(json.loads(evidence)),
    )
