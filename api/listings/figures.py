"""
The figures that tell of one thing: shares in per cent with year and source, as reference data and documents give them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from api.listings.facts import Facts, Thing
from kg.triples import Literal
from ontology.namespaces import DCT

ENDS: Final = ("supplier", "importer", "ofMineral", "inProduct")
"What a figure connects; whichever is not the thing itself tells the figures of one page apart."

WHOLE: Final = 100.0
OPERATORS: Final = {"~": "about", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """
    One share.

    Attributes:
        others: what the figure connects the thing with.
        measure: what it is a share of.
        percent: as stated; figures that contradict each other stand side by side.
        operator: in words, as `more than`; empty where it is stated plainly.
        width: of its bar, 0 to 100.
    """

    iri: str
    others: tuple[Thing, ...]
    measure: str
    percent: str
    operator: str
    width: float
    year: str
    source: Thing


def figures_of(facts: Facts, iri: str, today: date) -> tuple[FigureRow, ...]:
    """
    The figures of the latest year for each thing measured, the largest first; forecasts stand beside what has been.
    """
    found: dict[tuple[object, ...], list[FigureRow]] = {}
    for node in sorted({node for end in ENDS for node in facts.sources_of(iri, end)}):
        row = figure_row(facts, node, iri)
        if row is not None:
            found.setdefault((row.others, row.measure, row.year > str(today.year)), []).append(row)
    latest = (row for rows in found.values() for row in rows if row.year == max(each.year for each in rows))
    return tuple(sorted(latest, key=lambda row: (-row.width, row.measure, [each.label for each in row.others])))


def figure_row(facts: Facts, node: str, iri: str) -> FigureRow | None:
    """
    A figure as a row of the page of one thing; nothing for one that is no share.
    """
    percent, types = facts.value(node, "percent"), facts.types(node)
    if not percent or not types:
        return None
    operator = facts.value(node, "percentOperator")
    sources = [value for value in facts.said(node).get(f"{DCT}source", ()) if not isinstance(value, Literal)]
    others = tuple(thing for end in ENDS for thing in facts.things(node, end) if thing.iri != iri)
    return FigureRow(
        node,
        others,
        types[0].label,
        percent,
        OPERATORS.get(operator, operator),
        min(float(percent), WHOLE),
        facts.value(node, "year"),
        facts.thing(sources[0]) if sources else Thing("", ""),
    )
