"""
A kept text with the sentences that bear claims marked.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ledger.records import StoredClaim


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A stretch of the text.

    Attributes:
        claims: ids of the claims whose quote it is part of; the first names its anchor.
    """

    text: str
    claims: tuple[str, ...] = ()


def pieces_of(text: str, claims: Iterable[StoredClaim]) -> tuple[Piece, ...]:
    """
    The text cut where quotes begin and end; overlapping quotes share a piece.

    Shapes: offsets are code points into `text`; the pieces joined give the text again.
    """
    spans = [(stored.start, stored.end, stored.id) for stored in claims]
    cuts = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    return tuple(
        Piece(text[start:end], tuple(claim for first, last, claim in spans if first <= start and end <= last))
        for start, end in itertools.pairwise(cuts)
    )


def anchors_of(pieces: Iterable[Piece]) -> dict[str, str]:
    """
    Where on the page the sentence of each claim begins: claim id to anchor.
    """
    anchors: dict[str, str] = {}
    for piece in pieces:
        for claim in piece.claims:
            anchors.setdefault(claim, piece.claims[0])
    return anchors
