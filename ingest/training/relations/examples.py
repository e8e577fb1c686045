"""
Examples for the judge of relations: pairs of annotated texts with what is seen of them and which relations hold.

A document gives its pairs twice: as the pipeline marks it, which is what the judge will meet, and as people annotated
it, so that names the pipeline misses teach as well.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ingest.claims.gather import pattern_candidates, weigh
from ingest.claims.learned.features import Surroundings, features_of
from ingest.claims.learned.pairs import pairs_of
from ingest.claims.matching import Matcher
from ingest.claims.passages import Passage, passages_of
from ingest.evaluate import claim_key, renamed
from ingest.extract import Extractor, is_relevant, readable
from ingest.lemmas import mended
from ingest.mentions.datelines import without_datelines
from ingest.mentions.marks import How, MarkedSentence, mark_span
from ingest.mentions.reading import find_mentions
from ingest.reading import read_path
from ingest.scores import ClaimKey
from ingest.training.relations.sentences import TaughtSentence
from ingest.trees import tree_of
from kg.claims import Entity, Extraction
from kg.text import Document, Sentence

TAUGHT_WEIGHT: Final = 3.0
"A sentence written to teach counts for so many of a document."
ELSEWHERE_WEIGHT: Final = 0.3
"A pair that stands in a claim which another sentence bears: true, and perhaps not said here."
NAMES: Final = frozenset({"Mineral", "MineralGroup", "Material", "Stage", "Instrument"})
"Classes whose names are written in lower case."


@dataclass(frozen=True, slots=True)
class Example:
    """
    One pair.

    Attributes:
        document: its name; empty for taught sentences, which are never held out.
        ends: subject and object as the gold names them.
        weights: for each relation the pair could have, whether it holds and how much that counts.
        is_marked: as the pipeline marks the text, not as people did.
    """

    document: str
    ends: tuple[str, str]
    features: frozenset[str]
    weights: dict[str, tuple[bool, float]]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """
    An annotated document: what it says, and what the patterns find in it, both by the gold's names.
    """

    name: str
    examples: tuple[Example, ...]
    told: frozenset[ClaimKey]
    found: frozenset[ClaimKey]


def read_annotated(gold: Path, documents: Path, parts: Iterable[str], extractor: Extractor) -> Iterator[Annotated]:
    """
    The annotated documents of some parts of a gold folder.
    """
    wanted = set(parts)
    for path in sorted(gold.glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))
        if answer.get("part") not in wanted:
            continue
        for reading in read_path(documents / answer["document"]):
            for document in reading.documents:
                if is_relevant(document):
                    yield annotated(path.stem, document, answer, extractor)


def annotated(name: str, document: Document, answer: dict[str, Any], extractor: Extractor) -> Annotated:
    """
    One document with its pairs.
    """
    matcher = extractor.matcher
    sentences = readable(next(iter(extractor.analyser.analyse([without_datelines(document.text)]))))
    marked = find_mentions(document, sentences, extractor.lexicon, matcher.vocabulary)
    weighed = weigh(marked, matcher, (pattern_candidates,))
    names = renamed(answer, Extraction(relevant=True, entities=marked.entities(), mentions=marked.mentions()))
    keys = [(one.candidate.subject.id, one.candidate.pattern.relation, one.object) for one in weighed.claimed]
    gold = Gold(answer)
    own = [Passage(sentence) for sentence in marked_by(answer, sentences, matcher)]
    return Annotated(
        name,
        (
            *examples_of(name, passages_of(marked), gold, names, matcher, is_marked=True),
            *examples_of(name, own, gold, {}, matcher, is_marked=False),
        ),
        frozenset(gold.places),
        frozenset((names.get(subject, subject), relation, names.get(to, to)) for subject, relation, to in keys),
    )


class Gold:
    """
    The claims of a gold file with the places of the sentences that bear them.
    """

    def __init__(self, answer: dict[str, Any]) -> None:
        self.places: dict[ClaimKey, list[tuple[int, int]]] = {}
        for claim in answer["claims"]:
            self.places.setdefault(claim_key(claim), []).append((claim["start"], claim["end"]))

    def weight_of(self, key: ClaimKey, sentence: Sentence) -> tuple[bool, float]:
        """
        Whether a claim holds, and how surely this sentence is what says so.
        """
        places = self.places.get(key, ())
        is_here = any(start < sentence.end and sentence.start < end for start, end in places)
        return bool(places), 1.0 if is_here or not places else ELSEWHERE_WEIGHT


def examples_of(
    name: str, passages: Iterable[Passage], gold: Gold, names: dict[str, str], matcher: Matcher, *, is_marked: bool
) -> Iterator[Example]:
    """
    The pairs of passages as examples.
    """
    for passage in passages:
        surroundings = Surroundings(passage.sentence, matcher)
        for pair in pairs_of(passage, matcher):
            subject, target = (names.get(end.id, end.id) for end in (pair.subject, pair.object))
            weights = {
                relation: gold.weight_of((subject, relation, target), surroundings.tree.sentence)
                for relation in pair.relations
            }
            features = features_of(pair, surroundings)
            yield Example(name, (subject, target), features, weights, is_marked)


def marked_by(answer: dict[str, Any], sentences: Iterable[Sentence], matcher: Matcher) -> Iterator[MarkedSentence]:
    """
    Sentences with the marks that people made.
    """
    for number, sentence in enumerate(sentences):
        one = MarkedSentence(tree_of(mended(sentence, matcher.vocabulary)), [], number)
        for entity in answer["entities"]:
            for mention in entity["mentions"]:
                if sentence.start <= mention["start"] < sentence.end:
                    named = Entity(entity["id"], entity["label"], entity["type"], entity["known"])
                    add_mark(one, named, mention["start"], mention["end"])
        one.marks.sort(key=lambda mark: mark.start)
        yield one


def add_mark(one: MarkedSentence, entity: Entity, start: int, end: int) -> None:
    """
    Mark a span; a phrase in lower case describes what it names.
    """
    offset = one.tree.sentence.start
    is_phrase = one.tree.sentence.text[start - offset].islower() and entity.type not in NAMES
    mark = mark_span(one.tree, (entity,), start, end, How.NOMINAL if is_phrase else How.NAME)
    if mark:
        one.marks.append(mark)


def taught_examples(sentences: Iterable[TaughtSentence], extractor: Extractor) -> Iterator[Example]:
    """
    The pairs of sentences written to teach.
    """
    for taught in sentences:
        ids = [f"{number}" for number in range(len(taught.names))]
        for sentence in next(iter(extractor.analyser.analyse([taught.text]))):
            one = MarkedSentence(tree_of(mended(sentence, extractor.matcher.vocabulary)))
            for id_, name in zip(ids, taught.names, strict=True):
                if sentence.start <= name.start < sentence.end:
                    add_mark(one, Entity(id_, id_, name.type, known=False), name.start, name.end)
            surroundings = Surroundings(one, extractor.matcher)
            for pair in pairs_of(Passage(one), extractor.matcher):
                ends = pair.subject.id, pair.object.id
                weights = {
                    relation: ((int(ends[0]), relation, int(ends[1])) in taught.claims, TAUGHT_WEIGHT)
                    for relation in pair.relations
                }
                yield Example("", ends, features_of(pair, surroundings), weights, is_marked=False)
