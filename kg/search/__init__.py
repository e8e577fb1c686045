"""
Search over passages: every kind of index, and how to open one.
"""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.errors import IndexUnusable, UnknownEngine
from kg.search.index import PassageIndex
from kg.search.sqlite import SqlitePassageIndex
from kg.text import Embedder

logger = logging.getLogger(__name__)

FOLDER: Final = "index"
FILE_NAME: Final = "passages.db"


def open_sqlite(location: str, embedder: Embedder | None) -> PassageIndex:
    """
    A file in a data folder.
    """
    return SqlitePassageIndex(Path(location) / FOLDER / FILE_NAME, embedder)


def open_postgresql(location: str, embedder: Embedder | None) -> PassageIndex:
    """
    A database by its URL.
    """
    from kg.search.postgres.index import PostgresPassageIndex  # noqa: PLC0415 - a driver that few deployments install

    return PostgresPassageIndex(location, embedder)


# How an index is opened, by engine; one contract test runs over every row.
INDEXES: Final[dict[str, Callable[[str, Embedder | None], PassageIndex]]] = {
    "sqlite": open_sqlite,
    "postgresql": open_postgresql,
}


def open_index(data: Path, embedder: Embedder | None = None, url: str = "") -> PassageIndex:
    """
    The passage index of a deployment, made empty when it is not there yet.

    Args:
        data: the folder that holds all data; without a URL the index lies in its folder `index`, which may be deleted
            at any time while no process uses it.
        embedder: who makes the vectors; without one, search is by keyword alone and says so.
        url: instead, of a database; its scheme is a key of `INDEXES`.

    Raises:
        UnknownEngine: no engine of that scheme.
        IndexUnusable: its file is damaged or of another schema; delete the folder and rebuild. Or the database lacks
            what an index needs.
        IndexUnavailable: the database does not answer.
    """
    engine = url.partition(":")[0] if url else "sqlite"
    if engine not in INDEXES:
        raise UnknownEngine(f"there is no index engine {engine!r}; use a URL of {', '.join(INDEXES)}, or none")
    return INDEXES[engine](url or str(data), embedder)


def open_or_renew(data: Path, embedder: Embedder | None = None, url: str = "") -> PassageIndex:
    """
    The same, with an empty index in place of a file that cannot be used: the ledger fills it again.

    Raises:
        IndexUnusable: not even an empty one can be made.
    """
    try:
        return open_index(data, embedder, url)
    except IndexUnusable:
        if url:
            raise
        logger.warning("the passage index cannot be used and is built anew from the ledger")
        shutil.rmtree(data / FOLDER, ignore_errors=True)
        return open_index(data, embedder)
