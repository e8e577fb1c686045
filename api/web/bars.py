"""
Where the bars of a chart of promises stand; only geometry, the template turns it into SVG.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from api.web.drawings import MARGIN, WIDTH, Tick, ticks

ROW: Final = 34
TOP: Final = 24
LETTER: Final = 6.8
MOST: Final = 40
"More bars than this are no longer looked at, but scrolled past."


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A promise from the day it was made to the day it was due.

    Attributes:
        until: the day it was met, or the day of view, where that is past the day due; else nothing.
    """

    label: str
    href: str
    made: date
    due: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Bar:
    """
    A stretch with its place.
    """

    label: str
    href: str
    x: float
    y: float
    width: float
    late_x: float
    late_width: float
    text_x: float
    tone: str = "late"


@dataclass(frozen=True, slots=True)
class Chart:
    """
    The bars with their axis.
    """

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today_x: float | None


def draw_bars(stretches: Sequence[Stretch], today: date) -> Chart | None:
    """
    The chart of some promises; nothing where there are none.

    >>> late = Stretch("MOU", "/x", date(2026, 2, 4), date(2026, 3, 6), date(2026, 4, 24))
    >>> chart = draw_bars([late], date(2026, 5, 1))
    >>> chart.bars[0].late_width > chart.bars[0].width
    True
    """
    shown = list(stretches)[:MOST]
    if not shown:
        return None
    first = min(each.made for each in shown)
    last = max(each.until or each.due for each in shown)
    slack = max((last - first).days // 20, 7)
    start, end = first - timedelta(days=slack), last + timedelta(days=slack)

    def x_of(day: date) -> float:
        return round(MARGIN + (day - start).days / (end - start).days * (WIDTH - 2 * MARGIN), 1)

    bars = []
    for number, each in enumerate(shown):
        x, due = x_of(each.made), x_of(each.due)
        late = x_of(each.until) if each.until else due
        text_x = max(min(x, WIDTH - MARGIN - len(each.label) * LETTER), 4)
        bars.append(
            Bar(each.label, each.href, x, TOP + number * ROW, due - x, due, round(late - due, 1), round(text_x, 1))
        )
    height = TOP + len(shown) * ROW + 10
    today_x = x_of(today) if start <= today <= end else None
    return Chart(WIDTH, height, tuple(bars), ticks(start, end, x_of), today_x)
