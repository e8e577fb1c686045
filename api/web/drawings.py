"""
What people would rather look at than read: where the marks of a timeline and the bars of a chart stand.

Only geometry is worked out here; the templates turn it into SVG. Lengths are in units of the drawing's view box.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

WIDTH: Final = 900
MARGIN: Final = 24
ROW: Final = 42
Place: TypeAlias = Callable[[date], float]
LETTER: Final = 7.4
"Mean width of a letter at 13 px, measured on DejaVu Sans; wider than most faces, so labels never touch."


@dataclass(frozen=True, slots=True)
class Moment:
    """
    Something that happened, or was due, on a day.

    Attributes:
        label: what.
        note: second line, usually the date in words.
        tone: css class: `good`, `warn`, `deadline` or nothing.
        href: where a click leads; may be empty.
    """

    day: date
    label: str
    note: str
    tone: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """
    A moment with its place: `x` of the mark, `text_x` and `text_y` of its first line.
    """

    moment: Moment
    x: float
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Tick:
    """
    A place on the axis with its name.
    """

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """
    A drawn line of time: events above the axis, deadlines below it.

    Attributes:
        late: from, to: the stretch between a missed deadline and its fulfilment, or the day of view.
    """

    width: int
    height: float
    axis_y: float
    events: tuple[Mark, ...]
    deadlines: tuple[Mark, ...]
    late: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]
    today_x: float | None


def draw_timeline(
    events: Sequence[Moment],
    deadlines: Sequence[Moment],
    late: Sequence[tuple[date, date]] = (),
    today: date | None = None,
) -> Timeline | None:
    """
    The timeline of some events and deadlines; nothing where there are none.

    Args:
        late: stretches to shade, first and last day.
        today: the day of view; drawn where it falls inside.

    >>> drawn = draw_timeline([Moment(date(2026, 4, 24), "signed", "24 April 2026")], [])
    >>> [mark.anchor for mark in drawn.events], drawn.height > drawn.axis_y
    (['middle'], True)
    """
    days = [moment.day for moment in (*events, *deadlines)] + [day for span in late for day in span]
    if not days:
        return None
    first, last = min(days), max(days)
    slack = max((last - first).days // 12, 10)
    start, end = first - timedelta(days=slack), last + timedelta(days=slack)

    def x_of(day: date) -> float:
        return round(MARGIN + (day - start).days / (end - start).days * (WIDTH - 2 * MARGIN), 1)

    above, rows_above = placed(events, x_of)
    below, rows_below = placed(deadlines, x_of)
    axis_y = 16 + rows_above * ROW
    height = axis_y + 30 + rows_below * ROW
    return Timeline(
        WIDTH,
        height,
        axis_y,
        tuple(Mark(m, x, tx, axis_y - 28 - row * ROW, anchor) for m, x, tx, row, anchor in above),
        tuple(Mark(m, x, tx, axis_y + 42 + row * ROW, anchor) for m, x, tx, row, anchor in below),
        tuple((x_of(begin), x_of(finish)) for begin, finish in late),
        ticks(start, end, x_of),
        x_of(today) if today and start <= today <= end else None,
    )


def placed(moments: Sequence[Moment], x_of: Place) -> tuple[list[tuple[Moment, float, float, int, str]], int]:
    """
    Each moment with its x, the x of its text, its row and its anchor; labels of one row do not touch.

    Returns:
        Also the number of rows.
    """
    ends: list[float] = []
    found = []
    for moment in sorted(moments, key=lambda each: each.day):
        x = x_of(moment.day)
        half = max(len(moment.label), len(moment.note)) * LETTER / 2
        anchor, text_x, left = "middle", x, x - half
        if left < 0:
            anchor, text_x, left = "start", max(x - 6, 4), x - 6
        elif x + half > WIDTH:
            anchor, text_x, left = "end", min(x + 6, WIDTH - 4), x - 2 * half
        row = next((number for number, end in enumerate(ends) if left > end + 8), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = left + 2 * half
        found.append((moment, x, text_x, row, anchor))
    return found, len(ends)


def ticks(start: date, end: date, x_of: Place) -> tuple[Tick, ...]:
    """
    The firsts of months, quarters or years between two days: as many as can be read.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next(step for step in (1, 3, 6, 12, 24, 60, 1200) if months / step <= 10)  # noqa: PLR2004 - names that fit
    found = []
    for number in range(start.year * 12 + start.month, end.year * 12 + end.month):
        if number % step == 0:
            day = date(number // 12, number % 12 + 1, 1)
            shown = f"{day:%b %Y}" if step < 12 else str(day.year)  # noqa: PLR2004 - months of a year
            found.append(Tick(x_of(day), shown))
    return tuple(found)
