"""
The ledger's door to SQLite: one file in WAL mode, flushed to the disk at every commit.

Measured with 64-bit Linux and SQLite 3.40: `synchronous=FULL` makes one fdatasync a commit, whatever the number of
documents in it.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kg.connections import IdleConnections
from kg.errors import LedgerBusy, LedgerDamaged
from kg.ledger import statements
from kg.ledger.connections import indexes_of, missing_tables

# At the default of 1 000 pages every third document at 100 000 claims paid for a checkpoint (measured).
CHECKPOINT_PAGES: Final = 8_000
CACHE_KILOBYTES: Final = 32_000


class SqliteSession:
    """
    A session over one connection.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """
        All rows a query gives.
        """
        return self.connection.execute(statement, parameters).fetchall()

    def append(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """
        Run an INSERT once for each row.
        """
        self.connection.executemany(statement, rows)


class SqliteDatabase:
    """
    One ledger file; made with its tables when it is not there yet.
    """

    def __init__(self, path: Path, *, busy_seconds: float = 10.0) -> None:
        self.path = path
        self._idle = IdleConnections(lambda: connect(path, busy_seconds))
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._lent() as connection:
            prepare(connection, path)

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        """
        A read transaction: one state from its first query to its end.
        """
        with self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield SqliteSession(connection)
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[SqliteSession]:
        """
        The write transaction, under the file's one writer lock.
        """
        with self._lent() as connection:
            begin_writing(connection, self.path)
            try:
                yield SqliteSession(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def check(self) -> tuple[str, ...]:
        """
        SQLite's own integrity check.
        """
        with self._lent() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        return () if found == ["ok"] else tuple(found)

    def close(self) -> None:
        """
        Close every connection that is not lent out.
        """
        self._idle.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        connection = self._idle.take()
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise busy(self.path) from error
            raise
        except sqlite3.DatabaseError as error:
            if type(error) is sqlite3.DatabaseError:
                raise damaged(self.path, error) from error
            raise
        finally:
            self._idle.give_back(connection)


def connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """
    A connection whose transactions we begin and end ourselves.

    Raises:
        LedgerDamaged: the file is no SQLite database.
    """
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA cache_size=-{CACHE_KILOBYTES}")
    except sqlite3.DatabaseError as error:
        connection.close()
        if "locked" in str(error):
            raise busy(path) from error
        raise damaged(path, error) from error
    return connection


def begin_writing(connection: sqlite3.Connection, path: Path) -> None:
    """
    Take the writer's lock.

    Raises:
        LedgerBusy: another process kept it too long.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise busy(path) from error


def busy(path: Path) -> LedgerBusy:
    """
    The error that says who is in the way and what to do.
    """
    return LedgerBusy(f"another process is writing to {path}; try again when it is done, or stop it")


def damaged(path: Path, error: sqlite3.DatabaseError) -> LedgerDamaged:
    """
    The error that says which file cannot be read and what to do.
    """
    return LedgerDamaged(f"{path} cannot be read as a ledger ({error}); restore it from a copy or name another folder")


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """
    Make the tables where there are none; refuse a ledger newer than this program.

    Raises:
        LedgerTooNew: the ledger's schema is newer.
        LedgerDamaged: the file is a database of something else.
    """
    if missing_in(connection, path):
        begin_writing(connection, path)
        create(connection, missing_in(connection, path))
        connection.execute("COMMIT")


def missing_in(connection: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """
    The tables this program has and the file has not; none when another process was quicker to make them.
    """
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return missing_tables(names, lambda: int(connection.execute(statements.SCHEMA).fetchone()[0]), str(path))


def create(connection: sqlite3.Connection, tables: Collection[str]) -> None:
    """
    Make tables with their indexes and guards, and note this program's schema.
    """
    for table in tables:
        connection.execute(f"CREATE TABLE {table} ({statements.TABLES[table]})")
        for verb in ("UPDATE", "DELETE"):
            connection.execute(guard(table, verb))
    for index, on in indexes_of(tables).items():
        connection.execute(f"CREATE INDEX {index} ON {on}")
    if tables:
        now = connection.execute("SELECT strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', 'now')").fetchone()[0]
        connection.execute(statements.INSERT_SCHEMA, (statements.SCHEMA_VERSION, now))


def guard(table: str, verb: str) -> str:
    """
    The trigger that refuses to change what was said.
    """
    return f"""CREATE TRIGGER {table}_never_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no {verb} on {table}'); END"""
