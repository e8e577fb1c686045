"""
Search over passages: every kind of index, and how to open one.
"""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.errors import IndexUnusable
from kg.search.index import PassageIndex
from kg.search.sqlite import SqlitePassageIndex
from kg.text import Embedder

logger = logging.getLogger(__name__)

FOLDER: Final = "index"
FILE_NAME: Final = "passages.db"

# How the index of a data folder is opened, by kind; one contract test runs over every row.
INDEXES: Final[dict[str, Callable[[Path, Embedder | None], PassageIndex]]] = {
    "sqlite": lambda folder, embedder: SqlitePassageIndex(folder / FOLDER / FILE_NAME, embedder),
    "approximate": lambda folder, embedder: SqlitePassageIndex(folder / FOLDER / FILE_NAME, embedder, exact_up_to=0),
}


def open_index(data: Path, embedder: Embedder | None = None, kind: str = "sqlite") -> PassageIndex:
    """
    The passage index of a data folder, made empty when it is not there yet.

    Args:
        data: the folder that holds all data; the index lies in its folder `index`, which may be deleted at any time
            while no process uses it.
        embedder: who makes the vectors; without one, search is by keyword alone and says so.
        kind: a key of `INDEXES`.

    Raises:
        IndexUnusable: its file is damaged or of another schema; delete the folder and rebuild.
    """
    return INDEXES[kind](data, embedder)


def open_or_renew(data: Path, embedder: Embedder | None = None, kind: str = "sqlite") -> PassageIndex:
    """
    The same, with an empty index in place of one that cannot be used: the ledger fills it again.

    Raises:
        IndexUnusable: not even an empty one can be made.
    """
    try:
        return open_index(data, embedder, kind)
    except IndexUnusable:
        logger.warning("the passage index cannot be used and is built anew from the ledger")
        shutil.rmtree(data / FOLDER, ignore_errors=True)
        return open_index(data, embedder, kind)
