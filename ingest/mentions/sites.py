"""
Mines and plants that a text describes without naming them: known ones ("a smelter in Tennessee", "a Saudi refinery"),
and ones nobody has listed that somebody builds, plans or runs ("a refinery at Lacq").
"""

from collections.abc import Iterable, Iterator

from ingest.mentions.definites import is_definite
from ingest.mentions.lexicon import COMMON_TYPES, Lexicon, NamedEntity
from ingest.mentions.marks import MINERALS, How, Mark, MarkedSentence
from ingest.trees import Tree
from kg.claims import Entity
from kg.identity import digest
from kg.text import Token

KINDS: dict[str, frozenset[str]] = {
    "smelter": frozenset({"Smelter"}),
    "refinery": frozenset({"Refinery", "SeparationPlant", "ProcessingPlant"}),
    "mine": frozenset({"Mine"}),
    "plant": frozenset({"MagnetPlant", "SeparationPlant", "ProcessingPlant", "MetalPlant", "AnodePlant", "Refinery"}),
    "facility": frozenset({"MagnetPlant", "SeparationPlant", "ProcessingPlant", "MetalPlant", "Refinery"}),
}
KINDS["factory"] = KINDS["plant"]
KINDS["project"] = frozenset().union(*KINDS.values()) | {"Deposit", "RecyclingPlant"}
TELLING = {"magnet": "MagnetPlant", "separation": "SeparationPlant", "anode": "AnodePlant", "metal": "MetalPlant"}
PLACES = frozenset({"Place", "Country", "Territory"})
NEW_KINDS = {
    "mine": "Mine", "refinery": "Refinery", "smelter": "Smelter", "plant": "Project", "factory": "Project",
    "facility": "Project", "gigafactory": "Project", "concentrator": "Project", "foundry": "Project",
}  # fmt: skip
MANY = frozenset("other another any each every such".split())
BUILDING = frozenset(
    """build construct erect plan propose open operate run commission develop finance fund want start design finish
    complete own host reopen restart""".split()
)
"Verbs whose object, or subject where they are passive, is one plant that is or will be there."
MAKING = frozenset({"construction", "development"})
'Nouns of what is being made: "the construction of a refinery".'
RUNNING = frozenset("run open start operate produce".split())
DENYING = frozenset("no not never nobody n't without".split())
REACH = 6
"Tokens before and behind the head noun in which its place and mineral are looked for."


def is_site(entity: Entity) -> bool:
    """
    True for a mine or a plant.
    """
    return entity.id.startswith("facility:")


def site_marks(sentence: MarkedSentence, lexicon: Lexicon, *, are_told: bool = False) -> list[Mark]:
    """
    The marks of the known sites a sentence describes: each only where place, kind and mineral leave one.

    Args:
        are_told: the text has named a site before, which a bare "the mine" then is.
    """
    taken = {mark.head for mark in sentence.marks if mark.entity.id.startswith("facility:")}
    found = []
    for token in sentence.tree.tokens:
        kinds = KINDS.get(token.text.lower())
        if kinds is None or token.pos != "NOUN" or token.index in taken:
            continue
        if are_told and is_definite(sentence.tree, token):
            continue
        site = site_of(sentence, token, kinds, lexicon)
        if site:
            found.append(Mark((site.entity,), token.start, token.end, (token.index,), token.index, How.NOMINAL))
    return found


