"""
Noun phrases that mean an agreement: "a US-EU memorandum on critical minerals", "its pact with Japan", "the deal".
"""

import re
from dataclasses import dataclass, field

from ingest.mentions.kinds import HEAD_WORDS, MEASURE, REFERRING, kind_of, singular
from ingest.mentions.marks import How, Mark, MarkedSentence
from ingest.mentions.noun_phrases import edges, has_definite_start, is_before_with, is_idiom, is_qualified, is_text_of
from ingest.mentions.parties import REACH, outer_parties, own_parties, partners
from ingest.mentions.scopes import issuers_of, minerals_below, minerals_covered, minerals_next
from ingest.trees import Tree
from kg.text import Token

COUNTS = {"bilateral": 2, "two-way": 2, "trilateral": 3, "three-way": 3, "tripartite": 3, "quadrilateral": 4}
TOPICS = (
    "critical raw materials", "critical minerals", "critical mineral", "raw materials", "rare earths", "rare earth",
    "battery metals", "strategic minerals", "strategic metals", "minerals", "lithium", "cobalt", "nickel", "graphite",
    "gallium", "uranium", "copper", "antimony", "tungsten", "supply chain",
)  # fmt: skip


@dataclass(slots=True)
class Nominal:
    """
    A noun phrase that means an agreement.

    Attributes:
        words: its words up to the head, lower case.
        kind: code of the kind it names.
        own: party ids named inside the phrase.
        outer: party ids named by the clause around it.
        is_definite: "the", "this"; a possessive counts.
        is_plural: it speaks of several.
        is_qualified: a phrase behind it says which one is meant ("the framework for understanding").
        is_proper: written with a capital, as a name.
        topic: what it is about, in its own words; empty where it does not say.
        minerals: ids of the minerals named in it and close behind it.
        covered: ids of the minerals that its clause says it covers: "the announcement covers samarium and terbium".
        issuers: ids of the states that can have imposed it: its possessor, else the subject of its clause.
        count: how many parties it says it has ("trilateral"); 0 where it does not say.
        refers_to: kinds of which it can mean one told before, where its noun names none ("the plan", "the paper").
    """

    sentence: MarkedSentence
    head: int
    tokens: tuple[int, ...]
    words: tuple[str, ...]
    kind: str
    own: list[str] = field(default_factory=list)
    outer: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    is_definite: bool = False
    is_plural: bool = False
    is_qualified: bool = False
    is_proper: bool = False
    topic: str = ""
    minerals: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    count: int = 0
    refers_to: tuple[str, ...] = ()

    @property
    def is_joint(self) -> bool:
        """
        True for "the following statement" that several states release: it is their joint statement.
        """
        states = {each for each in self.outer if each.startswith(("state:", "bloc:"))}
        return self.kind == "JointStatement" and len(states) > 1

    @property
    def before(self) -> frozenset[str]:
        """
        The words of the sentence in front of it, lower case.
        """
        return frozenset(token.text.lower() for token in self.sentence.tree.tokens[: self.tokens[0]])

    @property
    def span(self) -> tuple[int, int]:
        """
        Its offsets in the document.
        """
        tokens = self.sentence.tree.tokens
        return tokens[self.tokens[0]].start, tokens[self.tokens[-1]].end


def find_nominals(sentence: MarkedSentence) -> list[Nominal]:
    """
    The agreement noun phrases of a sentence, left to right, known names left out.
    """
    tree = sentence.tree
    named = [mark for mark in sentence.marks if mark.how is How.NAME]
    covered = {each for mark in named for each in mark.tokens if is_agreement(mark)}
    tools = {each for mark in named for each in mark.tokens if mark.entity.type == "Instrument"}
    found: list[Nominal] = []
    for token in tree.tokens:
        if found and token.text.lower() == "those" and is_before_with(tree, token):
            found.append(those_with(found[-1], token))
            continue
        if (
            token.index in covered
            or token.pos in ("VERB", "ADV", "ADP", "AUX")
            or singular(token.text) not in HEAD_WORDS
        ):
            continue
        nominal = nominal_at(sentence, token)
        if nominal and (token.index not in tools or can_be_a_text(nominal)):
            found.append(nominal)
    return found


