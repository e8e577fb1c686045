"""
Options that say which past is meant, shared by the verbs that can look back.
"""

from datetime import UTC, date, datetime
from typing import Annotated, TypeAlias

import typer

from api.errors import BadParameter
from kg.axes import Axes

AsOfDay: TypeAlias = Annotated[
    str | None, typer.Option("--as-of", help="What could be known by the end of this day (2026-03-10).")
]
OnDay: TypeAlias = Annotated[
    str | None, typer.Option("--on", help="Judge events and deadlines on this day; with --as-of: what was known then.")
]
RecordedAsOf: TypeAlias = Annotated[
    str | None, typer.Option("--recorded-as-of", help="Only what had been written down by then (2026-03-10T12:00).")
]


def read_axes(as_of: str | None, on: str | None, recorded_as_of: str | None) -> Axes:
    """
    A past given on the command line.

    Raises:
        BadParameter: a part of it is no day, or no time.
    """
    return Axes(read_day(as_of), read_day(on, "--on"), read_moment(recorded_as_of))


def read_day(text: str | None, option: str = "--as-of") -> date | None:
    """
    A day given on the command line.

    Raises:
        BadParameter: it is none.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadParameter(f"{option} {text!r} is no day; write it as 2026-03-10") from error


def read_moment(text: str | None) -> datetime | None:
    """
    A time given on the command line, UTC where it names no zone.

    Raises:
        BadParameter: it is none.
    """
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadParameter(f"--recorded-as-of {text!r} is no time; write it as 2026-03-10T12:00") from error
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
