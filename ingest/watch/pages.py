"""
Looking at one page again and again: what is edited in it, and whether it is still there.
"""

from dataclasses import replace

from ingest.errors import UnreadableSource
from ingest.watch.feeds import Entry, plain_address
from ingest.watch.listings import item_of
from ingest.watch.polling import Poller, is_news
from ingest.watch.reading import read_item
from ingest.watch.records import ItemState, State, WatchedSource


def poll_page(poller: Poller, source: WatchedSource, state: State) -> State:
    """
    Look at a page; it is the only item of its source, and what goes wrong with it goes wrong with the source.
    """
    address = plain_address(source.address)
    known = poller.database.find(source.id, address, address)
    item = known or replace(item_of(source, Entry(address, address, "", "", "", "")), first_seen=poller.now())
    after, recorded = read_item(poller, source, item)
    poller.database.keep(replace(after, due=None))
    if after.reason and after.state is not ItemState.GONE:
        raise UnreadableSource(after.reason)
    new = poller.now() if is_news(recorded) else state.last_new
    return replace(state, last_new=new, note=after.reason)
