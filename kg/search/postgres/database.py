"""
The database a remote passage index lies in: its tables made where they are not there yet, and what its errors mean.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import psycopg

from kg.errors import IndexDamaged, IndexUnavailable, IndexUnusable
from kg.postgres import Connection, Postgres
from kg.search.postgres import tables

WRITER_LOCK: Final = 0x0E4EAC8
"""Any number will do that the ledger does not use."""
NO_VECTORS: Final = (
    "the database has no extension 'vector' (pgvector) and this login may not add it; let its owner run "
    "CREATE EXTENSION vector"
)

# Before it, a graph of neighbours gave up after the nearest few, whatever a narrowing left of them.
LEAST_VERSION: Final = (0, 8)


@dataclass(frozen=True, slots=True)
class State:
    """
    What an index says of itself.

    Attributes:
        revision: another number after each change.
        origin: the first change of the ledger that it was made from; empty while it is made from none.
        canary: what tells the embedder that made the vectors.
        is_near: whether vectors are searched by a graph of neighbours.
    """

    position: int
    revision: int
    origin: str
    canary: bytes | None
    is_near: bool


class PassageDatabase:
    """
    The index's tables in the first schema of the search path; any number of threads and processes may share them.
    """

    def __init__(self, url: str, *, busy_seconds: float = 30.0) -> None:
        """
        Raises:
            IndexUnavailable: the server does not answer.
            IndexUnusable: it has no pgvector, or this login may not make tables.
        """
        self._postgres = Postgres(url, lock=WRITER_LOCK, busy=busy, busy_seconds=busy_seconds, greeting=tables.GREETING)
        with told():
            self._postgres.prepare(prepare)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """
        A transaction that sees one state of the index.
        """
        with told(), self._postgres.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """
        The write transaction; readers see all of it or nothing.
        """
        with told(), self._postgres.writing() as connection:
            yield connection

    def start_over(self) -> None:
        """
        Throw the tables away and make empty ones.
        """
        with self.writing() as connection:
            create(connection)

    def close(self) -> None:
        """
        Close every connection that is not lent out.
        """
        self._postgres.close()


def busy() -> IndexUnavailable:
    """
    What a writer is told whom another keeps waiting too long.
    """
    return IndexUnavailable("another process is writing to the passage index; try again when it is done")


def prepare(connection: Connection) -> None:
    """
    Make the tables where there are none, or those of another program version; the writer's lock is held.

    Raises:
        IndexUnusable: the server has no pgvector, or too old a one.
    """
    if not connection.execute(tables.EXTENSION).fetchone():
        try:
            connection.execute(tables.CREATE_EXTENSION)
        except psycopg.Error as error:
            raise IndexUnusable(f"{NO_VECTORS} ({error})") from error
        connection.execute(tables.GREETING)
    found = connection.execute(tables.EXTENSION).fetchall()[0][0]
    if tuple(int(part) for part in found.split(".")[:2]) < LEAST_VERSION:
        raise IndexUnusable(
            f"pgvector {found} is too old, 0.8 is needed; let its owner run ALTER EXTENSION vector UPDATE"
        )
    is_there = connection.execute(tables.HAS_STATE).fetchall()[0][0]
    if not is_there or connection.execute(tables.SCHEMA).fetchall() != [(tables.SCHEMA_VERSION,)]:
        with connection.transaction():
            create(connection)


def create(connection: Connection) -> None:
    """
    Make empty tables in place of whatever is there; a projection loses nothing by it.
    """
    connection.execute(tables.DROP)
    connection.execute(tables.TABLES)
    connection.execute(tables.INSERT_STATE, (tables.SCHEMA_VERSION,))


def state_of(connection: Connection) -> State:
    """
    What the index says of itself in this transaction.
    """
    return State(*connection.execute(tables.STATE).fetchall()[0])


@contextmanager
def told() -> Iterator[None]:
    """
    Inside, an error of the database is told as one of the index.
    """
    try:
        yield
    except psycopg.OperationalError as error:
        raise IndexUnavailable(f"the server of the passage index does not answer ({error}); is it up?") from error
    except psycopg.errors.ProgrammingError as error:
        raise IndexDamaged(f"the tables of the passage index are not as they were made ({error})") from error
    except psycopg.Error as error:
        raise IndexUnusable(f"the passage index cannot be used ({error})") from error
