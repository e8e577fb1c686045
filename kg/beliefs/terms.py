"""
Last days that can be moved: until when something applies, until when it is suspended.
"""

from collections import defaultdict

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.days import as_news_first, excludes
from kg.beliefs.testimony import Testimony, credibility, ids, independent, read, reliability
from kg.claims import Modality

TERMS = frozenset({"validUntil", "suspendedUntil"})


def assess_terms(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    The last day of each relation as it was last set; both where a doubtful text moves it.
    """
    return tuple(
        assessment for relation in sorted(TERMS) for assessment in assess_term(subject, relation, context, rule)
    )


def assess_term(subject: str, relation: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    One last day. Values are ordered by when each was first told: who retells an old one moves nothing.
    """
    testimony = context.of(subject, relation)
    told: defaultdict[str, list[Testimony]] = defaultdict(list)
    for each in as_news_first(testimony):
        if each.is_said and read(each.claim.object) is not None:
            told[each.claim.object].append(each)
    if not told:
        return ()
    order = sorted(told, key=lambda value: (min(each.available for each in told[value]), value))
    newest = order[-1]
    sides = [newest, *(value for value in order[:-1] if is_in_doubt(told[newest], told[value], newest, value))]
    denied = [each for each in testimony if each.claim.modality is Modality.NEGATED]
    assessments = []
    for value in sorted(sides):
        against = [
            *(each for each in denied if not excludes(each.claim.object, value)),
            *(each for other in sides if other != value for each in told[other]),
        ]
        standing = Standing.CONTESTED if len(sides) > 1 else Standing.SUPPORTED
        marks = (credibility(told[value], against), reliability(told[value]))
        since = min(each.available for each in told[value]).isoformat()
        assessments.append(
            Assessment(subject, relation, value, standing, rule, ids(told[value]), ids(against), since, *marks)
        )
    return tuple(assessments)


def is_in_doubt(newer: list[Testimony], older: list[Testimony], day: str, other: str) -> bool:
    """
    True when a day does not simply replace an older one: both were first told on one day, or the newer one has the less
    reliable source and no more witnesses.
    """
    if not excludes(day, other):
        return False
    same_day = min(each.available for each in newer) == min(each.available for each in older)
    is_weaker = reliability(newer) > reliability(older) and independent(newer) <= independent(older)
    return same_day or is_weaker


TERMS_RULE = Rule(
    "terms",
    1,
    TERMS,
    "A last day can be moved: the day that was first told last replaces the ones before it, and an extension is no "
    "contradiction. Days that were first told on one day, or moved only by a source less reliable than the one before "
    "and with no more witnesses, are contested.",
    assess_terms,
)
