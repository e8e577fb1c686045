"""
Queries to start with, kept as SHACL executables in `examples.ttl`: page, tests and clients read the same ones.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from kg.stores.triple_files import read_triples
from kg.triples import Literal, Term, Triple
from ontology.namespaces import RDFS, SCHEMA

SH: Final = "http://www.w3.org/ns/shacl#"
QUERIES: Final = tuple(f"{SH}{form}" for form in ("select", "ask", "construct"))
FILE: Final = Path(str(resources.files("kg.sparql") / "examples.ttl"))


@dataclass(frozen=True, slots=True)
class Example:
    """
    A query to start with, complete with its prefixes.
    """

    title: str
    sparql: str


def read_examples(triples: Iterable[Triple] | None = None) -> tuple[Example, ...]:
    """
    The examples in the order of their positions.

    Args:
        triples: instead of those of `examples.ttl`.

    >>> read_examples()[0].title
    'Agreements that cover gallium, with their status'
    """
    about: defaultdict[str, dict[str, Term]] = defaultdict(dict)
    for subject, predicate, value in read_triples([FILE]) if triples is None else triples:
        about[subject][predicate] = value
    placed = sorted(
        (int(text(told[f"{SCHEMA}position"])), text(told[f"{RDFS}label"]), text(told[query]))
        for told in about.values()
        for query in QUERIES
        if query in told
    )
    return tuple(Example(title, sparql) for _, title, sparql in placed)


def text(term: Term) -> str:
    """
    What a literal says.
    """
    return term.value if isinstance(term, Literal) else term
