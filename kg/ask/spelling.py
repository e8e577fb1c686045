"""
Slips of the pen: a word that nothing knows is taken for the one it is nearest to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.ask.derivation import root
from kg.ask.tokens import Word, stem
from kg.ask.words import Words

SHORTEST: Final = 4
LONG: Final = 8
"From this length on two slips are forgiven, else one; two letters that changed places are one slip."
LONGEST_LIGHT: Final = 5
"Words without content are not mended into, up to this length: too many names are near to one."
ENDINGS: Final = ("", "e", "s", "es", "ing", "ed", "er")


@dataclass(slots=True)
class Speller:
    """
    What is known of words.

    Attributes:
        known: stems and words, as written in lower case, that need no mending.
        families: roots of the stems known.
        near: length to the words that a slip may have been meant for.
    """

    known: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    near: dict[int, list[str]] = field(default_factory=dict)

    def mended(self, word: Word, irregular: Mapping[str, str]) -> Word | None:
        """
        The word that was meant; nothing where this one is known, or near to none.
        """
        low, size = word.low, len(word.low)
        if size < SHORTEST or not low.isalpha() or low in self.known or word.stem in self.known:
            return None
        if root(word.stem) in self.families:
            return None
        slips = 2 if size >= LONG else 1
        found: tuple[str, float, int] | None = None
        for length in (size, size - 1, size + 1):
            best = process.extractOne(low, self.near.get(length, ()), scorer=OSA.distance, score_cutoff=slips)
            if best and best[0][0] != low[0] and (size == SHORTEST or best[1] > 1):
                continue
            if best and (found is None or best[1] < found[1]):
                found = best
        return replace(word, low=found[0], stem=stem(found[0], irregular)) if found else None


def make_speller(words: Words, stems: Iterable[str], names: Iterable[str]) -> Speller:
    """
    The speller of a graph.

    Args:
        stems: stems of its classes and properties.
        names: stems of names and values.
    """
    forms = (*words.operators, *words.adjectives, *words.asked, *words.asking)
    operating = {part for form in forms for part in form}
    content = {*stems, *(part for form in words.rings for part in form)}
    light = words.fillers | words.links | words.numbers.keys()
    inflected = {f"{base}{ending}" for base in content | _with_y(content) for ending in ENDINGS}
    near: dict[int, list[str]] = defaultdict(list)
    candidates = inflected | operating | set(names) | {word for word in light if len(word) > LONGEST_LIGHT}
    for word in sorted(candidates):
        near[len(word)].append(word)
    known = content | operating | light | set(names) | words.irregular.keys() | set(words.irregular.values())
    return Speller(frozenset(known), frozenset(root(base) for base in content), dict(near))


def _with_y(stems: set[str]) -> set[str]:
    return {f"{base[:-1]}y" for base in stems if base.endswith("i")}
