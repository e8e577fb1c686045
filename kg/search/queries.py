"""
What a person types, read as words, phrases and beginnings; nothing in it ever reaches the engine as an operator.

    search = { phrase | word } ;  phrase = '"' { word } '"' ;  word = letters and digits, with "*" behind: a beginning

Everything else is a gap between words.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

_TOKEN: Final = re.compile(r'"([^"]*)"|([^\W_]+)(\*)?')
_WORD: Final = re.compile(r"[^\W_]+")

# Words so frequent that they say nothing of what is sought; left out unless there is nothing else. "s" and "t" are what
# an apostrophe leaves behind.
STOP_WORDS: Final = frozenset(
    "a an and are as at be been but by did do does for from had has have how if in into is it its of on or say says "
    "s t that the their there these they this those to was were what when where which who why will with would".split()
)

# One slip in a word of four to seven letters, two in a longer one: what OpenSearch's "auto" fuzziness allows, but for
# words of three, which in this field are mostly codes (MSP, EU, REE).
SHORTEST_CORRECTED: Final = 4
# An unknown word shorter than this begins too many others to mean one of them.
SHORTEST_BEGINNING: Final = 3
LONG_WORD: Final = 8


@dataclass(frozen=True, slots=True)
class Term:
    """
    One thing sought: a word, a phrase of several, or the beginning of a word.
    """

    words: tuple[str, ...]
    is_beginning: bool = False


Corrections: TypeAlias = tuple[tuple[str, str], ...]
"Words that were replaced, each with its replacement."


def terms(text: str) -> tuple[Term, ...]:
    """
    What a typed text asks for, stop words left out where something else remains.

    >>> terms('the "rare earth" galli* OR')
    (Term(words=('rare', 'earth'), is_beginning=False), Term(words=('galli',), is_beginning=True))
    """
    found = []
    for match in _TOKEN.finditer(text):
        words = words_of(match[1] if match[1] is not None else match[2])
        if words:
            found.append(Term(words, is_beginning=bool(match[3])))
    telling = [term for term in found if len(term.words) > 1 or term.words[0] not in STOP_WORDS]
    return tuple(dict.fromkeys(telling or found))


def words_of(text: str) -> tuple[str, ...]:
    """
    The words of a text as the vocabulary keeps them: lower case, without marks on letters.

    >>> words_of("Accord États-Unis")
    ('accord', 'etats', 'unis')
    """
    return tuple(_WORD.findall(plain(text)))


def places_of(text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """
    The words of a text, each with where it stands.

    >>> places_of("Accord États-Unis")[1]
    ('etats', (7, 12))
    """
    found = ((match[0], match.span()) for match in _WORD.finditer(text))
    return tuple((word, span) for typed, span in found for word in words_of(typed))


def plain(text: str) -> str:
    """
    A text in lower case, its letters without marks.
    """
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def corrected(
    asked: Sequence[Term], is_known: Callable[[str], bool], vocabulary: Callable[[], Sequence[str]]
) -> tuple[tuple[Term, ...], Corrections]:
    """
    The terms with every word that stands nowhere read as a beginning or, failing that, as a slip of the pen.

    Args:
        is_known: whether a word, in some form, stands in a passage.
        vocabulary: every word of every passage; asked for only when some word is unknown.

    Returns:
        The terms, and each word that was replaced with its replacement.
    """
    settled: list[Term] = []
    replaced: dict[str, str] = {}
    for term in asked:
        unknown = [word for word in term.words if not is_known(word)]
        if term.is_beginning or not unknown:
            settled.append(term)
        elif len(term.words) == 1 and is_begun(unknown[0], vocabulary()):
            settled.append(Term(term.words, is_beginning=True))
        else:
            replaced.update((word, near) for word in unknown if (near := nearest(word, vocabulary())))
            settled.append(Term(tuple(replaced.get(word, word) for word in term.words)))
    return tuple(settled), tuple(replaced.items())


def is_begun(word: str, vocabulary: Sequence[str]) -> bool:
    """
    Whether a word is long enough to be the beginning of another, and is that of some known word.
    """
    return len(word) >= SHORTEST_BEGINNING and any(known.startswith(word) for known in vocabulary)


def nearest(word: str, vocabulary: Sequence[str]) -> str | None:
    """
    The known word that a word is most likely a slip of; `None` where none is near.

    >>> nearest("galium", ["gallium", "germanium"])
    'gallium'
    """
    if len(word) < SHORTEST_CORRECTED:
        return None
    slips = 1 if len(word) < LONG_WORD else 2
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return min(found, key=lambda each: (each[1], each[0][0] != word[0], each[0]))[0] if found else None


def to_match(asked: Sequence[Term]) -> str:
    """
    Terms as an FTS5 expression: each quoted, any of them may match, rank decides.

    >>> to_match([Term(("rare", "earth")), Term(("galli",), is_beginning=True)])
    '"rare earth" OR "galli" *'
    """
    return " OR ".join(f'"{" ".join(term.words)}"{" *" if term.is_beginning else ""}' for term in asked)
