"""
Nouns and plurals that refer back: "the two sides", "the bloc", "they". Resolved where one thing fits, else left alone.
"""

from ingest.mentions.definites import is_definite
from ingest.mentions.discourse import DEFINED, OF_FIRMS, SINGLE_NOUNS, SINGULAR_TYPES, Discourse, members_of
from ingest.mentions.marks import How, Mark, MarkedSentence
from ingest.mentions.parties import ACTORS
from kg.claims import Entity
from kg.text import Token

PAIR_WORDS = frozenset(
    """sides countries governments nations parties partners capitals leaders ministers signatories participants allies
    powers economies states neighbours neighbors companies firms""".split()
)
NUMBER_WORDS = {"two": 2, "both": 2, "three": 3, "four": 4, "all": 0}
PLURAL_PRONOUNS = frozenset({"they", "their"})


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
