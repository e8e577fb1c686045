"""
A candidate with what its sentence says about it: modality, value, date, speaker, qualifiers; or why it cannot be borne.
"""

from dataclasses import dataclass

from ingest.claims.matching import Candidate
from ingest.claims.modality import Firmness, Manner, manner_of
from ingest.claims.qualifiers import qualifiers_of
from ingest.claims.speaker import speaker_of
from ingest.claims.time import Anchor, event_date
from ingest.mentions.nominals import PRINCIPALS
from kg.claims import Claim, Modality

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
    when = event_date(tree, trigger, anchor) if pattern.is_event else None
    manner = manner_of(
        tree, trigger, when=when, published=anchor.published, is_event=pattern.is_event, ends=candidate.ends
    )
    modality = modality_for(candidate, manner)
    speaker, is_anonymous = speaker_of(sentence, trigger)
    if is_anonymous and modality is not Modality.NEGATED:
        modality = Modality.REPORTED
    if speaker in (candidate.subject.id, candidate.object):
        speaker = None
    date = when.edtf if when else None
    reason = why_not(candidate, modality, date)
    modality, target = valued(candidate, Manner(modality, manner.firmness), date)
    return Seen(candidate, modality, target, date, speaker, qualifiers_of(candidate)), reason


def modality_for(candidate: Candidate, manner: Manner) -> Modality:
    """
    The modality of a candidate: what its pattern forces, else what its clause says.
    """
    pattern, modality = candidate.pattern, manner.modality
    if not pattern.triggers and modality is Modality.NEGATED:
        modality = Modality.ASSERTED
    if pattern.relation == "restrictsExportOf" and manner == Manner(Modality.PLANNED, Firmness.PROMISE):
        modality = Modality.ASSERTED  # a rule announced for a later day is there
    if pattern.modality and modality is not Modality.NEGATED:
        return Modality(pattern.modality)
    return modality


def why_not(candidate: Candidate, modality: Modality, date: str | None) -> str:
    """
    Why a sentence cannot bear a candidate; empty when it can.
    """
    pattern, sentence = candidate.pattern, candidate.sentence
    if sentence.tree.sentence.text.rstrip().endswith("?"):
        return "the sentence is a question"
    if pattern.relation == "partyTo" and candidate.subject.id in PRINCIPALS:
        return "signs for another, who is the party"
    if candidate.subject.type == "Forum" and (pattern.value == "signed" or pattern.relation == "signedOn"):
        return "a signature under a standing forum is an accession"
    if pattern.value == "date" and date is None:
        return "the clause names no day"
    if pattern.value == "date" and modality in (Modality.PLANNED, Modality.POSSIBLE):
        return "the day of what is only planned is no day of it"
    return ""


def valued(candidate: Candidate, manner: Manner, date: str | None) -> tuple[Modality, str]:
    """
    Modality and object of a candidate once its pattern's value is worked out.
    """
    pattern = candidate.pattern
    if pattern.value == "date":
        return manner.modality, date or ""
    if pattern.value.startswith("deadline="):
        return manner.modality, pattern.value.split("=")[1]
    if pattern.relation == "status" and candidate.object in DONE:
        if manner.modality is Modality.PLANNED:
            return Modality.ASSERTED, PLANNED_STATUS.get(manner.firmness, "committed")
        if manner.modality is Modality.POSSIBLE:
            return Modality.ASSERTED, "proposed"
    return manner.modality, candidate.object
