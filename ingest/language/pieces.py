"""
From tokens to what the encoder reads: word pieces, and a shape for each token.

MiniLM reads lower case only and no white space, so what capitals, digits, missing spaces and line ends say travels
beside the pieces as a shape.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

CLS: Final = 101
SEP: Final = 102
UNKNOWN: Final = 100
# A longer word (an address, a run of letters) keeps its first pieces and its last one, which carry its kind.
MAX_PIECES_PER_WORD: Final = 6
# 0 is padding and the two special pieces; then eleven shapes after a space, glued to the left, and first on a line.
SHAPES: Final = 36

Pieces: TypeAlias = tuple[int, ...]


def shape_of(form: str, *, glued: bool, on_new_line: bool = False) -> int:
    """
    A number from 1 to 35 for how a token is written and whether no space, a space or a line end stands before it.
    """
    letters = [letter for letter in form if letter.isalpha()]
    has_digit = any(letter.isdigit() for letter in form)
    if not letters:
        kind = 1 if has_digit else 2
    elif has_digit:
        kind = 3
    elif form.islower():
        kind = 4
    elif len(form) == 1:
        kind = 5
    elif form.isupper():
        kind = 6 if len(letters) <= 4 else 7  # noqa: PLR2004 - short capitals are mostly abbreviations
    elif form[0].isupper() and form[1:].islower():
        kind = 8
    elif form[0].isupper():
        kind = 9
    elif form[0].isalpha():
        kind = 10
    else:
        kind = 11
    return kind + (24 if on_new_line else 12 if glued else 0)


class PieceTable:
    """
    Pieces of words, remembered: news repeats its words, so most are looked up and not cut again.
    """

    def __init__(self, cut: Callable[[str], Sequence[int]], max_words: int = 50_000) -> None:
        self._cut = cut
        self._max_words = max_words
        self._known: dict[str, Pieces] = {}

    def pieces_of(self, form: str) -> Pieces:
        """
        Between one and `MAX_PIECES_PER_WORD` piece numbers for one token.
        """
        pieces = self._known.get(form)
        if pieces is None:
            # A word of a thousand letters is cut from its first hundred.
            pieces = tuple(self._cut(form[:100])) or (UNKNOWN,)
            if len(pieces) > MAX_PIECES_PER_WORD:
                pieces = (*pieces[: MAX_PIECES_PER_WORD - 1], pieces[-1])
            if len(self._known) >= self._max_words:
                self._known.clear()
            self._known[form] = pieces
        return pieces


@dataclass(frozen=True, slots=True)
class PieceBatch:
    """
    Windows of tokens as arrays, padded with 0 on the right.

    Shapes: `pieces`, `shapes`, `mask` are (windows, pieces); `first` and `last`, the places of each token's first and
    last piece, are (windows, tokens).
    """

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    mask: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def batch_of(windows: Sequence[Sequence[tuple[Pieces, int]]]) -> PieceBatch:
    """
    Put windows, each a run of tokens given as (pieces, shape), side by side.
    """
    length = max(sum(len(pieces) for pieces, _ in window) for window in windows) + 2
    words = max(len(window) for window in windows)
    size = len(windows)
    batch = PieceBatch(
        pieces=np.zeros((size, length), dtype=np.int64),
        shapes=np.zeros((size, length), dtype=np.int64),
        mask=np.zeros((size, length), dtype=np.int64),
        first=np.zeros((size, words), dtype=np.int64),
        last=np.zeros((size, words), dtype=np.int64),
    )
    for row, window in enumerate(windows):
        batch.pieces[row, 0] = CLS
        place = 1
        for index, (pieces, shape) in enumerate(window):
            past = place + len(pieces)
            batch.pieces[row, place:past] = pieces
            batch.shapes[row, place:past] = shape
            batch.first[row, index] = place
            batch.last[row, index] = past - 1
            place = past
        batch.pieces[row, place] = SEP
        batch.mask[row, : place + 1] = 1
    return batch
