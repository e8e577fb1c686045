"""
Who deals with whom by a verb alone: "Arafura has agreed to supply oxide to Traxys" is what "the deal" then means.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.mentions.marks import MarkedSentence
from ingest.mentions.parties import TRADING, sides_of
from ingest.trees import Tree
from kg.text import Token

PROMISES = frozenset("agree commit contract undertake".split())
"Verbs by which two sides make a deal of what they do."
TWO = 2


@dataclass(frozen=True, slots=True, eq=False)
class Bargain:
    """
    What two sides agree to do.

    Attributes:
        verb: index of the verb that says what.
    """

    sentence: MarkedSentence
    verb: int
    parties: frozenset[str]


def bargains_of(sentence: MarkedSentence) -> Iterator[Bargain]:
    """
    What a sentence says two sides have agreed to do.
    """
    for token in sentence.tree.tokens:
        if token.pos == "VERB" and token.lemma in TRADING and is_promised(sentence.tree, token):
            parties = sides_of(sentence, token)
            if len(parties) == TWO:
                yield Bargain(sentence, token.index, frozenset(parties))


def is_promised(tree: Tree, verb: Token) -> bool:
    """
    True for a verb below "agreed to", and for "it has contracted to supply".
    """
    return verb.dep in ("xcomp", "ccomp", "advcl") and tree.tokens[verb.head].lemma in PROMISES
