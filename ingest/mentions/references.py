"""
Words that refer back: "the two sides", "the bloc", "it", "the company". Resolved where one thing fits, else left alone.
"""

from dataclasses import dataclass, field

from ingest.mentions.agreements import Agreements
from ingest.mentions.definites import is_definite
from ingest.mentions.marks import How, Mark, MarkedSentence
from ingest.mentions.parties import ACTORS, MAKING
from ingest.mentions.sites import KINDS, is_site
from ingest.mentions.told import Told
from kg.claims import Entity
from kg.text import Token

PAIR_WORDS = frozenset(
    """sides countries governments nations parties partners capitals leaders ministers signatories participants allies
    powers economies states neighbours neighbors companies firms""".split()
)
OF_STATES = frozenset("countries governments nations capitals economies states neighbours neighbors powers".split())
OF_FIRMS = frozenset({"companies", "firms"})
"Which of those words mean states alone, and which firms."
NUMBER_WORDS = {"two": 2, "both": 2, "three": 3, "four": 4, "all": 0}
SINGLE_NOUNS = {
    "company": "Company", "firm": "Company", "miner": "Company", "producer": "Company", "group": "Company",
    "country": "Country", "nation": "Country", "kingdom": "Country", "government": "Country",
    "agency": "Agency", "ministry": "Agency", "department": "Agency", "commission": "Agency",
    "mine": "Project", "project": "Project", "refinery": "Project", "plant": "Project", "deposit": "Project",
    "smelter": "Project", "factory": "Project", "facility": "Project", "site": "Project",
    "consortium": "Company", "carmaker": "Company", "developer": "Company", "refiner": "Company", "bank": "Agency",
    "lender": "Agency",
}  # fmt: skip
PRONOUNS = frozenset({"it", "its"})
PLURAL_PRONOUNS = frozenset({"they", "their"})
SINGULAR_TYPES = frozenset({"Country", "Bloc", "Territory", "Company", "Agency", "Project"})
OF_TEXTS = frozenset("cover include span contain set provide apply concern address comprise enter lapse expire".split())
"Verbs whose subject is a text rather than an actor."
CALLED_SO = frozenset({"ministry", "department", "bank", "consortium", "commission"})
"Nouns that can only mean what has them in its name."
DEFINED = "Company"
"So written, in the middle of a sentence, it is who issues the text."
TOO_MANY = 3
"Never guess across so many."
NEAR = 2
"Sentences back in which what a noun refers to stands first of all."
FAR = 10
"Sentences back in which it may stand where nothing else of its kind is named nearer."


@dataclass(slots=True)
class Discourse:
    """
    What a document has named so far, the last first.

    Attributes:
        actors: entities of single types with the number of the sentence that named them last.
        subjects: entities that were subjects of a main clause, the last first.
        group: the several actors that were the subject of a main clause last.
        issuer: the company named first of all.
        topic: the last thing that was the subject of a sentence, or was introduced by it.
    """

    agreements: Agreements
    actors: list[tuple[Entity, int]] = field(default_factory=list)
    subjects: list[Entity] = field(default_factory=list)
    group: tuple[Entity, ...] = ()
    group_sentence: int = -9
    issuer: Entity | None = None
    topic: Told | Entity | None = None
    topic_sentence: int = -9

    def note(self, mark: Mark, sentence: int) -> None:
        """
        Remember an entity as the last one named.
        """
        if mark.how is How.DEMONYM:
            return
        for entity in mark.entities:
            if self.issuer is None and entity.type == "Company":
                self.issuer = entity
            self.actors = [(entity, sentence), *(pair for pair in self.actors if pair[0].id != entity.id)]

    def has_sites(self) -> bool:
        """
        True once a mine or a plant was named.
        """
        return bool(self.sites())

    def sites(self) -> list[Entity]:
        """
        The mines and plants named so far, the last first.
        """
        return [entity for entity, _ in self.actors if is_of_kind(entity, "Project")]

    def meant_by(self, noun: str, sentence: int) -> Entity | None:
        """
        What "the company" or "the refinery" means: of what was named close by, else in the document, the one thing of
        that kind; of two the one spoken of last as a subject; `None` across three.
        """
        told = [(entity, number) for entity, number in self.actors if can_be_called(entity, noun)]
        near = [entity for entity, number in told if sentence - number <= NEAR]
        found = near or [entity for entity, number in told if sentence - number <= FAR]
        if len(found) > 1:
            found = [entity for entity in self.subjects if entity in found][:1] if len(found) < TOO_MANY else []
        return found[0] if len(found) == 1 else None

    def those_before(self, sentence: int) -> tuple[Entity, ...]:
        """
        Who "they" are: the several subjects of the sentence before, else the parties of the agreement spoken of.
        """
        return self.group if sentence - self.group_sentence == 1 else members_of(self, 0)


