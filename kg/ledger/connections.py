"""
What the doors of all engines share: which tables a ledger still lacks.
"""

from collections.abc import Callable, Collection
from typing import Final

from kg.errors import LedgerDamaged, LedgerTooNew
from kg.ledger import statements

VERSIONS: Final = "schema_versions"


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
