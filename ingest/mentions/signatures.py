"""
Agreements that only a verb tells of: in "Argentina, which signed in June" it is the listed one of the same kind that
Argentina has with a party of the agreement spoken of.
"""

from collections.abc import Iterator

from ingest.mentions.agreements import Agreements
from ingest.mentions.marks import MarkedSentence
from ingest.mentions.parties import ACTORS
from ingest.mentions.told import Told
from kg.text import Token

SIGNING = frozenset({"sign", "follow"})
NEAR = 4
"Sentences back in which the agreement it is like was spoken of."
BETWEEN = frozenset({",", "which", "who", "also", "had", "has", "have"})
"Words that may stand between who signs and the verb."


def signed_by_verb(sentence: MarkedSentence, agreements: Agreements) -> Iterator[tuple[Token, Told]]:
    """
    Each agreement that a verb without an object tells of, with the verb.
    """
    spoken_of = next((told for told in agreements.told if len(told.parties) > 1), None)
    if spoken_of is None or sentence.number - spoken_of.last_sentence > NEAR:
        return
    for verb in sentence.tree.tokens:
        if verb.pos != "VERB" or verb.lemma not in SIGNING or sentence.tree.child(verb.index, "obj", "nsubj:pass"):
            continue
        signers = signers_before(sentence, verb)
        for named in agreements.listed.like(spoken_of, signers) if signers else ():
            told = agreements.note_known(named, sentence.number)
            told.implied |= told.parties - signers
            yield verb, told


def signers_before(sentence: MarkedSentence, verb: Token) -> frozenset[str]:
    """
    The ids of the states right before a verb, with those they are listed with.
    """
    tokens = sentence.tree.tokens
    index = verb.index - 1
    while index >= 0 and tokens[index].text.lower() in BETWEEN:
        index -= 1
    mark = next((mark for mark in sentence.acting if mark.tokens[-1] == index and mark.entity.type in ACTORS), None)
    listed = sentence.listed_with(mark) if mark else []
    return frozenset(each.entity.id for each in listed if each.entity.type in ACTORS)
