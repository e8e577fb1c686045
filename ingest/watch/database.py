"""
The watch database: sources, their state, their items and every fetch, in one file of the data folder.

Schedules survive a restart because `due` stands here; an item is written down before
it is fetched, so that one which leaves its feed is fetched all the same.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ingest.watch.records import Fetch, Health, Item, ItemState, Kind, State, WatchedSource, is_stale
from kg.sqlite_file import SqliteFile

FILE_NAME: Final = "watch.db"
FETCHES_KEPT: Final = 500
SKIPPED_SHOWN: Final = 5
TABLES: Final = """
    CREATE TABLE IF NOT EXISTS sources (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL, publisher TEXT NOT NULL, manner TEXT NOT NULL,
        every_seconds INTEGER NOT NULL, added TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS states (
        source TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, due TEXT, failures INTEGER NOT NULL,
        failing_since TEXT, last_success TEXT, last_new TEXT, note TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS items (
        key INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
        fingerprint TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL, content TEXT NOT NULL,
        state TEXT NOT NULL, documents TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
        tries INTEGER NOT NULL, missing INTEGER NOT NULL, looks INTEGER NOT NULL, due TEXT, first_seen TEXT NOT NULL,
        reason TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS items_name ON items (source, name);
    CREATE INDEX IF NOT EXISTS items_address ON items (source, address);
    CREATE INDEX IF NOT EXISTS items_due ON items (source, due);
    CREATE TABLE IF NOT EXISTS fetches (
        source TEXT NOT NULL, address TEXT NOT NULL, at TEXT NOT NULL, seconds REAL NOT NULL, status INTEGER NOT NULL,
        size INTEGER NOT NULL, outcome TEXT NOT NULL, note TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS fetches_source ON fetches (source, at);
"""
ITEM_COLUMNS: Final = [field.name for field in fields(Item)]


class WatchDatabase:
    """
    One watch database, made where it is not there yet; any number of threads may share it.
    """

    def __init__(self, data: Path) -> None:
        self._file = SqliteFile(data / FILE_NAME, TABLES)
        self.close = self._file.close
        self.together = self._file.together

    def add(self, source: WatchedSource) -> None:
        """
        Watch a source from now on; one with the same id is replaced and keeps what was seen.
        """
        self._file.put("sources", [*_plain(source)])
        if not self._file.rows("SELECT 1 FROM states WHERE source = ?", (source.id,)):
            self.keep_state(source.id, State(due=source.added))

    def remove(self, source_id: str) -> bool:
        """
        Watch a source no more; whether there was one. Its documents stay in the ledger.
        """
        with self.together():
            found = bool(self._file.rows("SELECT 1 FROM sources WHERE id = ?", (source_id,)))
            for table, column in (("sources", "id"), ("states", "source"), ("items", "source"), ("fetches", "source")):
                self._file.run(f"DELETE FROM {table} WHERE {column} = ?", (source_id,))  # noqa: S608 - ours
        return found

    def sources(self) -> tuple[WatchedSource, ...]:
        """
        Every watched source, by id.
        """
        rows = self._file.rows(
            "SELECT id, kind, address, publisher, manner, every_seconds, added FROM sources ORDER BY id"
        )
        return tuple(
            WatchedSource(id_, Kind(kind), address, publisher, manner, every, datetime.fromisoformat(added))
            for id_, kind, address, publisher, manner, every, added in rows
        )

    def source(self, source_id: str) -> WatchedSource | None:
        """
        One watched source.
        """
        return next((each for each in self.sources() if each.id == source_id), None)

    def due(self, now: datetime) -> tuple[WatchedSource, ...]:
        """
        The sources that are to be looked at: they are due themselves, or one of their items is.
        """
        found = self._file.rows(
            "SELECT source FROM states WHERE due <= ? UNION SELECT source FROM items WHERE due <= ?",
            (now.isoformat(), now.isoformat()),
        )
        ids = {row[0] for row in found}
        return tuple(each for each in self.sources() if each.id in ids)

    def state(self, source_id: str) -> State:
        """
        How a source is doing.
        """
        rows = self._file.rows(
            """SELECT etag, modified, due, failures, failing_since, last_success, last_new, note
            FROM states WHERE source = ?""",
            (source_id,),
        )
        if not rows:
            return State()
        etag, modified, due, failures, since, success, new, note = rows[0]
        return State(etag, modified, _time(due), failures, _time(since), _time(success), _time(new), note)

    def keep_state(self, source_id: str, state: State) -> None:
        """
        Remember how a source is doing.
        """
        self._file.put("states", [source_id, *_plain(state)])

    def find(self, source_id: str, name: str, address: str) -> Item | None:
        """
        The item that a source lists under this address, else under this id.
        """
        for column, value in (("address", address), ("name", name)):
            found = (
                self._items(f"source = ? AND {column} = ? ORDER BY key LIMIT 1", (source_id, value)) if value else ()
            )
            if found:
                return found[0]
        return None

    def items(self, source_id: str) -> tuple[Item, ...]:
        """
        Everything a source ever listed, in the order in which it was seen.
        """
        return self._items("source = ? ORDER BY key", (source_id,))

    def items_due(self, source_id: str, now: datetime, limit: int) -> tuple[Item, ...]:
        """
        The items to be fetched or looked at again, longest due first.
        """
        return self._items("source = ? AND due <= ? ORDER BY due, key LIMIT ?", (source_id, now.isoformat(), limit))

    def keep(self, item: Item) -> None:
        """
        Remember an item; its key is 0 for one that is new.
        """
        self._file.put("items", [item.key or None, *_plain(item)[1:]])

    def keep_fetch(self, fetch: Fetch) -> None:
        """
        Write a fetch down; the last 500 of each source are kept.
        """
        with self.together():
            self._file.put("fetches", _plain(fetch))
            self._file.run(
                """DELETE FROM fetches WHERE source = ? AND rowid NOT IN (
                SELECT rowid FROM fetches WHERE source = ? ORDER BY rowid DESC LIMIT ?)""",
                (fetch.source, fetch.source, FETCHES_KEPT),
            )

    def fetches(self, source_id: str, limit: int = 20) -> tuple[Fetch, ...]:
        """
        The last fetches of a source, newest first.
        """
        rows = self._file.rows("SELECT * FROM fetches WHERE source = ? ORDER BY rowid DESC LIMIT ?", (source_id, limit))
        return tuple(Fetch(row[0], row[1], datetime.fromisoformat(row[2]), *row[3:]) for row in rows)

    def health(self, now: datetime) -> tuple[Health, ...]:
        """
        Every source with how it is doing.
        """
        return tuple(self._health(source, now) for source in self.sources())

    def stale_sources_of(self, documents: Collection[str], now: datetime) -> tuple[Health, ...]:
        """
        The stale sources that brought some of these documents.
        """
        wanted = set(documents)
        return tuple(
            health
            for health in self.health(now)
            if health.is_stale and any(wanted.intersection(item.documents) for item in self.items(health.source.id))
        )

    def _health(self, source: WatchedSource, now: datetime) -> Health:
        state = self.state(source.id)
        counts = dict(
            self._file.rows("SELECT state, COUNT(*) FROM items WHERE source = ? GROUP BY state", (source.id,))
        )
        skipped = self._items(
            "source = ? AND state = ? ORDER BY key DESC LIMIT ?", (source.id, ItemState.SKIPPED, SKIPPED_SHOWN)
        )
        told = tuple((item.title or item.address, item.reason) for item in skipped)
        return Health(source, state, counts, told, is_stale(source, state, now))

    def _items(self, where: str, parameters: Sequence[Any]) -> tuple[Item, ...]:
        rows = self._file.rows(f"SELECT {', '.join(ITEM_COLUMNS)} FROM items WHERE {where}", parameters)  # noqa: S608 - ours
        return tuple(map(_item, rows))


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _plain(record: Any) -> list[Any]:
    found = [getattr(record, field.name) for field in fields(record)]
    return [
        value.isoformat() if isinstance(value, datetime) else json.dumps(value) if isinstance(value, tuple) else value
        for value in found
    ]


def _item(row: tuple[Any, ...]) -> Item:
    values = dict(zip(ITEM_COLUMNS, row, strict=True))
    values["state"] = ItemState(values["state"])
    values["documents"] = tuple(json.loads(values["documents"]))
    values["due"] = _time(values["due"])
    values["first_seen"] = datetime.fromisoformat(values["first_seen"])
    return Item(**values)
