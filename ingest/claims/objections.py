"""
Why a sentence cannot bear a claim that a pattern saw in it: a question, a share of goods, a day that nobody names.
"""

import re

from ingest.claims.matching import Candidate
from ingest.mentions.marks import How, Mark
from ingest.mentions.parties import PRINCIPALS
from kg.claims import Modality
from ontology.values.dates import When

FOUNDERS = 3
BESIDE = 4
"Tokens before a plant in which `its` says whose it is."
SHARE_BEHIND = re.compile(r"^ (?:about |some )?\d+(?:\.\d+)? ?(?:%|per ?cent|pc\b)")
GOODS = frozenset(
    "oxide oxides output production product products tonnes tons concentrate hydroxide carbonate material".split()
)
STAKE_NOUNS = frozenset("stake stakes interest interests holding shares equity shareholding share".split())


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
