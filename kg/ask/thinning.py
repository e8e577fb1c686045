"""
Atoms that better ones make idle: parts of a name that is named whole, faint likenesses of a word that is a term itself.
"""

from typing import Final, TypeAlias

from kg.ask.items import Feature, Item
from kg.ask.nodes.classes import Class

Found: TypeAlias = list[tuple[int, int, Item]]

EXACT: Final = 0.06
"How far a name may lie from the words and still be said whole."
FAINT: Final = 0.2
PHRASE: Final = 3
TERMS: Final = frozenset(("REL", "ATTR"))


def thinned(found: Found, kept: frozenset[int]) -> Found:
    """
    The atoms without idle ones; a question that names nothing whole keeps all.

    Args:
        kept: classes that stay however faint.
    """
    whole = {
        (start, end)
        for start, end, item in found
        if end - start > 1 and is_entity(item) and item.counts[Feature.LINK] <= EXACT
    }
    termed = {
        (start, end, item.kind) for start, end, item in found if is_term(item) and item.counts[Feature.LINK] <= EXACT
    }
    classed = {(start, end) for start, end, kind in termed if kind == "SET"}
    whole -= {(start, end) for start, end, _ in termed}
    phrases = {(start, end) for start, end, kind in termed if kind == "REL" and end - start >= PHRASE}
    said = [
        each
        for each in found
        if not is_inside(each, whole) and not is_second(each, classed) and not is_of_phrase(each, phrases)
    ]
    named = [each for each in said if is_entity(each[2]) and each[1] - each[0] >= PHRASE]
    said = [each for each in said if not is_shorter(each, named)]
    return [each for each in said if is_of(each[2], kept) or not is_faint(each, termed)]


def is_inside(each: tuple[int, int, Item], whole: set[tuple[int, int]]) -> bool:
    """
    Whether an atom reads a part of a whole name: "states" in "United States"; names inside names stay.
    """
    start, end, item = each
    inside = any(first <= start and end <= last and (first, last) != (start, end) for first, last in whole)
    return inside and not (is_entity(item) and item.counts[Feature.LINK] <= EXACT) and item.kind not in ("LIT", "CONN")


def is_shorter(each: tuple[int, int, Item], named: Found) -> bool:
    """
    Whether an atom names things by fewer words than stand there for them: "No. 18" in "Announcement No. 18 of 2025".
    """
    start, end, item = each
    return is_entity(item) and any(
        first <= start and end <= last and (first, last) != (start, end) and longer.members == item.members
        for first, last, longer in named
        if longer.counts[Feature.LINK] <= item.counts[Feature.LINK]
    )


def is_of_phrase(each: tuple[int, int, Item], phrases: set[tuple[int, int]]) -> bool:
    """
    Whether a noun is only a word of a phrase that is a relation as a whole: "part" in "take part in".
    """
    start, end, item = each
    is_noun = (item.kind == "SET" and item.shape == "class") or (item.kind in TERMS and item.shape.endswith("noun"))
    return is_noun and any(first < start and end < last for first, last in phrases)


def is_second(each: tuple[int, int, Item], classed: set[tuple[int, int]]) -> bool:
    """
    Whether a word for a class is taken for what a relation leads from: "pacts" for whatever covers something.
    """
    start, end, item = each
    return item.kind == "REL" and item.shape == "inverse noun" and (start, end) in classed


def is_faint(each: tuple[int, int, Item], termed: set[tuple[int, int, str]]) -> bool:
    """
    Whether a term is like a word by a part of its name only, and the word is a term of that kind itself.
    """
    start, end, item = each
    return is_term(item) and item.counts[Feature.LINK] > FAINT and (start, end, item.kind) in termed


def is_of(item: Item, classes: frozenset[int]) -> bool:
    """
    Whether an atom is one of some classes.
    """
    return isinstance(item.node, Class) and item.node.index in classes


def is_entity(item: Item) -> bool:
    """
    Whether an atom is a name of things.
    """
    return item.kind == "SET" and item.shape == "entity"


def is_term(item: Item) -> bool:
    """
    Whether an atom is a class or a property by one of its names.
    """
    if item.kind == "ATTR":
        return item.shape not in ("asked", "adjective")
    return item.kind in TERMS or (item.kind == "SET" and item.shape == "class" and not item.extra)
