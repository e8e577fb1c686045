"""
A candidate with what its sentence says about it: modality, value, date, speaker, qualifiers; or why it cannot be borne.
"""

import re
from dataclasses import dataclass

from ingest.claims.matching import Candidate
from ingest.claims.modality import OLD, Firmness, Manner, is_nobody, manner_of
from ingest.claims.qualifiers import qualifiers_of
from ingest.claims.speaker import speaker_of
from ingest.claims.time import Anchor, dates_in, event_date, last_day, token_at
from ingest.mentions.marks import How, Mark
from ingest.mentions.parties import PRINCIPALS
from kg.claims import Claim, Modality
from ontology.values.dates import When, is_duration, parse_edtf

DONE = frozenset({"signed", "concluded", "launched", "inForce", "agreed"})
"Statuses that a plan has not reached yet."
FOUNDERS = 3
BESIDE = 4
"Tokens before a plant in which `its` says whose it is."
SHARE_BEHIND = re.compile(r"^ (?:about |some )?\d+(?:\.\d+)? ?(?:%|per ?cent|pc\b)")
GOODS = frozenset(
    "oxide oxides output production product products tonnes tons concentrate hydroxide carbonate material".split()
)
STAKE_NOUNS = frozenset("stake stakes interest interests holding shares equity shareholding share".split())
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


def why_not(candidate: Candidate, modality: Modality, date: str | None) -> str:
    """
    Why a sentence cannot bear a candidate; empty when it can.
    """
    pattern, subject = candidate.pattern, candidate.subject
    is_signing = pattern.value == "signed" or pattern.relation == "signedOn"
    is_dated = pattern.value == "date"
    is_open = modality in (Modality.PLANNED, Modality.POSSIBLE)
    is_construction = pattern.value == "construction" and modality is Modality.ASSERTED
    rules = (
        (candidate.sentence.tree.sentence.text.rstrip().endswith("?"), "the sentence is a question"),
        (pattern.relation == "partyTo" and subject.id in PRINCIPALS, "signs for another, who is the party"),
        (
            subject.type == "Forum" and is_signing and not is_founding(candidate),
            "a signature under a standing forum is an accession",
        ),
        (
            pattern.name.startswith("covered by control") and modality is Modality.NEGATED,
            "what a control leaves out its issuer does not deny to restrict",
        ),
        (is_its_aim(candidate), "what a text is about has not happened by that"),
        (is_spelt_out(candidate), "a group whose members are listed behind it stands for them"),
        (is_construction and is_perfective(candidate), "built, so no longer building"),
        (
            pattern.relation == "agreementType" and not pattern.triggers and modality is Modality.NEGATED,
            "what does not exist is of no kind",
        ),
        (is_holder(candidate), "the share behind the name is its holder's"),
        (is_share_of_goods(candidate), "a share of what is made, not of the maker"),
        (is_only_owner(candidate), "a share of what it has, not of itself"),
        (is_own(candidate), "nobody lends to what is its own"),
        (is_dated and date is None, "the clause names no day"),
        (is_dated and is_open, "the day of what is only planned is no day of it"),
    )
    return next((reason for holds, reason in rules if holds), "")


def why_no_end(candidate: Candidate, last: When | None) -> str:
    """
    Why a sentence tells of no last day; empty where it does, or is not read for one.
    """
    if candidate.pattern.value != "until":
        return ""
    tree, trigger = candidate.sentence.tree, candidate.trigger
    words = {child.text.lower() for each in (trigger.index, trigger.head) for child in tree.with_dep(each, "aux")}
    return "the clause names no last day" if last is None else "what would have ended" if "would" in words else ""


def is_its_aim(candidate: Candidate) -> bool:
    """
    True for the founding in "a memorandum on establishing a partnership", where memorandum and partnership are one.
    """
    if candidate.pattern.value != "launched" or not candidate.trigger.text.endswith("ing"):
        return False
    tree, subject = candidate.sentence.tree, candidate.subject.id
    above = {token.index for token in tree.ancestors(candidate.trigger.index)}
    return any(mark.entity.id == subject and mark.head in above for mark in candidate.sentence.marks)


