"""
The grammar of a noun phrase: where it begins and ends, whether it is definite, qualified, an idiom.
"""

from calendar import month_name

from ingest.mentions.kinds import HEAD_WORDS, singular
from ingest.trees import Tree
from kg.text import Token

MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"})
JOINTS = frozenset({"-", "–", "—", "/", "&", "‑"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset({"a", "an", "another", "new", "any", "some", "no", "one"})
POSSESSIVE = frozenset({"its", "their", "our", "his", "her"})
MONTHS = frozenset(month_name[1:])
OF_INTENT = frozenset({"understanding", "cooperation", "intent", "agreement"})
'Behind "memorandum of" and "letter of".'


def is_before_with(tree: Tree, token: Token) -> bool:
    """
    True for a word right before "with".
    """
    return token.index + 1 < len(tree.tokens) and tree.tokens[token.index + 1].text.lower() == "with"


def is_idiom(tree: Tree, token: Token) -> bool:
    """
    True for "in the framework of the summit", which means no framework.
    """
    before = [each.text.lower() for each in tree.tokens[max(0, token.index - 2) : token.index]]
    after = tree.tokens[token.index + 1].text.lower() if token.index + 1 < len(tree.tokens) else ""
    is_within = before[-1:] == ["the"] and before[:1] in (["in"], ["within"], ["under"])
    return token.text == "framework" and after == "of" and is_within


def is_text_of(tree: Tree, token: Token) -> bool:
    """
    True for a word that only stands before the agreement it means: "the text of the following statement".
    """
    if token.text.lower() not in ("text", "document"):
        return False
    behind = [child for child in tree.with_dep(token.index, "nmod") if tree.case(child.index) == "of"]
    return any(singular(child.text) in HEAD_WORDS for child in behind)


def edges(tree: Tree, token: Token) -> tuple[int, int]:
    """
    First and last token of a phrase: modifiers to the left, "of understanding" and the like to the right.
    """
    first = token.index
    while first > 0 and is_modifier(tree, first - 1):
        first -= 1
    while first < token.index and tree.tokens[first].text in JOINTS:
        first += 1
    last = token.index
    rest = [each.text.lower() for each in tree.tokens[last + 1 : last + 4]]
    if rest[:1] == ["of"] and rest[1:2] and rest[1] in OF_INTENT:
        last += 2
    elif rest == ["on", "reciprocal", "trade"]:
        last += 3
    return first, last


def is_modifier(tree: Tree, index: int) -> bool:
    """
    True for a token that can stand before a head noun inside its phrase.
    """
    token = tree.tokens[index]
    if token.text.lower() in DEFINITE | INDEFINITE | POSSESSIVE:
        return False
    if token.text in JOINTS:
        return index > 0 and tree.tokens[index - 1].pos in MODIFIERS
    if token.pos in MODIFIERS:
        return True
    return token.pos in ("VERB", "ADV") and token.dep in ("amod", "compound", "advmod") and token.head > index


def has_definite_start(tree: Tree, first: int) -> bool:
    """
    True when the word before a phrase makes it definite.
    """
    before = tree.tokens[first - 1].text.lower() if first else ""
    return before in DEFINITE | POSSESSIVE or before in ("'s", "’s", "'", "’")


def is_qualified(tree: Tree, token: Token) -> bool:
    """
    True when a phrase without parties or minerals in it hangs behind a noun and says which one is meant.
    """
    behind_it = [
        child
        for child in tree.with_dep(token.index, "nmod", "acl")
        if child.index > token.index and not is_time(tree, child)
    ]
    first = min((child.index for child in behind_it), default=None)
    if first is None:
        return False
    case = tree.case(first) or (mark.text.lower() if (mark := tree.child(first, "mark")) else "")
    return case in ("for", "of", "to") and not is_agreement_word(tree, token)


def is_time(tree: Tree, token: Token) -> bool:
    """
    True for a day, a month or a year: "the memorandum of 26 October 2025" is no other than "the memorandum".
    """
    words = {token.text, *(tree.tokens[child].text for child in tree.children[token.index])}
    return bool(words & MONTHS) or token.text.isdigit()


def is_agreement_word(tree: Tree, token: Token) -> bool:
    """
    True for a head whose "of" belongs to its own name ("memorandum of understanding").
    """
    following = [each.text.lower() for each in tree.tokens[token.index + 1 : token.index + 3]]
    return following[:1] == ["of"] and following[-1] in OF_INTENT
