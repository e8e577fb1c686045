"""
Phrases that name a stretch of the calendar: "4 February 2026", "March", "late 2025", "the second quarter".
"""

import re
from datetime import date

from ontology.values.date_words import ORDINALS, PARTS, Context, Kind, Reading, month_number, named
from ontology.values.dates import When, day, month, span, year


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
