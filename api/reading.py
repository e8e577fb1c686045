"""
How documents are read here: the extractor of `ingest`, loaded at the first document and shared afterwards.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from api.lazily import Lazy
from ingest.explain import explain
from ingest.extract import extract, make_extractor
from kg.claims import Extraction
from kg.ledger.records import Arrival
from kg.text import Analyser, Document

READER: Final = "orepact@1"
"Name and version of this way of reading; raise it, and a build reads the corpus again."


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
            yield Arrival(document, self.extraction(document), READER)

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
