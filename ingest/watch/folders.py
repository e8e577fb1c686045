"""
Looking at a folder: files that are new or changed are read, and the documents of those that are gone are withdrawn.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest.errors import UnreadableSource
from ingest.reading import files_in, source_at
from ingest.watch.feeds import Entry
from ingest.watch.listings import item_of
from ingest.watch.polling import Poller, is_news
from ingest.watch.records import ItemState, State, WatchedSource


def poll_folder(poller: Poller, source: WatchedSource, state: State) -> State:
    """
    Look at a folder; one file that cannot be read is skipped, with the reason.
    """
    folder = Path(source.address)
    if not folder.is_dir():
        raise UnreadableSource(f"{folder}: no such folder; make it, or remove the source")
    known = {item.name: item for item in poller.database.items(source.id)}
    present, new = set(), state.last_new
    for path in files_in(folder):
        name = str(path.relative_to(folder))
        present.add(name)
        print_ = hashlib.sha256(path.read_bytes()).hexdigest()
        item = known.get(name) or replace(item_of(source, Entry(name, "", name, "", "", "")), first_seen=poller.now())
        if item.fingerprint == print_ and item.state in (ItemState.READ, ItemState.SKIPPED):
            continue
        try:
            recorded = poller.take(source, source_at(path, max_bytes=poller.max_bytes), f"{source.id}/{name}")
        except UnreadableSource as error:
            poller.database.keep(replace(item, fingerprint=print_, state=ItemState.SKIPPED, reason=str(error)))
            continue
        documents = tuple(dict.fromkeys(each.document_id for each in recorded))
        for gone in set(item.documents) - set(documents):
            poller.desk.withdraw(gone, f"{name}: it is no longer in this file")
        poller.database.keep(replace(item, fingerprint=print_, state=ItemState.READ, documents=documents, reason=""))
        new = poller.now() if is_news(recorded) else new
    for name, item in known.items():
        if name not in present and item.state is ItemState.READ:
            for document_id in item.documents:
                poller.desk.withdraw(document_id, f"{name}: the file is gone")
            poller.database.keep(replace(item, state=ItemState.GONE, reason="the file is gone"))
    return replace(state, last_new=new, note="")
