"""
Lists in pages, with cursors that name the last thing seen, so that what is added meanwhile is neither lost nor doubled.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from api.errors import BadParameter

Item = TypeVar("Item")


def page_of(
    items: Sequence[Item], place: Callable[[Item], tuple[str, str]], cursor: str | None, limit: int
) -> tuple[list[Item], str | None]:
    """
    The items after a cursor, and the cursor of the next page.

    Args:
        items: sorted by the first part of their place, descending, then by the second, ascending.
        place: what a list is sorted by, and the id.

    Raises:
        BadParameter: the cursor is none of ours.

    >>> page_of(["c", "b", "a"], lambda each: (each, each), None, 2)[0]
    ['c', 'b']
    """
    start = 0
    if cursor is not None:
        seen = read_cursor(cursor)
        start = bisect_left(items, True, key=lambda item: is_after(place(item), seen))  # noqa: FBT003 - what is sought
    chosen = list(items[start : start + limit])
    is_last = start + limit >= len(items)
    return chosen, None if is_last or not chosen else write_cursor(place(chosen[-1]))


def is_after(place: tuple[str, str], seen: tuple[str, str]) -> bool:
    """
    Whether a place comes after another in a list.
    """
    return place[0] < seen[0] or (place[0] == seen[0] and place[1] > seen[1])


def write_cursor(place: tuple[str, str]) -> str:
    """
    A place as an opaque word.
    """
    return urlsafe_b64encode("\n".join(place).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[str, str]:
    """
    The place behind an opaque word.

    Raises:
        BadParameter: it is none of ours.

    >>> read_cursor(write_cursor(("2026-04-24", "agreement:us-eu-mou")))
    ('2026-04-24', 'agreement:us-eu-mou')
    """
    try:
        latest, name = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split("\n")
    except (binascii.Error, ValueError) as error:
        raise BadParameter(f"cursor {cursor!r} is none of ours; use the 'next' of a page, or leave it out") from error
    return latest, name
