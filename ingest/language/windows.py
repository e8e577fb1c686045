"""
Texts cut into windows the encoder reads in one go, and windows put together again into sentences.

A window is a run of whole short paragraphs, or a part of a long one. The last sentence of a part may be cut off by its
end, so it is read again at the head of the next window: nothing is ever left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

# Trained on windows of at most 130 tokens; a sentence that fills one is tried once more with much room.
ROOM: Final = 120
MUCH_ROOM: Final = 320
# MiniLM has 512 positions, two of them for its special pieces.
MAX_PIECES: Final = 500
QUOTES: Final = frozenset({'"', "'", "“", "”", "„", "‟", "‘", "’", "«", "»", "''", "``"})
_MARK: Final = re.compile(r"(?m)^[ \t]*([-*•–—·▪►]|#{1,6})(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Layout:
    """
    How the tokens of a text stand on its lines.

    Attributes:
        pieces: running total of word pieces, one longer than the text: `pieces[j] - pieces[i]` for tokens i to j.
        paragraphs: indices of the tokens that begin a paragraph, a heading or a bullet, and last the token count.
    """

    pieces: NDArray[np.int64]
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """
    Tokens `start` to `end` (excluded) of a text; `paragraph_end` is past `end` when more must follow.
    """

    start: int
    end: int
    paragraph_end: int

    def __len__(self) -> int:
        return self.end - self.start


def marks_in(text: str) -> frozenset[int]:
    r"""
    Where layout marks stand: bullets and the `#` of headings at the start of a line, which belong to no sentence.

    >>> marks_in("# News\n- one - two")
    frozenset({0, 7})
    """
    return frozenset(match.start(1) for match in _MARK.finditer(text))


def paragraphs_in(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    r"""
    The indices of the tokens that begin a paragraph, and last the token count.

    A blank line, a bullet, a heading's `#` or a heading line's end begins a paragraph; any other line end may be a
    wrapped line's, so the model decides: it reads from a token's shape that the token begins a line.

    Args:
        spans: the tokens, without layout marks.

    >>> paragraphs_in("# News\nOne\ntwo\n- three", [(2, 6), (7, 10), (11, 14), (17, 22)])
    (0, 1, 3, 4)
    """
    paragraphs = [0]
    in_heading = "#" in text[: spans[0][0]] if spans else False
    for index in range(1, len(spans)):
        gap = text[spans[index - 1][1] : spans[index][0]]
        if "\n" not in gap:
            continue
        if gap.count("\n") > 1 or in_heading or gap.strip():
            paragraphs.append(index)
        in_heading = "#" in gap
    return (*paragraphs, len(spans))


def window_from(start: int, paragraph_end: int, layout: Layout, room: int) -> Window:
    """
    The widest window from a token on, within room, word pieces and paragraph.
    """
    by_pieces = int(np.searchsorted(layout.pieces, layout.pieces[start] + MAX_PIECES, side="right")) - 1
    return Window(start, max(start + 1, min(start + room, by_pieces, paragraph_end)), paragraph_end)


def windows_over(layout: Layout) -> Iterator[Window]:
    """
    The first windows of a text: whole paragraphs together as long as they fit, and the heads of those that do not.
    """
    begin = past = 0
    for start, end in pairwise(layout.paragraphs):
        if end - begin > ROOM or layout.pieces[end] - layout.pieces[begin] > MAX_PIECES:
            if past > begin:
                yield window_from(begin, past, layout, ROOM)
            begin = start
        past = end
    if past > begin:
        yield window_from(begin, past, layout, ROOM)


def settle_quotes(starts: NDArray[np.float32], forms: Sequence[str], glued: Sequence[bool]) -> NDArray[np.float32]:
    """
    Start scores by which a sentence starts with its opening quotation mark, and never with one that closes.

    Whether a mark opens or closes is told by the spaces beside it, whatever its shape.

    Args:
        starts: above 0 where a sentence starts.
        forms: the tokens.
        glued: whether no space stands before the token.

    >>> scores = np.array([1, -1, -1, 3, -1], dtype=np.float32)
    >>> settle_quotes(scores, ["He", "left", '"', "We", "too"], [False, False, False, True, False]).tolist()
    [1.0, -1.0, 3.0, -3.0, -1.0]
    """
    settled = starts.copy()
    for place in map(int, np.flatnonzero(starts[1:] > 0) + 1):
        before_is_opening = forms[place - 1] in QUOTES and glued[place] and not glued[place - 1]
        is_closing = forms[place] in QUOTES and glued[place] and not all(glued[place + 1 : place + 2])
        if before_is_opening or is_closing:
            settled[place - 1 if before_is_opening else place + 1] = starts[place]
            settled[place] = -starts[place]
    return settled


def sentences_in(
    window: Window, starts: NDArray[np.float32], layout: Layout
) -> tuple[tuple[tuple[int, int], ...], Window | None]:
    """
    The sentences of a window, and the window to read next where its paragraph goes on.

    Args:
        starts: one score a token of the window, above 0 where a sentence starts.

    Returns:
        Spans of tokens of the window, from 0. A last sentence that the window's end may have cut is not among them.
    """
    opens = starts > 0
    opens[0] = True
    opens[[start - window.start for start in layout.paragraphs if window.start < start < window.end]] = True
    places = [int(place) for place in np.flatnonzero(opens)]
    if window.end == window.paragraph_end:
        return tuple(zip(places, [*places[1:], len(window)], strict=True)), None
    if len(places) == 1:
        if len(window) <= ROOM:
            wider = window_from(window.start, window.paragraph_end, layout, MUCH_ROOM)
            if len(wider) > len(window):
                return (), wider
        # No end in sight: cut where a start is least unlikely, past the middle.
        middle = len(window) // 2
        places.append(middle + int(starts[middle:].argmax()) if len(window) > 1 else 1)
    past = places[-1]
    following = window_from(window.start + past, window.paragraph_end, layout, ROOM)
    return tuple(pairwise(places)), following