def is_spelt_out(candidate: Candidate) -> bool:
    """
    True for the group in "seven rare earths: samarium, gadolinium, terbium, …".
    """
    group = candidate.object_entity
    if group is None or group.type != "MineralGroup":
        return False
    marks = [mark for mark in candidate.sentence.acting if mark.entity.id == group.id]
    tokens = candidate.sentence.tree.tokens
    return any(
        tokens[mark.tokens[-1] + 1].text == ":" and any(other.tokens[0] == mark.tokens[-1] + 2 for other in minerals)
        for mark in marks
        for minerals in [[each for each in candidate.sentence.acting if each.entity.type == "Mineral"]]
        if mark.tokens[-1] + 1 < len(tokens)
    )


def object_marks(candidate: Candidate) -> list[Mark]:
    """
    The marks at which the object of a candidate stands in its sentence.
    """
    return [
        mark for mark in candidate.sentence.marks if mark.head in candidate.ends and mark.entity.id == candidate.object
    ]


def is_holder(candidate: Candidate) -> bool:
    """
    True for a holding in "Hallinger 40%", whose share stands right behind the name of its holder.
    """
    if candidate.pattern.relation != "equityStakeIn" or not candidate.pattern.triggers:
        return False
    text, start = candidate.sentence.tree.sentence.text, candidate.sentence.tree.sentence.start
    return any(SHARE_BEHIND.match(text[mark.end - start :]) for mark in object_marks(candidate))


def is_share_of_goods(candidate: Candidate) -> bool:
    """
    True for "purchase 100% of the oxide from Wolfe Ridge": goods stand between the verb and the name, and no stake.
    """
    if candidate.pattern.relation != "equityStakeIn" or not candidate.pattern.triggers:
        return False
    tokens, trigger = candidate.sentence.tree.tokens, candidate.trigger.index
    return any(
        GOODS & between and not STAKE_NOUNS & between
        for mark in object_marks(candidate)
        for between in [frozenset(token.text.lower() for token in tokens[trigger : mark.tokens[0]])]
    )


def is_only_owner(candidate: Candidate) -> bool:
    """
    True for a holding that only has what is held: "takes 60% of the refinery's hydroxide".
    """
    if candidate.pattern.relation != "equityStakeIn" or not candidate.pattern.triggers:
        return False
    tokens, trigger = candidate.sentence.tree.tokens, candidate.trigger
    owned = [tokens[tokens[mark.head].head] for mark in object_marks(candidate) if tokens[mark.head].dep == "nmod:poss"]
    return bool(owned) and all(each.index != trigger.index and each.lemma.lower() not in STAKE_NOUNS for each in owned)


def is_own(candidate: Candidate) -> bool:
    """
    True for the money of a firm in "closed a financing package for its plant".
    """
    if candidate.pattern.relation != "finances":
        return False
    owners = {index for mark in object_marks(candidate) for index in range(mark.tokens[0] - BESIDE, mark.head)}
    return any(
        mark.head in owners and mark.how is How.REFERENCE and mark.entity.id == candidate.subject.id
        for mark in candidate.sentence.marks
    )


def is_founding(candidate: Candidate) -> bool:
    """
    True where three states or more sign at once: that founds a club, where one joins it.
    """
    states = {mark.entity.id for mark in candidate.sentence.acting if mark.entity.type in ("Country", "Bloc")}
    return len(states - {candidate.subject.id}) >= FOUNDERS


def is_perfective(candidate: Candidate) -> bool:
    """
    True for "built" and "has built", not for "is building" and "under construction".
    """
    trigger = candidate.trigger
    is_going_on = trigger.text.endswith("ing") or trigger.pos == "NOUN"
    children = candidate.sentence.tree.with_dep(trigger.index, "aux", "aux:pass")
    return not is_going_on and not any(child.text.lower() == "being" for child in children)


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
