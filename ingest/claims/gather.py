"""
From candidates to claims: modality, time, speaker, qualifiers, and one sighting for each thing a document says.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from ingest.claims.checks import refusal_of
from ingest.claims.matching import Candidate, Matcher
from ingest.claims.modality import modality_of
from ingest.claims.phrases import phrase_candidates
from ingest.claims.speaker import speaker_of
from ingest.claims.time import Anchor, event_date
from ingest.mentions.marks import MarkedSentence
from ingest.mentions.nominals import PRINCIPALS
from ingest.mentions.reading import Marked
from kg.claims import Claim, Entity, Modality, Refusal, Sighting
from ontology.values.dates import add_duration, parse_edtf

DONE = frozenset({"signed", "concluded", "launched", "inForce", "agreed", "suspended", "superseded", "lapsed"})
ASSERTED_DONE = tuple((status, Modality.ASSERTED) for status in sorted(DONE))
OPEN = frozenset({"committed", "negotiating"})
MERGED = (
    Modality.ASSERTED,
    Modality.REPORTED,
    Modality.PLANNED,
    Modality.BACKGROUND,
    Modality.POSSIBLE,
    Modality.NEGATED,
)
"Of several ways in which one document says one thing, the one that is kept: the first of these."
NEWS = timedelta(days=10)
"An event this close to the day of the text is its news."
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)(?: ?%| per ?cent)")
STANDING = frozenset(
    {"partyTo", "agreementType", "coversMineral", "coversStage", "leadAgency", "adoptsInstrument", "partOf"}
)
"Relations whose modality follows where the agreement stands."


@dataclass(slots=True)
class Seen:
    """
    A candidate with what its sentence says about it.
    """

    candidate: Candidate
    modality: Modality
    object: str
    date: str | None
    speaker: str | None
    qualifiers: tuple[tuple[str, str], ...] = ()


def gather(marked: Marked, matcher: Matcher) -> tuple[list[Sighting], list[Refusal]]:
    """
    The claims of a marked document in text order, and the candidates that the checks turned down.
    """
    anchor = Anchor.of(marked.document.published)
    seen: list[Seen] = []
    refusals: list[Refusal] = []
    for candidate in candidates_of(marked, matcher, anchor):
        one = look(candidate, anchor)
        if one is None:
            continue
        reason = refusal_of(candidate, matcher, {})
        if reason:
            refusals.append(Refusal(claim_of(one), reason))
        else:
            seen.append(one)
    follow_standing(seen)
    count_from_event(seen, anchor)
    sightings = [sighting_of(one) for one in merged(seen)]
    return sorted(sightings, key=lambda sighting: sighting.start), refusals


def candidates_of(marked: Marked, matcher: Matcher, anchor: Anchor) -> Iterator[Candidate]:
    """
    What patterns and phrases see, sentence by sentence; the topic is the last agreement spoken of.
    """
    topics: tuple[Entity, ...] = ()
    topic_number = -9
    agreements = {told.entity.id for told in marked.agreements if told.entity}
    for sentence in marked.sentences:
        if sentence.number - topic_number > 5:  # noqa: PLR2004 - sentences a passage stays with its agreement
            topics = ()
        own = topic_of(sentence, agreements)
        if own:
            topics = tuple({entity.id: entity for entity in (own, *topics)}.values())[:2]
            topic_number = sentence.number
        yield from matcher.candidates(sentence, topics)
        yield from phrase_candidates(sentence, marked, topics[0] if topics else None, anchor, matcher)


def topic_of(sentence: MarkedSentence, agreements: set[str]) -> Entity | None:
    """
    The agreement a sentence is about: its subject, else the last one it brings up.
    """
    own = [mark for mark in sentence.marks if mark.entity.id in agreements]
    subjects = [mark for mark in own if sentence.tree.tokens[mark.head].dep in ("nsubj", "nsubj:pass")]
    return (subjects or own[-1:])[0].entity if own else None


def look(candidate: Candidate, anchor: Anchor) -> Seen | None:
    """
    A candidate's modality, date, speaker and qualifiers; `None` when its sentence cannot bear it.
    """
    sentence, trigger, pattern = candidate.sentence, candidate.trigger, candidate.pattern
    tree = sentence.tree
    signs_for_other = pattern.relation == "partyTo" and candidate.subject.id in PRINCIPALS
    if tree.sentence.text.rstrip().endswith("?") or signs_for_other or is_accession(candidate):
        return None
    when = event_date(tree, trigger, anchor) if pattern.is_event else None
    modality = modality_of(tree, trigger, when=when, published=anchor.published, is_event=pattern.is_event)
    if not pattern.triggers and modality is Modality.NEGATED:
        modality = Modality.ASSERTED
    if pattern.relation == "restrictsExportOf" and modality is Modality.PLANNED:
        modality = Modality.ASSERTED
    if pattern.modality and modality is not Modality.NEGATED:
        modality = Modality(pattern.modality)
    speaker, is_anonymous = speaker_of(sentence, trigger)
    if is_anonymous and modality is not Modality.NEGATED:
        modality = Modality.REPORTED
    if speaker in (candidate.subject.id, candidate.object):
        speaker = None
    date = when.edtf if when else None
    if pattern.value == "date" and (date is None or modality in (Modality.PLANNED, Modality.POSSIBLE)):
        return None
    modality, target, qualifiers = valued(candidate, modality, date)
    return Seen(candidate, modality, target, date, speaker, qualifiers)


def valued(
    candidate: Candidate, modality: Modality, date: str | None
) -> tuple[Modality, str, tuple[tuple[str, str], ...]]:
    """
    Modality, object and qualifiers of a candidate once its pattern's value is worked out.
    """
    pattern = candidate.pattern
    if pattern.value == "date":
        return modality, date or "", ()
    if pattern.value.startswith("deadline="):
        _, target, *packed = pattern.value.split("=")
        pairs = [tuple(pair.split(":", 1)) for pair in packed]
        return modality, target, tuple(sorted((key, value) for key, value in pairs))
    if pattern.relation == "status":
        return *settle_status(modality, candidate.object), ()
    if pattern.relation in ("shareOf", "dependsOn"):
        return modality, candidate.object, share_qualifiers(candidate.sentence)
    return modality, candidate.object, ()


def is_accession(candidate: Candidate) -> bool:
    """
    True when a country's signature under a standing forum would be read as the forum's own signing.
    """
    pattern = candidate.pattern
    return candidate.subject.type == "Forum" and (pattern.value == "signed" or pattern.relation == "signedOn")


def settle_status(modality: Modality, status: str) -> tuple[Modality, str]:
    """
    What "will sign" says of the status today: a promise is a commitment made, a possibility a proposal.
    """
    if status in DONE and modality is Modality.PLANNED:
        return Modality.ASSERTED, "committed"
    if status in DONE and modality is Modality.POSSIBLE:
        return Modality.ASSERTED, "proposed"
    return modality, status


def share_qualifiers(sentence: MarkedSentence) -> tuple[tuple[str, str], ...]:
    """
    Percent and stage of a share, where its sentence gives one of each.
    """
    found = []
    percents = PERCENT.findall(sentence.tree.sentence.text)
    if len(percents) == 1:
        found.append(("percent", percents[0]))
    stages = {mark.entity.id for mark in sentence.marks if mark.entity.type == "Stage"}
    if len(stages) == 1:
        found.append(("stage", stages.pop()))
    return tuple(sorted(found))


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
        (any(status in OPEN for status, _ in statuses), Modality.PLANNED),
        (any(status == "proposed" for status, _ in statuses), Modality.POSSIBLE),
        (Modality.BACKGROUND in modalities, Modality.BACKGROUND),
    )
    return next((modality for holds, modality in rules if holds), None)


def merged(seen: list[Seen]) -> list[Seen]:
    """
    Each thing a document says once: of a negated and a plain form both are kept, else the best.
    """
    best: dict[tuple[str, str, str, bool], Seen] = {}
    for one in seen:
        key = (one.candidate.subject.id, one.candidate.pattern.relation, one.object, one.modality is Modality.NEGATED)
        if key not in best or rank(one) < rank(best[key]):
            best[key] = one
    return list(best.values())


def rank(one: Seen) -> tuple[int, bool, float, int]:
    """
    Order of preference between sightings of one thing.
    """
    return (
        MERGED.index(one.modality),
        one.date is None,
        -one.candidate.pattern.score,
        one.candidate.sentence.tree.sentence.start,
    )


def claim_of(one: Seen) -> Claim:
    """
    The claim of a candidate.
    """
    return Claim(
        one.candidate.subject.id,
        one.candidate.pattern.relation,
        one.object,
        one.modality,
        one.candidate.sentence.tree.sentence.text,
        one.qualifiers,
        one.date,
        one.speaker,
    )


def sighting_of(one: Seen) -> Sighting:
    """
    The sighting of a candidate that passed.
    """
    sentence = one.candidate.sentence.tree.sentence
    return Sighting(claim_of(one), sentence.start, sentence.end, one.candidate.pattern.id, one.candidate.pattern.score)
