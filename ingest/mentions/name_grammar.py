"""
What grammar says a name is: by what explains it, what it has, what it does and where it stands.
"""

from collections.abc import Iterator

from ingest.mentions.name_words import (
    APPOSITIONS,
    COMPANY,
    DONE_BY_FIRMS,
    DONE_BY_PLACES,
    DONE_TO_FIRMS,
    DONE_TO_SITES,
    FAINT,
    FOR_SITES,
    OF_FIRMS,
    OF_OWNERS,
    OF_PARTNERS,
    OF_PLACES,
    PLAIN,
    SHARED_WITH_FIRMS,
    WEAK,
)
from ingest.trees import Tree
from kg.text import Token


def votes_by_grammar(head: Token, tree: Tree, *, is_person: bool = False) -> Iterator[tuple[str, float]]:
    """
    What grammar says of a name by its head.

    Args:
        is_person: the model takes it for a person, who acts as a firm does.
    """
    yield from ((APPOSITIONS[noun.lemma.lower()], PLAIN) for noun in explained_by(head, tree))
    above = tree.tokens[head.head]
    if head.dep == "nmod:poss":
        yield from votes_of_owner(above.lemma.lower())
    elif head.dep in ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"):
        is_bare = tree.child(head.index, "flat", "compound") is None
        yield from votes_of_argument(head, above, may_act=is_bare or not is_person)
    elif head.dep in ("obl", "nmod"):
        yield from votes_behind(tree.case(head.index), above.lemma.lower())
    elif head.dep == "conj" and COMPANY.search(above.text):
        yield "Company", PLAIN


def explained_by(head: Token, tree: Tree) -> list[Token]:
    """
    The nouns that say what a name is: "Tolland, a miner", "the miner, Tolland", "Tolland is a miner".
    """
    above = tree.tokens[head.head]
    is_predicate = head.dep == "nsubj" and tree.child(above.index, "cop") is not None
    nouns = [tree.child(head.index, "appos"), above if head.dep == "appos" or is_predicate else None]
    return [noun for noun in nouns if noun is not None and noun.lemma.lower() in APPOSITIONS]


def votes_of_owner(owned: str) -> Iterator[tuple[str, float]]:
    """
    What a name is that has something.
    """
    if owned not in OF_PLACES:
        yield "Company", PLAIN if owned in OF_OWNERS else WEAK if owned in OF_FIRMS else FAINT


def votes_of_argument(head: Token, verb: Token, *, may_act: bool) -> Iterator[tuple[str, float]]:
    """
    What a name is that does something, or to which something is done.
    """
    lemma = verb.lemma.lower()
    acts = head.dep == "nsubj" and verb.pos == "VERB"
    if may_act and (head.dep == "obl:agent" or (acts and lemma not in DONE_BY_PLACES)):
        yield "Company", WEAK
    if acts and lemma in DONE_BY_FIRMS:
        yield "Company", WEAK
    if head.dep in ("obj", "iobj", "nsubj:pass"):
        yield "Company", FAINT
        if lemma in DONE_TO_SITES:
            yield "Project", WEAK


def votes_behind(case: str, above: str) -> Iterator[tuple[str, float]]:
    """
    What a name is behind a preposition.
    """
    if above in SHARED_WITH_FIRMS and (
        case in ("in", "with", "from", "by") or (case in ("of", "for", "to") and above in OF_PARTNERS)
    ):
        yield "Company", PLAIN
    elif case == "to" and above in DONE_TO_FIRMS:
        yield "Company", WEAK
    elif case in ("for", "on") and above in FOR_SITES:
        yield "Project", PLAIN
    elif case in ("in", "near"):
        yield "Place", WEAK
    elif case == "at":
        yield "Place", FAINT
    elif case in ("with", "for", "by", "between"):
        yield "Company", FAINT
