"""
What the ledger asks of a database: sessions that read one consistent state, and one writer at a time.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Session(Protocol):
    """
    One transaction; every statement in it sees the same state and its own writes.
    """

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """
        All rows a query gives.
        """
        ...

    def append(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """
        Run an INSERT once for each row.
        """
        ...


class Database(Protocol):
    """
    A store of rows that keeps what it acknowledged: leaving `writing()` without an error means it is on the disk.
    """

    def reading(self) -> AbstractContextManager[Session]:
        """
        A session that only reads; any number at once, in any thread, also beside a writer.
        """
        ...

    def writing(self) -> AbstractContextManager[Session]:
        """
        The one session that writes; commits when left, rolls back on an error.

        Raises:
            LedgerBusy: another process kept the writer's lock too long.
        """
        ...

    def check(self) -> tuple[str, ...]:
        """
        What the engine itself finds wrong with its files; empty when sound.
        """
        ...

    def close(self) -> None:
        """
        Let go of the files; sessions must be left by then.
        """
        ...
