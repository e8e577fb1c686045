"""
What a body of documents claims to cover: inside it an empty result means *none*, outside it *not covered*.

The statement is Turtle, so that whoever adds documents can say what they reach; one ships with the corpus.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.entailment import TYPE
from kg.sparql.lexer import Kind, tokens
from kg.triples import Literal, Triple
from ontology.namespaces import ONTOLOGY, OWL, RDFS
from ontology.values.dates import UnknownDate, parse_edtf

STATEMENT: Final = f"{ONTOLOGY}Coverage"
CONTESTED: Final = "contested"
"How the ontology begins the name of a contested form: what is contested of `signedOn` is `contestedSignedOn`."
DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}")
"How the question engine writes a day, a month or a year."


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    One coverage statement.

    Attributes:
        label: its name, as shown beside an answer.
        first: first day of events covered; `None` for no beginning.
        last: last day of events covered, the horizon; `None` for no end.
        relations: IRIs of the relations covered; empty for all.
        exclusions: what is left out, in words for readers.
        version: as the statement numbers itself.
    """

    label: str
    first: date | None
    last: date | None
    relations: frozenset[str]
    exclusions: tuple[str, ...]
    version: str = ""

    @property
    def text(self) -> str:
        """
        The statement in a line: its name, version and period.

        >>> Coverage("Our files", date(2022, 1, 1), date(2026, 10, 5), frozenset(), (), "2").text
        'Our files, version 2: events from 2022-01-01 until 2026-10-05'
        """
        name = self.label + (f", version {self.version}" if self.version else "")
        begins = f" from {self.first.isoformat()}" if self.first else ""
        ends = f" until {self.last.isoformat()}" if self.last else ""
        return f"{name}: events{begins}{ends}" if begins or ends else name

    def covers(self, sparql: str) -> bool:
        """
        Whether a query asks only for what is covered: no day outside the period, no relation left out.

        Args:
            sparql: a query that the question engine wrote; a relation that the statement does not know of counts as
                left out only if it is one of the ontology's own.
        """
        for token in tokens(sparql):
            text = sparql[token.start : token.end]
            if token.kind is Kind.STRING and DATE.fullmatch(text[1:-1]) and not self.reaches(text[1:-1]):
                return False
            if token.kind is Kind.IRI and self.relations and not self.knows(text[1:-1]):
                return False
        return True

    def reaches(self, edtf: str) -> bool:
        """
        Whether a date overlaps the period; what is no date is not judged.
        """
        try:
            when = parse_edtf(edtf)
        except UnknownDate:
            return True
        too_late = self.last is not None and when.earliest is not None and when.earliest > self.last
        too_early = self.first is not None and when.latest is not None and when.latest < self.first
        return not (too_late or too_early)

    def knows(self, iri: str) -> bool:
        """
        Whether an IRI is a covered relation, or no relation at all: relations begin with a small letter. What is
        contested about a covered relation is covered with it.
        """
        local = iri.removeprefix(ONTOLOGY)
        form = local.removeprefix(CONTESTED)
        plain = form[:1].lower() + form[1:] if form != local else local
        return local == iri or not local[:1].islower() or not self.relations.isdisjoint({iri, ONTOLOGY + plain})


def read_coverage(triples: Iterable[Triple]) -> Coverage | None:
    """
    The coverage statement among some triples; `None` where there is none.
    """
    told = tuple(triples)
    subject = next((s for s, p, value in told if p == TYPE and value == STATEMENT), None)
    if subject is None:
        return None
    about = [(p, value) for s, p, value in told if s == subject]

    def literals(predicate: str) -> tuple[str, ...]:
        return tuple(value.value for p, value in about if p == predicate and isinstance(value, Literal))

    def day(predicate: str) -> date | None:
        return next((parse_edtf(each).earliest for each in literals(predicate)), None)

    return Coverage(
        next(iter(literals(f"{RDFS}label")), subject),
        day(f"{ONTOLOGY}coversFrom"),
        day(f"{ONTOLOGY}coversUntil"),
        frozenset(value for p, value in about if p == f"{ONTOLOGY}coversRelation" and isinstance(value, str)),
        tuple(sorted(literals(f"{ONTOLOGY}notCovered"))),
        next(iter(literals(f"{OWL}versionInfo")), ""),
    )
