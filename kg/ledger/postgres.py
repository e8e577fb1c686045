"""
The ledger in PostgreSQL, and in what speaks its protocol: tables in the first schema of the search path.

The writer's lock is held until after the commit, so positions are assigned in the order in which they become visible.
Durability is the server's: leave `synchronous_commit` on.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

import psycopg

from kg.errors import LedgerBusy, LedgerUnavailable
from kg.ledger import statements
from kg.ledger.connections import indexes_of, missing_tables
from kg.postgres import Connection, Postgres

WRITER_LOCK: Final = 0x0E4EAC7
"""Any number will do, as long as every writer of this ledger uses the same."""

GUARD: Final = """
    CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the ledger is append-only: no % on %', TG_OP, TG_TABLE_NAME; END $$"""
TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
GUARDED: Final = """
    SELECT COUNT(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND t.tgname LIKE '%_append_only' AND t.tgenabled <> 'D'"""


class PostgresSession:
    """
    A session over one connection.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """
        All rows a query gives.
        """
        return self.connection.execute(translated(statement), parameters).fetchall()

    def append(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """
        Run an INSERT once for each row.
        """
        with self.connection.cursor() as cursor:
            cursor.executemany(translated(statement), rows)


class PostgresDatabase:
    """
    One ledger in a PostgreSQL database; made with its tables when they are not there yet.
    """

    def __init__(self, url: str, *, busy_seconds: float = 10.0) -> None:
        """
        Args:
            url: `postgresql://user:password@host:port/database`, with whatever libpq understands behind it.

        Raises:
            LedgerUnavailable: the server does not answer.
            LedgerTooNew: the ledger's schema is newer than this program.
            LedgerDamaged: the tables there are somebody else's.
        """
        self._postgres = Postgres(url, lock=WRITER_LOCK, busy=busy, busy_seconds=busy_seconds)
        with told():
            self._postgres.prepare(prepare)

    @contextmanager
    def reading(self) -> Iterator[PostgresSession]:
        """
        A transaction that sees one state from its first query to its end.
        """
        with told(), self._postgres.reading() as connection:
            yield PostgresSession(connection)

    @contextmanager
    def writing(self) -> Iterator[PostgresSession]:
        """
        The write transaction, under the one writer's lock.
        """
        with told(), self._postgres.writing() as connection:
            yield PostgresSession(connection)

    def check(self) -> tuple[str, ...]:
        """
        Whether every table can be read and is still guarded against change.
        """
        complaints = []
        with told(), self._postgres.lent() as connection:
            for table in statements.TABLES:
                try:
                    connection.execute(translated(f"SELECT COUNT(*) FROM {table}"))  # noqa: S608 - a name of ours
                except psycopg.Error as error:
                    complaints.append(f"{table}: {error}")
            guarded = connection.execute(GUARDED).fetchone()
        if guarded is None or guarded[0] != len(statements.TABLES):
            complaints.append("a table of the ledger lost its guard against change")
        return tuple(complaints)

    def close(self) -> None:
        """
        Close every connection that is not lent out.
        """
        self._postgres.close()


@contextmanager
def told() -> Iterator[None]:
    """
    Inside, a server that does not answer is told as the ledger's.
    """
    try:
        yield
    except psycopg.OperationalError as error:
        raise LedgerUnavailable(f"the server of the ledger does not answer ({error}); is it up?") from error


def busy() -> LedgerBusy:
    """
    What a writer is told whom another keeps waiting too long.
    """
    return LedgerBusy("another process is writing to the ledger; try again when it is done")


@lru_cache(maxsize=1024)
def translated(statement: str) -> str:
    """
    A statement with its parameters as this driver writes them; none of ours holds a question mark in a string.

    >>> translated("SELECT 1 WHERE 5 % 2 = ?")
    'SELECT 1 WHERE 5 %% 2 = %s'
    """
    return statement.replace("%", "%%").replace("?", "%s")


def prepare(connection: Connection) -> None:
    """
    Make the tables where there are none; refuse a ledger newer than this program. The writer's lock is held.

    Raises:
        LedgerTooNew: the ledger's schema is newer.
        LedgerDamaged: the tables are those of something else.
    """
    names = {row[0] for row in connection.execute(TABLES)}
    missing = missing_tables(names, lambda: first_of(connection, statements.SCHEMA), "the database")
    if missing:
        with connection.transaction():
            create(connection, missing)


def create(connection: Connection, tables: Collection[str]) -> None:
    """
    Make tables with their indexes and guards, and note this program's schema.
    """
    connection.execute(GUARD)
    for table in tables:
        connection.execute(f"CREATE TABLE {table} ({statements.TABLES[table]})")
        connection.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()"
        )
    for index, on in indexes_of(tables).items():
        connection.execute(f"CREATE INDEX {index} ON {on}")
    now = first_of(connection, "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')")
    connection.execute(translated(statements.INSERT_SCHEMA), (statements.SCHEMA_VERSION, now))


def first_of(connection: Connection, statement: str) -> Any:
    """
    The one value that a query gives.
    """
    row = connection.execute(translated(statement)).fetchone()
    assert row is not None
    return row[0]
