"""
What one use of a new name says it is: by its own words, by what stands beside it, and by grammar.
"""

import re
from collections import defaultdict
from typing import TypeAlias

from ingest.mentions.name_grammar import votes_by_grammar
from ingest.mentions.name_words import (
    AGENCY,
    BESIDE,
    COMPANY,
    FIRM_OPENS,
    NEAR,
    OF_CLUBS,
    PROJECT,
    PUBLIC,
    SITE_NOUN,
    SITE_REACH,
    SURE,
    TITLES,
)
from ingest.mentions.regions import REGIONS
from ingest.mentions.titles import title_kind
from ingest.trees import Tree
from kg.text import Name, Token

Votes: TypeAlias = dict[str, float]
"What speaks for each class."


def in_brackets(name: Name, tree: Tree) -> str:
    """
    The name that brackets right behind another give it: "U.S. Strategic Metals (USSM)", 'Tolland Ltd ("Tolland")'.
    """
    behind = tree.sentence.text[name.end - tree.sentence.start :][:NEAR]
    found = re.match(r"\s?\(\s?[\"“‘']?([A-Z][\w&-]{1,20})[\"”’']?\s?(?:\)|,? or )", behind)
    return found[1] if found else ""


def votes_of(name: Name, label: str, tree: Tree) -> Votes:
    """
    What one use of a name says it is.
    """
    text, start, end = tree.sentence.text, name.start - tree.sentence.start, name.end - tree.sentence.start
    before, behind = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    votes: Votes = defaultdict(float)
    votes |= votes_by_words(name, label, tree)
    for kind, pattern, weight, is_before in BESIDE:
        if pattern.search(before) if is_before else pattern.match(behind):
            votes[kind] += weight
    head = head_of(name, tree)
    if head and label.endswith(" Group") and is_club(head, tree):
        votes["Forum"] += SURE
    is_person = name.type in ("PER", "PERSON")
    for kind, weight in votes_by_grammar(head, tree, is_person=is_person) if head else ():
        votes[kind] += weight
    return votes


def votes_by_words(name: Name, label: str, tree: Tree) -> Votes:
    """
    What the own words of a name say it is, with the kind of a site right behind it.
    """
    if titled := "Person" if TITLES.match(name.text) else "Place" if label in REGIONS else title_kind(label):
        return {titled: SURE}
    if AGENCY.search(label) or PUBLIC.search(label):
        return {"Agency": SURE}
    if PROJECT.search(label) or is_before_site(name, tree):
        return {"Project": SURE}
    firm = COMPANY.search(label)
    return {"Company": SURE} if firm and firm[0] != "Group" else {}


def is_club(head: Token, tree: Tree) -> bool:
    """
    True for a group that states belong to: "members of the Ashgrove Group", "the Ashgrove Group's secretariat".
    """
    above = tree.tokens[head.head]
    if head.dep == "nmod:poss" or (head.dep in ("nmod", "obl") and tree.case(head.index) in ("of", "in", "to")):
        return above.text.lower() in OF_CLUBS
    return head.dep == "compound" and above.text.lower() in OF_CLUBS


def is_before_site(name: Name, tree: Tree) -> bool:
    """
    True for a name with a noun for a mine or plant behind it, and nothing but nouns and adjectives between.
    """
    behind = [token for token in tree.tokens if token.start >= name.end][:SITE_REACH]
    for token in behind:
        if SITE_NOUN.match(token.text):
            return True
        if token.pos not in ("NOUN", "ADJ", "PROPN", "CCONJ"):
            return False
    return False


def label_of(text: str) -> str:
    """
    A name without title, article and possessive.

    >>> label_of("the Nechalacho mine's"), label_of("Minister Ana Sol"), label_of("Queensland Government")
    ('Nechalacho mine', 'Ana Sol', 'Queensland')
    """
    plain = re.sub(r"\s+", " ", text).strip(" .,;:“”\"'’()")
    plain = re.sub(r"^(?:the|The) ", "", plain)
    plain = re.sub(r"(?:'s|’s|'| of| and| for)$", "", plain)
    region = plain.removesuffix(" Government")
    return region if region in REGIONS else TITLES.sub("", FIRM_OPENS.sub("", plain))


def head_of(name: Name, tree: Tree) -> Token | None:
    """
    The token of a name that the rest of the sentence sees.
    """
    own = [token for token in tree.tokens if name.start <= token.start and token.end <= name.end]
    inside = {token.index for token in own}
    return next((token for token in own if token.head not in inside or token.head == token.index), None)
