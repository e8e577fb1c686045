"""
The normal form of a name: what two spellings of one name have in common.
"""

import re
import unicodedata
from typing import Final

DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—-"), " ")
LETTERS: Final = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "AE", "’": "'"}
)
INITIALS: Final = re.compile(r"\b((?:[A-Za-z]\.){2,})")
PLURALS: Final = {
    "earths": "earth",
    "elements": "element",
    "metals": "metal",
    "minerals": "mineral",
    "magnets": "magnet",
    "materials": "material",
    "agreements": "agreement",
}
SPELLINGS: Final = {"memo": "memorandum", "programme": "program", "aluminum": "aluminium", "cesium": "caesium"}


def normal_name(name: str) -> str:
    """
    A name in lower case, without accents, hyphens, a leading article, dots of initials and some plurals.

    >>> normal_name("The U.S.–EU Rare-Earths Memorandum") == normal_name("US-EU rare earth memorandum")
    True
    >>> normal_name("Maroš Šefčovič")
    'maros sefcovic'
    """
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(DASHES)
    plain = INITIALS.sub(lambda match: match.group(1).replace(".", ""), plain).lower()
    words = re.sub(r"[^\w'+&/.%]+", " ", plain).split()
    words = [word.strip(".").removesuffix("'s") for word in words]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(SPELLINGS.get(word, PLURALS.get(word, word)) for word in words if word)


def same_name(one: str, other: str) -> bool:
    """
    Whether two spellings are of one name.
    """
    return normal_name(one) == normal_name(other)
