"""
Promises with a day: who, what, by when, and what became of them.
"""

from dataclasses import dataclass

from api.listings.facts import Facts, Thing
from ontology.namespaces import ENTITIES
from ontology.values.dates import UnknownDate, parse_edtf


@dataclass(frozen=True, slots=True)
class Promise:
    """
    One promise as judged on a day.

    Attributes:
        due: the day it is due, EDTF; or a duration that nothing tells the start of.
        state: `pending`, `met`, `overdue`, `overtaken` or `unknown`.
        days_late: days between the day due and the day met; 0 where met in time or not met.
    """

    id: str
    concerns: Thing | None
    promised_by: tuple[Thing, ...]
    made: str
    due: str
    state: str
    met_on: str
    days_late: int


def promise_at(facts: Facts, entity_id: str) -> Promise | None:
    """
    One promise, or nothing where the id is none.
    """
    iri = ENTITIES + entity_id
    if not facts.is_a(iri, "Commitment"):
        return None
    return Promise(
        entity_id,
        next(iter(facts.things(iri, "concerns")), None),
        facts.things(iri, "promisedBy"),
        facts.value(iri, "promisedOn"),
        facts.value(iri, "dueOn"),
        facts.value(iri, "commitmentState"),
        facts.value(iri, "metOn"),
        days_between(facts.value(iri, "dueOn"), facts.value(iri, "metOn")),
    )


def days_between(due: str, met: str) -> int:
    """
    How many days past the last day due something was met; 0 where it was not late, or a day is missing.

    >>> days_between("2026-03-06", "2026-04-24"), days_between("P30D", "2026-04-24")
    (49, 0)
    """
    try:
        last, day = parse_edtf(due).latest, parse_edtf(met).earliest
    except UnknownDate:
        return 0
    return max((day - last).days, 0) if last and day else 0


def list_promises(facts: Facts, state: str = "", concerns: str = "") -> list[Promise]:
    """
    The promises, latest day due first.

    Args:
        state: only these.
        concerns: only those about the agreement with this id.
    """
    return [
        each
        for each in facts.made(all_promises)
        if (not state or each.state == state) and (not concerns or (each.concerns and each.concerns.id == concerns))
    ]


def all_promises(facts: Facts) -> tuple[Promise, ...]:
    """
    The list of all.
    """
    every = [promise_at(facts, iri.removeprefix(ENTITIES)) for iri in facts.members("Commitment")]
    by_id = sorted((each for each in every if each), key=lambda each: each.id)
    return tuple(sorted(by_id, key=lambda each: each.due, reverse=True))
