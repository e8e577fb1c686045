"""
Literal values as things that can be compared: every value is a span on one axis of its kind.

A year is a span of days, so `2004` contains `2004-05-01`; a plain number is a span of length zero.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from kg.triples import Literal
from ontology.namespaces import XSD

NUMERIC: Final = frozenset(
    XSD + name
    for name in (
        "integer decimal double float int long short byte nonNegativeInteger positiveInteger negativeInteger "
        "nonPositiveInteger unsignedInt unsignedLong unsignedShort unsignedByte"
    ).split()
)
DAY_SECONDS: Final = 86400.0
DURATION: Final = re.compile(
    r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$"
)
DURATION_DAYS: Final = (365.25, 30.4375, 7.0, 1.0, 1 / 24, 1 / 1440, 1 / DAY_SECONDS)
CLOCK: Final = re.compile(r"^(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class Value:
    """
    A comparable value.

    Attributes:
        kind: number, date, time, duration, boolean or string.
        low: where its span begins: a number as it is, a date in days, a time in seconds, a duration in days.
        high: where its span ends, included; equal to `low` for everything but dates.
        text: the lexical form.
    """

    kind: str
    low: float
    high: float
    text: str


def value_of(literal: Literal) -> Value:
    """
    The value of a literal; a string where the datatype is unknown or the form is broken.

    >>> value_of(Literal("2004", XSD + "gYear")).high - value_of(Literal("2004", XSD + "gYear")).low
    365.0
    """
    text = literal.value.strip()
    try:
        if literal.datatype in NUMERIC:
            number = float(text)
            return Value("number", number, number, text)
        if literal.datatype == XSD + "boolean":
            truth = float(text in ("true", "1"))
            return Value("boolean", truth, truth, text)
        reader = READERS.get(literal.datatype.removeprefix(XSD)) if literal.datatype.startswith(XSD) else None
        if reader:
            return reader(text)
    except (ValueError, OverflowError):
        pass
    return Value("string", 0.0, 0.0, literal.value)


def date_value(text: str) -> Value:
    """
    The span of days that an ISO year, month, day or moment covers.

    Raises:
        ValueError: it is none of these.
    """
    parts = [int(part) for part in text[:10].rstrip("Z").split("-")]
    if len(parts) == 1:
        return Value("date", _day(parts[0], 1, 1), _day(parts[0], 12, 31), text)
    if len(parts) == 2:  # noqa: PLR2004 - year and month
        year, month = parts
        return Value("date", _day(year, month, 1), _day(year, month, calendar.monthrange(year, month)[1]), text)
    day = _day(*parts)
    if "T" in text:
        day += time_value(text.split("T", 1)[1]).low / DAY_SECONDS
    return Value("date", day, day, text)


def time_value(text: str) -> Value:
    """
    The second of the day of a clock time.

    Raises:
        ValueError: it is no clock time.
    """
    match = CLOCK.match(text)
    if not match:
        raise ValueError(f"no clock time: {text!r}")
    seconds = int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3] or 0)
    return Value("time", seconds, seconds, text)


def duration_value(text: str) -> Value:
    """
    The length in days of an ISO duration.

    Raises:
        ValueError: it is no duration.
    """
    match = DURATION.match(text)
    if not match:
        raise ValueError(f"no duration: {text!r}")
    days = sum(float(part) * unit for part, unit in zip(match.groups(), DURATION_DAYS, strict=True) if part)
    return Value("duration", days, days, text)


def _day(year: int, month: int, day: int) -> float:
    return float(dt.date(year, month, day).toordinal())


READERS: Final = {
    "date": date_value,
    "dateTime": date_value,
    "gYear": date_value,
    "gYearMonth": date_value,
    "time": time_value,
    "duration": duration_value,
    "dayTimeDuration": duration_value,
    "yearMonthDuration": duration_value,
}
