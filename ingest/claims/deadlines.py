"""
What falls due, by when, and whose deadline it is.
"""

from collections.abc import Iterator

from ingest.claims.matching import Candidate, Matcher
from ingest.claims.pattern import NOBODY, STATE, UNDERTAKING, Pattern
from ingest.claims.time import Anchor, deadlines, token_at
from ingest.mentions.marks import MarkedSentence
from kg.claims import Entity


def due_candidates(
    sentence: MarkedSentence, topic: Entity | None, anchor: Anchor, matcher: Matcher
) -> Iterator[Candidate]:
    """
    The deadlines of a sentence, of the agreement it names or the passage is about.
    """
    found = deadlines(sentence.tree, anchor)
    if not found:
        return
    subject = who_is_due(sentence, found[0][2].start, topic, matcher)
    if subject is None:
        return
    for value, qualifiers, phrase in found:
        start = sentence.tree.sentence.start
        inside = token_at(sentence.tree, start + phrase.start, start + phrase.end)
        packed = "=".join(("deadline", value, *(f"{key}:{text}" for key, text in qualifiers)))
        pattern = Pattern("deadline", "due", frozenset(), NOBODY, value=packed, modality="planned", score=0.85)
        yield Candidate(pattern, subject, value, None, sentence, sentence.tree.tokens[min(inside, default=0)])


def who_is_due(sentence: MarkedSentence, offset: int, topic: Entity | None, matcher: Matcher) -> Entity | None:
    """
    Whose deadline stands at an offset of a sentence: the agreement it names, else the only one listed between just the
    states it names ("US-Australia, six months"), else the one the passage is about.
    """
    named = [mark.entity for mark in sentence.marks if matcher.is_a(mark.entity, UNDERTAKING)]
    states = {mark.entity.id for mark in sentence.acting if matcher.is_a(mark.entity, STATE)}
    if not named and len(states) > 1:
        between = [each.entity for each in matcher.lexicon.agreements() if each.parties == states]
        return between[0] if len(between) == 1 else None
    if len({entity.id for entity in named}) == 1:
        return named[0]
    return nearest(sentence, offset, matcher) or topic


def nearest(sentence: MarkedSentence, offset: int, matcher: Matcher) -> Entity | None:
    """
    The agreement named last before a place in the sentence.
    """
    place = sentence.tree.sentence.start + offset
    before = [mark for mark in sentence.marks if mark.start < place and matcher.is_a(mark.entity, UNDERTAKING)]
    return before[-1].entity if before else None
