"""
What "it" and "its" stand for: who speaks or owns in the sentence itself, else the topic of the one before.
"""

from ingest.mentions.discourse import DEFINED, NEAR, SINGULAR_TYPES, Discourse
from ingest.mentions.marks import MarkedSentence
from ingest.mentions.parties import MAKING
from ingest.mentions.sites import is_site
from ingest.mentions.told import Told
from kg.claims import Entity
from kg.text import Token

PRONOUNS = frozenset({"it", "its"})
OF_TEXTS = frozenset("cover include span contain set provide apply concern address comprise enter lapse expire".split())
"Verbs whose subject is a text rather than an actor."


def is_single(entity: Entity) -> bool:
    """
    True for an entity that "it" can stand for.
    """
    return entity.type in SINGULAR_TYPES or is_site(entity)


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
