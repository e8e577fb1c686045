"""
Names to entities: one automaton over every known name, with word boundaries and rules of case.

The one door of pyahocorasick. Text is folded code point by code point (case, accents, dashes, kinds of space), so an
offset into the folded text is an offset into the text itself.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

import ahocorasick

Meaning = TypeVar("Meaning")


class Case(StrEnum):
    """
    What a name asks of the letters that spell it.
    """

    ANY = "any"
    CAPITAL = "capital"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class KnownName:
    """
    One name of one entity.

    Attributes:
        text: the name as it is written.
        entity: id of the entity; empty for a name that only stands in the way of a shorter one ("Latin America").
        case: how its letters must be written to count.
        is_contextual: true when the name alone does not tell: it counts only where its context speaks for it.
        is_metonym: true when the name is a place that stands for a government.
    """

    text: str
    entity: str
    case: Case = Case.CAPITAL
    is_contextual: bool = False
    is_metonym: bool = False


@dataclass(frozen=True, slots=True)
class NameMatch:
    """
    A place in a text where a known name stands, and everything that name can mean.
    """

    text: str
    start: int
    end: int
    names: tuple[KnownName, ...]


DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212/"
APOSTROPHES = "\u2018\u2019\u02bc\u00b4`"
LETTERS = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i", "İ": "i", "đ": "d", "ß": "s", "æ": "a", "œ": "o"}
ACRONYM_LENGTH = 5


@lru_cache(maxsize=1 << 14)
def fold_letter(letter: str) -> str:
    """
    One code point in its folded form, always one code point.
    """
    if letter in DASHES or letter.isspace():
        return " "
    if letter in APOSTROPHES:
        return "'"
    if letter in LETTERS:
        return LETTERS[letter]
    bare = unicodedata.normalize("NFKD", letter)[0]
    lower = bare.lower()
    return lower if len(lower) == 1 else letter


def fold(text: str) -> str:
    """
    A text as names are compared in it: same length, no case, no accents, dashes as spaces.

    >>> fold("Gécamines’ US–EU deal")
    "gecamines' us eu deal"
    """
    if text.isascii():
        return text.lower().translate(ASCII_FOLD)
    return "".join(map(fold_letter, text))


ASCII_FOLD = {ord(letter): fold_letter(letter) for letter in map(chr, range(128)) if not letter.isupper()}


def case_for(name: str, *, is_proper: bool) -> Case:
    """
    The rule of case a name needs: acronyms as they stand, proper names with a capital, common words any way.

    >>> case_for("US", is_proper=True), case_for("Japan", is_proper=True), case_for("price floor", is_proper=False)
    (<Case.EXACT: 'exact'>, <Case.CAPITAL: 'capital'>, <Case.ANY: 'any'>)
    """
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) <= ACRONYM_LENGTH and capitals > 1 and capitals * 2 >= len(letters):
        return Case.EXACT
    return Case.CAPITAL if is_proper else Case.ANY


def fits(written: str, name: KnownName) -> bool:
    """
    True when a name's rule of case allows the letters as written; a text all in capitals is allowed everything.
    """
    if name.case is Case.ANY:
        return True
    if name.case is Case.EXACT:
        return written == name.text or (written.isupper() and len(written) > 2)  # noqa: PLR2004 - "US", never "us"
    return any(letter.isupper() for letter in written[:5]) or not any(letter.isalpha() for letter in written[:5])


class Phrases(Generic[Meaning]):
    """
    A set of phrases, each with meanings, found in a text in one pass.
    """

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        grouped: dict[str, list[Meaning]] = {}
        for phrase, meaning in phrases:
            folded = fold(phrase).strip()
            if folded:
                grouped.setdefault(folded, []).append(meaning)
        self.automaton = ahocorasick.Automaton()
        for folded, meanings in grouped.items():
            self.automaton.add_word(folded, (len(folded), tuple(meanings)))
        if grouped:
            self.automaton.make_automaton()
        self.is_empty = not grouped

    def places(self, text: str) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
        """
        Every place where a phrase stands between word boundaries: start, end, meanings; they may overlap.
        """
        if self.is_empty:
            return
        folded = fold(text)
        last = len(folded)
        for final, (length, meanings) in self.automaton.iter(folded):
            start, end = final - length + 1, final + 1
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < last and folded[end].isalnum() and folded[final].isalnum():
                continue
            yield start, end, meanings


class Gazetteer:
    """
    Every known name of every entity.
    """

    def __init__(self, names: Iterable[KnownName]) -> None:
        self.phrases = Phrases((name.text, name) for name in names)

    def find(self, text: str) -> tuple[NameMatch, ...]:
        """
        The known names of a text, left to right; of overlapping ones the longest, none inside another.

        >>> japan = KnownName("Japan", "state:japan")
        >>> [match.text for match in Gazetteer([japan]).find("Japan's plan; japanning")]
        ['Japan']
        """
        found = [
            NameMatch(text[start:end], start, end, fitting)
            for start, end, names in self.phrases.places(text)
            if (fitting := tuple(name for name in names if fits(text[start:end], name)))
        ]
        found.sort(key=lambda match: (match.start - match.end, match.start))
        taken = bytearray(len(text))
        kept: list[NameMatch] = []
        for match in found:
            if not any(taken[match.start : match.end]):
                taken[match.start : match.end] = b"\x01" * (match.end - match.start)
                kept.append(match)
        kept.sort(key=lambda match: match.start)
        return tuple(
            NameMatch(match.text, match.start, match.end, meanings)
            for match in kept
            if (meanings := tuple(name for name in match.names if name.entity))
        )
