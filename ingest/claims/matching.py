"""
The engine of the patterns: finds triggers, fills roles from the frame, gives candidate claims.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ingest.claims.above import STATES, highest, marks_at
from ingest.claims.governors import SPEAKING
from ingest.claims.pattern import AGREEMENT, PRODUCER, STATE, UNDERTAKING, Pattern, Role
from ingest.claims.speaker import SPEECH
from ingest.claims.trigger_frames import frame
from ingest.claims.way import GOVERNORS
from ingest.frames import OBJECT_CONTROL
from ingest.mentions.lexicon import Lexicon
from ingest.mentions.marks import MarkedSentence
from ingest.mentions.sites import is_site
from kg.claims import Entity
from kg.text import Token
from ontology.terms import Terms

VOCABULARY = GOVERNORS | SPEAKING | SPEECH | OBJECT_CONTROL
PERCENT = re.compile(r"^\d[\d.]*pc$")
PAIRS = frozenset({"neither", "both"})
TOPIC_WORDS = frozenset(
    """text document deal pact accord agreement memorandum partnership cooperation collaboration work participant party
    side government country nation minister leader official team component part half section chapter topic area annex
    scope priority aim goal focus rule control measure licence license requirement exporter announcement tool
    instrument option money plan programme project_list group bloc club forum order act law regulation notice pause
    ban restriction quota list decision""".split()
)
"Words that can stand for the undertaking a passage is about."


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A claim as a pattern saw it, before modality, time and checks.

    Attributes:
        ends: tokens at which its subject and object stand in the sentence; those taken from the passage have none.
    """

    pattern: Pattern
    subject: Entity
    object: str
    object_entity: Entity | None
    sentence: MarkedSentence
    trigger: Token
    ends: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """
        What it claims, however meant: subject, relation, object.
        """
        return self.subject.id, self.pattern.relation, self.object


@dataclass(frozen=True, slots=True)
class Filler:
    """
    An entity that fills a role, and the token it stands at; none where the passage gives it.
    """

    entity: Entity
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """
    What a sentence may speak of without naming it.

    Attributes:
        topics: the agreements, the meeting and the site of its passage, the last agreement first.
        firms: the company its document is about, if it is about one.
        givers: who gives the money its document is about, if it is about some.
    """

    topics: tuple[Entity, ...] = ()
    firms: tuple[Entity, ...] = ()
    givers: tuple[Entity, ...] = ()

    def by_path(self, path: str) -> tuple[Entity, ...]:
        """
        Whom a role means by `firm` or `giver`.
        """
        return {"firm": self.firms, "giver": self.givers}.get(path, ())


