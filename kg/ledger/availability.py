"""
The time axes as the ledger writes them: the day a version could be known, and the moment it was written down.
"""

import calendar
import re
from datetime import UTC, date, datetime
from typing import Final

from kg.text import Document

LAST_DAY: Final = date.max
LAST_MOMENT: Final = datetime.max.replace(tzinfo=UTC)
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH: Final = re.compile(r"(\d{4})(?:-(\d{2}))?")


def published_day(published: str | None) -> date | None:
    """
    The day by whose end a publication date had certainly come; `None` where the text is no such date.

    >>> published_day("2026-02-04"), published_day("2026-02")
    (datetime.date(2026, 2, 4), datetime.date(2026, 2, 28))
    """
    text = (published or "").rstrip("?~%")
    try:
        if match := _DAY.match(text):
            return date(*map(int, match.groups()))
        if match := _MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2] or 12)
            return date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None
    return None


def available_day(document: Document, before: Document | None, now: datetime, *, is_back: bool = False) -> date:
    """
    The day from which a version could be known: published, else retrieved, else recorded.

    A later version that bears the date of the one before it was edited silently: it was not there on that date, so it
    counts from the day we saw it.

    Args:
        before: the version before this one; `None` for the first.
        is_back: the document had been taken down before this version.
    """
    published = published_day(document.published)
    is_silent = (
        before is not None
        and (is_back or before.text != document.text)
        and published == published_day(before.published)
    )
    if published and not is_silent:
        return published
    return moment(document.retrieved or now).date()


def moment(time: datetime) -> datetime:
    """
    A time in UTC.

    Raises:
        ValueError: it bears no time zone, so it could be any of 26 hours.
    """
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone; give it one (UTC)")
    return time.astimezone(UTC)


def time_text(time: datetime) -> str:
    """
    A time as the ledger writes it, sortable as text.

    >>> time_text(datetime(2026, 2, 4, 12, tzinfo=UTC))
    '2026-02-04T12:00:00.000000+00:00'
    """
    return moment(time).isoformat(timespec="microseconds")