def those_with(before: Nominal, token: Token) -> Nominal:
    """
    What "those with DR Congo and Zambia" means behind a phrase: others of its kind.
    """
    those = Nominal(
        before.sentence, token.index, (token.index,), ("those",), before.kind, is_definite=True, is_plural=True
    )
    those.partners = partners(those)
    return those


def can_be_a_text(nominal: Nominal) -> bool:
    """
    True for a phrase that means a text though its noun is the name of a tool as well: "the suspension", "their truce".
    """
    is_of_two = nominal.is_definite and not nominal.is_plural and len({*nominal.own, *nominal.outer}) > 1
    is_told = nominal.is_definite and not nominal.is_plural and nominal.kind == "OfftakeAgreement"
    return nominal.kind == MEASURE or bool(nominal.refers_to) or is_of_two or is_told or is_between_firms(nominal)


def is_between_firms(nominal: Nominal) -> bool:
    """
    True for "an offtake agreement with Hammarby Cells": a contract of its own, not a tool that some framework lists.
    """
    parties = {*nominal.own, *nominal.partners, *nominal.outer}
    is_plural = nominal.is_plural or len(parties) < 2  # noqa: PLR2004 - an agreement has two sides
    return not is_plural and any(party.startswith("company:") for party in parties)


def is_agreement(mark: Mark) -> bool:
    """
    True for the mark of an agreement already known by name.
    """
    return mark.entity.id.startswith(("agreement:", "bloc:"))


def nominal_at(sentence: MarkedSentence, token: Token) -> Nominal | None:
    """
    The agreement phrase headed by a token; `None` when it is the modifier of another noun or no agreement.
    """
    tree = sentence.tree
    first, last = edges(tree, token)
    following = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else None
    if is_text_of(tree, token) or is_idiom(tree, token):
        return None
    if token.dep == "compound" and following and following.pos in ("NOUN", "PROPN") and following.index == token.head:
        return None
    words = [each.text.lower() for each in tree.tokens[first : token.index + 1]]
    tail = " ".join(each.text.lower() for each in tree.tokens[token.index : last + 1])
    kind = kind_of(tail.split()) if last > token.index else None
    kind = kind or kind_of(re.findall(r"[\w’'-]+", " ".join(words)) or words)
    can_refer = kind is None and has_definite_start(tree, first) and not is_qualified(tree, token)
    refers_to = REFERRING.get(singular(token.text), ()) if can_refer else ()
    kind = kind or next(iter(refers_to), None)
    if kind is None or is_firm_of_two(tree, token, first):
        return None
    nominal = Nominal(
        sentence,
        token.index,
        tuple(range(first, last + 1)),
        tuple(words),
        kind,
        is_definite=has_definite_start(tree, first),
        is_plural=token.text.lower() != singular(token.text) and token.text.lower() != "mous",
        is_qualified=is_qualified(tree, token),
        is_proper=token.text[0].isupper() and first < token.index and not tree.sentence.text.isupper(),
        count=next((COUNTS[word] for word in words if word in COUNTS), 0),
        refers_to=refers_to,
    )
    nominal.is_plural = nominal.is_plural or token.text in ("MOUs", "MoUs")
    nominal.own, nominal.partners, nominal.outer = own_parties(nominal), partners(nominal), outer_parties(nominal)
    nominal.topic = topic_of(nominal)
    if kind == MEASURE:
        nominal.minerals = minerals_below(nominal, nominal.head) or minerals_next(nominal)
        nominal.covered = minerals_covered(nominal)
        nominal.issuers = issuers_of(nominal)
    return nominal


def is_firm_of_two(tree: Tree, token: Token, first: int) -> bool:
    """
    True for "its joint venture with Umicore" and "the venture": the firm that two own, not the deal that made it.
    """
    return token.text.lower() in ("venture", "ventures") and has_definite_start(tree, first)


def topic_of(nominal: Nominal) -> str:
    """
    What a phrase says it is about, by its own words and those close behind it.
    """
    tokens = nominal.sentence.tree.tokens
    behind_it = tokens[nominal.tokens[-1] + 1 : nominal.tokens[-1] + REACH]
    text = " ".join(token.text.lower() for token in (*tokens[nominal.tokens[0] : nominal.tokens[-1] + 1], *behind_it))
    return next((topic for topic in TOPICS if topic in text), "")
