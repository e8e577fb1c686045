"""
What the SPARQL page shows besides the box: queries to start with, and a result as a table.
"""

from dataclasses import dataclass
from typing import Final

import orjson

from ontology.namespaces import BASE, ONTOLOGY, PREFIXES

ROWS_SHOWN: Final = 500
ORE: Final = f"PREFIX ore: <{ONTOLOGY}>\nPREFIX rdfs: <{PREFIXES['rdfs']}>\n"


@dataclass(frozen=True, slots=True)
class Example:
    """
    A query to start with.
    """

    title: str
    sparql: str


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


EXAMPLES: Final = (
    Example(
        "Agreements that cover gallium, with their status",
        f"""{ORE}
SELECT ?agreement ?name ?status WHERE {{
  ?agreement a ore:Agreement ; rdfs:label ?name ; ore:coversMineral ?mineral .
  ?mineral rdfs:label "gallium"@en .
  OPTIONAL {{ ?agreement ore:status ?status }}
}} ORDER BY ?name""",
    ),
    Example(
        "Promises that are overdue",
        f"""{ORE}
SELECT ?agreement ?due WHERE {{
  ?promise a ore:Commitment ; ore:concerns ?agreement ; ore:dueOn ?due ; ore:commitmentState "overdue" .
}} ORDER BY ?due""",
    ),
    Example(
        "Who said that an agreement was signed, with the sentence",
        f"""{ORE}PREFIX prov: <{PREFIXES["prov"]}>
PREFIX dct: <{PREFIXES["dct"]}>
SELECT ?agreement ?quote ?publisher WHERE {{
  GRAPH ?document {{
    ?claim ore:claimRelation ore:status ; ore:claimSubject ?agreement ; ore:quote ?quote .
    ?claim ore:claimObject <{BASE}status/signed> .
    ?document dct:publisher ?publisher .
  }}
}} LIMIT 20""",
    ),
    Example(
        "How many agreements of each kind",
        f"""{ORE}
SELECT ?kind (COUNT(DISTINCT ?agreement) AS ?agreements) WHERE {{
  ?agreement a ore:Agreement , ?class .
  ?class rdfs:subClassOf ore:Agreement ; rdfs:label ?kind .
}} GROUP BY ?kind ORDER BY DESC(?agreements)""",
    ),
)