def is_of_kind(entity: Entity, type_: str) -> bool:
    """
    True for an entity of a single type; mines and plants of every class are projects.
    """
    return entity.type == type_ or (type_ == "Project" and is_site(entity))


def can_be_called(entity: Entity, noun: str) -> bool:
    """
    True for an entity of the type a noun names, and of the class it names where it names one: no mine is a refinery.
    """
    if not is_of_kind(entity, SINGLE_NOUNS[noun]) or (noun in CALLED_SO and noun not in entity.label.lower().split()):
        return False
    kinds = KINDS.get(noun, frozenset())
    return not kinds or entity.type in kinds | {"Project"}


def is_single(entity: Entity) -> bool:
    """
    True for an entity that "it" can stand for.
    """
    return entity.type in SINGULAR_TYPES or is_site(entity)


def reference_marks(sentence: MarkedSentence, discourse: Discourse) -> list[Mark]:
    """
    The marks of the words of a sentence that refer back to actors.
    """
    found = []
    taken = {each for mark in sentence.marks for each in mark.tokens}
    for token in sentence.tree.tokens:
        entities = () if token.index in taken else referred(sentence, token, discourse)
        if entities:
            found.append(Mark(entities, token.start, token.end, (token.index,), token.index, How.REFERENCE))
    return found


