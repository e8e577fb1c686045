"""
A question with its atoms.
"""

from dataclasses import dataclass, field
from typing import Final

from kg.ask.items import Feature, Item
from kg.ask.tokens import Word

FULL: Final = 1.0
"What it costs to skip a word with content."


@dataclass(slots=True)
class Linked:
    """
    A question with its atoms.

    Attributes:
        tokens: its words, polite beginnings taken off.
        atoms: positions of kept words, begin and end, to partial readings.
        kept: positions in `tokens` of the words that some atom reads.
        weights: what it costs to skip each kept word.
        unknown: words with content that nothing reads.
        asks: the question word that it begins with, or holds first: who, where, when; empty for others.
        asks_number: whether it begins by asking for a number: "how many", "what share".
        asked_types: the classes that "who" or "where" may mean here.
        corrected: misspelt word to the word it was taken for.
    """

    text: str
    tokens: tuple[Word, ...]
    atoms: dict[tuple[int, int], list[Item]] = field(default_factory=dict)
    kept: list[int] = field(default_factory=list)
    skips: list[tuple[Feature, float]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    is_yes_no: bool = False
    asks: str = ""
    asks_number: bool = False
    asked_types: frozenset[int] = frozenset()
    focus: int | None = None
