"""
A small library of documents in a ledger, and an embedder that needs no model.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.claims import Entity, Extraction, Mention
from kg.ledger import open_ledger
from kg.ledger.ledger import Ledger
from kg.ledger.records import Recorded
from kg.text import Document

SYNONYMS = {"accord": "agreement", "pact": "agreement", "deal": "agreement"}


class WordsAsVectors:
    """
    An embedder: each word a direction by its hash, some words that mean the same the same one.
    """

    def __init__(self, dimension: int = 64, seed: str = "") -> None:
        self.dimension = dimension
        self.seed = seed
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return np.stack([self._vector(text) for text in texts])

    def knows(self, word: str) -> bool:
        return word in SYNONYMS

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimension, 1e-6, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            kept = self.seed + SYNONYMS.get(word, word)
            vector[int(hashlib.sha256(kept.encode()).hexdigest(), 16) % self.dimension] += 1
        return vector / np.linalg.norm(vector)


class Library:
    """
    A ledger that is told of texts by name.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(
        self,
        name: str,
        text: str,
        *,
        published: str | None = "2026-02-04",
        publisher: str = "The Daily Ore",
        title: str = "",
        names: Sequence[tuple[str, str]] = (),
        relevant: bool = True,
        now: datetime = datetime(2026, 2, 5, tzinfo=UTC),
    ) -> Recorded:
        mentions = tuple(
            Mention(Entity(entity, word, "Country"), word, match.start(), match.end())
            for word, entity in names
            for match in re.finditer(re.escape(word), text)
        )
        url = f"https://news.example/{name}"
        document = Document(text, url=url, published=published, publisher=publisher, title=title)
        return self.ledger.record(document, Extraction(relevant=relevant, mentions=mentions), now)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    ledger = open_ledger(tmp_path)
    yield Library(ledger)
    ledger.close()


@pytest.fixture
def embedder() -> WordsAsVectors:
    return WordsAsVectors()
