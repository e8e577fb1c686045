"""
Agreements as lists and pages show them: who, what kind, where it stands and what is due.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.listings.facts import Facts, IndexedView, Thing
from kg.beliefs.status import status_history
from kg.evidence import Evidence, sentence
from kg.views import Background, context_of
from ontology.namespaces import ENTITIES, STATUSES


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    One agreement as believed on a day.

    Attributes:
        statuses: one code; several where it is contested; none where nothing is known.
        deadline: the next or last day something is due; empty where there is none.
        contested_announced_on: the days that sources tell against each other; `announced_on` is empty then.
        contested_signed_on: the same for `signed_on`.
        latest: the latest of its days, by which lists are sorted.
    """

    id: str
    label: str
    kinds: tuple[Thing, ...]
    parties: tuple[Thing, ...]
    minerals: tuple[Thing, ...]
    statuses: tuple[str, ...]
    is_contested: bool
    announced_on: str
    signed_on: str
    deadline: str
    contested_announced_on: tuple[str, ...] = ()
    contested_signed_on: tuple[str, ...] = ()

    @property
    def latest(self) -> str:
        """
        The latest of its days as text that sorts; empty where none is known.
        """
        contested = (*self.contested_announced_on, *self.contested_signed_on)
        return max(self.announced_on, self.signed_on, self.deadline, *contested)


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """
    What a list is narrowed to; names are looked for in ids and labels, whatever their case.
    """

    status: str = ""
    kind: str = ""
    party: str = ""
    mineral: str = ""

    def fits(self, agreement: Agreement) -> bool:
        """
        Whether an agreement is wanted.
        """
        return (
            (not self.status or self.status in agreement.statuses)
            and (not self.kind or any(self.kind in (kind.id, kind.label) for kind in agreement.kinds))
            and named(self.party, agreement.parties)
            and named(self.mineral, agreement.minerals)
        )


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """
    One status on one day with its sentences.
    """

    day: date
    edtf: str
    status: str
    evidence: tuple[Evidence, ...]


def named(wanted: str, things: Sequence[Thing]) -> bool:
    """
    Whether one of the things is meant by a name or an id; always, where no name is given.

    >>> named("japan", [Thing("https://orepact.example/entities/state:japan", "Japan")])
    True
    """
    plain = wanted.casefold().strip()
    return not plain or any(plain in (thing.id.casefold(), thing.label.casefold()) for thing in things)


def agreement_at(facts: Facts, entity_id: str) -> Agreement | None:
    """
    One agreement, or nothing where the id is none.
    """
    iri = ENTITIES + entity_id
    if not facts.is_a(iri, "Agreement"):
        return None
    contested = facts.values(iri, "contestedStatus")
    statuses = [
        status.removeprefix(STATUSES)
        for status in (*facts.values(iri, "status"), *contested)
        if isinstance(status, str)
    ]
    return Agreement(
        entity_id,
        facts.label(iri),
        facts.types(iri),
        facts.things(iri, "hasParty"),
        facts.things(iri, "coversMineral"),
        tuple(dict.fromkeys(statuses)),
        bool(contested),
        facts.value(iri, "announcedOn"),
        facts.value(iri, "signedOn"),
        max((facts.thing(value).label for value in facts.values(iri, "deadline")), default=""),
        tuple(facts.thing(value).label for value in facts.values(iri, "contestedAnnouncedOn")),
        tuple(facts.thing(value).label for value in facts.values(iri, "contestedSignedOn")),
    )


def list_agreements(facts: Facts, wanted: AgreementFilter) -> list[Agreement]:
    """
    The agreements that fit, latest day first, those without a day last; equal ones by id, so that cursors are stable.
    """
    return [each for each in facts.made(all_agreements) if wanted.fits(each)]


def all_agreements(facts: Facts) -> tuple[Agreement, ...]:
    """
    The list of all.
    """
    every = [agreement_at(facts, iri.removeprefix(ENTITIES)) for iri in facts.members("Agreement")]
    by_id = sorted((each for each in every if each), key=lambda each: each.id)
    return tuple(sorted(by_id, key=lambda each: each.latest, reverse=True))


def history_of(indexed: IndexedView, background: Background, entity_id: str, today: date) -> tuple[HistoryStep, ...]:
    """
    The statuses an agreement went through, oldest first, each with its sentences.
    """
    view = indexed.view
    about = {stored.id for stored in indexed.claims_about.get(entity_id, ())}
    context = context_of((each for each in view.testimony if each.id in about), background, today)
    return tuple(
        HistoryStep(
            step.day,
            step.edtf,
            step.status,
            tuple(sentence(view.claims[each.id], "supports") for each in step.testimony),
        )
        for step in status_history(entity_id, context)
    )
