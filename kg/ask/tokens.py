"""
Words of a question or a label: how text is cut, and what counts as the same word.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TOKEN: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]{1,2}[+#-]+(?!\w)|[^\W\d_]+(?:'[^\W\d_]+)?|[%$€£&<>=]")
"Numbers, marks such as A+ and C#, words, signs."
DOTTED: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")
VOWELS: Final = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Word:
    """
    One word as it stands: `text` as written, `low` in lower case, `stem` without its endings; offsets in the text.
    """

    text: str
    low: str
    stem: str
    start: int
    end: int


def plain(text: str) -> str:
    """
    A text in composed form with one kind of quotation mark and no control characters; offsets are those of the result.
    """
    text = unicodedata.normalize("NFC", text).replace("\u2019", "'").replace("\u2018", "'")
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return DOTTED.sub(lambda match: match[0].replace(".", "").ljust(len(match[0])), text)


def words_of(text: str, irregular: Mapping[str, str]) -> tuple[Word, ...]:
    """
    The words of a plain text; a possessive 's is a word of its own.

    >>> [word.stem for word in words_of("the rivers' cities", {})]
    ['the', 'river', 'citi']
    """
    found: list[Word] = []
    for match in TOKEN.finditer(text):
        whole, start = match[0], match.start()
        low = whole.lower()
        if low.endswith("'s") and len(low) > 2:  # noqa: PLR2004 - the ending itself
            found.append(Word(whole[:-2], low[:-2], stem(low[:-2], irregular), start, match.end() - 2))
            found.append(Word("'s", "'s", "'s", match.end() - 2, match.end()))
        else:
            found.append(Word(whole, low, stem(low, irregular), start, match.end()))
    return tuple(found)


def stems_of(text: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """
    The stems of a label, in order.
    """
    return tuple(word.stem for word in words_of(plain(text), irregular) if word.stem != "'s")


def stem(word: str, irregular: Mapping[str, str]) -> str:
    """
    A word without its endings: not a dictionary form, but the same for all forms of a regular word.

    >>> [stem(word, {}) for word in ("requires", "requiring", "required", "cities", "status", "planned")]
    ['requir', 'requir', 'requir', 'citi', 'status', 'plan']
    """
    word = irregular.get(word, word)
    if len(word) <= 3:  # noqa: PLR2004 - too short to have endings
        return word
    word = _without_s(word)
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and VOWELS.intersection(base):  # noqa: PLR2004 - a syllable
            word = base[:-1] if len(base) > 2 and base[-1] == base[-2] and base[-1] not in "lsz" else base  # noqa: PLR2004
            break
    if word.endswith("y") and len(word) > 2:  # noqa: PLR2004 - not "by"
        return word[:-1] + "i"
    return word[:-1] if word.endswith("e") and len(word) > 3 else word  # noqa: PLR2004 - not "the"


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - not "ties"
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
