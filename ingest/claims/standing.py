"""
How the parts of an agreement are meant by where the whole document says it stands; and from which day promises count.
"""

from collections.abc import Iterable
from datetime import timedelta

from ingest.claims.seen import Seen
from ingest.claims.time import Anchor
from kg.claims import Modality
from ontology.values.dates import add_duration, parse_edtf

DONE = frozenset({"signed", "concluded", "launched", "inForce", "agreed", "suspended", "superseded", "lapsed"})
ASSERTED_DONE = tuple((status, Modality.ASSERTED) for status in sorted(DONE))
OPEN = frozenset({"committed", "negotiating"})
NEWS = timedelta(days=10)
"An event this close to the day of the text is its news."
STANDING = frozenset(
    {"partyTo", "agreementType", "coversMineral", "coversStage", "leadAgency", "adoptsInstrument", "partOf"}
)
"Relations whose modality follows where the agreement stands."


def follow_standing(seen: list[Seen]) -> None:
    """
    Say of an agreement's parts what its own standing allows: planned while it is not concluded.
    """
    stands = {one.candidate.subject.id: standing(one.candidate.subject.id, seen) for one in seen}
    stands |= {one.object: standing(one.object, seen) for one in seen}
    for one in seen:
        relation = one.candidate.pattern.relation
        if relation not in STANDING or one.modality is Modality.NEGATED:
            continue
        agreement = one.object if relation == "partyTo" else one.candidate.subject.id
        stand = stands.get(agreement)
        if stand is None:
            if relation in ("partyTo", "agreementType") and one.modality is Modality.BACKGROUND:
                one.modality = Modality.ASSERTED
            continue
        keeps = one.modality in (Modality.PLANNED, Modality.POSSIBLE) and relation not in ("partyTo", "agreementType")
        if not (keeps and stand is Modality.ASSERTED):
            one.modality = stand


def count_from_event(seen: list[Seen], anchor: Anchor) -> None:
    """
    Count "within 30 days" from the day of the news itself, where the text gives it, not from the day it was printed.
    """
    days = [
        when.earliest
        for one in seen
        if one.date
        and one.modality is Modality.ASSERTED
        and one.candidate.pattern.relation in ("announcedOn", "signedOn")
        if (when := parse_edtf(one.date)).is_day and when.earliest
    ]
    near = [each for each in days if anchor.published and timedelta(0) <= anchor.published - each <= NEWS]
    if not near:
        return
    start = max(near)
    for one in seen:
        values = dict(one.qualifiers)
        if one.candidate.pattern.relation == "deadline" and "duration" in values:
            one.object = add_duration(start, values["duration"]).isoformat()
            one.qualifiers = tuple(sorted((values | {"counted_from": start.isoformat()}).items()))


def standing(agreement: str, seen: Iterable[Seen]) -> Modality | None:
    """
    How what an agreement is about is to be read, by what the document says of its status.
    """
    said = [
        one
        for one in seen
        if one.candidate.subject.id == agreement
        and one.candidate.pattern.relation in ("status", "announcedOn", "signedOn")
    ]
    statuses = {(one.object, one.modality) for one in said if one.candidate.pattern.relation == "status"}
    modalities = {modality for _, modality in statuses}
    is_announced = any(
        one.candidate.pattern.relation == "announcedOn" and one.modality is Modality.ASSERTED for one in said
    )
    rules = (
        (is_announced or any(pair in statuses for pair in ASSERTED_DONE), Modality.ASSERTED),
        (Modality.REPORTED in modalities, Modality.REPORTED),
        (statuses and all(modality is Modality.NEGATED for modality in modalities), Modality.NEGATED),
        (any(status in OPEN for status, _ in statuses), Modality.PLANNED),
        (any(status == "proposed" for status, _ in statuses), Modality.POSSIBLE),
        (Modality.BACKGROUND in modalities, Modality.BACKGROUND),
    )
    return next((modality for holds, modality in rules if holds), None)
