"""
Which past is asked for, on the three axes of time: what could be known, what had happened, what we had written down.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Axes:
    """
    A point in the past; all `None` is now.

    Attributes:
        known: only what could be known by the end of this day.
        on: events and deadlines are judged on this day, whatever became known later; `None`: on `known`, else today.
        recorded: only what we had written down by this moment.
    """

    known: date | None = None
    on: date | None = None
    recorded: datetime | None = None

    @property
    def judged(self) -> date | None:
        """
        The day on which events and deadlines are judged; `None` for today.
        """
        return self.on or self.known

    @property
    def name(self) -> str:
        """
        A name for a snapshot of this past, plain enough for a file; empty for now.

        >>> Axes(date(2026, 5, 1), on=date(2026, 3, 1)).name
        '2026-05-01-on-2026-03-01'
        """
        parts = [
            self.known.isoformat() if self.known else "",
            f"on-{self.on.isoformat()}" if self.on else "",
            f"recorded-{self.recorded.astimezone(UTC):%Y%m%dT%H%M%S%f}" if self.recorded else "",
        ]
        return "-".join(part for part in parts if part)


NOW = Axes()
