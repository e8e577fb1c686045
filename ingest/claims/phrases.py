"""
Claims that noun phrases make by themselves: parties and kind of "a US-EU memorandum", what it is about.
"""

import re
from collections.abc import Iterator

from ingest.claims.deadlines import due_candidates
from ingest.claims.lists import listed_candidates
from ingest.claims.matching import Candidate, Matcher
from ingest.claims.measures import TOPIC as TOPIC_NAME
from ingest.claims.measures import licence_candidates
from ingest.claims.pattern import AGREEMENT, NOBODY, Pattern
from ingest.claims.sites import owned_candidates, placed_candidates
from ingest.claims.time import Anchor
from ingest.mentions.kinds import GENERIC, MEASURE, REFERRING, kind_of, singular
from ingest.mentions.marks import MINERALS, How, Mark, MarkedSentence
from ingest.mentions.parties import REACH
from ingest.mentions.reading import Marked
from ingest.mentions.told import Told
from kg.claims import Entity
from kg.text import Token

PARTY = Pattern("partyTo", "named in phrase", frozenset(), NOBODY, score=0.9)
KIND = Pattern("agreementType", "head noun", frozenset(), NOBODY, score=0.9)
IS_A = Pattern("agreementType", "said to be", frozenset({"be"}), NOBODY, score=0.8)
PASSING = Pattern("partyTo", "named in passing", frozenset(), NOBODY, modality="background", score=0.8)
PASSING_KIND = Pattern("agreementType", "named in passing", frozenset(), NOBODY, modality="background", score=0.8)
STAGE = Pattern("coversStage", TOPIC_NAME, frozenset(), NOBODY, score=0.8)
TOPIC = Pattern("coversMineral", TOPIC_NAME, frozenset(), NOBODY, score=0.8)
TOPICS = frozenset({*MINERALS, "Stage"})
CALLED_AGREEMENT = frozenset("agreement pact accord compact arrangement".split())
"Nouns that say of a text that it is an agreement; a deal, a truce, a text or a club may be anything."
ENDING = frozenset("suspension pause lifting removal end expiry".split())
ON = frozenset({"on", "for", "covering", "about", "in", "concerning"})


def phrase_candidates(
    sentence: MarkedSentence, marked: Marked, topic: Entity | None, anchor: Anchor, matcher: Matcher
) -> Iterator[Candidate]:
    """
    What the agreement phrases of a sentence say, what falls due in it, and the instruments of a list it belongs to.
    """
    told = {each.entity.id: each for each in marked.agreements if each.entity}
    for mark in sentence.marks:
        one = told.get(mark.entity.id)
        if one is None or mark.how is How.REFERENCE or one.entity is None:
            continue
        token = sentence.tree.tokens[mark.head]
        for topic_ in () if is_ended(sentence, token) else topics_behind(sentence, mark):
            pattern = STAGE if topic_.type == "Stage" else TOPIC
            yield Candidate(pattern, mark.entity, topic_.id, topic_, sentence, token)
        if not matcher.is_a(mark.entity, "Agreement"):
            continue
        kind = kind_said(one, mark, sentence)
        if kind:
            yield Candidate(PASSING_KIND if one.is_passing else KIND, mark.entity, kind, None, sentence, token)
        for entity in parties_of(one, mark, sentence):
            yield Candidate(PASSING if one.is_passing else PARTY, entity, mark.entity.id, mark.entity, sentence, token)
    yield from kind_candidates(sentence, matcher)
    yield from placed_candidates(sentence, matcher)
    yield from owned_candidates(sentence, matcher)
    yield from due_candidates(sentence, topic, anchor, matcher)
    yield from listed_candidates(sentence, marked, topic, matcher)
    yield from licence_candidates(sentence, topic, matcher.lexicon)


def is_ended(sentence: MarkedSentence, token: Token) -> bool:
    """
    True for a measure that the phrase around it says is over: "the suspension of the ban on gallium".
    """
    return sentence.tree.tokens[token.head].lemma.lower() in ENDING and token.dep == "nmod"


