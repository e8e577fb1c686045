"""
The append-only ledger: everything that was ever said, read, judged and concluded.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.errors import UnknownEngine
from kg.ledger.database import Database
from kg.ledger.ledger import Ledger
from kg.ledger.sqlite import SqliteDatabase

FILE_NAME: Final = "ledger.db"


def open_sqlite(location: str) -> Database:
    """
    A file in a data folder.
    """
    return SqliteDatabase(Path(location) / FILE_NAME)


def open_postgresql(location: str) -> Database:
    """
    A database by its URL.
    """
    from kg.ledger.postgres import PostgresDatabase  # noqa: PLC0415 - a driver that few deployments install

    return PostgresDatabase(location)


# How a ledger is opened, by engine; one contract test runs over every row.
LEDGERS: Final[dict[str, Callable[[str], Database]]] = {
    "sqlite": open_sqlite,
    "postgresql": open_postgresql,
}


def open_ledger(data: Path, url: str = "") -> Ledger:
    """
    The ledger of a deployment, made when it is not there yet.

    Args:
        data: the folder that holds all data; without a URL the ledger is `ledger.db` in it.
        url: instead, of a database; its scheme is a key of `LEDGERS`.

    Raises:
        UnknownEngine: no engine of that scheme.
        LedgerTooNew: a newer Orepact wrote it.
        LedgerDamaged: it cannot be read.
        LedgerBusy: another process kept it locked.
    """
    engine = url.partition(":")[0] if url else "sqlite"
    if engine not in LEDGERS:
        raise UnknownEngine(f"there is no ledger engine {engine!r}; use a URL of {', '.join(LEDGERS)}, or none")
    return Ledger(LEDGERS[engine](url or str(data)))
