"""
What stands above a trigger and below a filler: the verb a noun belongs to, and which of several names is meant.
"""

from ingest.frames import Roles, noun_roles, roles_of
from ingest.mentions.marks import How, Mark, MarkedSentence
from ingest.mentions.sites import is_site
from ingest.trees import Tree
from kg.text import Token

STATES = frozenset({"Country", "Bloc", "Territory"})
NOMINAL = ("NOUN", "PROPN", "SYM", "NUM", "DET", "PRON")
'What a noun may stand below before its verb: the sum of "USD 150 million of debt", "all" of "all of its oxide".'


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


def marks_at(sentence: MarkedSentence, filler: Token, reach: str) -> list[Mark]:
    """
    The marks a filler stands for, with the lists they stand in; from below it too where the reach allows.
    """
    if reach != "head":
        marks = sentence.within(sentence.tree.subtree(filler.index, without=("acl:relcl", "advcl", "parataxis")))
        covered = {each for mark in marks if mark.how is How.NOMINAL for each in mark.tokens}
        marks = [mark for mark in marks if mark.how is How.NOMINAL or mark.head not in covered]
        if reach == "nearest" and filler.text.lower() not in TRANSPARENT:
            marks = [mark for mark in marks if not only_describes(sentence, mark, filler)]
    else:
        marks = sentence.named_at(filler.index) or below(sentence, filler)
    return list(dict.fromkeys(listed for mark in marks for listed in sentence.listed_with(mark)))


def only_describes(sentence: MarkedSentence, mark: Mark, filler: Token) -> bool:
    """
    True for the states in "Asian, European and US consumers": those who buy are the consumers.
    """
    token = sentence.tree.first_conjunct(mark.head)
    is_below = token.head == filler.index and token.dep in ("amod", "compound") and token.index != filler.index
    return is_below and mark.entity.type in STATES


EXPLAINED = frozenset({"Company", "Agency", "Person"})
"Who can stand before an explanation that goes on: `Jinhu Cobalt, a Chinese producer that takes 60%`."
TRANSPARENT = frozenset(
    """government governments side country state official officials minister ministers administration leader leaders
    president delegation delegations authorities regime producer producers mining refiner text version work phase
    line unit construction development expansion restart commissioning market board""".split()
)


def is_example(sentence: MarkedSentence, token: Token) -> bool:
    """
    True for a name given as one of many: "firms such as Boeing", "states including Chile".
    """
    return sentence.tree.case(token.index) in ("such as", "including", "like")


def below(sentence: MarkedSentence, filler: Token) -> list[Mark]:
    """
    Whom a noun that is no name stands for: "the government of Japan", "Chinese authorities", "firms such as Boeing".
    """
    examples = [child for child in sentence.tree.with_dep(filler.index, "nmod") if is_example(sentence, child)]
    if examples:
        return [
            mark
            for child in examples
            for each in sentence.tree.conjuncts(child.index)
            for mark in sentence.at(each.index)[:1]
        ]
    titled = [
        mark
        for child in sentence.tree.with_dep(filler.index, "appos", "flat")
        for mark in sentence.at(child.index)[:1]
        if mark.tokens[0] == filler.index + 1 and mark.entity.type in ("Company", "Agency", "Person")
    ]
    if titled:
        return titled
    explained = sentence.named_at(sentence.tree.tokens[filler.head].index) if filler.dep == "appos" else []
    if explained and all(mark.entity.type in EXPLAINED or is_site(mark.entity) for mark in explained):
        return explained
    if filler.text.lower() not in TRANSPARENT:
        return []
    people = [mark for child in sentence.tree.with_dep(filler.index, "appos") for mark in sentence.at(child.index)[:1]]
    children = sentence.tree.with_dep(filler.index, "nmod", "compound", "amod", "nmod:poss", "flat")
    return [*people, *[mark for child in children for mark in sentence.at(child.index)[:1]][:1]]
