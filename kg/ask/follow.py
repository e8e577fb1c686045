"""
Questions that lean on the one before: "and Japan?", "which of those are signed?", "how many?", "show their deadlines".

A follow-up is made whole where words can do it: the new name takes the place of its like. Where it speaks of what the
last answer gave, that set stands behind the word that refers to it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from kg.ask.compiled import Compiled
from kg.ask.expressions import Run
from kg.ask.graph import Graph
from kg.ask.items import NOTHING, Item
from kg.ask.linked import Linked
from kg.ask.nodes.number import Count
from kg.ask.readings import Reading
from kg.ask.tokens import Word
from kg.ask.words import Words

LONGEST_CHAIN: Final = 6
"Questions that may lean on one another; a longer talk leans on the latest of them."

ARTICLES: Final = ("the", "a", "an")
NAMED: Final = ("entity", "class")
OF_THEM: Final = "of those"


@dataclass(frozen=True, slots=True)
class Turn:
    """
    A question that was asked, for the next one to lean on.

    Attributes:
        question: whole, but for the words that speak of the answer before.
        reading: the reading chosen, where it was ambiguous.
        before: the question it leans on itself.
    """

    question: str
    reading: int | None = None
    before: "Turn | None" = None


def shortened(turn: Turn, length: int = LONGEST_CHAIN) -> Turn:
    """
    A turn that leans on no more than so many others.

    >>> shortened(Turn("c", before=Turn("b", before=Turn("a"))), 2)
    Turn(question='c', reading=None, before=Turn(question='b', reading=None, before=None))
    """
    before = shortened(turn.before, length - 1) if turn.before and length > 1 else None
    return replace(turn, before=before)


def given(reading: Reading, run: Run) -> Item | None:
    """
    The set of things a reading gave, ready to stand in the next question; nothing for a bare value.
    """
    item = reading.item
    if reading.form == "number" and isinstance(item.extra, Count):
        node = item.extra.inner
    elif reading.form in ("select", "table", "group", "ask") and item.node is not None:
        node = item.node
    else:
        return None
    members = run.members(node)
    return Item("SET", NOTHING, 0.0, 0, node=node, members=members, types=run.graph.types_of(members), shape="noun")


def refers(linked: Linked, words: Words) -> bool:
    """
    Whether a question speaks of something that only the answer before can tell.

    A pronoun behind a name of its own sentence means that one; a question that names nothing at all, "how many?",
    means what was given.
    """
    first = min((start for start, _ in spans_of(linked, ("entity",))), default=len(linked.tokens))
    referring = [position for position, word in enumerate(linked.tokens) if (word.low,) in words.references]
    if referring:
        return referring[0] < first or linked.tokens[referring[0]].low in words.pointing
    return not spans_of(linked, NAMED) and bool(linked.kept) and not linked.unknown


def spans_of(linked: Linked, shapes: Collection[str]) -> list[tuple[int, int]]:
    """
    The stretches of words that are read as sets of these shapes.
    """
    return [
        span for span, items in positions(linked) if any(item.kind == "SET" and item.shape in shapes for item in items)
    ]


def in_place_of(linked: Linked, earlier: Linked, reading: Reading, compiled: Compiled) -> str | None:
    """
    The earlier question with the one thing that a bare follow-up names in the place of its like; nothing where the
    follow-up is no bare name, or the earlier question has nothing like it.
    """
    lead = follow_words(linked.tokens, compiled.words)
    named = [
        (start, end, item)
        for (start, end), items in positions(linked)
        for item in items
        if covers_all(linked, lead, start, end, compiled.words) and is_name(item)
    ]
    used = {(start, end) for start, end, _ in reading.item.trace}
    places = [
        (likeness, start, end)
        for _, _, new in named
        for (start, end), items in positions(earlier)
        if (start, end) in used
        for old in items
        if is_name(old) and (likeness := alike(new, old, compiled.graph))
    ]
    if not places:
        return None
    _, start, end = max(places)
    begin, stop, _ = named[0]
    said = linked.text[linked.tokens[begin].start : linked.tokens[stop - 1].end]
    if start and earlier.tokens[start - 1].low in ARTICLES:
        start -= 1
    return earlier.text[: earlier.tokens[start].start] + said + earlier.text[earlier.tokens[end - 1].end :]


def positions(linked: Linked) -> Iterable[tuple[tuple[int, int], list[Item]]]:
    """
    The atoms by the positions of their words.
    """
    for (start, end), items in linked.atoms.items():
        yield (linked.kept[start], linked.kept[end - 1] + 1), items


def follow_words(tokens: tuple[Word, ...], words: Words) -> int:
    """
    How many words at the beginning only say that more of the same is asked: "what about".
    """
    low = tuple(word.low for word in tokens)
    return max((len(form) for form in words.follow_ups if low[: len(form)] == form), default=0)


def covers_all(linked: Linked, lead: int, start: int, end: int, words: Words) -> bool:
    """
    Whether a stretch is all the content there is.
    """
    light = words.fillers | words.links
    outside = [position for position in range(lead, len(linked.tokens)) if not start <= position < end]
    return start >= lead and all(linked.tokens[position].low in light for position in outside)


def is_name(item: Item) -> bool:
    """
    Whether an atom is a thing, a class or a constant that another may take the place of.
    """
    return item.kind == "LIT" or (item.kind == "SET" and item.shape in NAMED)


def alike(new: Item, old: Item, graph: Graph) -> int:
    """
    How much two atoms have in common: shared classes, more general ones among them, or kind of value; 0 where nothing.
    """
    if new.kind != old.kind or new.shape != old.shape:
        return 0
    if new.kind == "LIT":
        return int(new.extra[0][0].kind == old.extra[0][0].kind)
    return len(graph.above(new.types) & graph.above(old.types))
