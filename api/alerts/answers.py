"""
What a subscription sees: its answer as things with what is told of each, and how two answers differ.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Protocol

from api.alerts.records import Subscription, Wanted
from api.asking import Told
from api.listings.agreements import AgreementFilter, list_agreements, named
from api.listings.facts import IndexedView
from api.web.pages import status_in_words
from kg.ask.answers import SAID
from kg.evidence import Evidence
from kg.sparql.asking import QueryResult
from ontology.namespaces import ENTITIES

EVIDENCE_SHOWN: Final = 5


class Asked(Protocol):
    """
    What of a service a subscription asks.
    """

    def ask(self, question: str, as_of: None = None, reading: int | None = None) -> Told:
        """
        The answer to a question, in a reading chosen where it was asked back.
        """
        ...

    def query(self, sparql: str, accept: str = "") -> QueryResult:
        """
        The answer to a query.
        """
        ...

    def indexed(self, as_of: None) -> IndexedView:
        """
        What is believed.
        """
        ...


@dataclass(frozen=True, slots=True)
class SeenAnswer:
    """
    An answer as a subscription sees it.

    Attributes:
        things: each thing (an id, an IRI or a value) with what is told of it.
        evidence: sentences of the whole answer, where the way of asking gives them.
        query: the query that a question was answered with; empty where it had no answer.
    """

    things: Mapping[str, str]
    evidence: tuple[Evidence, ...] = ()
    query: str = ""


def answer_of(subscription: Subscription, service: Asked) -> SeenAnswer:
    """
    What a subscription sees now.

    Raises:
        QueryError: its query fails.
    """
    return WAYS[subscription.wanted](subscription, service)


def answer_to_question(subscription: Subscription, service: Asked) -> SeenAnswer:
    """
    The values of an answer, each with its label; a table by its first column; the outcome where there are none.

    Where the question is asked back, it is still meant as it was first read.
    """
    told = service.ask(subscription.text)
    meant = next((each.n for each in told.answer.readings if each.sparql == subscription.query), None)
    if told.answer.outcome not in SAID and meant is not None:
        told = service.ask(subscription.text, reading=meant)
    answer = told.answer
    things = {str(value.value): value.label for value in answer.answers}
    for row in answer.rows:
        cells = [cell.label if cell else "" for cell in row]
        if cells:
            things[cells[0]] = " | ".join(cells[1:]) or cells[0]
    query = answer.sparql if answer.outcome in SAID else subscription.query
    return SeenAnswer(things or {"outcome": answer.outcome.value}, told.evidence, query)


def answer_to_query(subscription: Subscription, service: Asked) -> SeenAnswer:
    """
    The rows of a query by their first column; whether it holds, for ASK.
    """
    result = service.query(subscription.text, "csv")
    rows = list(csv.reader(io.StringIO(result.body.decode())))
    things: dict[str, str] = {}
    for row in rows[1:] if len(rows) > 1 or len(rows[0]) > 1 else rows:
        if row:
            told = " | ".join(row[1:]) or row[0]
            things[row[0]] = f"{things[row[0]]}; {told}" if row[0] in things else told
    return SeenAnswer(things)


def answer_to_filter(subscription: Subscription, service: Asked) -> SeenAnswer:
    """
    The agreements that fit, each with its status and days.
    """
    wanted = subscription.filters
    facts = service.indexed(None).facts
    fitting = AgreementFilter(
        status=wanted.get("status", ""), party=wanted.get("party", ""), mineral=wanted.get("mineral", "")
    )
    things = {}
    for agreement in list_agreements(facts, fitting):
        iri = ENTITIES + agreement.id
        instruments = (*facts.things(iri, "adoptsInstrument"), *facts.things(iri, "considersInstrument"))
        if named(wanted.get("instrument", ""), instruments):
            statuses = " or ".join(map(status_in_words, agreement.statuses)) or "no status"
            days = [
                ("signed", agreement.signed_on or " or ".join(agreement.contested_signed_on)),
                ("announced", agreement.announced_on or " or ".join(agreement.contested_announced_on)),
                ("due", agreement.deadline),
            ]
            told = ", ".join([statuses, *(f"{word} {day}" for word, day in days if day)])
            things[agreement.id] = f"{agreement.label}: {told}"
    return SeenAnswer(things)


WAYS: Final = {
    Wanted.QUESTION: answer_to_question,
    Wanted.SPARQL: answer_to_query,
    Wanted.FILTER: answer_to_filter,
}


def differences(
    before: Mapping[str, str], now: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[str, str]]]:
    """
    What was added, removed and changed between two answers.

    >>> differences({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    ({'c': '4'}, {'a': '1'}, {'b': ('2', '3')})
    """
    added = {thing: told for thing, told in now.items() if thing not in before}
    removed = {thing: told for thing, told in before.items() if thing not in now}
    changed = {thing: (before[thing], told) for thing, told in now.items() if before.get(thing, told) != told}
    return added, removed, changed


def evidence_of(answer: SeenAnswer, things: Iterable[str], service: Asked) -> tuple[dict[str, Any], ...]:
    """
    The sentences for what is new or changed: the answer's own, else those about the things, newest first.
    """
    found = answer.evidence
    if not found:
        indexed = service.indexed(None)
        iris = {thing if thing.startswith(ENTITIES) else ENTITIES + thing for thing in things}
        triples = sorted((triple for triple in indexed.view.origins if triple[0] in iris or triple[2] in iris), key=str)
        found = indexed.finder.evidence_for(triples)
    newest = sorted(found, key=lambda each: each.published, reverse=True)
    return tuple(asdict(each) for each in newest[:EVIDENCE_SHOWN])
