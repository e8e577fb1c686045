"""
Values of which there can be only one: the day of signature, of announcement, and their like.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.testimony import Testimony, credibility, ids, independent, read, reliability
from kg.claims import Modality
from ontology.values.dates import When

DAYS = frozenset({"signedOn", "announcedOn", "effectiveOn"})
BEGINS = {"effectiveOn": "inForce"}
"Relation -> the status that begins on its day: what entered into force on a day applies from it."


def assess_days(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    One day for each relation, the more precise within the coarser; both where they exclude each other on equal footing.
    """
    return tuple(assessment for relation in sorted(DAYS) for assessment in assess_day(subject, relation, context, rule))


def assess_day(subject: str, relation: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    The day of one relation.
    """
    testimony = [each for each in context.of(subject, relation, "status") if day_told(each, relation)]
    told: defaultdict[str, list[Testimony]] = defaultdict(list)
    for each in as_news_first(testimony):
        day = day_told(each, relation)
        when = read(day)
        if each.is_said and when and when.earliest and when.earliest <= context.today:
            told[day].append(each)
    if not told:
        return ()
    sides = refined(told)
    most = max(independent(told[value]) for value in sides)
    kept = [value for value in sides if independent(told[value]) == most]
    denied = [each for each in testimony if each.claim.modality is Modality.NEGATED]
    standing = Standing.CONTESTED if len(kept) > 1 else Standing.SUPPORTED
    assessments = []
    for value in sorted(kept):
        against = [
            *(each for each in denied if not excludes(day_told(each, relation), value)),
            *(each for other, side in told.items() if excludes(other, value) for each in side),
        ]
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
                credibility(told[value], against),
                reliability(sides[value]),
            )
        )
    return tuple(assessments)


def day_told(testimony: Testimony, relation: str) -> str:
    """
    The day of a relation that a claim tells; a dated status that begins on such a day tells it too. Empty for others.
    """
    claim = testimony.claim
    if claim.relation == relation:
        return claim.object
    return (claim.date or "") if BEGINS.get(relation) == claim.object else ""


def as_news_first(testimony: Iterable[Testimony]) -> tuple[Testimony, ...]:
    """
    The testimony without the background of documents that also tell it as news: one text cannot be on two sides.
    """
    told = tuple(testimony)
    news = {each.document for each in told if each.claim.modality is Modality.ASSERTED}
    return tuple(each for each in told if each.claim.modality is not Modality.BACKGROUND or each.document not in news)


def excludes(edtf: str, other: str) -> bool:
    """
    True when two dates cannot both be right; what is no date excludes nothing.

    >>> excludes("2026-04-24", "2026-04"), excludes("2026-04-24", "2026-04-25")
    (False, True)
    """
    first, second = read(edtf), read(other)
    if first is None or second is None:
        return False
    if first.earliest is None or first.latest is None or second.earliest is None or second.latest is None:
        return False
    return first.latest < second.earliest or second.latest < first.earliest


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
    3,
    DAYS,
    "A more precise date inside a coarser one refines it. Dates that exclude each other are sides; the side that most "
    "independent witnesses tell to the day is believed and the others are its dissent; on a tie the date is contested. "
    "A document that tells the day as news is not heard on it as background as well, and a denial of one day says "
    "nothing of another.",
    assess_days,
)
