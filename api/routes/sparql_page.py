"""
What the SPARQL page shows besides the box: queries to start with, and a result as a table.
"""

from dataclasses import dataclass
from typing import Final

import orjson

from kg.sparql.examples import read_examples
from ontology.namespaces import BASE

ROWS_SHOWN: Final = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One term of a result, as shown.
    """

    text: str
    iri: str


@dataclass(frozen=True, slots=True)
class Table:
    """
    A result as shown: rows under columns, or text as it is.

    Attributes:
        total: how many rows there are, shown or not.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    text: str = ""


def table_of(body: bytes, media_type: str | None) -> Table:
    """
    A result in SPARQL JSON as a table; anything else as text.
    """
    if media_type is None or "json" not in media_type:
        return Table(text=body.decode())
    result = orjson.loads(body)
    if "boolean" in result:
        return Table(text="true" if result["boolean"] else "false")
    columns = tuple(result["head"]["vars"])
    bindings = result["results"]["bindings"]
    rows = tuple(tuple(cell_of(row.get(name)) for name in columns) for row in bindings[:ROWS_SHOWN])
    return Table(columns, rows, len(bindings))


def cell_of(term: dict[str, str] | None) -> Cell:
    """
    One term; an IRI of ours is shown by its last part.
    """
    if term is None:
        return Cell("", "")
    if term["type"] != "uri":
        return Cell(term["value"], "")
    return Cell(term["value"].removeprefix(BASE), term["value"])


EXAMPLES: Final = read_examples()
