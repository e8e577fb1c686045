"""
Nouns that can only mean something told before: "the mine", "this company", with nothing beside them to tell it apart.
"""

from ingest.trees import Tree
from kg.text import Token

NOT_THE_LAST = frozenset("new second other another first further next third".split())
"Adjectives by which a noun means something not told yet."


def is_definite(tree: Tree, token: Token) -> bool:
    """
    True for a noun with "the" or "this" and nothing else that says which one.
    """
    children = [tree.tokens[child] for child in tree.children[token.index]]
    if any(child.dep == "amod" and child.text.lower() in NOT_THE_LAST for child in children):
        return False
    before = tree.tokens[token.index - 1].text.lower() if token.index else ""
    has_article = any(each in ("the", "this", "that") for each in (before, *(child.text.lower() for child in children)))
    return has_article and not any(
        child.dep in ("nmod", "compound", "acl", "acl:relcl", "nmod:poss") for child in children
    )
