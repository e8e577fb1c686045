"""
What tells one embedder from another, and what every index that searches by meaning keeps to.
"""

from functools import cached_property
from typing import Final

import numpy as np

from kg.search.index import Way
from kg.search.vectors import Vector, to_bytes
from kg.text import Embedder

# How many passages each way of searching hands to the fusion.
CANDIDATES: Final = 100
# Below this cosine MiniLM's nearest passage has nothing to do with the question. Measured on the corpus (411 passages):
# questions off the subject reach 0.21 at most, the twentieth passage of one on it 0.45 at least.
LEAST_COSINE: Final = 0.25
EXACT_UP_TO: Final = 100_000
VECTORS_A_STEP: Final = 256
# Any sentence will do: two embedders that agree on it are taken for the same one.
CANARY: Final = "The bloc and its partners signed a memorandum on gallium."
SAME: Final = 0.999
"Rounding apart."


class Canary:
    """
    One sentence as an embedder sees it, kept beside the vectors that it made.
    """

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder

    @cached_property
    def vector(self) -> Vector:
        """
        The sentence's vector; the embedder is asked once, when it is first wanted.
        """
        assert self._embedder is not None
        vector: Vector = self._embedder.embed([CANARY])[0]
        return vector

    @property
    def kept(self) -> bytes:
        """
        The same, as it is kept.
        """
        return to_bytes(self.vector)

    def made(self, kept: bytes | None) -> bool:
        """
        Whether our embedder made the vectors that a canary was kept with.
        """
        if kept is None or self._embedder is None:
            return False
        vector = np.frombuffer(kept, dtype="<f4")
        return vector.shape == self.vector.shape and bool(vector @ self.vector > SAME)

    def ways(self, kept: bytes | None) -> tuple[Way, ...]:
        """
        How an index with this canary is searched: by keyword always, by vector when our embedder made its vectors.
        """
        return (Way.KEYWORD, Way.VECTOR) if self.made(kept) else (Way.KEYWORD,)
