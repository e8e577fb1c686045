"""
Names as a whole: "European Bank for Reconstruction and Development", and each of two that a dash joins.

The language model sees pieces of an institution, and a known state inside; its name ends where its capitals end.
"""

import re
from dataclasses import replace
from typing import Final

from kg.text import Name, Sentence

BODIES: Final = (
    "Bank|Fund|Survey|Association|Institute|University|Chamber|Federation|Academy|Organi[sz]ation|Exchange|"
    "Corporation|Union|Society|Assembly"
)
"Nouns that are the heart of a body's name, also where a state stands behind them."
OFFICES: Final = "Committee|Commission|Council|Authority|Agency|Bureau|Office|Board|Center|Centre|Service"
"Those behind which a state is whose they are (`the Investment Authority of Qatar`), and no part of the name."
WORD: Final = r"(?:[A-Z][\w&’'.]*|[A-Z][\w]*(?:-[A-Z]\w*)+)"
TAIL: Final = rf"{WORD}(?:(?:,? and|,| &)? {WORD})*"
WHOLE: Final = re.compile(
    rf"\b(?:{WORD} (?:and {WORD} )?){{0,4}}(?:(?:{BODIES})(?: of(?: the)? {WORD}(?: {WORD})*| (?:for|on) {TAIL})+|"
    rf"(?:{OFFICES})(?: (?:for|on) {TAIL})(?: in the {TAIL})?)"
)
CUT: Final = re.compile(r"^(?:(?:The|A|An|This|That|Its|Their|In|On|At|By|For|And|But) )+")


def with_whole_names(sentence: Sentence) -> Sentence:
    """
    A sentence whose institutions are one name each.
    """
    names = [part for name in sentence.names for part in parts_of(name)]
    for found in WHOLE.finditer(sentence.text):
        opener = CUT.match(found[0])
        start, end = sentence.start + found.start() + (opener.end() if opener else 0), sentence.start + found.end()
        inside = [name for name in names if name.start < end and start < name.end]
        if all(start <= name.start and name.end <= end for name in inside):
            text = sentence.text[start - sentence.start : end - sentence.start]
            names = [name for name in names if name not in inside] + [Name(text, start, end, "ORG")]
    if len(names) == len(sentence.names) and names == list(sentence.names):
        return sentence
    return replace(sentence, names=tuple(sorted(names, key=lambda name: name.start)))


def parts_of(name: Name) -> tuple[Name, ...]:
    """
    The two names that a dash joins: "Hokusei–Norrvik"; any other name is its own.
    """
    parts = re.split(r"\s?–\s?", name.text)
    if len(parts) != len(("one", "other")) or not all(re.match(WORD, part) for part in parts):
        return (name,)
    first, second = parts
    return replace(name, text=first, end=name.start + len(first)), replace(
        name, text=second, start=name.end - len(second)
    )


def is_body(label: str) -> bool:
    """
    True for a name that is an institution's as a whole, the state in it being part of it.

    >>> is_body("Geological Survey of Norway"), is_body("Ministry of Mines of Zambia")
    (True, False)
    """
    return WHOLE.fullmatch(label) is not None
