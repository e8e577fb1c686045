"""
What is sent out by itself: webhooks with their messages, subscriptions with their reports.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from api.errors import BadParameter


@dataclass(frozen=True, slots=True)
class Webhook:
    """
    An address that changes are sent to.

    Attributes:
        secret: `whsec_…`, with which messages are signed (Standard Webhooks).
        kinds: kinds of change it wants; empty: all. So `nouns`.
        cursor: position of the last change that was put into its queue.
        is_gone: its host answered 410; nothing is sent any more.
    """

    id: str
    url: str
    secret: str
    kinds: tuple[str, ...]
    nouns: tuple[str, ...]
    cursor: int
    created: datetime
    is_gone: bool = False


class MessageState(StrEnum):
    """
    What became of a message.
    """

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Message:
    """
    One message to one webhook.

    Attributes:
        key: its number here; messages of a webhook are sent in this order.
        id: the id a receiver sees; the same message keeps it through every try.
        due: when it is tried next.
        tries: how often it was tried.
        note: what the last try came to.
    """

    key: int
    webhook: str
    id: str
    body: str
    state: MessageState
    due: datetime
    tries: int
    note: str


class Wanted(StrEnum):
    """
    What a subscription watches.
    """

    QUESTION = "question"
    SPARQL = "sparql"
    FILTER = "filter"


def read_wanted(question: str, sparql: str, filters: Mapping[str, str]) -> tuple[Wanted, str, dict[str, str]]:
    """
    What a subscription is to watch, out of three ways to say it: the way, its text, its filters.

    Raises:
        BadParameter: none or several of them are given.
    """
    given = {name: value.strip() for name, value in filters.items() if value.strip()}
    ways = [
        *([(Wanted.QUESTION, question.strip())] if question.strip() else []),
        *([(Wanted.SPARQL, sparql)] if sparql.strip() else []),
        *([(Wanted.FILTER, "")] if given else []),
    ]
    if len(ways) != 1:
        raise BadParameter("give exactly one of: a question, a query, a filter (party, mineral, instrument, status)")
    return (*ways[0], given)


class Digest(StrEnum):
    """
    How reports are gathered before they are sent.
    """

    NONE = "none"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Subscription:
    """
    A saved question, query or filter that reports when its answer changes.

    Attributes:
        text: the question or query; empty for a filter.
        filters: for a filter: `party`, `mineral`, `instrument`, `status`, each a name or id.
        webhook: id of the webhook that reports go to; empty: they are only kept.
        answer: the last answer: each thing with what is told of it; `None` before the first.
        digested: up to which report the last digest went.
        next_digest: when the next is due.
        query: the query its question was first answered with; more data may make the question ambiguous, not this.
    """

    id: str
    name: str
    wanted: Wanted
    text: str
    filters: Mapping[str, str]
    digest: Digest
    webhook: str
    created: datetime
    answer: Mapping[str, str] | None = None
    digested: int = 0
    next_digest: datetime | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """
    That the answer of a subscription changed.

    Attributes:
        added: things that are new in it, each with what is told of it; so `removed`.
        changed: things that stayed, each with what was told of it and what is told now.
        evidence: sentences for what is new or changed.
    """

    key: int
    subscription: str
    at: datetime
    data_version: str
    added: Mapping[str, str]
    removed: Mapping[str, str]
    changed: Mapping[str, tuple[str, str]]
    evidence: tuple[Mapping[str, Any], ...] = field(default=())
