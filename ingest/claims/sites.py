"""
What the phrase of a site or a firm says by itself: whose it is, where it stands, what it treats.
"""

from collections.abc import Iterator, Sequence

from ingest.claims.matching import Candidate, Matcher
from ingest.claims.pattern import NOBODY, Pattern
from ingest.mentions.marks import MINERALS, How, Mark, MarkedSentence
from ingest.mentions.sites import PLACES, places_from
from kg.claims import Entity
from kg.text import Token

PLACED_NEW = Pattern("locatedIn", "in, of a new one", frozenset(), NOBODY, score=0.75)
PLACED = Pattern("locatedIn", "in", frozenset(), NOBODY, modality="asserted", score=0.8)
SEATED = Pattern("locatedIn", "behind a company", frozenset(), NOBODY, modality="asserted", score=0.75)
OWNED = Pattern("operates", "possessor", frozenset(), NOBODY, modality="asserted", score=0.75)
TREATS = Pattern("coversMineral", "kind of project", frozenset(), NOBODY, modality="asserted", score=0.75)
PLANTS = frozenset(
    "concentrator mine project plant factory refinery smelter deposit mill facility prospect pit complex".split()
)


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
