"""
Connections to PostgreSQL, and to what speaks its protocol, for whoever keeps something there.

Readers see one state (REPEATABLE READ). There is one writer at a time, whatever machine it is on: it holds an advisory
lock from before its transaction until after its commit.
"""

import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kg.connections import IdleConnections
from kg.errors import KgError

Connection = psycopg.Connection[tuple[Any, ...]]

WAITING: Final = {"connect_timeout": 10, "tcp_user_timeout": 30_000}
"""Seconds for a server to let us in, milliseconds for one to take what it is sent; libpq waits for ever."""


class Postgres:
    """
    One database by its URL; any number of threads may share it.
    """

    def __init__(
        self, url: str, *, lock: int, busy: Callable[[], KgError], busy_seconds: float = 10.0, greeting: str = ""
    ) -> None:
        """
        Args:
            url: `postgresql://user:password@host:port/database`, with whatever libpq understands behind it.
            lock: number of the writer's advisory lock; all who write the same thing use the same.
            busy: makes what is raised where another process keeps the lock too long.
            greeting: what every new connection is told first.
        """
        self._lock = lock
        self._busy = busy
        self._busy_seconds = busy_seconds
        self._idle: IdleConnections[Connection] = IdleConnections(lambda: connect(url, greeting))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """
        A transaction that sees one state from its first query to its end.
        """
        with self.lent() as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            connection.execute("SELECT 1")  # the state is that of the first query
            try:
                yield connection
            finally:
                if not connection.closed:
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """
        The write transaction, under the one writer's lock; commits when left, rolls back on an error.
        """
        with self.lent() as connection, self.writer(connection):
            connection.execute("BEGIN")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if not connection.closed:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def writer(self, connection: Connection) -> Iterator[None]:
        """
        The writer's lock, outside a transaction.

        Raises:
            KgError: `busy`, where another process kept it too long.
        """
        try:
            connection.execute(f"SET lock_timeout = {int(self._busy_seconds * 1000)}")
            connection.execute("SELECT pg_advisory_lock(%s)", (self._lock,))
        except psycopg.errors.LockNotAvailable as error:
            raise self._busy() from error
        try:
            yield
        finally:
            if not connection.closed:
                connection.execute("SELECT pg_advisory_unlock(%s)", (self._lock,))

    def prepare(self, prepare: Callable[[Connection], None]) -> None:
        """
        Let somebody make the tables under the writer's lock; where that fails, no connection is kept.
        """
        try:
            with self.lent() as connection, self.writer(connection):
                prepare(connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """
        A connection outside any transaction.
        """
        while is_dead(connection := self._idle.take()):
            connection.close()
        try:
            yield connection
        finally:
            if connection.closed:
                connection.close()
            else:
                self._idle.give_back(connection)

    def close(self) -> None:
        """
        Close every connection that is not lent out.
        """
        self._idle.close()


def connect(url: str, greeting: str) -> Connection:
    """
    A new connection, outside any transaction; what the URL says of waiting goes before `WAITING`.
    """
    parameters = WAITING | conninfo_to_dict(url)
    connection = psycopg.connect(make_conninfo("", **parameters), autocommit=True)
    if greeting:
        connection.execute(greeting)
    return connection


def is_dead(connection: Connection) -> bool:
    """
    Whether the server hung up while nobody used a connection: it says nothing unasked but good-bye.
    """
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