class Matcher:
    """
    Patterns ready to be run over sentences.
    """

    def __init__(self, patterns: tuple[Pattern, ...], terms: Terms, lexicon: Lexicon) -> None:
        self.terms = terms
        self.lexicon = lexicon
        self.producers = frozenset(operator for named in lexicon.named.values() for operator in named.operators)
        self.vocabulary = VOCABULARY | {
            word for pattern in patterns for each in (*pattern.triggers, *pattern.under) for word in each.split()
        }
        self.by_trigger: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for trigger in pattern.triggers:
                self.by_trigger.setdefault(trigger.split(" ")[0], []).append(pattern)

    def candidates(self, sentence: MarkedSentence, spoken: Spoken) -> Iterator[Candidate]:
        """
        Every claim the patterns see in a sentence.
        """
        lower = {PERCENT.sub("pc", token.text.lower()) for token in sentence.tree.tokens}
        for token in sentence.tree.tokens:
            patterns = self.by_trigger.get(token.lemma.lower())
            if not patterns or token.pos not in ("VERB", "NOUN", "AUX", "ADJ"):
                continue
            roles: dict[str, list[Token]] | None = None
            for pattern in patterns:
                misses = (pattern.needs and not pattern.needs & lower) or pattern.without & lower
                if misses or pattern.pos not in ("", token.pos) or not self.says(sentence, token, pattern):
                    continue
                roles = roles if roles is not None else frame(sentence, token)
                if pattern.under and not any(verb.lemma.lower() in pattern.under for verb in roles.get("verb", ())):
                    continue
                yield from self.match(sentence, token, pattern, roles, spoken)

    def says(self, sentence: MarkedSentence, token: Token, pattern: Pattern) -> bool:
        """
        True when the token, with the words behind it, is one of the pattern's triggers.
        """
        lemma = token.lemma.lower()
        if lemma in pattern.triggers:
            return True
        behind = sentence.tree.tokens[token.index + 1 : token.index + 4]
        phrase = f"{lemma} {' '.join(each.lemma.lower() for each in behind)} "
        return any(" " in trigger and phrase.startswith(f"{trigger} ") for trigger in pattern.triggers)

    def match(
        self,
        sentence: MarkedSentence,
        token: Token,
        pattern: Pattern,
        roles: dict[str, list[Token]],
        spoken: Spoken,
    ) -> Iterator[Candidate]:
        """
        The claims of one pattern at one trigger.
        """
        topics = spoken.topics
        subjects = self.fill(sentence, pattern.subject, roles, topics) or self.spoken_for(pattern.subject, spoken)
        if not subjects:
            return
        if pattern.object is None:
            for subject in subjects:
                yield Candidate(pattern, subject.entity, pattern.value, None, sentence, token, subject.places)
            return
        told = {subject.entity.id for subject in subjects}
        remaining = tuple(topic for topic in topics if topic.id not in told)
        targets = self.fill(sentence, pattern.object, roles, remaining or topics)
        for target in targets or self.spoken_for(pattern.object, spoken, told):
            others = [subject for subject in subjects if subject.entity.id != target.entity.id]
            if not others and "topic" in pattern.subject.paths:
                others = [
                    Filler(each)
                    for each in topics
                    if each.type != "Meeting"
                    and each.id != target.entity.id
                    and self.allowed(each, pattern.subject.types)
                ][:1]
            for subject in others:
                ends = (*subject.places, *target.places)
                yield Candidate(pattern, subject.entity, target.entity.id, target.entity, sentence, token, ends)

    def fill(
        self, sentence: MarkedSentence, role: Role, roles: dict[str, list[Token]], topics: tuple[Entity, ...]
    ) -> list[Filler]:
        """
        What fills a role, each entity once; the passage's topic where the role allows it and nothing else fits.
        """
        found: dict[str, Filler] = {}
        for path in role.paths:
            if found and role.is_first:
                break
            for filler in roles.get(path, ()):
                marks = marks_at(sentence, filler, role.reach)
                if role.reach == "nearest" and self.is_somebody_else(sentence, filler, role):
                    continue
                fitting = [mark for mark in marks if any(self.allowed(entity, role.types) for entity in mark.entities)]
                for mark in highest(sentence, filler, fitting) if role.reach == "nearest" else fitting:
                    for entity in mark.entities:
                        if self.allowed(entity, role.types):
                            filler_entity = self.principal(entity) if role.for_home else entity
                            found.setdefault(filler_entity.id, Filler(filler_entity, (mark.head,)))
        if not found and "topic" in role.paths and topics and leaves_open(sentence, role, roles):
            if any(token.text.lower() in PAIRS for token in roles.get("subject", ())):
                return [Filler(topic) for topic in topics[:2] if self.allowed(topic, role.types)]
            spoken_of = [topic for topic in topics if topic is topics[0] or topic.type == "Meeting" or is_site(topic)]
            return [Filler(topic) for topic in spoken_of if self.allowed(topic, role.types)]
        return list(found.values())

    def is_somebody_else(self, sentence: MarkedSentence, filler: Token, role: Role) -> bool:
        """
        True for a phrase whose head is a firm or an agency where a state is wanted: "sold to Hokusei Trading of Japan".
        """
        named = [mark for mark in sentence.named_at(filler.index) if mark.entity.type in ("Company", "Agency")]
        return bool(named) and not any(self.allowed(mark.entity, role.types) for mark in named)

    def spoken_for(self, role: Role, spoken: Spoken, told: Collection[str] = ()) -> list[Filler]:
        """
        Whom a document is about, for a role that nothing of the sentence fills; not who fills the other one.
        """
        meant = [entity for path in role.paths for entity in spoken.by_path(path) if entity.id not in told]
        return [Filler(entity) for entity in meant if self.allowed(entity, role.types)][:1]

    def operators_of(self, entity: Entity) -> frozenset[str]:
        """
        The ids of who is known to run a site; none for one nobody has listed.
        """
        named = self.lexicon.named.get(entity.id)
        return named.operators if named else frozenset()

    def principal(self, entity: Entity) -> Entity:
        """
        The state an agency acts for; any other entity is itself.
        """
        named = self.lexicon.named.get(entity.id)
        is_agency = named is not None and entity.type == "Agency" and named.home in self.lexicon.named
        return self.lexicon.entity(named.home) if named and is_agency else entity

    def allowed(self, entity: Entity, types: tuple[str, ...]) -> bool:
        """
        True when an entity is of one of the types.
        """
        return any(self.is_a(entity, type_) for type_ in types)

    def is_a(self, entity: Entity, type_: str) -> bool:
        """
        True when an entity is of a type; instruments and projects are no undertakings here.
        """
        if type_ == STATE:
            return entity.type in STATES
        if type_ == PRODUCER:
            return entity.id in self.producers or self.is_a(entity, "Project")
        is_known_class = entity.type in self.terms.classes
        if type_ in (UNDERTAKING, AGREEMENT) and is_known_class and self.is_no_undertaking(entity.type):
            return False
        if not is_known_class or type_ not in self.terms.classes:
            return entity.type == type_
        return self.terms.is_a(entity.type, type_)

    def is_no_undertaking(self, class_id: str) -> bool:
        """
        True for classes that the ontology files under undertakings and that text does not speak of as agreements.
        """
        return any(self.terms.is_a(class_id, other) for other in ("Instrument", "Project", "Meeting"))


def leaves_open(sentence: MarkedSentence, role: Role, roles: dict[str, list[Token]]) -> bool:
    """
    True where grammar leaves open what fills a role, or a word stands there that can mean the passage's topic.

    "The projects deal with mining" is about the projects, not about the act that was spoken of before.
    """
    explicit = [token for path in ("subject", "object") if path in role.paths for token in roles.get(path, ())]
    return all(
        token.pos not in ("NOUN", "PROPN") or can_be_topic(sentence, token) or bool(sentence.at(token.index))
        for token in explicit
    )


def can_be_topic(sentence: MarkedSentence, token: Token) -> bool:
    """
    True for a word that can mean the passage's topic; "Executive Order 14241" is a name of its own.
    """
    is_name = token.pos == "PROPN" and not sentence.tree.child(token.index, "det")
    return token.lemma.lower() in TOPIC_WORDS and not is_name
