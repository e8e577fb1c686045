"""
The append-only ledger: everything that was ever said, read, judged and concluded.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.ledger.database import Database
from kg.ledger.ledger import Ledger
from kg.ledger.sqlite import SqliteDatabase

FILE_NAME: Final = "ledger.db"

# How the ledger of a data folder is opened, by engine; one contract test runs over every row.
LEDGERS: Final[dict[str, Callable[[Path], Database]]] = {
    "sqlite": lambda folder: SqliteDatabase(folder / FILE_NAME),
}


def open_ledger(data: Path, engine: str = "sqlite") -> Ledger:
    """
    The ledger of a data folder, made when it is not there yet.

    Args:
        data: the folder that holds all data; the ledger is `ledger.db` in it.
        engine: a key of `LEDGERS`.

    Raises:
        LedgerTooNew: a newer Orepact wrote it.
        LedgerDamaged: its file cannot be read.
        LedgerBusy: another process kept it locked.
    """
    return Ledger(LEDGERS[engine](data))
