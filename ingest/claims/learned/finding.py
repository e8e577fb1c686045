"""
The learned way of finding claims: every pair of a sentence is judged; what is likely enough becomes a candidate.

Modality, date, speaker and qualifiers are read as for any other candidate, from the word that joins the pair.
"""

from collections.abc import Iterator
from functools import cache

from ingest.claims.learned.features import Surroundings, details_of, outline_of, trigger_of
from ingest.claims.learned.judge import VERSION, Judge, shipped_judge
from ingest.claims.learned.pairs import Pair, pairs_of
from ingest.claims.matching import Candidate, Matcher
from ingest.claims.passages import passages_of
from ingest.claims.pattern import Pattern, Role
from ingest.claims.relations import PATTERNS
from ingest.claims.time import Anchor
from ingest.mentions.reading import Marked

ANYBODY = Role((), ())
HOPELESS = -2.5
"A sum over the outline of a pair below which its details are not looked at: they hardly ever make up for it."


def learned_candidates(marked: Marked, matcher: Matcher, _: Anchor) -> Iterator[Candidate]:
    """
    What the shipped judge sees in a marked document.
    """
    judge = shipped_judge()
    wanted = frozenset(judge.thresholds)
    for passage in passages_of(marked):
        surroundings: Surroundings | None = None
        for pair in pairs_of(passage, matcher):
            if wanted.isdisjoint(pair.relations):
                continue
            surroundings = surroundings or Surroundings(passage.sentence, matcher)
            yield from candidates_for(pair, surroundings, judge)


def candidates_for(pair: Pair, surroundings: Surroundings, judge: Judge) -> Iterator[Candidate]:
    """
    The claims a judge makes of one pair.
    """
    outline = judge.sums_of(outline_of(pair, surroundings)) + judge.biases
    open_ = [
        column
        for column, relation in enumerate(judge.relations)
        if outline[column] > HOPELESS and relation in pair.relations
    ]
    if not open_:
        return
    sums = outline + judge.sums_of(details_of(pair, surroundings))
    for column in open_:
        relation, likelihood = judge.relations[column], judge.likelihood_of(float(sums[column]))
        if likelihood >= judge.thresholds[relation]:
            trigger = surroundings.tree.tokens[trigger_of(pair, surroundings)]
            pattern = Pattern(
                relation,
                "learned",
                frozenset({trigger.lemma.lower()}),
                ANYBODY,
                ANYBODY,
                is_event=is_event(relation),
                version=VERSION,
                score=round(likelihood, 3),
            )
            ends = tuple(mark.head for mark in (pair.subject_mark, pair.object_mark) if mark)
            yield Candidate(pattern, pair.subject, pair.object.id, pair.object, pair.sentence, trigger, ends)


@cache
def is_event(relation: str) -> bool:
    """
    True for a relation that mostly tells of something happening at a time, by the patterns written for it.
    """
    events = [pattern.is_event for pattern in PATTERNS if pattern.relation == relation]
    return sum(events) * 2 > len(events)
