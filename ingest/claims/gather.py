"""
From candidates to claims: each thing a document says once, with the refusals and their reasons.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ingest.claims.checks import refusal_of
from ingest.claims.holdings import holding_candidates
from ingest.claims.lists import modality_below_heading
from ingest.claims.matching import Candidate, Matcher, Spoken
from ingest.claims.measures import CONTROL, measure_candidates
from ingest.claims.memberships import member_candidates
from ingest.claims.passages import passages_of
from ingest.claims.phrases import phrase_candidates
from ingest.claims.seen import Seen, look
from ingest.claims.standing import count_from_event, follow_standing, without_weaker
from ingest.claims.time import Anchor
from ingest.mentions.reading import Marked
from kg.claims import Modality, Refusal, Sighting

MERGED = (
    Modality.ASSERTED,
    Modality.REPORTED,
    Modality.PLANNED,
    Modality.BACKGROUND,
    Modality.POSSIBLE,
    Modality.NEGATED,
)
"Of several ways in which one document says one thing, the one that is kept: the first of these."
Finder = Callable[[Marked, Matcher, Anchor], Iterator[Candidate]]
"A way of finding claims: the candidates it sees in a marked document."


@dataclass(frozen=True, slots=True)
class Weighed:
    """
    What was seen in a document: what is claimed, and what was turned down with the reason.
    """

    claimed: tuple[Seen, ...]
    refused: tuple[tuple[Seen, str], ...]


def gather(marked: Marked, matcher: Matcher, finders: Iterable[Finder]) -> tuple[list[Sighting], list[Refusal]]:
    """
    The claims of a marked document in text order, and the candidates that were turned down.
    """
    weighed = weigh(marked, matcher, finders)
    sightings = [sighting_of(one) for one in merged(weighed.claimed)]
    refusals = [Refusal(one.claim, reason) for one, reason in weighed.refused]
    return sorted(sightings, key=lambda sighting: sighting.start), refusals


def weigh(marked: Marked, matcher: Matcher, finders: Iterable[Finder]) -> Weighed:
    """
    Every candidate of a marked document, with its modality by the whole document; none is merged with another yet.

    Args:
        finders: ways of finding claims, the surest first: what one has seen is not looked at again for the next.
    """
    anchor = Anchor.of(marked.document.published, marked.document.text)
    parties = {told.entity.id: told.parties for told in marked.agreements if told.entity and not told.entity.known}
    claimed: list[Seen] = []
    refused: list[tuple[Seen, str]] = []
    for candidate in unseen_candidates(marked, matcher, anchor, finders):
        one, reason = look(candidate, anchor)
        if one.modality is Modality.ASSERTED and candidate.pattern.triggers:
            one.modality = modality_below_heading(candidate.sentence, marked)
        reason = reason or refusal_of(candidate, one.modality, matcher) or stranger(one, parties)
        if reason:
            refused.append((one, reason))
        else:
            claimed.append(one)
    claimed = without_weaker(claimed)
    follow_standing(claimed)
    count_from_event(claimed, anchor)
    return Weighed(tuple(claimed), tuple(refused))


def stranger(one: Seen, parties: dict[str, set[str]]) -> str:
    """
    Why somebody is no party to an agreement that the document itself names by its parties; empty where it is one.
    """
    named = parties.get(one.object) if one.candidate.pattern.relation == "partyTo" else None
    is_other = named and one.candidate.subject.id not in named
    return "the agreement is named by other parties" if is_other and one.modality is not Modality.NEGATED else ""


def unseen_candidates(
    marked: Marked, matcher: Matcher, anchor: Anchor, finders: Iterable[Finder]
) -> Iterator[Candidate]:
    """
    What the finders see, each without what those before it have seen.
    """
    seen: set[tuple[str, str, str]] = set()
    for finder in finders:
        found = [each for each in finder(marked, matcher, anchor) if each.key not in seen]
        seen.update(each.key for each in found)
        yield from found


def pattern_candidates(marked: Marked, matcher: Matcher, anchor: Anchor) -> Iterator[Candidate]:
    """
    What patterns and phrases see, sentence by sentence.
    """
    controls = frozenset(entity.id for entity in marked.entities() if entity.type == CONTROL)
    for passage in passages_of(marked):
        sentence, topics = passage.sentence, passage.topics
        for candidate in (
            *matcher.candidates(sentence, Spoken((*passage.spoken_of, *passage.others), passage.firms, passage.givers)),
            *holding_candidates(sentence, passage.firms, passage.others, matcher),
            *phrase_candidates(sentence, marked, topics[0] if topics else None, anchor, matcher),
        ):
            yield candidate
            yield from member_candidates(candidate)
            yield from measure_candidates(candidate, topics, matcher.lexicon, controls)


def merged(seen: Iterable[Seen]) -> list[Seen]:
    """
    Each thing a document says once: of a negated and a plain form both are kept, else the best.
    """
    best: dict[tuple[str, str, str, bool], Seen] = {}
    for one in seen:
        key = (one.candidate.subject.id, one.candidate.pattern.relation, one.object, one.modality is Modality.NEGATED)
        if key not in best or rank(one) < rank(best[key]):
            best[key] = one
    return list(best.values())


def rank(one: Seen) -> tuple[int, bool, float, int]:
    """
    Order of preference between sightings of one thing.
    """
    return (
        MERGED.index(one.modality),
        one.date is None,
        -one.candidate.pattern.score,
        one.candidate.sentence.tree.sentence.start,
    )


def sighting_of(one: Seen) -> Sighting:
    """
    The sighting of a candidate that passed.
    """
    sentence = one.candidate.sentence.tree.sentence
    return Sighting(one.claim, sentence.start, sentence.end, one.candidate.pattern.id, one.candidate.pattern.score)
