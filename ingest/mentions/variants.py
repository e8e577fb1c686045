"""
Other ways in which texts write a reference name: surnames, plants without their kind, numbers of announcements.
"""

import re
from collections.abc import Iterator

KINDS = "mine|project|plant|facility|refinery|smelter|mill|deposit|complex|site|operation|operations"
PLANT_NAME = re.compile(
    rf"^(?P<name>.+?)(?: (?:magnet|metal|alumina|gallium|scandium|graphite|rare[- ]earths?|lithium|separation))*"
    rf" (?:{KINDS}|mud)$"
)
SITE_WORDS = tuple(word for word in KINDS.split("|") if not word.startswith("operation"))
VAGUE = frozenset(
    """Independence Kingston Stillwater Lionheart Saudi Tennessee Kalgoorlie Gramercy Georgia Seadrift Lacq Resolution
    Sorel-Tracy 10X Dobra Coosa""".split()
)
"First names of plants that are places or words as well: they name the plant only with its kind behind them."
PLAIN_SURNAMES = frozenset("Brown King Wright Wong Samba Costa Silva Sato Wilt Gor Cho Tai Aziz Salman Bula".split())
"Surnames that are words, or many people's: they count only where the full name stands in the text."
NUMBER_RANGE = re.compile(r"(\d+)[-–](\d+)")
TITLES = frozenset({"Prince"})


def site_names(label: str) -> Iterator[tuple[str, bool]]:
    """
    Names of a mine or plant by its label, and whether each needs its context.

    >>> list(site_names("Wagerup gallium project"))[:2]
    [('Wagerup', False), ('Wagerup mine', False)]
    >>> [name for name, _ in site_names("Severny Katpar and Upper Kairakty")][0]
    'Severny Katpar'
    """
    for part in re.split(r" and |, ", label):
        matched = PLANT_NAME.match(part)
        name = matched["name"] if matched else part
        if not name[:1].isupper() and not name[:1].isdigit():
            continue
        if name not in VAGUE and (name != label or not matched):
            yield name, False
        if " " not in name or name not in VAGUE:
            yield from ((f"{name} {word}", False) for word in SITE_WORDS)


def surname_of(name: str) -> str:
    """
    What a person is called after the first naming; empty for a name of one word.

    >>> surname_of("Kassym-Jomart Tokayev"), surname_of("Ursula von der Leyen")
    ('Tokayev', 'von der Leyen')
    """
    words = [word for word in name.split() if word not in TITLES]
    if len(words) < 2:  # noqa: PLR2004 - first name and surname
        return ""
    for place, word in enumerate(words[1:], 1):
        if word in ("von", "van", "de", "da", "bin"):
            return " ".join(words[place:])
    return words[-1]


def announcement_names(kind: str, numbers: str, year: str) -> Iterator[tuple[str, bool]]:
    """
    The names of one numbered announcement or several, each number on its own; without the year they need context.

    >>> list(announcement_names("Announcement", "61, 62", "2025"))[:2]
    [('Announcements No. 61 and 62 of 2025', False), ('Announcements No. 61-62 (2025)', False)]
    >>> list(announcement_names("Notice", "61", "2025"))[0]
    ('Notice No. 61 of 2025', False)
    """
    spread = NUMBER_RANGE.sub(
        lambda found: " ".join(str(each) for each in range(int(found[1]), int(found[2]) + 1)), numbers
    )
    each = re.findall(r"\d+", spread)
    if len(each) > 1:
        yield f"{kind}s No. {', '.join(each[:-1])} and {each[-1]} of {year}", False
        for dash in ("-", "–"):
            for written in (f"No. {each[0]}{dash}{each[-1]}", f"Nos. {each[0]}{dash}{each[-1]}"):
                for word in dict.fromkeys((kind, "Announcement", "Notice")):
                    yield f"{word}s {written} ({year})", False
                    yield f"{word}s {written} of {year}", False
    for number in each:
        for written in (
            f"{kind} No. {number}",
            f"{kind} No {number}",
            f"{kind} No.{number}",
            f"{kind} {number}",
            f"{kind}s No. {number}",
        ):
            yield f"{written} of {year}", False
            yield f"{written} ({year})", False
            yield written, True
        yield f"No. {number}", True
        yield f"{kind} {year} No. {number}", False
