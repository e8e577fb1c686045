"""
How documents are read here: the extractor of `ingest`, loaded at the first document and shared afterwards.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from api.lazily import Lazy
from ingest.explain import explain
from ingest.extract import extract, make_extractor
from kg.claims import Extraction
from kg.ledger.records import Arrival
from kg.text import Analyser, Document

DECIDING: Final = ("ontology", "kg", "ingest")
"The floors whose code and data decide what a text is read as."

SUFFIXES: Final = (".py", ".ttl", ".json", ".safetensors")


class DocumentReader:
    """
    Reads documents one after the other.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._extractor = Lazy(lambda: make_extractor(analyser))

    def arrivals(self, documents: Iterable[Document]) -> Iterator[Arrival]:
        """
        Each document with what was read in it, ready for the ledger.
        """
        for document in documents:
            yield Arrival(document, self.extraction(document), reader_name())

    def extraction(self, document: Document) -> Extraction:
        """
        What one document says; of an irrelevant one nothing.
        """
        return extract(document, self._extractor.part)

    def explanation(self, document: Document, path: str) -> dict[str, Any]:
        """
        Why one document is read as it is.
        """
        return explain(document, self._extractor.part, path)


@cache
def reader_name() -> str:
    """
    Name and version of this way of reading, with a hash of everything that decides it.

    A build reads again what another way of reading has read, so no changed pattern, name or model is ever forgotten.
    """
    digest = hashlib.sha256()
    for floor in DECIDING:
        for path in deciding_files(files(floor)):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return f"orepact@{metadata.version('orepact')}+{digest.hexdigest()[:12]}"


def deciding_files(folder: Traversable) -> Iterator[Traversable]:
    """
    The files below a folder that can change what is read, in the order of their names.
    """
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.is_dir() and path.name != "__pycache__":
            yield from deciding_files(path)
        elif path.name.endswith(SUFFIXES):
            yield path
