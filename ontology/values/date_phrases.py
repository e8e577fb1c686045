"""
Dates and durations as English text writes them: "4 February 2026", "late 2025", "on Wednesday", "within 30 days".

A relative date is counted from an anchor, the day of the text; without an anchor it is found but means no day. Rules
are tried in the order of `RULES`; at one place the longest phrase wins. Shapes follow the wording patterns
P039–P050 of the project's study of news wording.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ontology.values.calendar_phrases import (
    read_day,
    read_days,
    read_decade,
    read_iso,
    read_last_month,
    read_month,
    read_months,
    read_part,
    read_quarter,
    read_year,
)
from ontology.values.date_words import COUNT, DAY, MONTH, UNIT, WEEKDAYS, YEAR, Context, Direction, Kind, Reading
from ontology.values.dates import When, add_duration, day
from ontology.values.relative_phrases import read_ago, read_deictic, read_duration, read_shifted_unit, read_weekday

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Context], Reading]]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """
    A date phrase in a text.

    Attributes:
        start: offset of its first code point in the text searched.
        end: offset past its last.
        text: the phrase as it stands.
        kind: absolute; relative (counted from the anchor); or duration (a length that something else starts).
        when: the days meant; `None` for a relative date without an anchor and for a duration.
        duration: ISO 8601 duration for the kind duration (`P30D`), else `None`.
    """

    start: int
    end: int
    text: str
    kind: Kind
    when: When | None = None
    duration: str | None = None


def find_dates(text: str, anchor: date | None = None, direction: Direction | None = None) -> tuple[FoundDate, ...]:
    """
    Every date phrase of a text, left to right, none inside another.

    Args:
        text: any English text; offsets returned count its code points.
        anchor: the day relative phrases are counted from, usually the day of publication.
        direction: where "on Wednesday" or "in March" lies when the phrase alone does not tell; `None` reads a
            weekday as past and a bare month as the one nearest the anchor.

    >>> [(found.text, found.when.edtf) for found in find_dates("signed on 24 April 2026, after late 2025")]
    [('24 April 2026', '2026-04-24'), ('late 2025', '2025-09/2025-12')]
    >>> find_dates("within the next 30 days")[0].duration
    'P30D'
    >>> find_dates("on Wednesday", date(2026, 2, 5))[0].when.edtf
    '2026-02-04'
    """
    context = Context(anchor, direction)
    found: list[FoundDate] = []
    for pattern, read in RULES:
        for matched in pattern.finditer(text):
            reading = read(matched, context)
            if reading is not None:
                found.append(FoundDate(matched.start(), matched.end(), matched.group(), *reading))
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[FoundDate] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end - each.start > kept[-1].end - kept[-1].start:
            kept[-1] = each
    return tuple(kept)


def due(found: FoundDate, counted_from: date | None) -> When | None:
    """
    The day something falls due: the found date itself, or the end of a duration counted from a day.

    >>> due(find_dates("within 30 days")[0], date(2026, 2, 4)).edtf
    '2026-03-06'
    """
    if found.duration is None:
        return found.when
    return day(add_duration(counted_from, found.duration)) if counted_from else None


def rule(pattern: str, read: Callable[[re.Match[str], Context], Reading]) -> Rule:
    """
    One line of the table: a phrase's shape and how it is read.
    """
    return re.compile(rf"(?<![\w/-])(?:{pattern})(?![\w/]|-\d)", re.IGNORECASE), read


SHIFT = r"(?P<shift>last|this|next|the)"
EDGE = r"(?P<part>early|late|mid|end|start|beginning)"
ORDINAL = r"(?P<ordinal>first|second|third|fourth|[1-4](?:st|nd|rd|th))"
WITHIN = "(?:within|in|inside|over|during|for)"
TERM = "window|deadline|period|clock|target|limit|time|countdown|promise|suspension|pause|consultation|review"
"What a length before it is a term of, as in `a 60-day window`; `a 10-year deal` is no term."
WEEKDAY = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"

RULES: Final[tuple[Rule, ...]] = (
    rule(rf"{YEAR}-(?P<m>\d\d)-(?P<d>\d\d)", read_iso),
    rule(rf"(?:from |between )?{YEAR} (?:to|and|through) (?P<last>20\d\d)", read_year),
    rule(rf"(?P<first>\d\d?)(?: ?[-–/] ?| and | to )(?P<last>\d\d?) {MONTH}(?:,? {YEAR})?", read_days),
    rule(rf"{MONTH} (?P<first>\d\d?)(?: ?[-–/] ?| and | to )(?P<last>\d\d?)(?:,? {YEAR})?", read_days),
    rule(rf"{DAY}(?: of)? {MONTH}(?:,? {YEAR})?", read_day),
    rule(rf"{MONTH} {DAY}(?:,? {YEAR})?", read_day),
    rule(rf"{MONTH.replace('month', 'first')}(?: ?[-–] ?| and | to | through ){MONTH} {YEAR}", read_months),
    rule(
        rf"(?:(?:early|late|mid|end)[- ]|(?:the )?(?:end|middle|start|beginning) of )?{MONTH}(?:,? {YEAR})", read_month
    ),
    rule(
        rf"(?:by|in|since|until|from|for|of|after|before|during) (?:early |late |mid-?|end-)?{MONTH}(?! \d)",
        read_month,
    ),
    rule(rf"(?:early|late|mid|end)[- ]{MONTH}(?! \d)", read_month),
    rule(rf"(?:last|this past) {MONTH}(?! \d)", read_last_month),
    rule(rf"(?:the )?{EDGE}(?: of |-| )(?:{YEAR}|{SHIFT} year)", read_part),
    rule(rf"(?:the )?{ORDINAL} (?P<length>quarter|half)(?: of|,)? (?:{YEAR}|{SHIFT} year)", read_quarter),
    rule(rf"(?P<quarter>q[1-4])[ -]?{YEAR}", read_quarter),
    rule(rf"{YEAR}(?:[-–/](?P<last>(?:20)?\d\d))?", read_year),
    rule(r"(?:the )?end of the decade", read_decade),
    rule(rf"(?:on )?(?:(?P<shift>last|next|this coming|coming) )?{WEEKDAY}", read_weekday),
    rule(r"(?P<word>today|yesterday|tomorrow)", read_deictic),
    rule(r"(?:earlier |later )?(?P<shift>last|previous|this|next|coming) (?P<span>week|month|year)", read_shifted_unit),
    rule(rf"{COUNT} {UNIT} (?:ago|earlier)", read_ago),
    rule(
        rf"{WITHIN} (?:the |a |an )?(?:next |coming |following )?{COUNT}[- ]{UNIT}(?! (?:ago|earlier))", read_duration
    ),
    rule(rf"{COUNT}-{UNIT}(?= (?:\w+ ){{0,2}}(?:{TERM}))", read_duration),
    rule(rf"(?:the )?(?:next|coming|following) {COUNT} {UNIT}", read_duration),
)
