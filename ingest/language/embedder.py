"""
Sentence vectors: MiniLM as its package ships it, mean over the pieces, unit length.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.language.encoder import SentenceEncoder, embedder_path

DIMENSION: Final = 384
# What MiniLM was made for; longer texts are cut here, so passages are made shorter than this.
MAX_PIECES: Final = 256


class MiniLmEmbedder:
    """
    An `Embedder` over ONNX Runtime.
    """

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder

    @property
    def dimension(self) -> int:
        """
        The length of a vector.
        """
        return DIMENSION

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """
        One row of unit length for each text: shape (n, 384), float32; what a text has past 256 word pieces is not read.

        Each text is a run of its own: nothing is spent on padding, and a vector does not depend on its neighbours, as
        it would where numbers are rounded by the largest of a batch.
        """
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, pieces in enumerate(self._encoder.pieces_of(list(texts))):
            vectors[row] = self._encoder.vector_for(pieces)
        return vectors

    def knows(self, word: str) -> bool:
        """
        Whether a word in lower case is one whole piece: the 22,000 or so most frequent words are.
        """
        return self._encoder.is_piece(word)


def load_embedder(threads: int = 1) -> MiniLmEmbedder:
    """
    The embedder of this environment.

    Args:
        threads: how many cores one call may use.

    Raises:
        ModelNotExported: the environment was not made ready.
    """
    return MiniLmEmbedder(SentenceEncoder(embedder_path(), threads, MAX_PIECES))