def new_site_marks(sentence: MarkedSentence, published: str | None, told: Iterable[Entity] = ()) -> list[Mark]:
    """
    The marks of single plants that a sentence brings up without a name: "builds a rare-earth refinery at Lacq",
    "Remag's plant in Freiberg", "the smelter that Punria wants to build".

    Args:
        told: the sites named before, one of which "its mine" can be.
    """
    tree = sentence.tree
    taken = {mark.head for mark in sentence.marks} | {
        each for mark in sentence.marks if mark.entity.type not in COMMON_TYPES for each in mark.tokens
    }
    found = []
    before = list(told)
    for token in tree.tokens:
        type_ = NEW_KINDS.get(token.text.lower())
        if type_ is None or token.pos not in ("NOUN", "PROPN") or is_taken(sentence, token, taken):
            continue
        place = next(iter(places_behind(sentence, token)), None)
        owner = owner_of(sentence, token)
        is_told_first = place is not None and not before and has_article(tree, token, "the")
        if not (is_told_first or is_brought_up(tree, token, is_placed=place is not None, is_owned=owner is not None)):
            continue
        if place is None and owner is not None and before:
            continue
        parts = [owner, place, *minerals_before(sentence, token)]
        beside = [mark.entity for mark in sentence.marks if mark.entity.type in {*PLACES, *MINERALS, "Company"}]
        named = [entity for entity in parts if entity] or beside[:2]
        label = " ".join([*dict.fromkeys(entity.label for entity in named), token.text.lower()])
        id_ = digest(f"facility|{label.lower()}|{(published or '')[:4]}")[:12]
        entity = Entity(f"facility:x{id_}", label, type_, known=False)
        found.append(Mark((entity,), token.start, token.end, (token.index,), token.index, How.NOMINAL))
    return found


def has_article(tree: Tree, noun: Token, *articles: str) -> bool:
    """
    True for a noun with one of some articles.
    """
    article = tree.child(noun.index, "det")
    return article is not None and article.text.lower() in articles


def is_taken(sentence: MarkedSentence, token: Token, taken: set[int]) -> bool:
    """
    True for a noun that a name covers or stands beside: "the Nolans mine", "its other mine, Pemba Road".
    """
    tree = sentence.tree
    beside = [child.index for child in tree.with_dep(token.index, "appos", "flat")]
    is_kind = tree.tokens[token.head].index in taken and token.dep in ("appos", "compound", "flat")
    names = {each for mark in sentence.marks if is_site(mark.entity) for each in (mark.head, *mark.tokens)}
    return token.index in taken or bool(names & set(beside)) or is_kind


def places_behind(sentence: MarkedSentence, noun: Token) -> Iterator[Entity]:
    """
    The places right behind a noun: "a plant near Gdansk", "a cell factory in Valladolid, Spain".
    """
    return places_from(sentence, noun.index + 1)


def places_from(sentence: MarkedSentence, index: int) -> Iterator[Entity]:
    """
    The places right behind a preposition, from the smaller to the larger: "at Lacq in south-western France".
    """
    tokens = sentence.tree.tokens
    while index < len(tokens) and tokens[index].text.lower() in ("in", "at", "near", "outside", ",", "("):
        index += 1
        while index + 1 < len(tokens) and (
            tokens[index].pos in ("ADJ", "DET", "ADV") or "-" in (tokens[index].text, tokens[index + 1].text)
        ):
            index += 1
        place = next((each for each in sentence.marks if each.tokens[0] == index), None)
        if place is None or place.entity.type not in PLACES:
            return
        yield place.entity
        index = place.tokens[-1] + 1


def owner_of(sentence: MarkedSentence, noun: Token) -> Entity | None:
    """
    Whose a plant is: "Remag's plant", "its smelter", "a plant for Shanhe Nickel", "a tailings project of Codelco".
    """
    tree = sentence.tree
    owners = [*tree.with_dep(noun.index, "nmod:poss"), *tree.with_dep(noun.index, "nmod")]
    return next(
        (
            mark.entity
            for child in owners
            if child.dep == "nmod:poss" or tree.case(child.index) in ("of", "for")
            for mark in sentence.at(child.index)[:1]
            if mark.entity.type == "Company"
        ),
        None,
    )


def minerals_before(sentence: MarkedSentence, noun: Token) -> list[Entity]:
    """
    What a plant treats by the words in front of it: "a lithium hydroxide plant".
    """
    below = {child.index for child in sentence.tree.with_dep(noun.index, "compound", "amod")}
    below |= {each for child in below for each in sentence.tree.children[child]}
    return [mark.entity for mark in sentence.marks if mark.entity.type in MINERALS and mark.head in below][:1]


