"""
Questions whose answer is told, not counted: why, how, explain, what somebody said. They are answered by passages.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Protocol

from kg.ask.answers import Answer, Outcome
from kg.ask.compiled import Compiled
from kg.ask.items import Feature, Item
from kg.ask.linked import Linked
from kg.ask.words import Words
from kg.search.index import Passage

GAP: Final = "…"
NAMES_IN_LIST: Final = 3
WHOLE_NAME: Final = 0.1


class Quoter(Protocol):
    """
    Finds the passages that answer a question.
    """

    def quotes(
        self, text: str, things: Sequence[frozenset[str]] = (), days: tuple[date, date] | None = None
    ) -> tuple[Passage, ...]:
        """
        The best passages first; none where nothing is told of the things.

        Args:
            things: for each thing the question names, the addresses it may have.
            days: first and last day of the time it names.
        """
        ...

    def knows(self, word: str) -> bool:
        """
        Whether a word stands in any text.
        """
        ...


def asks_for_prose(low: Sequence[str], words: Words) -> bool:
    """
    Whether a question begins as one whose answer is told; "…" in a pattern stands for one word or more.
    """
    return asks_for(low, words.prose)


def asks_for(low: Sequence[str], patterns: Iterable[tuple[str, ...]]) -> bool:
    """
    Whether a question begins like one of these patterns.
    """
    return any(_begins(low, pattern) for pattern in patterns)


def _begins(low: Sequence[str], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return True
    if pattern[0] == GAP:
        return any(_begins(low[start:], pattern[1:]) for start in range(1, len(low)))
    return bool(low) and low[0] == pattern[0] and _begins(low[1:], pattern[1:])


def told(question: str, linked: Linked, quoter: Quoter, compiled: Compiled) -> Answer:
    """
    The answer in passages; not covered where no text speaks of what the question names.
    """
    named = things(linked, compiled)
    quotes = quoter.quotes(question, named, days(linked))
    strange = [word for word in linked.unknown if (word[:1].isupper() or not named) and not quoter.knows(word)]
    if strange:
        text = "I have no term for " + ", ".join(f"“{word}”" for word in strange) + ", and no text speaks of it."
        return Answer(question, Outcome.NOT_UNDERSTOOD, text=text, reason="unknown_words", unused=tuple(strange))
    if not quotes:
        text = "No text that was read speaks of this."
        return Answer(question, Outcome.NOT_COVERED, text=text, reason="no_passage", unused=tuple(linked.unknown))
    best = quotes[0]
    said = f"“{' '.join(best.text.split())}” ({best.publisher}, {best.published or 'undated'})"
    return Answer(
        question,
        Outcome.ANSWERED,
        text=said,
        reading="what the texts tell, in their own words",
        confidence=1.0,
        quotes=quotes,
        unused=tuple(linked.unknown),
    )


def things(linked: Linked, compiled: Compiled) -> list[frozenset[str]]:
    """
    What a question names, the longest names first taken: for each the addresses it may have.
    """
    named = sorted(
        (
            (end - start, -start, item)
            for (start, end), items in linked.atoms.items()
            for item in items
            if is_name(item, linked, compiled.words)
        ),
        key=lambda each: (-each[0], -each[1], each[2].cost),
    )
    found: list[frozenset[str]] = []
    taken = 0
    for _, _, item in named:
        if item.used & taken or len(item.members) > NAMES_IN_LIST:
            continue
        taken |= item.used
        found.append(frozenset(str(compiled.graph.terms[node]) for node in item.members))
    return found


def is_name(item: Item, linked: Linked, words: Words) -> bool:
    """
    Whether a partial reading is a whole name of a thing, and no form of a common word.
    """
    if item.kind != "SET" or item.shape != "entity" or item.counts[Feature.LINK] >= WHOLE_NAME:
        return False
    said = [word for at, word in enumerate(linked.tokens) if item.used >> at & 1]
    low = said[0].low
    return len(said) > 1 or said[0].text.isupper() or low not in words.fillers | words.links | words.irregular.keys()


def days(linked: Linked) -> tuple[date, date] | None:
    """
    The first and the last day of all times a question names.
    """
    spans = [
        value
        for items in linked.atoms.values()
        for item in items
        if item.kind == "LIT"
        for value in item.extra[0]
        if value.kind == "date"
    ]
    if not spans:
        return None
    low, high = min(value.low for value in spans), max(value.high for value in spans)
    return date.fromordinal(max(1, int(low))), date.fromordinal(min(date.max.toordinal(), int(high)))
