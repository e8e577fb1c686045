"""
Words of one family: whoever observes is an observer, and makes an observation.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

ENDINGS: Final = ("ation", "ition", "ion", "ment", "anc", "enc", "er", "or", "e")
"Endings of stems, which have lost their own last e: doers, the done to, deeds."
SHORTEST: Final = 3


def root(stem: str) -> str:
    """
    What the stems of one family share.

    >>> root("scorer"), root("observation"), root("winner"), root("assigne"), root("plai")
    ('scor', 'observ', 'win', 'assign', 'plai')
    """
    for ending in ENDINGS:
        base = stem.removesuffix(ending)
        if base != stem and len(base) >= SHORTEST:
            if base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            return base[:-1] + "i" if base.endswith("y") else base
    return stem


def families(stems: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """
    Root to the stems that have it.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for stem in stems:
        found[root(stem)].add(stem)
    return {key: tuple(sorted(members)) for key, members in found.items()}
