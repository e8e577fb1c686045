"""
Slips of the pen: a word that nothing knows is taken for the one it is nearest to.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.ask.derivation import root
from kg.ask.tokens import Word, stem
from kg.ask.words import Words
from ontology.values.date_words import MONTHS, WEEKDAYS

SHORTEST: Final = 4
LONG: Final = 8
"From this length on two slips are forgiven, else one; two letters that changed places are one slip."
LONGEST_LIGHT: Final = 5
"Words without content are not mended into, up to this length: too many names are near to one."
ENDINGS: Final = ("", "e", "s", "es", "ing", "ings", "ed", "er", "ers")
VARIANTS: Final = tuple(
    (re.compile(written), other)
    for written, other in (
        ("our(?=s?$|e|i|a)", "or"),
        ("is(?=e|ing|ation)", "iz"),
        ("yse", "yze"),
        ("tre(?=s?$)", "ter"),
        ("nce(?=s?$|d)", "nse"),
        ("ogue", "og"),
        ("mme?(?=s?$)", "m"),
        ("ll", "l"),
        ("inium", "inum"),
        ("^grey", "gray"),
    )
)
DAYS: Final = frozenset((*MONTHS, *WEEKDAYS))


@dataclass(slots=True)
class Speller:
    """
    What is known of words.

    Attributes:
        known: stems and words, as written in lower case, that need no mending.
        families: roots of the stems known.
        near: length to the words that a slip may have been meant for.
        ranks: of these words, how likely each is meant where two are as near: the graph's own terms first.
    """

    known: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    near: dict[int, list[str]] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)

    def mended(
        self, word: Word, irregular: Mapping[str, str], is_word: Callable[[str], bool] | None = None
    ) -> Word | None:
        """
        The word that was meant; nothing where this one is known, or near to none.

        Args:
            is_word: tells the words of the language, which are only mended into another spelling of themselves.
        """
        low, size = word.low, len(word.low)
        if size < SHORTEST or not low.isalpha() or low in self.known or word.stem in self.known:
            return None
        if root(word.stem) in self.families:
            return None
        slips = 2 if size >= LONG else 1
        found: list[tuple[float, bool, int, str]] = []
        for length in (size, size - 1, size + 1):
            for near, distance, _ in process.extract(
                low, self.near.get(length, ()), scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                if near[0] == low[0] or (size != SHORTEST and distance <= 1):
                    is_turned = length == size and sorted(near) == sorted(low)
                    found.append((distance, not is_turned, self.ranks.get(near, 0), near))
        if found and is_word is not None and is_word(low):
            found = [each for each in found if spelling(each[-1]) == spelling(low)]
        if not found:
            return None
        meant = min(found)[-1]
        return replace(word, low=meant, stem=stem(meant, irregular))


def spelling(word: str) -> str:
    """
    A word in one of the spellings that English has for it.

    >>> spelling("licences") == spelling("licenses"), spelling("programme") == spelling("program")
    (True, True)
    >>> spelling("organisation") == spelling("organization"), spelling("river") == spelling("giver")
    (True, False)
    """
    for written, other in VARIANTS:
        word = written.sub(other, word)
    return word


def make_speller(words: Words, stems: Iterable[str], names: Iterable[str]) -> Speller:
    """
    The speller of a graph.

    Args:
        stems: stems of its classes and properties.
        names: words of names and values, as written in lower case, and their stems.
    """
    forms = (*words.operators, *words.adjectives, *words.asked, *words.asking)
    operating = {part for form in forms for part in form} | DAYS
    own = set(stems)
    content = {*own, *(part for form in words.rings for part in form)}
    light = words.fillers | words.links | words.numbers.keys()
    ranked = (_inflected(own), set(names), _inflected(content), operating, {w for w in light if len(w) > LONGEST_LIGHT})
    ranks: dict[str, int] = {}
    for rank, candidates in enumerate(ranked):
        for word in candidates:
            ranks.setdefault(word, rank)
    near: dict[int, list[str]] = defaultdict(list)
    for word in sorted(ranks):
        near[len(word)].append(word)
    beginnings = {part for form in (*words.prose, *words.happenings, *words.changes) for part in form}
    known = (
        content | operating | light | beginnings | ranked[1] | words.irregular.keys() | set(words.irregular.values())
    )
    return Speller(frozenset(known), frozenset(root(base) for base in content), dict(near), ranks)


def _inflected(stems: set[str]) -> set[str]:
    bases = stems | {f"{base[:-1]}y" for base in stems if base.endswith("i")}
    return {f"{base}{ending}" for base in bases for ending in ENDINGS if ending or len(base) > SHORTEST}
