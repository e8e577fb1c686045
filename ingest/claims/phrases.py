"""
Claims that noun phrases make by themselves: parties and kind of "a US-EU memorandum", its topic, what is due, lists.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.claims.lists import listed_candidates
from ingest.claims.matching import Candidate, Matcher
from ingest.claims.measures import TOPIC as TOPIC_NAME
from ingest.claims.measures import licence_candidates
from ingest.claims.pattern import AGREEMENT, STATE, UNDERTAKING, Pattern, Role
from ingest.claims.time import Anchor, deadlines, token_at
from ingest.mentions.kinds import GENERIC, MEASURE, REFERRING, kind_of, singular
from ingest.mentions.marks import How, Mark, MarkedSentence
from ingest.mentions.parties import REACH
from ingest.mentions.reading import Marked
from ingest.mentions.sites import PLACES, places_from
from ingest.mentions.told import Told
from kg.claims import Entity
from kg.text import Token

NOBODY = Role((), ())
PARTY = Pattern("partyTo", "named in phrase", frozenset(), NOBODY, score=0.9)
KIND = Pattern("agreementType", "head noun", frozenset(), NOBODY, score=0.9)
IS_A = Pattern("agreementType", "said to be", frozenset({"be"}), NOBODY, score=0.8)
PASSING = Pattern("partyTo", "named in passing", frozenset(), NOBODY, modality="background", score=0.8)
PASSING_KIND = Pattern("agreementType", "named in passing", frozenset(), NOBODY, modality="background", score=0.8)
STAGE = Pattern("coversStage", TOPIC_NAME, frozenset(), NOBODY, score=0.8)
TOPIC = Pattern("coversMineral", TOPIC_NAME, frozenset(), NOBODY, score=0.8)
PLACED_NEW = Pattern("locatedIn", "in, of a new one", frozenset(), NOBODY, score=0.75)
PLACED = Pattern("locatedIn", "in", frozenset(), NOBODY, modality="asserted", score=0.8)
SEATED = Pattern("locatedIn", "behind a company", frozenset(), NOBODY, modality="asserted", score=0.75)
OWNED = Pattern("operates", "possessor", frozenset(), NOBODY, modality="asserted", score=0.75)
TREATS = Pattern("coversMineral", "kind of project", frozenset(), NOBODY, modality="asserted", score=0.75)
PLANTS = frozenset(
    "concentrator mine project plant factory refinery smelter deposit mill facility prospect pit complex".split()
)
MINERALS = frozenset({"Mineral", "MineralGroup", "Material"})
TOPICS = MINERALS | {"Stage"}
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


def owned_candidates(sentence: MarkedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """
    Whose a project is, where, and of what: "Glencore's Mutanda mine", "the Malmbjerg molybdenum project of Greenland
    Resources in Greenland".
    """
    tree = sentence.tree
    for mark in sentence.acting:
        if not matcher.is_a(mark.entity, "Project"):
            continue
        token = tree.tokens[mark.head]
        for mineral in minerals_of(sentence, mark):
            yield Candidate(TREATS, mark.entity, mineral.id, mineral, sentence, token)
        below = [child for head in {mark.head, *mark.tokens} for child in tree.children[head]]
        for child in (tree.tokens[each] for each in below):
            case = tree.case(child.index)
            for other in sentence.at(child.index):
                type_ = other.entity.type
                operators = matcher.operators_of(mark.entity)
                if type_ in ("Company", "Agency") and (child.dep == "nmod:poss" or case == "of"):
                    if other.how is How.REFERENCE and operators and other.entity.id not in operators:
                        continue
                    yield Candidate(OWNED, other.entity, mark.entity.id, mark.entity, sentence, token)
                elif type_ in ("Place", "Country", "Territory") and case in ("in", "at", "near"):
                    yield Candidate(PLACED, mark.entity, other.entity.id, other.entity, sentence, token)


def minerals_of(sentence: MarkedSentence, mark: Mark) -> Iterator[Entity]:
    """
    What a project treats by the words of its kind: "the Mrima rare earth and niobium deposit", "Lac Aubry, a lithium
    prospect".
    """
    tree = sentence.tree
    kinds = [mark.head, *(each.index for each in tree.with_dep(mark.head, "appos") if each.text.lower() in PLANTS)]
    below = {each for kind in kinds for each in tree.children[kind] if tree.tokens[each].dep in ("compound", "amod")}
    for other in sentence.acting:
        is_between = mark.tokens[-1] < other.head < mark.head
        if other.entity.type in MINERALS and (other.head in below or is_between):
            yield other.entity


def placed_candidates(sentence: MarkedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """
    Where a project is: "the Mountain Pass mine in California", "its plant at Lacq in France", "is in Reno, Nevada".
    """
    tokens = sentence.tree.tokens
    for mark in sentence.marks:
        if mark.entity.type == "Company" and mark.how is How.NAME:
            for place in seats_of(sentence, mark):
                yield Candidate(SEATED, mark.entity, place.id, place, sentence, tokens[mark.head])
        if not matcher.is_a(mark.entity, "Project") or mark.how is How.REFERENCE:
            continue
        index = mark.tokens[-1] + 1
        while index < len(tokens) and (is_kind(tokens, index) or index <= mark.head):
            index += 1
        if index < len(tokens) and tokens[index].lemma.lower() == "be":
            index += 1
        for place in places_from(sentence, index):
            pattern = PLACED_NEW if mark.how is How.NOMINAL and not mark.entity.known else PLACED
            yield Candidate(pattern, mark.entity, place.id, place, sentence, tokens[mark.head])


def is_kind(tokens: Sequence[Token], index: int) -> bool:
    """
    True for a noun for a site, and for "and" between two: "the Wolfe Ridge mine and concentrator in Wyoming".
    """
    word = tokens[index].text.lower()
    return word in PLANTS or (word == "and" and index + 1 < len(tokens) and tokens[index + 1].text.lower() in PLANTS)


def seats_of(sentence: MarkedSentence, firm: Mark) -> list[Entity]:
    """
    Where a company is by what stands right behind its name: "Osage Magnets in Oklahoma", "Shanhe Tungsten of Ganzhou",
    "Volgamet, Samara, Russia", "Aurelia Scandium (Bauxite, Arkansas)".
    """
    tokens, index = sentence.tree.tokens, firm.tokens[-1] + 1
    if index + 1 >= len(tokens):
        return []
    word = tokens[index].text.lower()
    if word == "in" and tokens[index + 1].index in {mark.tokens[0] for mark in sentence.marks}:
        place = next(mark for mark in sentence.marks if mark.tokens[0] == index + 1)
        case = sentence.tree.case(firm.head)
        is_its = case == "from" or (tokens[place.head].head in firm.tokens and case not in ("of", "for", "with"))
        return list(places_from(sentence, index)) if is_its and place.entity.type == "Place" else []
    listed = listed_places(sentence, index + 1) if word in (",", "(", "of") else []
    if word == "of":
        return [mark.entity for mark in listed[:1] if mark.entity.type == "Place"]
    return [mark.entity for mark in listed] if len(listed) > 1 else []


def listed_places(sentence: MarkedSentence, index: int) -> list[Mark]:
    """
    The places from a token on with nothing but commas between them, the first one a town or region.
    """
    found: list[Mark] = []
    while mark := next((each for each in sentence.marks if each.tokens[0] == index), None):
        if mark.entity.type not in (PLACES if found else ("Place",)):
            break
        found.append(mark)
        index = mark.tokens[-1] + 1
        if index >= len(sentence.tree.tokens) or sentence.tree.tokens[index].text != ",":
            break
        index += 1
    return found


def due_candidates(
    sentence: MarkedSentence, topic: Entity | None, anchor: Anchor, matcher: Matcher
) -> Iterator[Candidate]:
    """
    The deadlines of a sentence, of the agreement it names or the passage is about.
    """
    found = deadlines(sentence.tree, anchor)
    if not found:
        return
    subject = who_is_due(sentence, found[0][2].start, topic, matcher)
    if subject is None:
        return
    for value, qualifiers, phrase in found:
        start = sentence.tree.sentence.start
        inside = token_at(sentence.tree, start + phrase.start, start + phrase.end)
        packed = "=".join(("deadline", value, *(f"{key}:{text}" for key, text in qualifiers)))
        pattern = Pattern("deadline", "due", frozenset(), NOBODY, value=packed, modality="planned", score=0.85)
        yield Candidate(pattern, subject, value, None, sentence, sentence.tree.tokens[min(inside, default=0)])


def who_is_due(sentence: MarkedSentence, offset: int, topic: Entity | None, matcher: Matcher) -> Entity | None:
    """
    Whose deadline stands at an offset of a sentence: the agreement it names, else the only one listed between just the
    states it names ("US-Australia, six months"), else the one the passage is about.
    """
    named = [mark.entity for mark in sentence.marks if matcher.is_a(mark.entity, UNDERTAKING)]
    states = {mark.entity.id for mark in sentence.acting if matcher.is_a(mark.entity, STATE)}
    if not named and len(states) > 1:
        between = [each.entity for each in matcher.lexicon.agreements() if each.parties == states]
        return between[0] if len(between) == 1 else None
    if len({entity.id for entity in named}) == 1:
        return named[0]
    return nearest(sentence, offset, matcher) or topic


def nearest(sentence: MarkedSentence, offset: int, matcher: Matcher) -> Entity | None:
    """
    The agreement named last before a place in the sentence.
    """
    place = sentence.tree.sentence.start + offset
    before = [mark for mark in sentence.marks if mark.start < place and matcher.is_a(mark.entity, UNDERTAKING)]
    return before[-1].entity if before else None