def is_brought_up(tree: Tree, noun: Token, *, is_placed: bool, is_owned: bool) -> bool:
    """
    True for "a plant" that is built, planned, run or placed, for one of somebody's, and for "the plant" that a clause
    behind it tells of; not for one of which that is denied.
    """
    if any(token.text.lower() in DENYING for token in tree.tokens[: noun.index]):
        return False
    article = tree.child(noun.index, "det")
    is_new = (article is not None and article.text.lower() in ("a", "an")) or (
        article is None and tree.child(noun.index, "nmod:poss") is None and has_sum(tree, noun)
    )
    clause = tree.child(noun.index, "acl", "acl:relcl")
    is_told = clause is not None and (
        clause.lemma.lower() in BUILDING
        or any(tree.tokens[each].lemma.lower() in BUILDING for each in tree.children[clause.index])
    )
    has_owner = tree.child(noun.index, "nmod:poss") is not None
    if is_told and (is_new or (article is not None and article.text.lower() == "the")):
        return True
    if has_owner and (is_placed or is_owned):
        return not is_one_of_many(tree, noun)
    if not is_new:
        return False
    above = tree.tokens[noun.head]
    if noun.dep == "nmod" and above.lemma.lower() in MAKING and tree.case(noun.index) == "of":
        return True
    is_object = noun.dep in ("obj", "nsubj:pass") and above.lemma.lower() in BUILDING
    return is_object or is_placed or is_owned or (noun.dep == "nsubj" and above.lemma.lower() in RUNNING)


def has_sum(tree: Tree, noun: Token) -> bool:
    """
    True for a noun with a number in front: "180 million euro plant".
    """
    return any(
        tree.tokens[each].pos == "NUM"
        for each in tree.subtree(noun.index, without=("nmod", "acl", "acl:relcl"))
        if each < noun.index
    )


def is_one_of_many(tree: Tree, noun: Token) -> bool:
    """
    True for "its next plant", which need not be the one somebody thinks of.
    """
    return any(child.text.lower() in MANY for child in tree.with_dep(noun.index, "amod", "nummod"))


def site_of(sentence: MarkedSentence, token: Token, kinds: frozenset[str], lexicon: Lexicon) -> NamedEntity | None:
    """
    The one known site of a kind at the place that stands close to a head noun; `None` where none or several fit.
    """
    tokens = sentence.tree.tokens
    before = {each.text.lower() for each in tokens[max(0, token.index - REACH) : token.index]}
    kinds = frozenset(type_ for word, type_ in TELLING.items() if word in before and type_ in kinds) or kinds
    near = [mark for mark in sentence.marks if abs(mark.head - token.index) <= REACH]
    places = {
        mark.entity.id
        for mark in near
        if mark.entity.type in PLACES and (is_behind_in(sentence, mark, token) or mark.tokens[-1] == token.index - 1)
    }
    firms = {
        mark.entity.id
        for mark in near
        if mark.entity.type == "Company" and (mark.head < token.index or tokens[token.index + 1].text.lower() == "of")
    }
    minerals = {mark.entity.id for mark in near if mark.entity.type in MINERALS and mark.head < token.index}
    told_apart = bool(minerals or len(kinds) == 1)
    fitting = [
        named
        for named in lexicon.sites
        if named.entity.type in kinds
        and (named.operators & firms or (named.places & places and told_apart and token.text.lower() != "project"))
        and (not firms or not named.operators or named.operators & firms)
        and (not places or named.places & places)
        and (not minerals or named.minerals & minerals)
    ]
    return fitting[0] if len(fitting) == 1 else None


def is_behind_in(sentence: MarkedSentence, mark: Mark, token: Token) -> bool:
    """
    True for a place behind a head noun with "in", "at" or "near" before it, also behind a smaller one and a comma.
    """
    if mark.tokens[0] <= token.index:
        return False
    smaller = [each.tokens for each in sentence.marks if each.entity.type in PLACES and each.tokens[0] > token.index]
    end = next((tokens[0] for tokens in smaller if tokens[-1] + 2 == mark.tokens[0]), mark.tokens[0])
    between = [each.text.lower() for each in sentence.tree.tokens[token.index + 1 : end]]
    return bool({"in", "at", "near"} & set(between)) and not {",", ";", "and"} & set(between)
