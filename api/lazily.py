"""
The heavy parts, loaded when first needed: a service that only shows pages never pays for a language model.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.text import Analyser, Embedder, Sentence

Part = TypeVar("Part")
EMBEDDER_DIMENSION: Final = 384
"Length of a MiniLM vector, told before the model is loaded."


class Lazy(Generic[Part]):
    """
    One part, made once by whichever thread needs it first.
    """

    def __init__(self, load: Callable[[], Part]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._part: Part | None = None

    @property
    def part(self) -> Part:
        """
        The part itself.
        """
        with self._lock:
            if self._part is None:
                self._part = self._load()
            return self._part

    def close(self, release: Callable[[Part], None]) -> None:
        """
        Let go of the part, where it was made.
        """
        with self._lock:
            if self._part is not None:
                release(self._part)
                self._part = None


class LazyAnalyser:
    """
    An `Analyser` that loads the language model at its first text; one text at a time, whatever thread asks.
    """

    def __init__(self, load: Callable[[], Analyser]) -> None:
        self._lazy = Lazy(load)
        self._reading = threading.Lock()

    def analyse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """
        See `Analyser`.
        """
        analyser = self._lazy.part
        with self._reading:
            return iter(list(analyser.analyse(texts)))


class LazyEmbedder:
    """
    An `Embedder` that loads its model at the first text.
    """

    def __init__(self, load: Callable[[], Embedder]) -> None:
        self._lazy = Lazy(load)

    @property
    def dimension(self) -> int:
        """
        See `Embedder`.
        """
        return EMBEDDER_DIMENSION

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """
        See `Embedder`.
        """
        return self._lazy.part.embed(texts)

    def knows(self, word: str) -> bool:
        """
        See `Embedder`.
        """
        return self._lazy.part.knows(word)


def load_analyser() -> Analyser:
    """
    The language pipeline; spaCy is imported here and not before.
    """
    from ingest.language.spacy_analyser import load_analyser  # noqa: PLC0415 - 0.8 s and 90 MB that few commands need

    return load_analyser()


def load_embedder() -> Embedder:
    """
    The sentence embedder; ONNX Runtime is imported here and not before.
    """
    from ingest.language.embedder import load_embedder  # noqa: PLC0415 - 0.4 s and 120 MB that few commands need

    return load_embedder()
