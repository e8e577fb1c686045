"""
Who is party to what and member of what, and every other relation that may hold many things at once.
"""

from collections import defaultdict
from typing import Final

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.testimony import Testimony, credibility, ids, independent, reliability
from kg.claims import Modality

BACKED: Final = {
    "partyTo": frozenset({Modality.ASSERTED, Modality.BACKGROUND, Modality.PLANNED}),
    "agreementType": frozenset({Modality.ASSERTED, Modality.BACKGROUND, Modality.PLANNED}),
    "leadAgency": frozenset({Modality.ASSERTED, Modality.BACKGROUND, Modality.PLANNED}),
    "coversMineral": frozenset({Modality.ASSERTED, Modality.BACKGROUND, Modality.PLANNED}),
    "coversStage": frozenset({Modality.ASSERTED, Modality.BACKGROUND, Modality.PLANNED}),
    "considersInstrument": frozenset({Modality.ASSERTED, Modality.BACKGROUND, Modality.PLANNED, Modality.POSSIBLE}),
    "buildsOn": frozenset({Modality.ASSERTED, Modality.BACKGROUND, Modality.PLANNED}),
    "partOf": frozenset({Modality.ASSERTED, Modality.BACKGROUND, Modality.PLANNED}),
}
"""
Modalities that bear a relation, where more than plain assertion does: parts, aims and kind of an agreement not yet
concluded are told as plans, and its status says that it is a plan; to consider an instrument is itself a possibility.
"""

PLAIN: Final = frozenset({Modality.ASSERTED, Modality.BACKGROUND})

MANY: Final = frozenset(
    {
        *BACKED,
        *("adoptsInstrument", "restrictsExportOf", "dependsOn", "hasReserves", "produces"),
        *("investsIn", "finances", "equityStakeIn", "offtakeFrom", "operates", "locatedIn", "projectStatus"),
        *("successorOf", "memberOf", "joined", "chairs", "hosts", "participatesIn", "attendedBy", "heldIn"),
        *("supports", "opposes", "targets", "signedBy"),
    }
)


def assess_many(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    Each told object on its own: supported, contested or unconfirmed.
    """
    told: defaultdict[tuple[str, str], list[Testimony]] = defaultdict(list)
    for each in context.of(subject, *MANY):
        when = each.event
        if when is None or when.earliest is None or when.earliest <= context.today or each.claim.modality not in PLAIN:
            told[each.claim.relation, each.claim.object].append(each)
    return tuple(
        assessment
        for (relation, target), testimony in sorted(told.items())
        if (assessment := assess_one(subject, relation, target, testimony, rule)) is not None
    )


def assess_one(subject: str, relation: str, target: str, testimony: list[Testimony], rule: str) -> Assessment | None:
    """
    One object; nothing when it is only denied.
    """
    backing = BACKED.get(relation, PLAIN)
    pro = [each for each in testimony if each.claim.modality in backing]
    contra = [each for each in testimony if each.claim.modality is Modality.NEGATED]
    rumour = [each for each in testimony if each not in pro and each not in contra]
    if not pro and not rumour:
        return None
    basis = pro or rumour
    return Assessment(
        subject,
        relation,
        target,
        standing_of(pro, contra),
        rule,
        ids(basis),
        ids(contra),
        first_day(basis),
        credibility(basis, contra),
        reliability(basis),
    )


def standing_of(pro: list[Testimony], contra: list[Testimony]) -> Standing:
    """
    Unconfirmed without anybody who says so; contested when as many deny it, later or at the same time.
    """
    if not pro:
        return Standing.UNCONFIRMED
    last = max(each.available for each in pro)
    against = [each for each in contra if each.available >= last]
    return Standing.CONTESTED if against and independent(against) >= independent(pro) else Standing.SUPPORTED


def first_day(testimony: list[Testimony]) -> str:
    """
    The earliest dated event among the basis, as EDTF; empty where none is dated.
    """
    whens = [when for each in testimony if each.claim.date and (when := each.event) is not None]
    dated = [(when.earliest, when.edtf) for when in whens if when.earliest]
    return min(dated)[1] if dated else ""


PARTIES = Rule(
    "parties",
    2,
    MANY,
    "Each party, member, mineral, stage, instrument or link is believed on its own when a document says so; "
    "for the parts and aims of an agreement a plan is enough, because its status tells that it is one. What is only "
    "possible or rumoured stays unconfirmed and is no fact. What as many independent witnesses deny, no earlier than "
    "it was last said, is contested.",
    assess_many,
)