def kind_said(told: Told, mark: Mark, sentence: MarkedSentence) -> str | None:
    """
    The kind a phrase says its agreement is of; of a known agreement, only a kind that it is.
    """
    words = [sentence.tree.tokens[each].text for each in mark.tokens]
    said = kind_of(words) or next(iter(REFERRING.get(singular(words[-1]), ())), None)
    if mark.how is How.NAME:
        return said if said == "Declaration" else None
    if len(told.parties) < 2:  # noqa: PLR2004 - an agreement has two sides
        return None
    specific = [kind for kind, _ in told.kinds.most_common() if kind not in (GENERIC, MEASURE)]
    kinds = [kind for kind in told.known.kinds if kind != GENERIC] if told.known else specific
    if said in kinds:
        return said
    if said == GENERIC and sentence.tree.tokens[mark.head].text.lower() not in CALLED_AGREEMENT:
        return next(iter(specific), None)
    if said == GENERIC:
        return next(iter(specific), GENERIC)
    return None if kinds else said


def kind_candidates(sentence: MarkedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """
    The kind that a text is said to be or not to be: "it is a framework", "the Action Plan is not a treaty".
    """
    tree = sentence.tree
    for mark in sentence.acting:
        token = tree.tokens[mark.head]
        predicate = tree.tokens[token.head]
        if token.dep != "nsubj" or not tree.child(predicate.index, "cop") or not matcher.is_a(mark.entity, AGREEMENT):
            continue
        for noun in tree.conjuncts(predicate.index):
            is_open = predicate.index == noun.index or not tree.child(noun.index, "cop")
            kind = kind_of([*(each.text for each in modifiers_of(sentence, noun)), noun.text]) if is_open else None
            if noun.pos == "NOUN" and kind and kind not in (GENERIC, MEASURE):
                yield Candidate(IS_A, mark.entity, kind, None, sentence, noun, (mark.head,))


def modifiers_of(sentence: MarkedSentence, noun: Token) -> list[Token]:
    """
    The words that stand before a noun in its phrase.
    """
    return [each for each in sentence.tree.with_dep(noun.index, "compound", "amod") if each.index < noun.index]


def parties_of(told: Told, mark: Mark, sentence: MarkedSentence) -> list[Entity]:
    """
    The parties of an agreement that this very sentence names, or that its name here is made of ("US-Japan framework").
    """
    found = (
        {entity.id: entity for each in sentence.marks for entity in each.entities if entity.id in told.parties}
        if mark.how is How.NOMINAL
        else {}
    )
    homes = {each.home for each in sentence.marks if each.home} & told.parties | told.implied
    found |= {entity.id: entity for entity in told.party_names.values() if entity.id in homes}
    if mark.how is How.NAME:
        text = sentence.tree.sentence.text[
            mark.start - sentence.tree.sentence.start : mark.end - sentence.tree.sentence.start
        ]
        found |= {entity.id: entity for name, entity in told.party_names.items() if name in re.split(r"[\s-]+", text)}
    return [found[each] for each in sorted(found)]


def topics_behind(sentence: MarkedSentence, mark: Mark) -> list[Entity]:
    """
    The minerals and stages of "a framework on rare earths", "a declaration on battery recycling".
    """
    tokens = sentence.tree.tokens
    after = mark.tokens[-1] + 1
    if after >= len(tokens) or tokens[after].text.lower() not in ON:
        return []
    end = after + 1
    while end < min(len(tokens), after + REACH) and tokens[end].pos not in ("VERB", "AUX", "ADP", "PUNCT"):
        end += 1
    named = [
        each
        for each in sentence.marks
        if each.entity.type in TOPICS and after < each.head < end and each.how is How.NAME
    ]
    listed = [other for each in named for other in sentence.listed_with(each) if other.entity.type in TOPICS]
    return list({each.entity.id: each.entity for each in listed}.values())
