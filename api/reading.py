"""
How documents are read here: screened first, then parsed, and what they name and say marked.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from api.lazily import Lazy
from ingest.mentions.known_entities import lexicon_of
from ingest.mentions.lexicon import Lexicon
from ingest.mentions.reading import find_mentions
from ingest.screen import relevance_of
from kg.claims import Extraction
from kg.ledger.records import Arrival
from kg.text import Analyser, Document
from ontology.load import load_reference, load_terms

EXTRACTOR: Final = "ingest.extract"
READER: Final = "orepact@1"
"Name and version of this way of reading; raise it, and a build reads the corpus again."

Extract = Callable[[Document, Analyser, Lexicon], Extraction]


class DocumentReader:
    """
    Reads documents one after the other; model and lexicon are loaded at the first relevant one.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._lexicon = Lazy(lambda: lexicon_of(load_reference(), load_terms()))

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
        if not relevance_of(document.text).is_relevant:
            return Extraction(relevant=False)
        return extractor()(document, self._analyser, self._lexicon.part)


def extractor() -> Extract:
    """
    The extractor of claims; where this release has none, names alone are marked.
    """
    if find_spec(EXTRACTOR) is None:
        return named_only
    extract: Extract = import_module(EXTRACTOR).extract
    return extract


def named_only(document: Document, analyser: Analyser, lexicon: Lexicon) -> Extraction:
    """
    The entities a document names.
    """
    marked = find_mentions(document, next(analyser.analyse([document.text])), lexicon)
    return Extraction(relevant=True, entities=marked.entities(), mentions=marked.mentions())
