"""
From a document to its claims: screen, parse, mark, match, check.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.claims import EXTRACTORS
from ingest.claims.gather import Finder, gather
from ingest.claims.matching import Matcher
from ingest.claims.relations import PATTERNS
from ingest.languages import language_of
from ingest.mentions.datelines import without_datelines
from ingest.mentions.known_entities import lexicon_of
from ingest.mentions.lexicon import Lexicon
from ingest.mentions.reading import find_mentions
from ingest.screen import relevance_of
from kg.claims import Entity, Extraction, Sighting
from kg.text import Analyser, Document, Sentence
from ontology.load import load_reference, load_terms

BATCH = 16
MAX_SENTENCE = 1_500
"Longer sentences are tables or lists of links; no claim is read from them."
MAX_TEXT = 150_000
"Code points read of one document; the rest of a longer one is kept but not read."


@dataclass(frozen=True, slots=True)
class Extractor:
    """
    Everything reading needs, loaded once.
    """

    analyser: Analyser
    lexicon: Lexicon
    matcher: Matcher
    finders: tuple[Finder, ...] = tuple(EXTRACTORS.values())


def make_extractor(analyser: Analyser, lexicon: Lexicon | None = None) -> Extractor:
    """
    An extractor over the project's own terms and reference data.
    """
    terms = load_terms()
    lexicon = lexicon or lexicon_of(load_reference(), terms)
    return Extractor(analyser, lexicon, Matcher(PATTERNS, terms, lexicon))


def extract(document: Document, extractor: Extractor) -> Extraction:
    """
    Everything one document says.
    """
    return next(extract_all((document,), extractor))


def extract_all(documents: Iterable[Document], extractor: Extractor) -> Iterator[Extraction]:
    """
    What each document says, in their order; irrelevant ones never reach the analyser.
    """
    remaining = iter(documents)
    while batch := list(islice(remaining, BATCH)):
        relevant = [is_relevant(document) for document in batch]
        texts = [
            without_datelines(document.text[:MAX_TEXT])
            for document, wanted in zip(batch, relevant, strict=True)
            if wanted
        ]
        parsed = iter(extractor.analyser.analyse(texts)) if texts else iter(())
        for document, wanted in zip(batch, relevant, strict=True):
            yield read(document, next(parsed), extractor) if wanted else Extraction(relevant=False)


def is_relevant(document: Document) -> bool:
    """
    True for an English text about this field.
    """
    return relevance_of(f"{document.title}\n{document.text}").is_relevant and language_of(document.text) == "en"


def read(document: Document, sentences: Sequence[Sentence], extractor: Extractor) -> Extraction:
    """
    What a relevant, parsed document says.
    """
    marked = find_mentions(document, readable(sentences), extractor.lexicon, extractor.matcher.vocabulary)
    sightings, refusals = gather(marked, extractor.matcher, extractor.finders)
    entities = with_subjects(marked.entities(), sightings, extractor.lexicon)
    return Extraction(
        relevant=True,
        entities=entities,
        mentions=marked.mentions(),
        sightings=tuple(sightings),
        refusals=tuple(refusals),
    )


def readable(sentences: Iterable[Sentence]) -> list[Sentence]:
    """
    The sentences that claims are read from.
    """
    return [sentence for sentence in sentences if sentence.tokens and len(sentence.text) <= MAX_SENTENCE]


def with_subjects(entities: tuple[Entity, ...], sightings: Sequence[Sighting], lexicon: Lexicon) -> tuple[Entity, ...]:
    """
    The entities of a document with those that its claims speak of and its text only implies.
    """
    named = {entity.id for entity in entities}
    ends = dict.fromkeys(end for each in sightings for end in (each.claim.subject, each.claim.object))
    return (*entities, *(lexicon.entity(end) for end in ends if end not in named and end in lexicon.named))
