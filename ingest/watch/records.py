"""
What is watched, what was seen there, and how it is doing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

STALE_AFTER: Final = timedelta(days=2)
"A source without a success for so long is stale, and at least three of its own intervals must have passed."


class Kind(StrEnum):
    """
    How a source is read.
    """

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class WatchedSource:
    """
    One place that is looked at again and again.

    Attributes:
        id: short, made from the address; the same address keeps it.
        address: of the feed, sitemap or page; for a folder its path.
        publisher: of its documents where they name none.
        manner: of writing of its documents where they name none; decides their reliability.
        every_seconds: how often it is looked at while all is well.
    """

    id: str
    kind: Kind
    address: str
    publisher: str
    manner: str
    every_seconds: int
    added: datetime


@dataclass(frozen=True, slots=True)
class State:
    """
    How a source is doing.

    Attributes:
        etag: what the host wants to be shown next time; so `modified`.
        due: when it is looked at next.
        failures: failed looks in a row.
        failing_since: the first of them; `None` while all is well.
        last_new: when it last brought a document that is new or edited.
        note: what went wrong last, or what was odd about the last success.
    """

    etag: str = ""
    modified: str = ""
    due: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    note: str = ""


class ItemState(StrEnum):
    """
    What became of an item.
    """

    PENDING = "pending"
    READ = "read"
    SKIPPED = "skipped"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Item:
    """
    One thing that a source lists: an article, a file.

    Attributes:
        key: its number here.
        name: the id that its source gives it, which some sources change; the address then tells that it is the same.
        fingerprint: hash of what the list says about it; another one means that it was edited.
        title: headline as the list tells it.
        published: day as the list tells it; empty where it tells none.
        content: text as the list tells it, for pages that cannot be fetched.
        documents: ids of the documents it became.
        tries: failed tries in a row.
        missing: how often in a row its page was not there.
        due: when it is fetched, or looked at again.
        looks: how often it was looked at since it was read.
        reason: why it was skipped, or what went wrong last.
    """

    key: int
    source: str
    name: str
    address: str
    fingerprint: str
    title: str
    published: str
    content: str
    state: ItemState
    documents: tuple[str, ...]
    etag: str
    modified: str
    tries: int
    missing: int
    looks: int
    due: datetime | None
    first_seen: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Fetch:
    """
    One request that was made, or one look at a folder.

    Attributes:
        status: HTTP status; 0 where none came.
        outcome: `ok`, `unchanged`, `failed`, `refused` or `gone`.
    """

    source: str
    address: str
    at: datetime
    seconds: float
    status: int
    size: int
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class Health:
    """
    A source with how it is doing, for people.

    Attributes:
        counts: items by what became of them.
        skipped: title or address of the last skipped items, with the reason.
        is_stale: no success for `STALE_AFTER` and three intervals.
    """

    source: WatchedSource
    state: State
    counts: dict[str, int]
    skipped: tuple[tuple[str, str], ...]
    is_stale: bool


def is_stale(source: WatchedSource, state: State, now: datetime) -> bool:
    """
    Whether a source has not been reached for so long that what it says may be out of date.
    """
    patience = max(STALE_AFTER, 3 * timedelta(seconds=source.every_seconds))
    return now - (state.last_success or source.added) > patience
