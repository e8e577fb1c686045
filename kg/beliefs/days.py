"""
Values of which there can be only one: the day of signature, of announcement, and their like.
"""

from collections import defaultdict
from collections.abc import Mapping

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.testimony import Testimony, credibility, ids, independent, read, reliability
from kg.claims import Modality
from ontology.values.dates import When

DAYS = frozenset({"signedOn", "announcedOn"})


def assess_days(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    One day for each relation, the more precise within the coarser; both where they exclude each other on equal footing.
    """
    return tuple(assessment for relation in sorted(DAYS) for assessment in assess_day(subject, relation, context, rule))


def assess_day(subject: str, relation: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    The day of one relation.
    """
    testimony = context.of(subject, relation)
    told: defaultdict[str, list[Testimony]] = defaultdict(list)
    for each in testimony:
        when = read(each.claim.object)
        if each.is_said and when and when.earliest and when.earliest <= context.today:
            told[each.claim.object].append(each)
    if not told:
        return ()
    sides = refined(told)
    most = max(independent(side) for side in sides.values())
    kept = [value for value, side in sides.items() if independent(side) == most]
    denials = [each for each in testimony if each.claim.modality is Modality.NEGATED]
    standing = Standing.CONTESTED if len(kept) > 1 else Standing.SUPPORTED
    assessments = []
    for value in sorted(kept):
        against = [*denials, *(each for other, side in sides.items() if other != value for each in side)]
        assessments.append(
            Assessment(
                subject,
                relation,
                value,
                standing,
                rule,
                ids(sides[value]),
                ids(against),
                value,
                credibility(sides[value], against),
                reliability(sides[value]),
            )
        )
    return tuple(assessments)


def refined(told: Mapping[str, list[Testimony]]) -> dict[str, list[Testimony]]:
    """
    The most precise dates, each with the testimony of the coarser ones that contain it.

    "October 2025" speaks for 27 and for 28 October alike; it is a side of its own only where nothing is more precise.
    """
    whens = {value: when for value in told if (when := read(value)) is not None}
    precise = [
        value
        for value, when in whens.items()
        if not any(within(whens[other], when) for other in whens if other != value)
    ]
    return {
        value: [
            each
            for other, side in told.items()
            if other == value or within(whens[value], whens[other])
            for each in side
        ]
        for value in sorted(precise)
    }


def within(inner: When, outer: When) -> bool:
    """
    True when one date lies inside a coarser one.
    """
    if inner.earliest is None or inner.latest is None or outer.earliest is None or outer.latest is None:
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest and inner.edtf != outer.edtf


DAYS_RULE = Rule(
    "days",
    1,
    DAYS,
    "A more precise date inside a coarser one refines it. Dates that exclude each other are sides; the side with most "
    "independent witnesses is believed and the others are its dissent; on a tie the date is contested.",
    assess_days,
)