def referred(sentence: MarkedSentence, token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """
    What a word refers back to; nothing where that cannot be told.
    """
    word, tree = token.text.lower(), sentence.tree
    if word in PAIR_WORDS:
        return group_of(sentence, token, discourse)
    if (
        word in ("both", "two", "three", "four")
        and token.dep in ("nsubj", "nsubj:pass", "obl:agent", "root")
        and token.pos != "ADJ"
    ):
        return members_of(discourse, NUMBER_WORDS[word])
    if word in SINGLE_NOUNS and is_definite(tree, token):
        is_issuer = token.text == DEFINED and token.index > 0
        entity = (discourse.issuer if is_issuer else None) or discourse.meant_by(word, sentence.number)
        return (entity,) if entity else ()
    if word == "bloc" and is_definite(tree, token):
        entity = next((entity for entity, _ in discourse.actors if entity.type == "Bloc"), None)
        return (entity,) if entity else ()
    if word in PLURAL_PRONOUNS:
        above = matrix_subjects(sentence, token)
        return above or (discourse.those_before(sentence.number) if is_subject(token) else ())
    return ()


def matrix_subjects(sentence: MarkedSentence, token: Token) -> tuple[Entity, ...]:
    """
    The several subjects of the clause above: who "they" are in "Tokyo and Brussels said they would sign".
    """
    tree = sentence.tree
    for above in list(tree.ancestors(token.index))[1:]:
        subject = tree.child(above.index, "nsubj", "nsubj:pass")
        if subject and subject.index < token.index:
            marks = [mark for each in tree.conjuncts(subject.index) for mark in sentence.at(each.index)[:1]]
            entities = tuple(entity for mark in marks for entity in mark.entities if entity.type in SINGULAR_TYPES)
            return entities if len(entities) > 1 else ()
    return ()


def is_subject(token: Token) -> bool:
    """
    True for the subject of a clause.
    """
    return token.dep in ("nsubj", "nsubj:pass")


def group_of(sentence: MarkedSentence, token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """
    "The two sides", "both governments", "the partners": the parties of the agreement spoken of.
    """
    tree = sentence.tree
    words = {tree.tokens[child].text.lower() for child in tree.children[token.index]}
    if not words & {"the", "both", "two", "three", "four", "these", "all"}:
        return ()
    if any(tree.tokens[child].dep in ("nmod", "amod", "acl", "acl:relcl") for child in tree.children[token.index]):
        return ()
    count = next((NUMBER_WORDS[word] for word in words if word in NUMBER_WORDS), 0)
    return named_before(sentence, token, count, token.text.lower()) or members_of(discourse, count, token.text.lower())


def named_before(sentence: MarkedSentence, token: Token, count: int, noun: str) -> tuple[Entity, ...]:
    """
    The states, or firms, that a sentence itself names before "the two countries", where they are so many.
    """
    types = {"Company"} if noun in OF_FIRMS else ACTORS
    before = [mark.entity for mark in sentence.acting if mark.head < token.index and mark.entity.type in types]
    named = tuple({entity.id: entity for entity in before}.values())
    return named if count and len(named) == count else ()


def members_of(discourse: Discourse, count: int, noun: str = "") -> tuple[Entity, ...]:
    """
    The parties of the last agreement with so many; failing that, the last so many states named together.

    Args:
        noun: what they are called: "governments" are no firms.
    """
    for told in discourse.agreements.told:
        if len(told.parties) > 1 and count in (0, len(told.parties)) and are_called(told.parties, noun):
            return tuple(entity for party in sorted(told.parties) if (entity := party_entity(party, discourse)))
    states = [entity for entity, _ in discourse.actors if entity.type in ACTORS]
    return tuple(states[:count]) if count and len(states) == count and noun not in OF_FIRMS else ()


def are_called(parties: set[str], noun: str) -> bool:
    """
    True for parties that a plural can mean: states where it says so, firms where it says so.
    """
    firms = {each for each in parties if each.startswith("company:")}
    return not (noun in OF_STATES and firms) and not (noun in OF_FIRMS and firms != parties)


def party_entity(party: str, discourse: Discourse) -> Entity | None:
    """
    The entity of a party id.
    """
    named = discourse.agreements.lexicon.named.get(party)
    if named:
        return named.entity
    return next((entity for entity, _ in discourse.actors if entity.id == party), None)


def pronoun_of(sentence: MarkedSentence, token: Token, discourse: Discourse) -> Told | Entity | None:
    """
    What "it" or "its" stands for: the subject of the sentence before, when it is one single thing.
    """
    if token.text.lower() not in PRONOUNS:
        return None
    verb = sentence.tree.tokens[token.head]
    told = discourse.agreements.told
    if token.dep == "obj" and verb.lemma in MAKING:
        near = [each for each in told if sentence.number - each.last_sentence <= NEAR]
        own = [each for each in near if each.parties & makers(sentence, verb)]
        if near:
            return (own or near)[0]
    speaker = speaker_above(sentence, token) or (owner_here(sentence, token) if token.text.lower() == "its" else None)
    if speaker:
        return speaker
    return discourse.topic if sentence.number - discourse.topic_sentence <= NEAR else None


def makers(sentence: MarkedSentence, verb: Token) -> set[str]:
    """
    Ids of who does what a verb says, and of whom they speak for.
    """
    subject = sentence.tree.child(verb.index, "nsubj")
    marks = (
        [mark for each in sentence.tree.conjuncts(subject.index) for mark in sentence.at(each.index)] if subject else []
    )
    return {each for mark in marks for each in (mark.entity.id, mark.home) if each}


def owner_here(sentence: MarkedSentence, token: Token) -> Entity | None:
    """
    Whose "its" is, where the clause itself has one single actor as its subject before it.
    """
    tree = sentence.tree
    for above in list(tree.ancestors(token.index))[1:]:
        subject = tree.child(above.index, "nsubj")
        if subject and subject.index < token.index:
            return single_at(sentence, subject)
    return None


def is_of_text(sentence: MarkedSentence, verb: Token) -> bool:
    """
    True for a verb whose subject is a text: what enters into force, where a company enters into an agreement.
    """
    goals = {child.text.lower() for child in sentence.tree.with_dep(verb.index, "obl", "obj")}
    return verb.lemma in OF_TEXTS and (verb.lemma != "enter" or bool(goals & {"force", "effect"}))


def speaker_above(sentence: MarkedSentence, token: Token) -> Entity | None:
    """
    Who "it" is in "Glencore said it had signed": the one actor that says what the clause of the pronoun says.
    """
    tree = sentence.tree
    verb = tree.tokens[token.head]
    if token.dep != "nsubj" or verb.dep not in ("ccomp", "acl:relcl", "advcl") or is_of_text(sentence, verb):
        return None
    subject = next((found for above in tree.ancestors(verb.index) if (found := tree.child(above.index, "nsubj"))), None)
    return single_at(sentence, subject) if subject else None


def single_at(sentence: MarkedSentence, subject: Token) -> Entity | None:
    """
    The one actor at a subject; `None` for a list, other than 'Tolland ("Tolland" or the "Company")'.
    """
    others = [each for each in sentence.tree.conjuncts(subject.index) if each.index != subject.index]
    marks = sentence.at(subject.index) if all(each.text == DEFINED for each in others) else []
    return next((mark.entity for mark in marks if is_single(mark.entity)), None)
