"""
How a clause says what it says: asserted, planned, possible, negated, reported or background.
"""

from datetime import date, timedelta

from ingest.trees import Tree, has
from kg.claims import Modality
from kg.text import Token
from ontology.values.dates import When

POSSIBLE_AUX = frozenset({"may", "might", "could", "can"})
PLANNED_AUX = frozenset({"will", "shall", "would", "should", "'ll", "’ll"})
PLANNING = frozenset(
    """plan intend aim expect hope promise pledge commit agree vow seek want propose prepare slate schedule due set
    mean slat poise ready decide design order target""".split()
)
POSSIBLE_VERBS = frozenset("explore consider study discuss weigh mull examine contemplate envisage".split())
NEGATING = frozenset({"fail", "decline", "refuse", "deny"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without"})
HEARSAY = frozenset({"reportedly", "rumoured", "rumored", "allegedly", "unconfirmed"})
CONDITIONS = frozenset({"if", "unless", "provided"})
OLD = timedelta(days=14)
"An event this long before the day of the text is retold, not news."
CLIMB = 4


def modality_of(tree: Tree, trigger: Token, *, when: When | None, published: date | None, is_event: bool) -> Modality:
    """
    How the clause of a trigger says it; the weakest reading on the way up to the main clause wins.
    """
    chain = clause_chain(tree, trigger)
    auxiliaries = {child.text.lower() for token in chain for child in tree.with_dep(token.index, "aux")}
    adverbs = {child.text.lower() for token in chain for child in tree.with_dep(token.index, "advmod")}
    above = {token.lemma for token in chain[1:]}
    is_denied = any(is_negated(tree, token) for token in chain[:2]) or bool(above & NEGATING)
    is_conditional = any(has_marker(tree, token, CONDITIONS) for token in chain)
    rules = (
        (is_denied, Modality.NEGATED),
        (is_conditional or bool(auxiliaries & POSSIBLE_AUX or above & POSSIBLE_VERBS), Modality.POSSIBLE),
        (bool(auxiliaries & PLANNED_AUX or above & PLANNING) or is_future(tree, trigger), Modality.PLANNED),
        (bool(adverbs & HEARSAY), Modality.REPORTED),
        (is_event and is_past(tree, chain, when, published), Modality.BACKGROUND),
    )
    return next((modality for holds, modality in rules if holds), Modality.ASSERTED)


def clause_chain(tree: Tree, trigger: Token) -> list[Token]:
    """
    A trigger and the words that govern its clause without ending it: control verbs, not speech verbs.
    """
    chain = [trigger]
    token = trigger
    for _ in range(CLIMB):
        first = tree.first_conjunct(token.index)
        if first.index != token.index and not tree.child(token.index, "nsubj", "nsubj:pass"):
            token = first
            chain.append(token)
            continue
        climbs = token.dep in ("xcomp", "obj", "obl", "nmod", "advcl", "acl", "ccomp") and token.head != token.index
        head = tree.tokens[token.head]
        if not climbs or (token.dep in ("ccomp", "advcl") and head.lemma not in PLANNING | POSSIBLE_VERBS):
            break
        if token.dep in ("acl", "nmod") and head.lemma not in PLANNING | {
            "plan",
            "promise",
            "pledge",
            "talk",
            "intention",
        }:
            break
        token = head
        chain.append(token)
    return chain


def is_negated(tree: Tree, token: Token) -> bool:
    """
    True when a negation hangs from a word, or "yet to" governs it.
    """
    children = [tree.tokens[child] for child in tree.children[token.index]]
    if any(
        child.text.lower() in NEGATIONS and child.dep in ("advmod", "det", "cc:preconj", "cc", "neg")
        for child in children
    ):
        return True
    words = {child.text.lower() for child in children}
    return "yet" in words and has(token, "VerbForm=Inf")


def has_marker(tree: Tree, token: Token, markers: frozenset[str]) -> bool:
    """
    True when a clause is introduced by one of some conjunctions.
    """
    return any(child.text.lower() in markers for child in tree.with_dep(token.index, "mark"))


def is_future(tree: Tree, trigger: Token) -> bool:
    """
    True for "is to sign" and the headline's "US, EU to sign".
    """
    has_to = any(child.text.lower() == "to" for child in tree.with_dep(trigger.index, "mark"))
    return has_to and (trigger.dep in ("root", "xcomp", "acl", "parataxis") or bool(tree.child(trigger.index, "nsubj")))


def is_past(tree: Tree, chain: list[Token], when: When | None, published: date | None) -> bool:
    """
    True for an event before the news: dated well before the text, or told in the pluperfect or with "already".
    """
    if when and when.latest and published:
        return published - when.latest > OLD
    if when and chain[0].dep == "acl":
        return True
    children = [child for token in chain for child in tree.with_dep(token.index, "aux", "advmod")]
    words = {child.text.lower() for child in children}
    return "had" in words or bool(words & {"already", "previously", "earlier"})
