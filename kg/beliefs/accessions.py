"""
When somebody joined a body: one thing for each, with its day.
"""

from collections import defaultdict
from typing import Final

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.days import as_news_first, refined
from kg.beliefs.testimony import Testimony, credibility, ids, independent, reliability
from kg.identity import digest

JOINED: Final = "joined"


def assess_accessions(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    The accessions of one actor that texts date; a day told by fewer witnesses than another is left out.
    """
    told: defaultdict[str, list[Testimony]] = defaultdict(list)
    for each in as_news_first(context.of(subject, JOINED)):
        if each.is_said:
            told[each.claim.object].append(each)
    return tuple(
        assessment
        for body, testimony in sorted(told.items())
        for assessment in accession(subject, body, testimony, context, rule)
    )


def accession(
    subject: str, body: str, testimony: list[Testimony], context: Context, rule: str
) -> tuple[Assessment, ...]:
    """
    One accession; empty where nothing dates it. News without a day is told of the day of the first text.
    """
    days = days_told(testimony, context)
    if not days:
        return ()
    sides = refined(days)
    most = max(independent(days[value]) for value in sides)
    kept = [value for value in sides if independent(days[value]) == most]
    node = f"accession:{digest(f'{subject}{body}')}"
    standing = Standing.CONTESTED if len(kept) > 1 else Standing.SUPPORTED
    every = [each for value in kept for each in sides[value]]
    marks = (credibility(every), reliability(every))

    def holds(relation: str, value: str, basis: list[Testimony], how: Standing = Standing.SUPPORTED) -> Assessment:
        return Assessment(node, relation, value, how, rule, ids(basis), (), kept[0], *marks)

    return (
        holds("type", "Accession", every),
        holds("joiner", subject, every),
        holds("bodyJoined", body, every),
        *(holds("joinedOn", value, sides[value], standing) for value in kept),
    )


def days_told(testimony: list[Testimony], context: Context) -> dict[str, list[Testimony]]:
    """
    The days told, each with who tells it; where none is told, the day of the earliest text that has it as news.
    """
    dated: defaultdict[str, list[Testimony]] = defaultdict(list)
    for each in testimony:
        when = each.event
        if each.claim.date and when and when.earliest and when.earliest <= context.today:
            dated[when.edtf].append(each)
    news = [each for each in testimony if not each.claim.date and each.event is not None]
    if dated or not news:
        return dict(dated)
    first = min(each.available for each in news)
    return {first.isoformat(): [each for each in news if each.available == first]}


ACCESSIONS = Rule(
    "accessions",
    1,
    frozenset({"type", "joiner", "bodyJoined", "joinedOn"}),
    "Each accession is a thing of its own with its day: the most precise that most independent witnesses tell. News "
    "without a day is told of the day of the first text; on a tie no day is stated.",
    assess_accessions,
)
