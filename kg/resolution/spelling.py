"""
How alike two names are spelled, and what of their spelling tells them apart.

Names are compared folded (no case, no accents), without legal forms, word by word. A name's *core* leaves out what
it is the name of: "Nechalacho mine" and "the Nechalacho project" share their core.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from rapidfuzz.distance import OSA

from kg.linking import fold

WORD: Final = re.compile(r"[^\W_]+")
LEGAL_FORMS: Final = frozenset(
    """ab ag asa bv co corp corporation gmbh group holding holdings inc incorporated limited llc llp ltd nl nv oy oyj
    plc pte pty sa sas se spa the""".split()
)
"Words that say how a company is constituted, not which it is."
APART: Final = frozenset(
    """north south east west northern southern eastern western upper lower central new old big little first second third
    fourth fifth i ii iii iv v vi alpha beta a b c d""".split()
)
"Words that tell namesakes apart."
SHORTEST: Final = 5
"Letters of a word below which one letter more or less makes another word."
LETTERS_A_SLIP: Final = 7
"One misprint is allowed for so many letters of a name."
SHORT_NAME: Final = 12
"Letters of a name below which two misprints are another name."
LONGEST_ACRONYM: Final = 6
SAME: Final = "the same name"
PART: Final = "one name is part of the other"
SLIPS: Final = {1: ("names one letter apart", 4.5), 2: ("names two letters apart", 3.5)}
Words: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    What two names have in common.

    Attributes:
        feature: in words, as a judgement quotes it.
        weight: for their being one, as log odds.
    """

    feature: str
    weight: float


@lru_cache(maxsize=1 << 16)
def words_of(name: str) -> Words:
    """
    The words of a name that tell it, folded, in their order.

    >>> words_of("The Norrland Graphite AB")
    ('norrland', 'graphite')
    """
    found = tuple(WORD.findall(fold(name.removesuffix("'s"))))
    telling = tuple(word for word in found if word not in LEGAL_FORMS)
    return telling or found


def core_of(name: str, kind_words: Collection[str]) -> Words:
    """
    The words of a name without those for its kind; nothing where it has no others.

    >>> core_of("Nechalacho mine", {"mine"}), core_of("the plant", {"plant"})
    (('nechalacho',), ())
    """
    return tuple(word for word in words_of(name) if word not in kind_words)


def likeness(first: str, second: str, kind_words: Collection[str] = ()) -> Likeness | None:
    """
    The strongest thing that speaks for two names being one; `None` where nothing does, or a name tells its kind alone.

    >>> likeness("Nechalacho", "Nechalaho").feature
    'names one letter apart'
    >>> likeness("Greywacke Metals", "Metals Greywacke").feature
    'the same words in another order'
    >>> likeness("Vulcan Elements", "Vulcan Energy") is None
    True
    """
    cores = core_of(first, kind_words), core_of(second, kind_words)
    return next(alike(words_of(first), words_of(second), *cores), None) if all(cores) else None


def alike(one: Words, other: Words, core: Words, other_core: Words) -> Iterator[Likeness]:
    """
    What two names have in common, the strongest first.
    """
    if one == other:
        yield Likeness(SAME, 6.5 if len(one) > 1 else 5.5)
    if sorted(one) == sorted(other):
        yield Likeness("the same words in another order", 6.0)
    if is_apart(one, other):
        return
    if sorted(core) == sorted(other_core):
        yield Likeness("the same name but for its kind", 5.0)
    slips = misprints(" ".join(sorted(one)), " ".join(sorted(other)))
    if slips:
        yield Likeness(*SLIPS[slips])
    if is_acronym_of(one, other) or is_acronym_of(other, one):
        yield Likeness("one is made of the other's initials", 2.5)
    if set(core) < set(other_core) or set(other_core) < set(core):
        yield Likeness(PART, 2.0)


def misprints(first: str, second: str) -> int:
    """
    How many letters two names are apart when that can be slips of the pen; 0 when it cannot.

    >>> misprints("nechalacho", "nechalaho"), misprints("mali", "bali"), misprints("lynas malaysia", "lynas malawi")
    (1, 0, 0)
    """
    shorter = min(len(first), len(second))
    most = 1 if shorter < SHORT_NAME else min(2, shorter // LETTERS_A_SLIP)
    found = OSA.distance(first, second, score_cutoff=most)
    if not 0 < found <= most:
        return 0
    pairs = [pair for pair in zip(first.split(), second.split(), strict=False) if pair[0] != pair[1]]
    is_spread = first.count(" ") != second.count(" ")
    return found if is_spread or all(min(map(len, pair)) >= SHORTEST for pair in pairs) else 0


def is_apart(first: Collection[str], second: Collection[str]) -> bool:
    """
    True when names differ in a number or a word that tells namesakes apart ("Phase 1", "Phase 2").
    """
    differing = set(first) ^ set(second)
    return any(word in APART or any(letter.isdigit() for letter in word) for word in differing)


def is_acronym_of(short: Collection[str], long: Collection[str]) -> bool:
    """
    True when a single word is made of the initials of the others.

    >>> is_acronym_of(["kcc"], ["kamoto", "copper", "company"])
    True
    """
    (word, *more) = short
    return not more and 2 < len(word) <= LONGEST_ACRONYM and word == "".join(each[0] for each in long)  # noqa: PLR2004
