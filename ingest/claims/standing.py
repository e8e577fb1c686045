"""
How the parts of an agreement are meant by where the whole document says it stands; and from which day promises count.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from ingest.claims.seen import Seen
from ingest.claims.time import Anchor
from kg.claims import Modality
from ontology.values.dates import add_duration, parse_edtf

DONE = frozenset({"signed", "concluded", "launched", "inForce", "agreed", "suspended", "superseded", "lapsed"})
ASSERTED_DONE = tuple((status, Modality.ASSERTED) for status in sorted(DONE))
PROMISED = frozenset({"committed", "agreed", "signed", "launched", "concluded"})
OPEN = frozenset({"committed", "negotiating"})
NEWS = timedelta(days=10)
"An event this close to the day of the text is its news."
SAYING_WHERE = frozenset({"status", "announcedOn", "signedOn"})
STANDING = frozenset(
    {"partyTo", "agreementType", "coversMineral", "coversStage", "leadAgency", "adoptsInstrument", "partOf", "buildsOn"}
)
"Relations whose modality follows where the agreement stands."


def without_weaker(seen: list[Seen]) -> list[Seen]:
    """
    Candidates without "agreed" of an agreement that the document says is signed, concluded or launched as well.
    """
    done = {
        one.candidate.subject.id
        for one in seen
        if one.candidate.pattern.relation == "status"
        and one.object in ("signed", "concluded", "launched", "inForce")
        and one.modality is Modality.ASSERTED
    }
    return [
        one
        for one in seen
        if not (
            one.candidate.pattern.relation == "status" and one.object == "agreed" and one.candidate.subject.id in done
        )
    ]


def follow_standing(seen: list[Seen]) -> None:
    """
    Say of an agreement's parts what its own standing allows: planned while it is not concluded.
    """
    said: dict[str, list[Seen]] = {}
    for one in seen:
        if one.candidate.pattern.relation in SAYING_WHERE:
            said.setdefault(one.candidate.subject.id, []).append(one)
    stands = {agreement: standing(each) for agreement, each in said.items()}
    for one in seen:
        relation = one.candidate.pattern.relation
        if relation not in STANDING or one.modality is Modality.NEGATED:
            continue
        agreement = one.object if relation == "partyTo" else one.candidate.subject.id
        stand = stands.get(agreement)
        if stand is None:
            is_told = bool(one.candidate.pattern.triggers)
            if is_told and relation in ("partyTo", "agreementType") and one.modality is Modality.BACKGROUND:
                one.modality = Modality.ASSERTED
            continue
        keeps = one.modality in (Modality.PLANNED, Modality.POSSIBLE) and relation not in ("partyTo", "agreementType")
        if not (keeps and stand is Modality.ASSERTED):
            one.modality = stand


def count_from_event(seen: list[Seen], anchor: Anchor) -> None:
    """
    Count "within 30 days" from the day of the news itself, where the text gives it, not from the day it was printed.

    A day in the sentence of the promise has been taken already; then comes the last day on which something happened to
    the same agreement, then the day of what else the text announces.
    """
    for one in seen:
        values = dict(one.qualifiers)
        is_printed = anchor.published is not None and values.get("counted_from") == anchor.published.isoformat()
        if one.candidate.pattern.relation != "deadline" or "duration" not in values or not is_printed:
            continue
        own = days_of(seen, anchor, one.candidate.subject.id)
        news = [each for each in days_of(seen, anchor) if anchor.published and anchor.published - each <= NEWS]
        start = max(own or news, default=None)
        if start:
            one.object = add_duration(start, values["duration"]).isoformat()
            one.qualifiers = tuple(sorted((values | {"counted_from": start.isoformat()}).items()))


def days_of(seen: Iterable[Seen], anchor: Anchor, agreement: str = "") -> list[date]:
    """
    The past days on which a document says that something was announced, signed or promised: of one agreement, or all.
    """
    days = []
    for one in seen:
        relation = one.candidate.pattern.relation
        is_told = relation in ("announcedOn", "signedOn") or (relation == "status" and one.object in PROMISED)
        is_own = not agreement or one.candidate.subject.id == agreement
        if not (is_told and is_own and one.date and one.modality is Modality.ASSERTED):
            continue
        when = parse_edtf(one.date)
        if when.is_day and when.earliest and (anchor.published is None or when.earliest <= anchor.published):
            days.append(when.earliest)
    return days


def standing(said: list[Seen]) -> Modality | None:
    """
    How what an agreement is about is to be read, by what the document says of its status and its days.
    """
    statuses = {(one.object, one.modality) for one in said if one.candidate.pattern.relation == "status"}
    modalities = {modality for _, modality in statuses}
    is_announced = any(
        one.candidate.pattern.relation == "announcedOn" and one.modality is Modality.ASSERTED for one in said
    )
    is_retold = ("signed", Modality.BACKGROUND) in statuses
    news = {status for status, modality in statuses if modality is Modality.ASSERTED}
    rules = (
        (is_retold and not is_announced and news <= {"inForce"}, Modality.BACKGROUND),
        (is_announced or any(pair in statuses for pair in ASSERTED_DONE), Modality.ASSERTED),
        (Modality.REPORTED in modalities, Modality.REPORTED),
        (statuses and all(modality is Modality.NEGATED for modality in modalities), Modality.NEGATED),
        (any(status in OPEN for status, _ in statuses), Modality.PLANNED),
        (any(status == "proposed" for status, _ in statuses), Modality.POSSIBLE),
        (any(one.modality is Modality.BACKGROUND for one in said), Modality.BACKGROUND),
    )
    return next((modality for holds, modality in rules if holds), None)
