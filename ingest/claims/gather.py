"""
From candidates to claims: each thing a document says once, with the refusals and their reasons.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.claims.checks import refusal_of
from ingest.claims.lists import modality_below_heading
from ingest.claims.matching import Candidate, Matcher
from ingest.claims.measures import CONTROL, measure_candidates
from ingest.claims.phrases import phrase_candidates
from ingest.claims.seen import Seen, look
from ingest.claims.standing import count_from_event, follow_standing, without_weaker
from ingest.claims.time import Anchor
from ingest.mentions.marks import How, MarkedSentence
from ingest.mentions.reading import Marked
from ingest.mentions.sites import is_site
from kg.claims import Entity, Modality, Refusal, Sighting

MERGED = (
    Modality.ASSERTED,
    Modality.REPORTED,
    Modality.PLANNED,
    Modality.BACKGROUND,
    Modality.POSSIBLE,
    Modality.NEGATED,
)
"Of several ways in which one document says one thing, the one that is kept: the first of these."


PASSAGE = 5
"Sentences a passage stays with the agreement it named last."
SOLE_PASSAGE = 12
"Sentences it stays with the only agreement of its document."


@dataclass(frozen=True, slots=True)
class Weighed:
    """
    What the patterns saw in a document: what is claimed, and what was turned down with the reason.
    """

    claimed: tuple[Seen, ...]
    refused: tuple[tuple[Seen, str], ...]


def gather(marked: Marked, matcher: Matcher) -> tuple[list[Sighting], list[Refusal]]:
    """
    The claims of a marked document in text order, and the candidates that were turned down.
    """
    weighed = weigh(marked, matcher)
    sightings = [sighting_of(one) for one in merged(weighed.claimed)]
    refusals = [Refusal(one.claim, reason) for one, reason in weighed.refused]
    return sorted(sightings, key=lambda sighting: sighting.start), refusals


def weigh(marked: Marked, matcher: Matcher) -> Weighed:
    """
    Every candidate of a marked document, with its modality by the whole document; none is merged with another yet.
    """
    anchor = Anchor.of(marked.document.published)
    parties = {told.entity.id: told.parties for told in marked.agreements if told.entity and not told.entity.known}
    claimed: list[Seen] = []
    refused: list[tuple[Seen, str]] = []
    for candidate in candidates_of(marked, matcher, anchor):
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
    is_other = named is not None and one.candidate.subject.id not in named
    return "the agreement is named by other parties" if is_other and one.modality is not Modality.NEGATED else ""


def candidates_of(marked: Marked, matcher: Matcher, anchor: Anchor) -> Iterator[Candidate]:
    """
    What patterns and phrases see, sentence by sentence; the topic is the last agreement spoken of.
    """
    topics: tuple[Entity, ...] = ()
    topic_number = -9
    meeting: Entity | None = None
    site: Entity | None = None
    parties = {told.entity.id: told.parties for told in marked.agreements if told.entity}
    agreements = set(parties)
    reach = PASSAGE if len(agreements) > 1 else SOLE_PASSAGE
    controls = frozenset(entity.id for entity in marked.entities() if entity.type == CONTROL)
    for sentence in marked.sentences:
        if sentence.number - topic_number > reach:
            topics = ()
        own = topic_of(sentence, agreements)
        if own:
            order = (*topics[:1], own) if topics and is_in_passing(sentence, own) else (own, *topics)
            topics = tuple({entity.id: entity for entity in order}.values())[:2]
            topic_number = sentence.number
        elif topics and names_parties(sentence, parties.get(topics[0].id, set())):
            topic_number = sentence.number
        topics = with_own_first(topics, sentence, parties)
        meeting = next((mark.entity for mark in reversed(sentence.marks) if mark.entity.type == "Meeting"), meeting)
        site = next((mark.entity for mark in reversed(sentence.marks) if is_site(mark.entity)), site)
        others = tuple(each for each in (meeting, site) if each)
        spoken_of = tuple(topic for topic in topics if not is_of_others(sentence, parties.get(topic.id, set())))
        for candidate in (
            *matcher.candidates(sentence, (*spoken_of, *others)),
            *phrase_candidates(sentence, marked, topics[0] if topics else None, anchor, matcher),
        ):
            yield candidate
            yield from measure_candidates(candidate, topics, matcher.lexicon, controls)


def topic_of(sentence: MarkedSentence, agreements: set[str]) -> Entity | None:
    """
    The agreement a sentence is about: its subject, else the last one it brings up.
    """
    own = [mark for mark in sentence.marks if mark.entity.id in agreements]
    subjects = [mark for mark in own if sentence.tree.tokens[mark.head].dep in ("nsubj", "nsubj:pass")]
    return (subjects or own[-1:])[0].entity if own else None


def is_in_passing(sentence: MarkedSentence, agreement: Entity) -> bool:
    """
    True for what a sentence about "the two sides" names only with a preposition: the passage is not about that.
    """
    tree = sentence.tree
    links = {tree.tokens[mark.head].dep for mark in sentence.marks if mark.entity.id == agreement.id}
    return links <= {"obl", "nmod"} and any(
        mark.how is How.REFERENCE and len(mark.entities) > 1 and tree.tokens[mark.head].dep == "nsubj"
        for mark in sentence.marks
    )


def is_of_others(sentence: MarkedSentence, parties: set[str]) -> bool:
    """
    True for a sentence whose subjects are actors that are no parties: it is not about the agreement of the passage.
    """
    tree = sentence.tree
    subjects = [
        mark
        for mark in sentence.acting
        if tree.tokens[mark.head].dep == "nsubj" and tree.tokens[tree.tokens[mark.head].head].dep == "root"
    ]
    firms = [mark for mark in subjects if mark.entity.type in ("Company", "Country", "Bloc")]
    own = {entity.id for mark in subjects for entity in mark.entities} | {mark.home for mark in subjects}
    return len(parties) > 1 and bool(firms) and len(firms) == len(subjects) and not own & parties


def names_parties(sentence: MarkedSentence, parties: set[str]) -> bool:
    """
    True where "the two governments" or "they" are the parties of the agreement a passage is about.
    """
    return any(
        mark.how is How.REFERENCE and {entity.id for entity in mark.entities} == parties for mark in sentence.marks
    )


def with_own_first(
    topics: tuple[Entity, ...], sentence: MarkedSentence, parties: dict[str, set[str]]
) -> tuple[Entity, ...]:
    """
    Of two topics first the one whose party is the subject of the sentence, where the other one is not its.
    """
    tree = sentence.tree
    subjects = {mark.entity.id for mark in sentence.marks if tree.tokens[mark.head].dep == "nsubj"}
    own = [topic for topic in topics if subjects & parties.get(topic.id, set())]
    return (*own, *(topic for topic in topics if topic not in own)) if len(own) == 1 else topics


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
