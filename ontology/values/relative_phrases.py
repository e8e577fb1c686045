"""
Phrases counted from the day of the text, and lengths of time: "on Wednesday", "two years ago", "within 30 days".
"""

import re
from datetime import timedelta

from ontology.values.date_words import UNITS, WEEKDAYS, Context, Reading, count_of, named
from ontology.values.dates import day, month, span, year


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
