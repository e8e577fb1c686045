"""
The words that dates are written with, and what a phrase of them is read into.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ontology.values.dates import When

Kind = Literal["absolute", "relative", "duration"]
Direction = Literal["past", "future"]
Reading = tuple[Kind, When | None, str | None] | None
"Kind, days meant and duration of a phrase that was read; `None` where it is no date after all."

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
class Context:
    """
    What a relative phrase is resolved against.
    """

    anchor: date | None
    direction: Direction | None


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
