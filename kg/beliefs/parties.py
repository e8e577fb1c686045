"""
Who is party to what and member of what, and every other relation that may hold many things at once.
"""

from collections import defaultdict
from collections.abc import Iterable
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

WEAK: Final = "D"
"Reliability from which a source does not overtake what a better one denied."
LISTED: Final = frozenset({"coversMineral"})
"Relations whose objects one text lists once and for all; what a country does in many measures is no list."
A_LIST: Final = 4
"Names in a sentence from which it is a list, of which the writer left none out by choice."
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
    slips = slips_in(each for testimony in told.values() for each in testimony)
    return tuple(
        assessment
        for (relation, target), testimony in sorted(told.items())
        if (
            assessment := assess_one(
                subject, relation, target, testimony, rule, otherwise=slips.get((relation, target), ())
            )
        )
        is not None
    )


def assess_one(
    subject: str,
    relation: str,
    target: str,
    testimony: list[Testimony],
    rule: str,
    *,
    otherwise: Iterable[Testimony] = (),
) -> Assessment | None:
    """
    One object; nothing when it is only denied.

    Args:
        otherwise: those who have something else in its place in the same list.
    """
    backing = BACKED.get(relation, PLAIN)
    pro = [each for each in testimony if each.claim.modality in backing]
    denied = [each for each in testimony if each.claim.modality is Modality.NEGATED]
    rumour = [each for each in testimony if each not in pro and each not in denied]
    if not pro and not rumour:
        return None
    basis, contra = pro or rumour, [*denied, *otherwise]
    return Assessment(
        subject,
        relation,
        target,
        standing_of(pro, denied, tuple(otherwise)),
        rule,
        ids(basis),
        ids(contra),
        first_day(basis),
        credibility(basis, contra),
        reliability(basis),
    )


def standing_of(pro: list[Testimony], denied: list[Testimony], otherwise: Iterable[Testimony] = ()) -> Standing:
    """
    Unconfirmed without anybody who says so; contested when as many speak against it.
    """
    if not pro:
        return Standing.UNCONFIRMED
    against = [*(each for each in denied if still_counts(each, pro)), *otherwise]
    return Standing.CONTESTED if against and independent(against) >= independent(pro) else Standing.SUPPORTED


def still_counts(denial: Testimony, pro: Iterable[Testimony]) -> bool:
    """
    True for a denial that nobody said otherwise after, or only sources too weak to overtake a better one.
    """
    later = reliability([each for each in pro if each.available > denial.available])
    is_last = not any(each.available > denial.available for each in pro)
    return is_last or (later >= WEAK and denial.reliability < later)


def slips_in(testimony: Iterable[Testimony]) -> dict[tuple[str, str], list[Testimony]]:
    """
    Who has something else in the place of an object: lists of one length that differ in one name cannot both be right.

    A list is what one sentence says by one relation; of lists that merely name more or fewer neither is wrong.
    """
    lists: defaultdict[tuple[str, str, str], dict[str, Testimony]] = defaultdict(dict)
    for each in testimony:
        if each.claim.relation in LISTED and each.claim.modality in PLAIN:
            lists[each.claim.relation, each.document, each.claim.quote][each.claim.object] = each
    long = [(key, told) for key, told in lists.items() if len(told) >= A_LIST]
    slips: defaultdict[tuple[str, str], list[Testimony]] = defaultdict(list)
    for (relation, document, _), told in long:
        for (same, other, _), instead in long:
            only, others = told.keys() - instead.keys(), instead.keys() - told.keys()
            if relation == same and document != other and len(only) == len(others) == 1:
                slips[relation, min(only)].append(instead[min(others)])
    return slips


def first_day(testimony: list[Testimony]) -> str:
    """
    The earliest dated event among the basis, as EDTF; empty where none is dated.
    """
    whens = [when for each in testimony if each.claim.date and (when := each.event) is not None]
    dated = [(when.earliest, when.edtf) for when in whens if when.earliest]
    return min(dated)[1] if dated else ""


PARTIES = Rule(
    "parties",
    3,
    MANY,
    "Each party, member, mineral, stage, instrument or link is believed on its own when a document says so; "
    "for the parts and aims of an agreement a plan is enough, because its status tells that it is one. What is only "
    "possible or rumoured stays unconfirmed and is no fact. What as many independent witnesses deny is contested, "
    "unless it was said again later; a later word of a weak source (D or below) does not overtake a better one's "
    "denial. Of lists of what one text covers, of one length but for one name, each speaks against the other's.",
    assess_many,
)
