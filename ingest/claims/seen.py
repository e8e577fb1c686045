"""
A candidate with what its sentence says about it: modality, value, date, speaker, qualifiers.
"""

from dataclasses import dataclass

from ingest.claims.matching import Candidate
from ingest.claims.modality import OLD, Firmness, Manner, is_nobody, manner_of
from ingest.claims.objections import why_no_end, why_not
from ingest.claims.qualifiers import qualifiers_of
from ingest.claims.speaker import speaker_of
from ingest.claims.time import Anchor, dates_in, event_date, last_day, token_at
from kg.claims import Claim, Modality
from ontology.values.dates import When, is_duration, parse_edtf

DONE = frozenset({"signed", "concluded", "launched", "inForce", "agreed"})
"Statuses that a plan has not reached yet."
PLANNED_STATUS = {Firmness.PROMISE: "committed", Firmness.NEAR: "negotiating", Firmness.WISH: "proposed"}
"Where an agreement stands that somebody plans to conclude: wordings P001, P003, P004, P005 of the status vocabulary."


@dataclass(slots=True)
class Seen:
    """
    A candidate with what its sentence says about it.
    """

    candidate: Candidate
    modality: Modality
    object: str
    date: str | None = None
    speaker: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()

    @property
    def claim(self) -> Claim:
        """
        The claim it makes.
        """
        return Claim(
            self.candidate.subject.id,
            self.candidate.pattern.relation,
            self.object,
            self.modality,
            self.candidate.sentence.tree.sentence.text,
            self.qualifiers,
            self.date,
            self.speaker,
        )


def look(candidate: Candidate, anchor: Anchor) -> tuple[Seen, str]:
    """
    What the sentence of a candidate says about it, and why it cannot bear the claim; empty when it can.
    """
    sentence, trigger, pattern = candidate.sentence, candidate.trigger, candidate.pattern
    tree = sentence.tree
    is_dated = pattern.is_event or pattern.relation == "projectStatus"
    when = event_date(tree, trigger, anchor) if is_dated else None
    manner = manner_of(
        tree, trigger, when=when, published=anchor.published, is_event=pattern.is_event, ends=candidate.ends
    )
    modality = modality_for(candidate, manner)
    if when is not None and modality is Modality.ASSERTED and lies_ahead(when, anchor):
        modality, when = (modality, None) if pattern.is_event else (Modality.PLANNED, when)
    if not pattern.triggers and modality is Modality.ASSERTED and is_old_news(candidate, anchor):
        modality = Modality.BACKGROUND
    speaker, is_anonymous = speaker_of(sentence, trigger)
    if is_anonymous and modality is not Modality.NEGATED:
        modality = Modality.REPORTED
    if speaker in (candidate.subject.id, candidate.object):
        speaker = None
    date = when.edtf if when else None
    if pattern.relation == "deadline" and is_over(candidate, anchor):
        modality = Modality.BACKGROUND
    last = last_day(tree, trigger, anchor) if pattern.value == "until" else None
    reason = why_not(candidate, modality, date) or why_no_end(candidate, last)
    modality, target = valued(candidate, Manner(modality, manner.firmness), last.edtf if last else date)
    return Seen(candidate, modality, target, date, speaker, qualifiers_of(candidate, modality)), reason


def lies_ahead(when: When, anchor: Anchor) -> bool:
    """
    True for days after the text was printed: what has happened did not happen then.
    """
    return when.earliest is not None and anchor.published is not None and when.earliest > anchor.published


def is_old_news(candidate: Candidate, anchor: Anchor) -> bool:
    """
    True for what has been so "since June 2023", or bears an old date itself ("the memorandum of 4 February"): old
    before the day of the text.
    """
    tree = candidate.sentence.tree
    text, start = tree.sentence.text, tree.sentence.start
    inside = set(tree.subtree(candidate.trigger.index, without=("conj", "parataxis", "ccomp")))
    return any(
        found.when is not None
        and found.when.latest is not None
        and anchor.published is not None
        and anchor.published - found.when.latest > OLD
        and (
            text[: found.start].rstrip().lower().endswith("since")
            or token_at(tree, start + found.start, start + found.end) & inside
        )
        for found in dates_in(text, anchor)
    )


def is_over(candidate: Candidate, anchor: Anchor) -> bool:
    """
    True for a day that had passed when the text was printed.
    """
    value = candidate.pattern.value.split("=")[1]
    latest = None if is_duration(value) else parse_edtf(value).latest
    return latest is not None and anchor.published is not None and latest < anchor.published


def modality_for(candidate: Candidate, manner: Manner) -> Modality:
    """
    The modality of a candidate: what its pattern forces, else what its clause says.
    """
    pattern, modality = candidate.pattern, manner.modality
    is_phrase = not pattern.triggers
    if is_phrase and modality is Modality.NEGATED and not is_nobody(candidate.sentence.tree, candidate.trigger):
        modality = Modality.ASSERTED
    is_control = pattern.relation == "restrictsExportOf" or candidate.subject.type == "ExportControl"
    if is_control and manner == Manner(Modality.PLANNED, Firmness.PROMISE):
        modality = Modality.ASSERTED  # a rule announced for a later day is there
    if pattern.modality and modality is not Modality.NEGATED:
        return Modality(pattern.modality)
    return modality


def valued(candidate: Candidate, manner: Manner, date: str | None) -> tuple[Modality, str]:
    """
    Modality and object of a candidate once its pattern's value is worked out.
    """
    pattern = candidate.pattern
    if pattern.value in ("date", "until"):
        is_term = pattern.value == "until" and manner.modality is Modality.PLANNED
        return Modality.ASSERTED if is_term else manner.modality, date or ""
    if pattern.value.startswith("deadline="):
        return manner.modality, pattern.value.split("=")[1]
    is_start = pattern.value in ("operational", "committed", "exploration") or candidate.trigger.pos == "NOUN"
    if (
        pattern.relation == "projectStatus"
        and not is_start
        and manner.modality in (Modality.PLANNED, Modality.POSSIBLE)
    ):
        return Modality.ASSERTED, "planned"
    if pattern.relation == "status" and candidate.object in DONE:
        if manner.modality is Modality.PLANNED:
            return Modality.ASSERTED, PLANNED_STATUS.get(manner.firmness, "committed")
        if manner.modality is Modality.POSSIBLE:
            return Modality.ASSERTED, "proposed"
    return manner.modality, candidate.object
