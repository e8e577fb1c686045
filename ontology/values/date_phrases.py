"""
Dates and durations as English text writes them: "4 February 2026", "late 2025", "on Wednesday", "within 30 days".

A relative date is counted from an anchor, the day of the text; without an anchor it is found but means no day. Rules
are tried in the order of `RULES`; at one place the longest phrase wins. Shapes follow the wording patterns
P039–P050 of the project's study of news wording.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from ontology.values.dates import When, add_duration, day, month, span, year

Kind = Literal["absolute", "relative", "duration"]
Direction = Literal["past", "future"]

MONTHS: Final = ("january february march april may june july august september october november december").split()
MONTH_NUMBERS: Final = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
PARTS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
"Months of early, middle and late in a year: thirds, so that every month belongs to one."

MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
COUNT = r"(?P<count>\d{1,3}|couple of|forty-five|" + "|".join(word for word in NUMBERS if " " not in word) + ")"
UNIT = r"(?P<unit>day|week|month|year)s?"
UNITS: Final = {"day": "D", "week": "W", "month": "M", "year": "Y"}


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


@dataclass(frozen=True, slots=True)
class Context:
    """
    What a relative phrase is resolved against.
    """

    anchor: date | None
    direction: Direction | None


Reading = tuple[Kind, When | None, str | None] | None
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Context], Reading]]


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


def named(matched: re.Match[str], group: str) -> str:
    """
    What a group of a match holds; empty when the rule has no such group or it took no part.
    """
    return matched.groupdict().get(group) or ""


def month_number(name: str) -> int:
    """
    The number of a month by its name or abbreviation.

    >>> month_number("Sept.")
    9
    """
    return MONTH_NUMBERS[name[:3].lower()]


def count_of(word: str) -> int:
    """
    A count in figures or words.
    """
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def day_of(number_of_year: int, number_of_month: int, number: int) -> When | None:
    """
    One day, or nothing when the calendar has no such day.
    """
    try:
        return day(date(number_of_year, number_of_month, number))
    except ValueError:
        return None


def nearest_year(context: Context, number_of_month: int, number: int = 15) -> int | None:
    """
    The year in which a day without a year falls: nearest the anchor, or on the side the direction names.
    """
    anchor = context.anchor
    if anchor is None:
        return None
    candidates = [
        each for each in (anchor.year - 1, anchor.year, anchor.year + 1) if day_of(each, number_of_month, number)
    ]
    if context.direction == "past":
        candidates = [each for each in candidates if date(each, number_of_month, 1) <= anchor] or candidates
    if context.direction == "future":
        candidates = [each for each in candidates if month(each, number_of_month).latest >= anchor] or candidates  # type: ignore[operator]
    if not candidates:
        return None
    return min(candidates, key=lambda each: abs((date(each, number_of_month, min(number, 28)) - anchor).days))


def read_day(matched: re.Match[str], context: Context) -> Reading:
    """
    "4 February 2026", "Feb. 4, 2026", "4 February".
    """
    number, name = int(matched["day"]), month_number(matched["month"])
    in_year = int(named(matched, "year")) if named(matched, "year") else nearest_year(context, name, number)
    if in_year is None:
        return ("relative", None, None) if number <= 31 else None  # noqa: PLR2004 - days of the longest month
    found = day_of(in_year, name, number)
    return ("absolute" if named(matched, "year") else "relative", found, None) if found else None


def read_days(matched: re.Match[str], context: Context) -> Reading:
    """
    "4-6 February 2026", "27 and 28 October 2025", "27/28 October".
    """
    name = month_number(matched["month"])
    in_year = (
        int(named(matched, "year")) if named(matched, "year") else nearest_year(context, name, int(matched["first"]))
    )
    if in_year is None:
        return None
    first, last = day_of(in_year, name, int(matched["first"])), day_of(in_year, name, int(named(matched, "last")))
    if first is None or last is None or int(matched["first"]) >= int(named(matched, "last")):
        return None
    return ("absolute" if named(matched, "year") else "relative", span(first, last), None)


def read_iso(matched: re.Match[str], context: Context) -> Reading:
    """
    "2026-02-04".
    """
    del context
    found = day_of(int(named(matched, "year")), int(matched["m"]), int(matched["d"]))
    return ("absolute", found, None) if found else None


def read_month(matched: re.Match[str], context: Context) -> Reading:
    """
    "February 2026", "late April", "end of March 2026".
    """
    name = month_number(matched["month"])
    in_year = int(named(matched, "year")) if named(matched, "year") else nearest_year(context, name)
    kind: Kind = "absolute" if named(matched, "year") else "relative"
    return (kind, month(in_year, name) if in_year is not None else None, None)


def read_last_month(matched: re.Match[str], context: Context) -> Reading:
    """
    "last October", "this past March": the one before the anchor.
    """
    anchor, name = context.anchor, month_number(matched["month"])
    if anchor is None:
        return ("relative", None, None)
    return ("relative", month(anchor.year if name < anchor.month else anchor.year - 1, name), None)


def read_months(matched: re.Match[str], context: Context) -> Reading:
    """
    "June and July 2025", "October-December 2025".
    """
    del context
    in_year = int(named(matched, "year"))
    first, last = month_number(matched["first"]), month_number(matched["month"])
    return ("absolute", span(month(in_year, first), month(in_year, last)), None) if first < last else None


def read_part(matched: re.Match[str], context: Context) -> Reading:
    """
    "late 2025", "mid-2026", "early next year", "the end of 2026".
    """
    found = year_of(matched, context)
    if found is None:
        return ("relative", None, None)
    word = matched["part"].lower()
    kind: Kind = "absolute" if named(matched, "year") else "relative"
    if word.startswith("end"):
        return (kind, month(found, 12), None)
    if word.startswith(("start", "beginning")):
        return (kind, month(found, 1), None)
    first, last = PARTS["mid" if word.startswith("mid") else word]
    return (kind, span(month(found, first), month(found, last)), None)


def read_quarter(matched: re.Match[str], context: Context) -> Reading:
    """
    "the fourth quarter of 2025", "Q4 2025", "the first half of next year".
    """
    found = year_of(matched, context)
    if found is None:
        return ("relative", None, None)
    word = (named(matched, "ordinal") or named(matched, "quarter")).lower()
    number = ORDINALS.get(word) or int(word[-1])
    length = 6 if named(matched, "length").lower() == "half" else 3
    if number * length > 12:  # noqa: PLR2004 - months of a year
        return None
    first = (number - 1) * length + 1
    kind: Kind = "absolute" if named(matched, "year") else "relative"
    return (kind, span(month(found, first), month(found, first + length - 1)), None)


def year_of(matched: re.Match[str], context: Context) -> int | None:
    """
    The year a phrase names, in figures or as last, this or next.
    """
    if named(matched, "year"):
        return int(named(matched, "year"))
    if context.anchor is None:
        return None
    return context.anchor.year + {"last": -1, "this": 0, "the": 0, "next": 1}[named(matched, "shift").lower()]


def read_year(matched: re.Match[str], context: Context) -> Reading:
    """
    "in 2025", "2021-24", "by 2030".
    """
    del context
    first = year(int(named(matched, "year")))
    if not named(matched, "last"):
        return ("absolute", first, None)
    century, digits = named(matched, "year")[:2], named(matched, "last")
    last = int((century + digits)[-4:])
    return ("absolute", span(first, year(last)), None) if last > int(named(matched, "year")) else None


def read_decade(matched: re.Match[str], context: Context) -> Reading:
    """
    "the end of the decade".
    """
    del matched
    return ("relative", year(context.anchor.year // 10 * 10 + 10) if context.anchor else None, None)


def read_weekday(matched: re.Match[str], context: Context) -> Reading:
    """
    "on Wednesday", "last Tuesday", "next Friday".
    """
    if context.anchor is None:
        return ("relative", None, None)
    wanted = WEEKDAYS.index(matched["weekday"].lower())
    shift = named(matched, "shift").lower()
    back = (context.anchor.weekday() - wanted) % 7
    ahead = (wanted - context.anchor.weekday()) % 7
    if shift in ("next", "this coming", "coming") or (not shift and context.direction == "future"):
        return ("relative", day(context.anchor + timedelta(days=ahead or 7)), None)
    return ("relative", day(context.anchor - timedelta(days=back or (7 if shift == "last" else 0))), None)


def read_deictic(matched: re.Match[str], context: Context) -> Reading:
    """
    "today", "yesterday", "tomorrow".
    """
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[matched["word"].lower()]
    return ("relative", day(context.anchor + timedelta(days=shift)) if context.anchor else None, None)


def read_shifted_unit(matched: re.Match[str], context: Context) -> Reading:
    """
    "last week", "this month", "next year".
    """
    anchor = context.anchor
    if anchor is None:
        return ("relative", None, None)
    shift = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[named(matched, "shift").lower()]
    unit = matched["span"].lower()
    if unit == "year":
        return ("relative", year(anchor.year + shift), None)
    if unit == "month":
        return ("relative", month(anchor.year, anchor.month + shift), None)
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    return ("relative", span(day(monday), day(monday + timedelta(days=6))), None)


def read_ago(matched: re.Match[str], context: Context) -> Reading:
    """
    "two years ago", "three weeks earlier".
    """
    anchor = context.anchor
    if anchor is None:
        return ("relative", None, None)
    count, unit = count_of(matched["count"]), matched["unit"].lower()
    if unit == "year":
        return ("relative", year(anchor.year - count), None)
    if unit == "month":
        return ("relative", month(anchor.year, anchor.month - count), None)
    return ("relative", day(anchor - timedelta(days=count * (7 if unit == "week" else 1))), None)


def read_duration(matched: re.Match[str], context: Context) -> Reading:
    """
    "within 30 days", "over the next six months", "a 60-day window".
    """
    del context
    count = count_of(matched["count"])
    return ("duration", None, f"P{count}{UNITS[matched['unit'].lower()]}") if count else None


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
