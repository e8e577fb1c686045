"""
Reading the items of a source: each until it is read, and now and then again, to see what was edited or taken down.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from ingest.errors import HostBusy, RefusedAddress, SourceTooLarge, UnreadableSource
from ingest.source import Source
from ingest.sources.web import Reply
from ingest.watch.polling import ABSENT, UNCHANGED, Poller, back_off, is_news
from ingest.watch.records import Item, ItemState, WatchedSource
from kg.ledger.records import Recorded

MAX_TRIES: Final = 6
"With the back-off from five minutes: about five hours, longer than most outages."
FIRST_WAIT: Final = timedelta(minutes=5)
ENOUGH: Final = 200
"Characters of a list's own text that are worth reading where the page cannot be had; shorter ones are teasers."
GONE: Final = 410
MISSING_TWICE: Final = 2
AT_ONCE: Final = 100


def read_due_items(poller: Poller, source: WatchedSource) -> bool:
    """
    Read what is due of a source; whether anything was new or edited.
    """
    news = False
    for item in poller.database.items_due(source.id, poller.now(), AT_ONCE):
        after, recorded = read_item(poller, source, item)
        poller.database.keep(after)
        news = news or is_news(recorded)
    return news


def read_item(poller: Poller, source: WatchedSource, item: Item) -> tuple[Item, tuple[Recorded, ...]]:
    """
    One item after a try to read it, and what was recorded of it.
    """
    try:
        reply = poller.ask(source, item.address, item.etag, item.modified)
    except HostBusy as error:
        return replace(item, due=poller.now() + max(error.wait, FIRST_WAIT), reason=str(error)), ()
    except (RefusedAddress, SourceTooLarge) as error:
        return fallen_back(poller, source, item, str(error))
    except UnreadableSource as error:
        return tried_again(poller, source, item, str(error))
    if reply.status in ABSENT:
        return missed(poller, source, item, reply)
    return found(poller, source, item, reply)


def found(poller: Poller, source: WatchedSource, item: Item, reply: Reply) -> tuple[Item, tuple[Recorded, ...]]:
    """
    An item whose page was there.
    """
    now = poller.now()
    if reply.status == UNCHANGED:
        return looked_at(poller, item, now), ()
    content = Source(reply.content, item.address, reply.media_type, item.address, item.published or None, now)
    try:
        recorded = poller.take(source, content)
    except UnreadableSource as error:
        return fallen_back(poller, source, item, str(error))
    documents = tuple(dict.fromkeys(each.document_id for each in recorded))
    after = replace(looked_at(poller, item, now), documents=documents, etag=reply.etag, modified=reply.modified)
    return after, recorded


def looked_at(poller: Poller, item: Item, now: datetime) -> Item:
    """
    An item that was read, with the time of the next look at it.
    """
    due = now + poller.revisits[item.looks] if item.looks < len(poller.revisits) else None
    return replace(item, state=ItemState.READ, tries=0, missing=0, looks=item.looks + 1, due=due, reason="")


def tried_again(poller: Poller, source: WatchedSource, item: Item, reason: str) -> tuple[Item, tuple[Recorded, ...]]:
    """
    An item whose page could not be had: to be tried again later, a limited number of times.
    """
    tries = item.tries + 1
    if tries >= MAX_TRIES and item.state is ItemState.PENDING:
        return fallen_back(poller, source, replace(item, tries=tries), reason)
    due = poller.now() + back_off(FIRST_WAIT, tries)
    return replace(item, tries=tries, due=due, reason=reason), ()


def fallen_back(poller: Poller, source: WatchedSource, item: Item, reason: str) -> tuple[Item, tuple[Recorded, ...]]:
    """
    An item whose page will not be had: read from its list, where that holds enough text; else skipped, and why.
    """
    if len(item.content) < ENOUGH:
        return replace(item, state=ItemState.SKIPPED, due=None, reason=reason), ()
    address = item.address or None
    markup = f"<html><body><h1>{item.title}</h1>{item.content}</body></html>"
    content = Source(markup.encode(), address or item.title, "text/html", address, item.published or None, poller.now())
    try:
        recorded = poller.take(source, content, item.name)
    except UnreadableSource as error:
        return replace(item, state=ItemState.SKIPPED, due=None, reason=str(error)), ()
    documents = tuple(dict.fromkeys(each.document_id for each in recorded))
    told = f"read from its list: {reason}" if reason else ""
    return replace(item, state=ItemState.READ, documents=documents, tries=0, due=None, reason=told), recorded


def missed(poller: Poller, source: WatchedSource, item: Item, reply: Reply) -> tuple[Item, tuple[Recorded, ...]]:
    """
    An item whose page is not there. Taken down, once the host says so for good or says it twice.
    """
    missing = item.missing + 1
    reason = f"{item.address}: the host answered {reply.status}"
    if item.state is not ItemState.READ:
        return tried_again(poller, source, replace(item, missing=missing), reason)
    if reply.status != GONE and missing < MISSING_TWICE:
        return replace(item, missing=missing, due=poller.now() + back_off(FIRST_WAIT, missing + 3), reason=reason), ()
    for document_id in item.documents:
        poller.desk.withdraw(document_id, reason)
    return replace(item, state=ItemState.GONE, missing=missing, due=None, reason=reason), ()
