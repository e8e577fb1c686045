"""
Dates as EDTF (Extended Date/Time Format, ISO 8601-2), each with the earliest and the latest day it can mean.

The one door of the `edtf` library. A date known to the month stays a month: `2026-04` is never made `2026-04-01`.
"""

import calendar
import re
import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

with warnings.catch_warnings():
    # edtf 5.0.2 builds its grammar in a way that newer pyparsing warns of at import; its results are right.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf as parse_with_library
    from edtf.parser.edtf_exceptions import EDTFParseException

PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"Read without the grammar, which takes 10 ms a text (measured); most dates are such."
DURATION = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")
OPEN = ("..", "")
NO_DATE = "{!r} is no date; write it as 2026-02-04, 2026-02, 2026 or 2025-10/2025-12"
MARKS = re.compile(r"[\dTXYZu?~%./:+\[\]{}, -]*")
"The characters EDTF knows; text with others is refused before the grammar is asked: 2 ms a refusal (measured)."


class UnknownDate(ValueError):
    """
    A text that is no EDTF date; the message names it and shows the accepted shapes.
    """


@dataclass(frozen=True, slots=True)
class When:
    """
    A date or interval as written, with the days it spans.

    Attributes:
        edtf: `2026-02-04`, `2026-02`, `2026`, `2025-33` (first quarter), `2025~` or `2025-10/2025-12`.
        earliest: first day it can mean; `None` for an interval open at its start.
        latest: last day it can mean; `None` for an interval open at its end.
    """

    edtf: str
    earliest: date | None
    latest: date | None

    @property
    def is_day(self) -> bool:
        """
        True when it means one single day.
        """
        return self.earliest is not None and self.earliest == self.latest


@lru_cache(maxsize=1 << 16)
def parse_edtf(text: str) -> When:
    """
    Read an EDTF date or interval.

    Raises:
        UnknownDate: the text is no EDTF date.

    >>> parse_edtf("2026-02").latest
    datetime.date(2026, 2, 28)
    >>> parse_edtf("2025-10/2025-12").earliest
    datetime.date(2025, 10, 1)
    """
    plain = text.strip()
    if "/" in plain:
        first, _, last = plain.partition("/")
        start = None if first in OPEN else parse_edtf(first).earliest
        end = None if last in OPEN else parse_edtf(last).latest
        if (start is None and end is None) or (start and end and end < start):
            raise UnknownDate(f"{text!r} is no interval of dates; write it as 2026-02-04/2026-03-06, first day first")
        return When(plain, start, end)
    if PLAIN_DAY.fullmatch(plain):
        try:
            return day(date.fromisoformat(plain))
        except ValueError as error:
            raise UnknownDate(NO_DATE.format(text)) from error
    if not MARKS.fullmatch(plain):
        raise UnknownDate(NO_DATE.format(text))
    try:
        parsed = parse_with_library(plain)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return When(plain, date(*lower[:3]), date(*upper[:3]))
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise UnknownDate(NO_DATE.format(text)) from error


def day(value: date) -> When:
    """
    One day as a `When`.
    """
    return When(value.isoformat(), value, value)


def month(year: int, number: int) -> When:
    """
    One month as a `When`; months past 12 or before 1 run over into other years.

    >>> month(2025, 13).edtf
    '2026-01'
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return When(f"{year:04d}-{number:02d}", date(year, number, 1), date(year, number, last))


def year(number: int) -> When:
    """
    One year as a `When`.
    """
    return When(f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def span(first: When, last: When) -> When:
    """
    From the start of one to the end of the other.

    >>> span(month(2025, 10), month(2025, 12)).edtf
    '2025-10/2025-12'
    """
    if first.edtf == last.edtf:
        return first
    return When(f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}", first.earliest, last.latest)


def is_duration(text: str) -> bool:
    """
    True for an ISO 8601 duration of whole years, months, weeks or days.

    >>> is_duration("P30D"), is_duration("P"), is_duration("2026")
    (True, False, False)
    """
    return text != "P" and DURATION.match(text) is not None


def add_duration(start: date, duration: str) -> date:
    """
    The day a duration after a day; a month later from the 31st is the last day of a shorter month.

    Raises:
        UnknownDate: `duration` is no ISO 8601 duration of whole years, months, weeks or days.

    >>> add_duration(date(2026, 2, 4), "P30D")
    datetime.date(2026, 3, 6)
    >>> add_duration(date(2025, 10, 31), "P1M")
    datetime.date(2025, 11, 30)
    """
    matched = DURATION.match(duration) if is_duration(duration) else None
    if matched is None:
        raise UnknownDate(f"{duration!r} is no duration; write it as P30D, P6W, P6M or P1Y")
    years, months, weeks, days = (int(group or 0) for group in matched.groups())
    total = start.year * 12 + start.month - 1 + years * 12 + months
    target_year, target_month = divmod(total, 12)
    last = calendar.monthrange(target_year, target_month + 1)[1]
    return date(target_year, target_month + 1, min(start.day, last)) + timedelta(weeks=weeks, days=days)
