"""
Which part of a passage to show, and where in it the words asked for stand.
"""

from typing import Final

# Noncharacters of Unicode: no text in normal use holds them.
MARK_START: Final = "\ufdd0"
MARK_END: Final = "\ufdd1"
SNIPPET_LENGTH: Final = 240

Offsets = tuple[int, int]


def highlights(marked: str, offset: int) -> tuple[Offsets, ...]:
    """
    Where the marks of a marked passage stand, counted in its document.

    Args:
        marked: the passage with `MARK_START` and `MARK_END` around every word that matched.
        offset: where the passage begins in its document.

    >>> highlights("all \ufdd0gallium\ufdd1 exports", 100)
    ((104, 111),)
    """
    found = []
    position, start = offset, offset
    for letter in marked:
        if letter == MARK_START:
            start = position
        elif letter == MARK_END:
            found.append((start, position))
        else:
            position += 1
    return tuple(found)


def snippet(text: str, offset: int, marked: tuple[Offsets, ...]) -> Offsets:
    """
    The stretch of a passage, cut between words, that shows the most highlights; its beginning where there are none.

    Args:
        offset: where the passage begins in its document.
        marked: its highlights, counted in the document.
    """
    if len(text) <= SNIPPET_LENGTH:
        return offset, offset + len(text)
    begins = [start for start, _ in marked] or [offset]
    best = max(begins, key=lambda begin: sum(begin <= start < begin + SNIPPET_LENGTH for start, _ in marked))
    start = max(0, min(best - offset - SNIPPET_LENGTH // 4, len(text) - SNIPPET_LENGTH))
    end = min(len(text), start + SNIPPET_LENGTH)
    if start > 0:
        start = text.find(" ", start, end) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return offset + start, offset + end
