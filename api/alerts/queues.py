"""
How a webhook is doing: what waits for it, what arrived, what was given up.
"""

from dataclasses import dataclass
from datetime import datetime

from api.alerts.database import AlertDatabase
from api.alerts.records import Message, MessageState, Webhook


@dataclass(frozen=True, slots=True)
class Queue:
    """
    The messages of one webhook.

    Attributes:
        sent: of the last thousand.
        dead: given up, oldest first.
        next_try: of the first pending message.
        note: what its last try came to.
    """

    webhook: Webhook
    pending: int
    sent: int
    dead: tuple[Message, ...]
    next_try: datetime | None
    note: str


def queue_of(database: AlertDatabase, webhook: Webhook) -> Queue:
    """
    The messages of a webhook as they stand.
    """
    counts, first = database.counts(webhook.id), database.first_pending(webhook.id)
    return Queue(
        webhook,
        counts[MessageState.PENDING],
        counts[MessageState.SENT],
        database.messages(webhook.id, MessageState.DEAD),
        first.due if first else None,
        first.note if first else "",
    )
