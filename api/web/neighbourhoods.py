"""
What stands round a thing, drawn: its relations on both sides, each with a few of the things it leads to.

Only geometry; the template turns it into SVG. Lengths are in units of the drawing's view box.
"""

import textwrap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from api.listings.entities import EntityPage, Fact
from api.listings.facts import Thing
from api.web.drawings import WIDTH
from ontology.namespaces import ENTITIES

MOST_RELATIONS: Final = 8
MOST_THINGS: Final = 5
ROW: Final = 21
GAP: Final = 18
TOP: Final = 14
COLUMN: Final = 300
"Width of the texts on either side."
LETTERS: Final = 36
"As many letters of 13 px fit a column in faces that run wide."
BOX_WIDTH: Final = 176
BOX_LETTERS: Final = 20
LINE: Final = 18


@dataclass(frozen=True, slots=True)
class Leaf:
    """
    A thing with its place; the text is cut where the column ends.
    """

    thing: Thing
    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Branch:
    """
    A relation with its leaves.

    Attributes:
        x: where its texts begin, or end on the left side.
        rail_x: of the line along its leaves, from `top` to `bottom`.
        path: from the box to the middle of that line.
        is_told: whether documents tell of any of it; else it is from reference data alone.
    """

    label: str
    label_y: float
    leaves: tuple[Leaf, ...]
    more: int
    more_y: float
    x: float
    rail_x: float
    top: float
    bottom: float
    path: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """
    The drawing: a box with the name in lines, and branches on both sides.
    """

    width: int
    height: float
    box_x: float
    box_y: float
    box_width: int
    box_height: float
    lines: tuple[str, ...]
    left: tuple[Branch, ...]
    right: tuple[Branch, ...]


def draw_neighbourhood(page: EntityPage, known: Collection[str], partners: Collection[str]) -> Neighbourhood | None:
    """
    The neighbourhood of a thing; nothing where there is no other thing.

    Args:
        known: ids of what is worth a line: sources and promises have places of their own.
        partners: ids that documents name together with it in one claim; they are shown before others.
    """
    chosen = chosen_facts([*page.facts, *page.incoming], known, partners)
    if not chosen:
        return None
    sides: tuple[list[Fact], list[Fact]] = ([], [])
    heights = [0.0, 0.0]
    for fact in chosen:
        side = heights.index(min(heights))
        sides[side].append(fact)
        heights[side] += height_of(fact) + GAP
    lines = tuple(textwrap.wrap(page.label, BOX_LETTERS)[:6])
    height = max(*heights, len(lines) * LINE + 30) + TOP * 2 - GAP
    box_height = len(lines) * LINE + 22
    box = ((WIDTH - BOX_WIDTH) / 2, (height - box_height) / 2, height / 2)
    left, right = (
        branches(facts, partners, start=(height - tall + GAP) / 2, is_left=is_left, middle=box[2])
        for facts, tall, is_left in ((sides[0], heights[0], True), (sides[1], heights[1], False))
    )
    return Neighbourhood(WIDTH, round(height, 1), box[0], round(box[1], 1), BOX_WIDTH, box_height, lines, left, right)


def chosen_facts(facts: Sequence[Fact], known: Collection[str], partners: Collection[str]) -> list[Fact]:
    """
    The relations to other things that documents tell most of, each with those things first.
    """
    found = []
    for fact in facts:
        things = [thing for thing in fact.values if thing.iri.startswith(ENTITIES) and thing.id in known]
        if things:
            ordered = sorted(things, key=lambda thing: thing.id not in partners)
            found.append(Fact(fact.label, tuple(ordered), fact.more))
    told = {fact.label: sum(thing.id in partners for thing in fact.values) for fact in found}
    return sorted(found, key=lambda fact: (-told[fact.label], fact.label))[:MOST_RELATIONS]


def height_of(fact: Fact) -> float:
    """
    Room for a relation: its name, its things, and how many more there are.
    """
    shown = min(len(fact.values), MOST_THINGS)
    return ROW * (1 + shown + (len(fact.values) + fact.more > shown))


def branches(
    facts: Sequence[Fact], partners: Collection[str], *, start: float, is_left: bool, middle: float
) -> tuple[Branch, ...]:
    """
    The relations of one side, one below the other.
    """
    x = COLUMN if is_left else WIDTH - COLUMN
    rail = x + 10 if is_left else x - 10
    edge = (WIDTH - BOX_WIDTH) / 2 if is_left else (WIDTH + BOX_WIDTH) / 2
    found, y = [], start
    for fact in facts:
        tall = height_of(fact)
        shown = fact.values[:MOST_THINGS]
        more = len(fact.values) - len(shown) + fact.more
        centre, half = round(y + tall / 2, 1), (edge + rail) / 2
        leaves = tuple(
            Leaf(thing, shortened(thing.label), round(y + ROW * (place + 1) + 15, 1))
            for place, thing in enumerate(shown)
        )
        found.append(
            Branch(
                fact.label,
                round(y + 15, 1),
                leaves,
                more,
                round(y + ROW * (len(shown) + 1) + 15, 1),
                x,
                rail,
                round(y + 4, 1),
                round(y + tall - 2, 1),
                f"M{edge} {round(middle, 1)} C{half} {round(middle, 1)} {half} {centre} {rail} {centre}",
                any(thing.id in partners for thing in fact.values),
            )
        )
        y += tall + GAP
    return tuple(found)


def shortened(label: str) -> str:
    """
    A name that fits a column.

    >>> shortened("US-Japan Framework for Securing the Supply of Critical Minerals")
    'US-Japan Framework for Securing the…'
    """
    return label if len(label) <= LETTERS else label[: LETTERS - 1].rstrip() + "…"
