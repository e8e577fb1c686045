"""
A person's judgements: held against what is known, and written down.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, Protocol

from api.errors import BadParameter, UnknownAddress
from api.listings.facts import IndexedView
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.ledger.ledger import Ledger
from kg.ledger.reader import LedgerReader
from kg.ledger.records import ON_PAIRS, Judgement, Recorded, StoredClaim, Verdict
from kg.review import CORRECTABLE, RESOLVER, corrected, is_resolver, pair_of
from kg.text import Document
from kg.views import Background
from ontology.namespaces import ENTITIES, ONTOLOGY, STATUSES
from ontology.values.dates import UnknownDate, parse_edtf

READER: Final = "contest@1"


class Reviewed(Protocol):
    """
    What of a service a review uses.
    """

    ledger: Ledger
    background: Background

    @property
    def redirects(self) -> Mapping[str, str]:
        """
        Merged ids, each with the id that took its place.
        """
        ...

    def indexed(self, as_of: None) -> IndexedView:
        """
        What is believed.
        """
        ...

    def catch_up(self) -> bool:
        """
        Project what was written down.
        """
        ...


def claim_at(service: Reviewed, claim_id: str) -> StoredClaim:
    """
    A claim, also one that is withdrawn or rejected.

    Raises:
        UnknownAddress: there is none with this id.
    """
    stored = service.ledger.claim(claim_id)
    if stored is None:
        raise UnknownAddress(f"no claim {claim_id!r} is kept")
    return stored


def judge_claim(
    service: Reviewed, claim_id: str, verdict: Verdict, *, person: str, reason: str, correction: Mapping[str, str]
) -> Judgement:
    """
    Accept, reject or correct a claim; what is believed follows at once.

    Raises:
        UnknownAddress: no such claim.
        BadParameter: the verdict is none on a claim, or the correction cannot be.
    """
    stored = claim_at(service, claim_id)
    if verdict in ON_PAIRS:
        raise BadParameter(f"{verdict.value!r} is a verdict on two entities; choose accept, reject or correct")
    if (verdict is Verdict.CORRECT) != bool(correction):
        raise BadParameter("a correction goes with the verdict 'correct', and with no other")
    if correction:
        check_claim(service, corrected_safely(stored.claim, correction))
    judgement = service.ledger.judge(claim_id, verdict, person, reason, datetime.now(UTC), correction)
    service.catch_up()
    return judgement


def corrected_safely(claim: Claim, correction: Mapping[str, str]) -> Claim:
    """
    A claim with a correction applied.

    Raises:
        BadParameter: a field that cannot be corrected, or a modality that is none.
    """
    unknown = set(correction) - CORRECTABLE
    if unknown:
        raise BadParameter(f"{', '.join(sorted(unknown))}: only {', '.join(sorted(CORRECTABLE))} can be corrected")
    try:
        return corrected(claim, correction)
    except ValueError as error:
        raise BadParameter(f"modality: {error}; choose one of {', '.join(Modality)}") from error


def check_claim(service: Reviewed, claim: Claim) -> None:
    """
    Hold a claim that a person makes against the ontology and what is known.

    Raises:
        BadParameter: a relation, entity, status or date that is none.
    """
    schema, facts = service.background.vocabulary.schema, service.indexed(None).facts
    iri = ONTOLOGY + claim.relation
    if iri not in schema.ranges:
        raise BadParameter(f"relation {claim.relation!r} is none of the ontology")
    value = service.background.vocabulary.term(claim.relation, claim.object)
    is_kind = claim.relation == "agreementType" and claim.object in service.background.vocabulary.kinds
    ends = [ENTITIES + claim.subject, *([value] if isinstance(value, str) and not is_kind else [])]
    for end in ends:
        if not facts.knows(end):
            name = end.removeprefix(ENTITIES).removeprefix(STATUSES)
            raise BadParameter(f"{name!r} is nothing that is known here; look it up at /search")
    if claim.date:
        try:
            parse_edtf(claim.date)
        except UnknownDate as error:
            raise BadParameter(f"date: {error}") from error


def judge_entities(
    service: Reviewed, merged: str, kept: str, verdict: Verdict, *, person: str, reason: str
) -> Judgement:
    """
    Say that two entities are the same, that they are not, or that it is open; what is believed follows at once.

    Args:
        merged: the id that gives way; its address leads to the other's from then on.

    Raises:
        UnknownAddress: one of them is not known.
        BadParameter: the verdict is none on entities, both ids already lead to one, or the person is our resolver.
    """
    if verdict not in ON_PAIRS:
        raise BadParameter(f"{verdict.value!r} is a verdict on a claim; choose same, different or unsure")
    if person.startswith(RESOLVER):
        raise BadParameter(f"{person!r} is how our own resolver signs; give the name of a person")
    facts, named = service.indexed(None).facts, {entity.id for entity in service.ledger.entities()}
    for entity in (merged, kept):
        if entity not in named and not facts.knows(ENTITIES + entity):
            raise UnknownAddress(f"no entity {entity!r} is known")
    held = last_on_pair(service.ledger, merged, kept)
    redirects = service.redirects
    is_one = redirects.get(kept, kept) == redirects.get(merged, merged)
    if verdict is Verdict.SAME and is_one and (held is None or not is_resolver(held)):
        raise BadParameter(f"{merged!r} and {kept!r} are one already")
    judgement = service.ledger.judge(pair_of(merged, kept), verdict, person, reason, datetime.now(UTC))
    service.catch_up()
    return judgement


def last_on_pair(ledger: LedgerReader, merged: str, kept: str, before: int | None = None) -> Judgement | None:
    """
    The latest judgement on two entities, whichever was named first; the latest before a position where one is given.
    """
    both = [*ledger.judgements(pair_of(merged, kept)), *ledger.judgements(pair_of(kept, merged))]
    return max(
        (each for each in both if before is None or each.position < before), key=lambda e: e.position, default=None
    )


def undo_pair(service: Reviewed, merged: str, kept: str, *, person: str, reason: str) -> Judgement:
    """
    Take back the last judgement on two entities: what was held before holds again, else it is open.

    Raises:
        UnknownAddress: there is no judgement on them.
    """
    last = last_on_pair(service.ledger, merged, kept)
    if last is None:
        raise UnknownAddress(f"nobody has judged {merged!r} and {kept!r}; see /review/pairs")
    before = last_on_pair(service.ledger, merged, kept, before=last.position)
    target, verdict = (before.target, before.verdict) if before else (last.target, Verdict.UNSURE)
    judgement = service.ledger.judge(target, verdict, person, f"undone: {reason}", datetime.now(UTC))
    service.catch_up()
    return judgement


def contest(service: Reviewed, claim_id: str, *, person: str, text: str, url: str, instead: str) -> Recorded:
    """
    Record from outside that a claim is wrong: a document with a claim of its own, which the rules weigh like any other.

    Args:
        text: what is said against it; kept as the document.
        url: where it is said, if anywhere.
        instead: the object that is right, in the person's eyes; empty for a plain denial.

    Raises:
        UnknownAddress: no such claim.
        BadParameter: nothing is said, or what is right instead cannot be.
    """
    stored = claim_at(service, claim_id)
    quote = " ".join(text.split())
    if not quote:
        raise BadParameter("say in a sentence or more why the claim is wrong")
    contested = stored.claim
    denial = Claim(
        contested.subject,
        contested.relation,
        contested.object,
        Modality.NEGATED,
        quote,
        date=contested.date,
        speaker=person,
    )
    claims = [denial]
    if instead:
        right = Claim(contested.subject, contested.relation, instead, Modality.ASSERTED, quote, speaker=person)
        check_claim(service, right)
        claims.append(right)
    now = datetime.now(UTC)
    document = Document(
        quote,
        url=url or None,
        given_id=None if url else f"contest/{claim_id}/{person}/{quote}",
        title=f"{person} contests a claim of {stored.publisher or 'a document'}",
        publisher=person,
        published=now.date().isoformat(),
        retrieved=now,
        manner="contest",
    )
    sightings = tuple(Sighting(claim, 0, len(quote), READER, 1.0) for claim in claims)
    recorded = service.ledger.record(document, Extraction(relevant=True, sightings=sightings), now, reader=READER)
    service.catch_up()
    return recorded
