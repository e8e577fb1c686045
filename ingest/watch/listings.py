"""
Looking at lists, feeds and sitemaps: what is new or edited there is written down first and fetched then.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from ingest.errors import UnreadableSource
from ingest.watch.feeds import Entry, Listing, read_feed, read_sitemap
from ingest.watch.polling import ABSENT, UNCHANGED, Poller
from ingest.watch.records import Item, ItemState, State, WatchedSource

MAX_SITEMAPS: Final = 20


def poll_feed(poller: Poller, source: WatchedSource, state: State) -> State:
    """
    Look at a feed.
    """
    return poll_listing(poller, source, state, read_feed)


def poll_sitemap(poller: Poller, source: WatchedSource, state: State) -> State:
    """
    Look at a sitemap; an index is followed one level, the last 20 sitemaps of it.
    """
    return poll_listing(poller, source, state, read_sitemap)


def poll_listing(poller: Poller, source: WatchedSource, state: State, read: Callable[[bytes, str], Listing]) -> State:
    """
    Look at a list and write down what it names.
    """
    reply = poller.ask(source, source.address, state.etag, state.modified)
    if reply.status in ABSENT:
        raise UnreadableSource(f"{source.address}: the host answered {reply.status}; check the address")
    if reply.status == UNCHANGED:
        return replace(state, note="")
    listing = read(reply.content, reply.url)
    entries, problems = list(listing.entries), [listing.problem]
    for address in listing.further[-MAX_SITEMAPS:]:
        inner = poller.ask(source, address)
        if inner.status in ABSENT:
            problems.append(f"{address}: the host answered {inner.status}")
            continue
        entries += read(inner.content, inner.url).entries
    note_entries(poller, source, entries)
    moved = f"moved to {reply.url}" if reply.url != source.address else ""
    note = "; ".join(filter(None, [*problems, moved]))
    return replace(state, etag=reply.etag, modified=reply.modified, note=note)


def note_entries(poller: Poller, source: WatchedSource, entries: Iterable[Entry]) -> None:
    """
    Write down what a list names that is new or edited, all of it at once; it is due now.
    """
    now = poller.now()
    with poller.database.together():
        for entry in entries:
            known = poller.database.find(source.id, entry.name, entry.address)
            if known is None:
                fresh = item_of(source, entry)
                poller.database.keep(replace(fresh, due=now, first_seen=now))
            elif known.fingerprint != entry.fingerprint:
                poller.database.keep(
                    replace(
                        known,
                        title=entry.title,
                        published=entry.published or known.published,
                        fingerprint=entry.fingerprint,
                        content=entry.content,
                        state=ItemState.PENDING if known.state is ItemState.SKIPPED else known.state,
                        etag="",
                        modified="",
                        tries=0,
                        looks=0,
                        due=now,
                    )
                )
            elif known.name != entry.name:
                poller.database.keep(replace(known, name=entry.name))


def item_of(source: WatchedSource, entry: Entry) -> Item:
    """
    An entry as an item that was never read.
    """
    return Item(
        key=0,
        source=source.id,
        name=entry.name,
        address=entry.address,
        fingerprint=entry.fingerprint,
        title=entry.title,
        published=entry.published,
        content=entry.content,
        state=ItemState.PENDING,
        documents=(),
        etag="",
        modified="",
        tries=0,
        missing=0,
        looks=0,
        due=None,
        first_seen=source.added,
        reason="",
    )
