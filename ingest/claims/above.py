"""
What stands above a trigger and below a filler: the verb a noun belongs to, and which of several names is meant.
"""

from ingest.frames import Roles, noun_roles, roles_of
from ingest.mentions.marks import Mark, MarkedSentence
from ingest.trees import Tree
from kg.text import Token

NOMINAL = ("NOUN", "PROPN", "SYM", "NUM")
'What a noun may stand below before its verb: also the sum of "USD 150 million of debt".'


def add_verb_roles(sentence: MarkedSentence, noun: Token, roles: Roles) -> None:
    """
    Add what the verb above a noun governs: who signs, and with whom, "a term sheet for an offtake".

    A noun that only modifies another ("offtake agreement") has the other's arguments too.
    """
    tree = sentence.tree
    if noun.pos not in ("NOUN", "PROPN"):
        return
    while noun.dep in ("compound", "nmod", "conj", "appos", "amod") and tree.tokens[noun.head].pos in NOMINAL:
        is_modifier = noun.dep in ("compound", "amod")
        noun = tree.tokens[noun.head]
        for role, fillers in noun_roles(tree, noun).items() if is_modifier else ():
            roles.setdefault(role, []).extend(each for each in fillers if each not in roles.get(role, ()))
    verb = tree.tokens[noun.head]
    if noun.dep not in ("root", "ROOT") and verb.pos == "VERB" and verb.index != noun.index:
        roles["verb"] = [verb]
        roles |= {f"verb-{role}": fillers for role, fillers in roles_of(tree, verb.index).items()}


def highest(sentence: MarkedSentence, filler: Token, marks: list[Mark]) -> list[Mark]:
    """
    Of the marks below a filler those that stand highest, with their lists, without the owner of another ("Glencore's
    Mutanda mine").
    """
    tree = sentence.tree
    owned = [mark for mark in marks if tree.tokens[mark.head].dep != "nmod:poss"] or marks
    depths = {mark: depth(tree, mark.head, filler.index) for mark in owned}
    first = [mark for mark in owned if depths[mark] == min(depths.values())]
    return [mark for mark in owned if any(mark in sentence.listed_with(one) for one in first)]


def depth(tree: Tree, index: int, top: int) -> int:
    """
    How many heads a token stands below another.
    """
    above = [index, *(each.index for each in tree.ancestors(index))]
    return above.index(top) if top in above else 0
