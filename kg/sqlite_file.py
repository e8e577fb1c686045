"""
One small SQLite file of the data folder, for state of a deployment that is no claim: what is watched, who is told.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class SqliteFile:
    """
    One file with its tables, made where it is not there yet; any number of threads may share it.
    """

    def __init__(self, path: Path, tables: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.executescript(tables)

    def close(self) -> None:
        """
        Let go of the file.
        """
        with self._lock:
            self._connection.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """
        Everything written inside is written at once, or after an error not at all.
        """
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """
        What a query brings.
        """
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """
        Run a statement that writes; how many rows it touched.
        """
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    def run_each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """
        Run a statement once for each row.
        """
        with self._lock:
            self._connection.executemany(statement, rows)

    def put(self, table: str, values: Sequence[Any]) -> int:
        """
        Write a row of a table, in place of one with the same key; the number SQLite gave it.

        Args:
            table: a name of ours, never anything typed.
        """
        marks = ", ".join("?" * len(values))
        with self._lock:
            statement = f"INSERT OR REPLACE INTO {table} VALUES ({marks})"  # noqa: S608 - a name of ours
            return int(self._connection.execute(statement, values).lastrowid or 0)
