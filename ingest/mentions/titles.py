"""
Names of bodies and of texts told by their head noun: "Lakes Minerals Alliance", "Arusha Declaration", "Mining Code".
"""

import re
from typing import Final

from ingest.mentions.kinds import KIND_CLASSES, kind_of

TITLES: Final[dict[str, str]] = {
    noun: kind
    for kind, nouns in {
        "Forum": "alliance coalition forum dialogue club league taskforce network",
        "Declaration": "declaration communiqué communique",
        "JointStatement": "statement",
        "Treaty": "treaty convention",
        "Framework": "framework",
        "Partnership": "partnership",
        "Agreement": "agreement accord accords pact compact charter principles protocol annex arrangement covenant "
        "initiative pledge commitments understanding letter",
        "MOU": "memorandum",
        "ActionPlan": "roadmap",
        "Strategy": "strategy plan policy agenda vision",
        "Law": "act law bill ordinance code regulation directive decree statute",
        "Programme": "programme program scheme",
    }.items()
    for noun in nouns.split()
}
"Class, or kind of agreement, that the head noun of a name tells."
GROUPS: Final = {
    "task force": "Forum", "contact group": "Forum", "working group": "Forum", "trade area": "Bloc",
    "trade zone": "Bloc", "customs union": "Bloc", "economic community": "Bloc", "action plan": "ActionPlan",
    "work programme": "Agreement", "work program": "Agreement",
}  # fmt: skip
"The same of two last words, which say more than one."
MEASURES: Final = frozenset({"Law", "Strategy", "Programme"})
"What one side decides alone: such names need not say whose they are."
TITLED: Final = frozenset(KIND_CLASSES.get(each, each) for each in (*TITLES.values(), *GROUPS.values()))
"The classes such names can be of."
PART: Final = re.compile(r" (?:of|on|for|to) ")
YEAR: Final = re.compile(r",?(?: of| for|[-–])? ?(?:19|20)\d\d(?:[-–/]\d+)?$| \d(?:\.\d)?$")


def title_kind(label: str) -> str:
    """
    The class of a body or text by the head noun of its name; empty for any other name, and for a bare noun.

    >>> title_kind("Arusha Declaration"), title_kind("Nairobi Memorandum on Critical Minerals")
    ('Declaration', 'MemorandumOfUnderstanding')
    >>> title_kind("Lakes Task Force"), title_kind("Alliance"), title_kind("Karrow Metals")
    ('Forum', '', '')
    """
    words = head_words(label)
    if len(words) < 2 or not words[-1][0].isupper():  # noqa: PLR2004 - a noun and what tells it from others
        return ""
    lower = [word.lower() for word in words]
    found = GROUPS.get(" ".join(lower[-2:])) or TITLES.get(lower[-1], "")
    return KIND_CLASSES.get(found, found)


def head_words(label: str) -> list[str]:
    """
    The words of a name up to its head noun, without a year.

    >>> head_words("Critical Minerals Strategy 2030"), head_words("Charter of Mineral Rights")
    (['Critical', 'Minerals', 'Strategy'], ['Charter'])
    """
    return PART.split(YEAR.sub("", label), maxsplit=1)[0].split()


def kind_said_by(label: str) -> str:
    """
    The kind of agreement that a name says it is of, by the words agreements are called; generic for any other.
    """
    return kind_of(head_words(label)) or "Agreement"


def prefix_of(kind: str) -> str:
    """
    How ids of bodies and texts of a class begin.
    """
    return "bloc" if kind in ("Forum", "Bloc") else "agreement"
