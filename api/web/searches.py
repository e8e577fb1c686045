"""
The page of a search: snippets with the words marked, and facets whose values are links that narrow or widen.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from api.listings.things import Things
from api.searching import FACETS, FacetValue, Searched, Wanted
from api.web.pages import Pages, day_in_words, status_in_words
from kg.search.index import Passage

SHOWN: Final = 8
"Values of a facet that are shown without unfolding."
PASSAGES_SHOWN: Final = 20
THINGS_SHOWN: Final = 6
SEVERAL: Final = frozenset({"entity", "mineral"})
"Facets of which several values can be chosen at once."
BARS_HIGH: Final = 64

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """
    A value of a facet with the address of the search it leads to.

    Attributes:
        height: of its bar, where it is drawn.
    """

    label: str
    count: int
    href: str
    is_chosen: bool
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """
    One facet with its choices.
    """

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """
    A filter in force with the address of the search without it.
    """

    label: str
    href: str


def search_page(pages: Pages, things: Things, wanted: Wanted, found: Searched, asked: QueryParams) -> str:
    """
    The page, its links made of the fields that were asked for.
    """
    fields = tuple((name, value) for name, value in asked.multi_items() if value and name != "limit")
    return pages.render(
        "search.html",
        here="/search",
        wanted=wanted,
        found=found,
        passages=[(passage, pieces_of(passage)) for passage in found.passages[:PASSAGES_SHOWN]],
        agreements=found.agreements[:THINGS_SHOWN],
        entities=found.entities[:THINGS_SHOWN],
        announcements=found.announcements[:THINGS_SHOWN],
        groups=[group for group in groups_of(found, fields) if group.choices],
        months=months_of(found.facets.get("month", ()), fields),
        chips=chips_of(things, fields),
        hidden=[(name, value) for name, value in fields if name not in {"q", "as_of"}],
        shown=SHOWN,
    )


def pieces_of(passage: Passage) -> tuple[tuple[str, bool], ...]:
    """
    The snippet of a passage in stretches, each with whether it is a word asked for.
    """
    start, end = passage.snippet
    pieces, at = [], start
    for first, last in passage.highlights:
        if start <= first and last <= end:
            pieces += [(passage.text[at - passage.start : first - passage.start], False)]
            pieces += [(passage.text[first - passage.start : last - passage.start], True)]
            at = last
    pieces.append((passage.text[at - passage.start : end - passage.start], False))
    return tuple(piece for piece in pieces if piece[0])


def groups_of(found: Searched, fields: Fields) -> list[Group]:
    """
    The facets whose values are names.
    """
    return [
        Group(facet, title, tuple(choice_of(facet, value, fields) for value in found.facets.get(facet, ())))
        for facet, title in FACETS.items()
        if facet != "month"
    ]


def choice_of(facet: str, value: FacetValue, fields: Fields) -> Choice:
    """
    A value as a link: chosen ones are left out by it, others put in.
    """
    own = (facet, value.value)
    is_chosen = own in fields
    others = tuple(each for each in fields if each != own and (facet in SEVERAL or each[0] != facet))
    label = status_in_words(value.label) if facet == "status" else value.label
    return Choice(label, value.count, address(others if is_chosen else (*others, own)), is_chosen)


def months_of(values: Sequence[FacetValue], fields: Fields) -> tuple[Choice, ...]:
    """
    The months from the first to the last, empty ones too, each with its bar; one leads to its own days.
    """
    if not values:
        return ()
    counts = {each.value: each.count for each in values}
    most = max(counts.values())
    first, last = ((int(each.value[:4]), int(each.value[5:])) for each in (values[0], values[-1]))
    others = tuple(each for each in fields if each[0] not in {"published_from", "published_to"})
    choices = []
    for number in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]):
        year, month = divmod(number, 12)
        name = f"{year}-{month + 1:02}"
        days = (
            ("published_from", f"{name}-01"),
            ("published_to", f"{name}-{monthrange(year, month + 1)[1]}"),
        )
        count, is_chosen = counts.get(name, 0), set(days) <= set(fields)
        height = round(count / most * BARS_HIGH, 1)
        href = address(others if is_chosen else others + days)
        choices.append(Choice(day_in_words(name), count, href, is_chosen, height))
    return tuple(choices)


def chips_of(things: Things, fields: Fields) -> list[Chip]:
    """
    The filters in force.
    """
    chips = []
    for name, value in fields:
        if name in {"q", "as_of"}:
            continue
        label = things.label(name, value) if (name, value) in things.bearers else value
        label = status_in_words(label) if name == "status" else label
        if name in {"published_from", "published_to"}:
            label = f"{'from' if name == 'published_from' else 'until'} {day_in_words(value)}"
        chips.append(Chip(label, address(tuple(each for each in fields if each != (name, value)))))
    return chips


def address(fields: Fields) -> str:
    """
    A search by its fields.
    """
    return f"/search?{urlencode(fields)}" if fields else "/search"
