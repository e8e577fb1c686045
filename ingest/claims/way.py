"""
The way from a trigger up to the main clause of its sentence: every word that governs it, and by which link.
"""

from dataclasses import dataclass

from ingest.claims.governors import (
    DENYING,
    MADE_BY_OBJECT,
    NEARING,
    NOUN_GOVERNORS,
    OUT,
    POSSIBLE_GOVERNORS,
    POSTPONING,
    PROMISING,
    SPEAKING,
    WAITING,
    WISHING,
)
from ingest.trees import Tree, has
from kg.text import Token

CLIMB = 8
GOVERNORS = OUT | DENYING | POSSIBLE_GOVERNORS | PROMISING | WISHING | NEARING | POSTPONING
NOMINAL_LINKS = ("nmod", "acl", "obl", "obj", "nsubj", "nsubj:pass", "csubj", "appos", "compound")
RUMOURS = frozenset("headline report claim rumour rumor suggestion story allegation speculation".split())
"Nouns that carry a clause whose truth the sentence goes on to judge."
EVENT_NOUNS = frozenset(
    "signing signature conclusion launch announcement negotiation talk entry completion construction production".split()
)
"Nouns whose verb says when and whether the event they name takes place."
CREATING = frozenset("build construct erect add create establish install commission".split())
"Verbs that say whether what is their passive subject is there yet."
PLAIN_PREPOSITIONS = frozenset(
    {"", "of", "to", "for", "on", "upon", "about", "over", "from", "at", "towards", "toward", "into"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """
    One word on the way up.

    Attributes:
        link: the conjunction or preposition by which the next word governs this one; empty where it has none.
        is_governor: it stands above the trigger and may say how the trigger is meant.
        shares: its own auxiliaries, negation and adverbs are the trigger's as well.
    """

    token: Token
    link: str
    is_governor: bool
    shares: bool


def way_up(tree: Tree, trigger: Token) -> list[Step]:
    """
    The trigger and its governors up to the main clause; a clause of speech, a relative clause and a sentence end it.
    """
    steps = [Step(trigger, link_of(tree, trigger), is_governor=False, shares=True)]
    token = trigger
    for _ in range(CLIMB):
        if token.head == token.index or token.dep in ("parataxis", "discourse", "vocative"):
            break
        head = tree.tokens[token.head]
        step = conjoined(tree, token, head) if token.dep == "conj" else governed(tree, token, head)
        if step is None:
            break
        steps.append(step)
        token = head
    return steps


def link_of(tree: Tree, token: Token) -> str:
    """
    The conjunction or preposition in front of a word.
    """
    mark = tree.child(token.index, "mark")
    marked = " ".join(
        [mark.text.lower(), *(each.text.lower() for each in tree.with_dep(mark.index, "fixed"))] if mark else []
    )
    return marked or tree.case(token.index)


def conjoined(tree: Tree, token: Token, head: Token) -> Step | None:
    """
    The first of two coordinated words: its auxiliaries count for the second where that has none of its own.
    """
    own = tree.child(token.index, "nsubj", "nsubj:pass", "aux", "aux:pass", "cop")
    contrast = any(child.text.lower() in ("but", "yet") for child in tree.with_dep(token.index, "cc"))
    is_same_form = verb_form(token) == verb_form(head)
    if token.pos not in ("VERB", "AUX"):
        return Step(head, link_of(tree, head), is_governor=False, shares=False)
    is_finite_list = has(token, "VerbForm=Fin") and has(head, "VerbForm=Fin")
    shares = own is None and is_same_form and not contrast and not is_finite_list
    return Step(head, link_of(tree, head), is_governor=False, shares=shares)


def verb_form(token: Token) -> str:
    """
    The form of a verb as UD names it.
    """
    return next((each for each in token.morph.split("|") if each.startswith("VerbForm=")), "")


def governed(tree: Tree, token: Token, head: Token) -> Step | None:  # noqa: PLR0911 - one link after the other
    """
    The word that governs another; `None` where the way ends: nothing above says how this is meant.
    """
    lemma, link = head.lemma.lower(), link_of(tree, head)
    if token.dep in ("xcomp", "csubj"):
        return Step(head, link, is_governor=True, shares=True)
    if token.dep == "acl:relcl" and lemma not in RUMOURS:
        return None
    if token.dep == "ccomp" and lemma not in RUMOURS:
        is_infinitive = has(token, "VerbForm=Inf") or token.text.endswith("ing")
        if lemma in SPEAKING or not (is_infinitive or lemma in GOVERNORS):
            return None
        return Step(head, link, is_governor=True, shares=True)
    if token.dep == "advcl":
        below = link_of(tree, token)
        is_loose = token.text.endswith("ing") and not below
        is_complement = below in PLAIN_PREPOSITIONS and lemma in GOVERNORS | WAITING
        return (
            Step(head, link, is_governor=is_complement, shares=is_complement or is_loose)
            if (is_complement or is_loose)
            else None
        )
    if token.dep in ("acl", "ccomp", "acl:relcl") and lemma in RUMOURS:
        return Step(head, link, is_governor=False, shares=False)
    if token.lemma.lower() in RUMOURS and lemma in DENYING:
        return Step(head, link, is_governor=True, shares=False)
    if token.dep in NOMINAL_LINKS:
        return nominal_step(tree, token, head, link)
    return None


def nominal_step(tree: Tree, token: Token, head: Token, link: str) -> Step | None:
    """
    The governor of a noun, or of a clause that hangs from a noun: "plans to sign", "the signing was postponed".
    """
    lemma, case = head.lemma.lower(), tree.case(token.index)
    is_clause = token.dep in ("acl", "csubj") or (token.pos == "VERB" and token.dep in ("obl", "nmod", "obj"))
    is_verbal = head.pos in ("VERB", "AUX", "ADJ")
    is_made = token.dep == "nsubj:pass" and lemma in CREATING
    if token.dep.startswith("nsubj") and not is_made and not {token.lemma.lower(), token.text.lower()} & EVENT_NOUNS:
        return None
    if case not in PLAIN_PREPOSITIONS or head.pos not in ("VERB", "AUX", "ADJ", "NOUN", "ADV"):
        return None
    if lemma == "look" and case not in ("at", "into"):
        return Step(head, link, is_governor=False, shares=True)
    allowed = GOVERNORS if is_clause else (GOVERNORS - MADE_BY_OBJECT if is_verbal else NOUN_GOVERNORS)
    if is_clause or token.lemma.lower() in EVENT_NOUNS:
        allowed |= WAITING
    if lemma in allowed:
        return Step(head, link, is_governor=True, shares=is_verbal or is_clause)
    if token.dep == "acl":
        above = tree.tokens[head.head]  # "subject to Japan signing": the clause may hang from its own subject
        return Step(above, link_of(tree, above), is_governor=True, shares=True) if above.lemma in WAITING else None
    return Step(head, link, is_governor=False, shares=is_verbal)
