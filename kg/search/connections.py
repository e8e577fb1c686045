"""
The passage index's door to SQLite: lends connections, begins and ends transactions, tells a file that is no index.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import IndexDamaged, IndexUnusable
from kg.search import tables
from kg.stores.seal import Seal, break_seal, seal

Connection = sqlite3.Connection


def in_memory() -> Connection:
    """
    An empty database of this process, to be used by one thread at a time.
    """
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


class Connections:
    """
    Connections to one index file, made with its tables when it is not there yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[Connection] = []
        self._generation = 0
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        found = break_seal(path.parent)
        if found is Seal.BROKEN:
            raise IndexDamaged(f"{path} is not as it was closed; rebuild the index from the ledger")
        with self._lent() as connection:
            self._prepare(connection)
            if found is Seal.MISSING:
                self._check(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """
        A read transaction: one state of the index from its first query to its end.
        """
        with self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """
        The one write transaction; readers see all of it or nothing.
        """
        with self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """
        Close every connection that is not lent out, and seal the file.
        """
        with self._lock:
            while self._idle:
                self._idle.pop().close()
        with suppress(OSError):
            seal(self.path.parent)

    @contextmanager
    def _lent(self) -> Iterator[Connection]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
            generation = self._generation
        try:
            connection = connection or self._connect()
            yield connection
        except sqlite3.DatabaseError as error:
            kind = IndexDamaged if type(error) is sqlite3.DatabaseError else IndexUnusable
            raise kind(f"{self.path} cannot be used ({error}); rebuild the index from the ledger") from error
        finally:
            if connection:
                with self._lock:
                    is_current = generation == self._generation
                    if is_current:
                        self._idle.append(connection)
                if not is_current:
                    connection.close()

    def _check(self, connection: Connection) -> None:
        """
        SQLite's own check of a file that nobody closed in good order.
        """
        found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
        if found != ["ok"]:
            raise IndexDamaged(f"{self.path} is damaged ({found[0]}); rebuild the index from the ledger")

    def start_over(self) -> None:
        """
        Throw the file away and make an empty one; who still reads the old one reads it to the end.
        """
        with self._lock:
            self._generation += 1
            while self._idle:
                self._idle.pop().close()
            for part in self.path.parent.glob(f"{self.path.stem}.*"):
                part.unlink(missing_ok=True)
        with self._lent() as connection:
            self._prepare(connection)

    def _connect(self) -> Connection:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        try:
            # What a power cut takes, the ledger gives back: no flush at every commit here.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0] == 0:
            for statement in tables.TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(tables.SET_META, ("schema", tables.SCHEMA_VERSION))
        connection.execute("COMMIT")
        found = connection.execute(tables.META, ("schema",)).fetchone()[0]
        if found != tables.SCHEMA_VERSION:
            raise IndexUnusable(
                f"{self.path} has schema {found}, this orepact makes {tables.SCHEMA_VERSION}; "
                "rebuild the index from the ledger"
            )
