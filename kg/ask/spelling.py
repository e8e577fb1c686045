"""
Slips of the pen: a word that nothing knows is taken for the one it is nearest to.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
PARTED: Final = 3
"Letters that each part of a word must have that is taken apart."
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
    content: words of the graph's own names and terms, as written in lower case.
    """

    known: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    near: dict[int, list[str]] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    content: frozenset[str] = frozenset()

    def respaced(self, words: Sequence[Word], irregular: Mapping[str, str]) -> tuple[Word, ...]:
        """
        The words with those written as one that were written as two, "stand up" for "standup", and the other way round;
        only where a word is known to nothing as it stands and what comes of it is a name's or a term's own.
        """
        found: list[Word] = []
        for word in words:
            last = found[-1] if found else None
            joined = last.low + word.low if last and last.end + 1 >= word.start else ""
            if last and joined in self.content and not (self.is_known(last) and self.is_known(word)):
                found[-1] = Word(f"{last.text} {word.text}", joined, stem(joined, irregular), last.start, word.end)
            else:
                found.extend(self._parted(word, irregular))
        return tuple(found)

    def _parted(self, word: Word, irregular: Mapping[str, str]) -> tuple[Word, ...]:
        """
        A word, or the two that it was written together of where there is one way to part it.
        """
        if self.is_known(word) or not word.low.isalpha():
            return (word,)
        places = [
            place
            for place in range(PARTED, len(word.low) - PARTED + 1)
            if word.low[:place] in self.content and word.low[place:] in self.content
        ]
        if len(places) != 1:
            return (word,)
        middle = word.start + places[0]
        parts = ((word.text[: places[0]], word.start, middle), (word.text[places[0] :], middle, word.end))
        return tuple(Word(text, text.lower(), stem(text.lower(), irregular), start, end) for text, start, end in parts)

    def is_known(self, word: Word) -> bool:
        """
        Whether a word is known as it is written, or one of its family is.
        """
        return word.low in self.known or word.stem in self.known or root(word.stem) in self.families

    def mended(
        self, word: Word, irregular: Mapping[str, str], is_word: Callable[[str], bool] | None = None
    ) -> Word | None:
        """
        The word that was meant; nothing where this one is known, or near to none.

        Args:
            is_word: tells the words of the language, which are only mended into another spelling of themselves.
        """
        low, size = word.low, len(word.low)
        if size < SHORTEST or not low.isalpha() or self.is_known(word):
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
    return Speller(
        frozenset(known), frozenset(root(base) for base in content), dict(near), ranks, frozenset(ranked[0] | ranked[1])
    )


def _inflected(stems: set[str]) -> set[str]:
    bases = stems | {f"{base[:-1]}y" for base in stems if base.endswith("i")}
    return {f"{base}{ending}" for base in bases for ending in ENDINGS if ending or len(base) > SHORTEST}
