"""
Dates, clock times and numbers in a question, as values.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.ask.tokens import Word
from kg.ask.values import Value, duration_value
from kg.ask.words import Form, Words
from ontology.values.date_phrases import find_dates

CLOCK: Final = re.compile(
    r"\b(\d{1,2})(?::(\d\d))?\s*(am|pm|a\.m\.|p\.m\.|o'clock)(?![a-z])|\b(\d{1,2}):(\d\d)\b", re.IGNORECASE
)
NOON: Final = re.compile(r"\b(noon|midday|midnight)\b", re.IGNORECASE)
NUMBER: Final = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SCALES: Final = frozenset(("hundred", "thousand", "million", "billion", "trillion", "dozen"))
IS: Final = frozenset("as is are was were be being become".split())
SUFFIXES: Final = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9}
ORDINAL: Final = frozenset(("st", "nd", "rd", "th"))


@dataclass(frozen=True, slots=True)
class Constant:
    """
    A value in the question, between word positions, the end left out.

    Attributes:
        unit: property words that the unit speaks for; empty without a unit.
        is_ordinal: "second", "3rd": the number of a floor, never how many or how much.
    """

    start: int
    end: int
    value: Value
    unit: tuple[Form, ...] = ()
    is_ordinal: bool = False


def find_constants(text: str, tokens: tuple[Word, ...], words: Words, anchor: dt.date | None) -> list[Constant]:
    """
    Every value in a plain text; readings may overlap.
    """
    return [*_dates(text, tokens, anchor), *_clocks(text, tokens), *_numbers(tokens, words), *_ordinals(tokens, words)]


def _span(tokens: tuple[Word, ...], start: int, end: int) -> tuple[int, int] | None:
    inside = [index for index, word in enumerate(tokens) if word.start < end and word.end > start]
    return (inside[0], inside[-1] + 1) if inside else None


def _dates(text: str, tokens: tuple[Word, ...], anchor: dt.date | None) -> Iterator[Constant]:
    for found in find_dates(text, anchor):
        span = _span(tokens, found.start, found.end)
        if span is None or found.when is None:
            if span is not None and found.duration:
                yield Constant(*span, duration_value(found.duration))
            continue
        first = float(found.when.earliest.toordinal()) if found.when.earliest else 1.0
        last = float(found.when.latest.toordinal()) if found.when.latest else 4e6
        yield Constant(*span, Value("date", first, last, found.text))


def _clocks(text: str, tokens: tuple[Word, ...]) -> Iterator[Constant]:
    for match in CLOCK.finditer(text):
        hour = int(match[1] or match[4])
        minute = int(match[2] or match[5] or 0)
        half = (match[3] or "").lower().replace(".", "")
        if hour > 24 or minute > 59:  # noqa: PLR2004 - a clock
            continue
        hour = hour % 12 + 12 * (half == "pm") if half in ("am", "pm") else hour
        span = _span(tokens, match.start(), match.end())
        if span:
            seconds = float(hour * 3600 + minute * 60)
            yield Constant(*span, Value("time", seconds, seconds, f"{hour:02d}:{minute:02d}"))
    for match in NOON.finditer(text):
        span = _span(tokens, match.start(), match.end())
        seconds = 0.0 if match[1].lower() == "midnight" else 43200.0
        if span:
            yield Constant(*span, Value("time", seconds, seconds, match[1].lower()))


def _numbers(tokens: tuple[Word, ...], words: Words) -> Iterator[Constant]:
    for index, word in enumerate(tokens):
        if NUMBER.fullmatch(word.low):
            number = float(word.low.replace(",", ""))
        elif word.low in words.numbers and not _is_some(index, tokens):
            number = words.numbers[word.low]
        else:
            continue
        start, end = index, index + 1
        if index and tokens[index - 1].low in ("$", "€", "£"):
            start -= 1
        while end < len(tokens) and tokens[end].low in SCALES and tokens[end].low in words.numbers:
            number *= words.numbers[tokens[end].low]
            end += 1
        if end < len(tokens) and tokens[end].low in SUFFIXES and tokens[end].start == tokens[end - 1].end:
            if tokens[end].low != "m" or not words.units.get(("m",)):
                yield Constant(start, end + 1, _number(number * SUFFIXES[tokens[end].low]))
            else:
                yield Constant(start, end + 1, _number(number * 1e6))
        yield Constant(start, end, _number(number), words.units.get((tokens[start].low,), ()))
        for length in (2, 1):
            unit = words.units.get(tuple(w.low for w in tokens[end : end + length]))
            if unit and end + length <= len(tokens):
                yield Constant(start, end + length, _number(number), unit)
                break


def _is_some(index: int, tokens: tuple[Word, ...]) -> bool:
    """
    Whether "one" counts nothing: "is one of the rivers", "has milk as one of its parts".
    """
    before = tokens[index - 1].low if index else ""
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    return tokens[index].low == "one" and after == "of" and before in IS


def _ordinals(tokens: tuple[Word, ...], words: Words) -> Iterator[Constant]:
    for index, word in enumerate(tokens):
        if word.low in words.ordinals:
            yield Constant(index, index + 1, _number(words.ordinals[word.low]), is_ordinal=True)
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        if behind and word.low.isdecimal() and behind.low in ORDINAL and behind.start == word.end:
            yield Constant(index, index + 2, _number(float(word.low)), is_ordinal=True)


def _number(number: float) -> Value:
    text = str(int(number)) if number == int(number) else str(number)
    return Value("number", number, number, text)
