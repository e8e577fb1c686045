"""
What the doors of all engines share: connections that are lent and come back, and which tables a ledger still lacks.
"""

import threading
from collections.abc import Callable, Collection
from typing import Final, Generic, Protocol, TypeVar

from kg.errors import LedgerDamaged, LedgerTooNew
from kg.ledger import statements

VERSIONS: Final = "schema_versions"


class Closable(Protocol):
    """
    What an engine's connection has in common with the others'.
    """

    def close(self) -> None:
        """
        Let go of it.
        """
        ...


Connection = TypeVar("Connection", bound=Closable)


class IdleConnections(Generic[Connection]):
    """
    The connections that nobody uses just now.

    Connections are lent, not bound to threads: a web server's thread pool would otherwise hold one for each thread it
    ever had.
    """

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._idle: list[Connection] = []
        self._lock = threading.Lock()

    def take(self) -> Connection:
        """
        A connection nobody else has, a new one where none is idle.
        """
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        return connection or self._connect()

    def give_back(self, connection: Connection) -> None:
        """
        Let others have it.
        """
        with self._lock:
            self._idle.append(connection)

    def close(self) -> None:
        """
        Close every connection that is not lent out.
        """
        with self._lock:
            while self._idle:
                self._idle.pop().close()


def missing_tables(names: Collection[str], version: Callable[[], int], place: str) -> tuple[str, ...]:
    """
    The tables to be made: all of them in an empty database, in an older ledger those it had not yet.

    Args:
        names: the tables there are.
        version: reads the ledger's schema.
        place: what the ledger is called in errors.

    Raises:
        LedgerTooNew: the ledger's schema is newer than this program.
        LedgerDamaged: the tables there are somebody else's.
    """
    if names and VERSIONS not in names:
        raise LedgerDamaged(f"{place} is a database of something else; name another")
    if names and (found := version()) > statements.SCHEMA_VERSION:
        raise LedgerTooNew(
            f"{place} has schema {found}, this orepact reads up to {statements.SCHEMA_VERSION}; upgrade orepact"
        )
    return tuple(table for table in statements.TABLES if table not in names)


def indexes_of(tables: Collection[str]) -> dict[str, str]:
    """
    The indexes of some tables: name -> what it is on.
    """
    return {name: on for name, on in statements.INDEXES.items() if on.partition(" ")[0] in tables}
