"""
Passages: which agreement, meeting or site a sentence may speak of without naming it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.claims.principals import giver_of, principal_of
from ingest.mentions.marks import How, Mark, MarkedSentence
from ingest.mentions.reading import Marked
from ingest.mentions.sites import is_site
from kg.claims import Entity

PASSAGE = 5
"Sentences a passage stays with the agreement it named last."
SOLE_PASSAGE = 12
"Sentences it stays with the only agreement of its document."


BROUGHT_UP = ("nsubj", "nsubj:pass", "obj", "root", "appos", "conj")
"Links by which a name is what its sentence is about."


@dataclass(frozen=True, slots=True)
class Passage:
    """
    A sentence with what its passage is about.

    Attributes:
        topics: the agreements of the passage, at most two, last first.
        spoken_of: those of them that the sentence may speak of.
        others: the meeting and the site named last.
        firms: the company the document is about, if it is about one.
        givers: who gives the money it is about, if it is about some.
    """

    sentence: MarkedSentence
    topics: tuple[Entity, ...] = ()
    spoken_of: tuple[Entity, ...] = ()
    others: tuple[Entity, ...] = ()
    firms: tuple[Entity, ...] = ()
    givers: tuple[Entity, ...] = ()


def passages_of(marked: Marked) -> Iterator[Passage]:
    """
    The sentences of a document with what each may be about; the topic is the last agreement spoken of.
    """
    topics: tuple[Entity, ...] = ()
    topic_number = -9
    meeting: Entity | None = None
    site: Entity | None = None
    firms, givers = principal_of(marked), giver_of(marked)
    parties = {told.entity.id: told.parties for told in marked.agreements if told.entity}
    agreements = set(parties)
    reach = PASSAGE if len(agreements) > 1 else SOLE_PASSAGE
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
        yield Passage(sentence, topics, spoken_of, others, firms, givers)


def topic_of(sentence: MarkedSentence, agreements: set[str]) -> Entity | None:
    """
    The agreement a sentence is about: its subject, else the last one it brings up.
    """
    own = [mark for mark in sentence.marks if mark.entity.id in agreements and not is_aside(sentence, mark)]
    subjects = [mark for mark in own if sentence.tree.tokens[mark.head].dep in ("nsubj", "nsubj:pass")]
    return (subjects or own[-1:])[0].entity if own else None


def is_aside(sentence: MarkedSentence, mark: Mark) -> bool:
    """
    True for a body or text named anew that a sentence only refers to: "money under the Defense Production Act".
    """
    is_named = mark.how is How.NAME and not mark.entity.known
    return is_named and sentence.tree.tokens[mark.head].dep not in BROUGHT_UP


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
