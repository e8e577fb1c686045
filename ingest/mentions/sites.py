"""
Mines and plants that a text describes without naming them: known ones ("a smelter in Tennessee", "a Saudi refinery"),
and ones nobody has listed that somebody builds, plans or runs ("a refinery at Lacq").
"""

from ingest.mentions.definites import is_definite
from ingest.mentions.lexicon import Lexicon, NamedEntity
from ingest.mentions.marks import How, Mark, MarkedSentence
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
MINERALS = frozenset({"Mineral", "MineralGroup", "Material"})
NEW_KINDS = {"mine": "Mine", "refinery": "Refinery", "smelter": "Smelter", "plant": "Project", "factory": "Project"}
BUILDING = frozenset(
    "build construct erect plan propose open operate run commission develop finance fund want start design".split()
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


def new_site_marks(sentence: MarkedSentence, published: str | None) -> list[Mark]:
    """
    The marks of single plants that a sentence brings up without a name: "builds a rare-earth refinery at Lacq".

    Such a plant has an article that says it is new, and somebody builds, plans or runs it.
    """
    tree = sentence.tree
    taken = {mark.head for mark in sentence.marks} | {each for mark in sentence.marks for each in mark.tokens}
    found = []
    for token in tree.tokens:
        type_ = NEW_KINDS.get(token.text.lower())
        if type_ is None or token.pos != "NOUN" or token.index in taken or not is_brought_up(tree, token):
            continue
        near = [mark.entity for mark in sentence.marks if mark.entity.type in PLACES | MINERALS | {"Company"}]
        label = " ".join([*dict.fromkeys(entity.label for entity in near[:2]), token.text.lower()])
        id_ = digest(f"facility|{label.lower()}|{(published or '')[:4]}")[:12]
        entity = Entity(f"facility:x{id_}", label, type_, known=False)
        found.append(Mark((entity,), token.start, token.end, (token.index,), token.index, How.NOMINAL))
    return found


def is_brought_up(tree: Tree, noun: Token) -> bool:
    """
    True for "a plant" that is built, planned or run; not for one of which that is denied.
    """
    if any(token.text.lower() in DENYING for token in tree.tokens[: noun.index]):
        return False
    article = tree.child(noun.index, "det")
    if article is None or article.text.lower() not in ("a", "an"):
        return False
    above = tree.tokens[noun.head]
    if noun.dep == "nmod" and above.lemma.lower() in MAKING and tree.case(noun.index) == "of":
        return True
    verb = above
    is_object = noun.dep in ("obj", "nsubj:pass") and verb.lemma.lower() in BUILDING
    return is_object or (noun.dep == "nsubj" and verb.lemma.lower() in RUNNING)


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
