"""
Pairs: two entities of a sentence, or of a sentence and its passage, that a relation may join.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.claims.checks import fits
from ingest.claims.matching import Matcher
from ingest.claims.passages import Passage
from ingest.mentions.marks import Mark, MarkedSentence
from kg.claims import Entity

MAX_MARKS = 40
"A sentence that names more is a table; its pairs would cost more than the parse."
MAX_APART = 30
"Tokens between two names; hardly any relation reaches further."


@dataclass(frozen=True, slots=True)
class Pair:
    """
    Two entities in the order of a claim; the mark is missing of one that only the passage is about.

    Attributes:
        relations: those whose ends they may be.
    """

    sentence: MarkedSentence
    subject: Entity
    object: Entity
    subject_mark: Mark | None
    object_mark: Mark | None
    relations: tuple[str, ...]


def pairs_of(passage: Passage, matcher: Matcher) -> Iterator[Pair]:
    """
    Every pair of a sentence that some relation may join.
    """
    sentence = passage.sentence
    named: list[tuple[Entity, Mark | None]] = [
        (entity, mark) for mark in sentence.acting[:MAX_MARKS] for entity in mark.entities
    ]
    ids = {entity.id for entity, _ in named}
    about = [entity for entity in (*passage.spoken_of, *passage.others) if entity.id not in ids]
    ends = [*named, *((entity, None) for entity in about)]
    for subject, subject_mark in ends:
        for target, object_mark in ends:
            if subject.id == target.id or is_far(subject_mark, object_mark):
                continue
            relations = relations_between(subject.type, target.type, matcher)
            if relations:
                yield Pair(sentence, subject, target, subject_mark, object_mark, relations)


def is_far(one: Mark | None, other: Mark | None) -> bool:
    """
    True for two ends that a sentence cannot join: too far apart, or both from the passage.
    """
    if one is None or other is None:
        return one is other
    return abs(one.head - other.head) > MAX_APART


@cache
def relations_between(subject: str, target: str, matcher: Matcher) -> tuple[str, ...]:
    """
    The claimable relations whose domain and range two classes fit.
    """
    return tuple(
        relation.id
        for relation in matcher.terms.relations.values()
        if relation.is_claimable
        and relation.range_kind == "entity"
        and fits(subject, relation.domain, matcher)
        and fits(target, relation.range, matcher)
        and not (relation.range == "Agreement" and matcher.is_no_undertaking(target))
    )
