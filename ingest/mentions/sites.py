"""
Known mines and plants that a text describes without naming them: "a smelter in Tennessee", "a Saudi refinery".
"""

from ingest.mentions.lexicon import Lexicon, NamedEntity
from ingest.mentions.marks import How, Mark, MarkedSentence
from kg.text import Token

KINDS: dict[str, frozenset[str]] = {
    "smelter": frozenset({"Smelter"}),
    "refinery": frozenset({"Refinery", "SeparationPlant", "ProcessingPlant"}),
    "mine": frozenset({"Mine"}),
    "plant": frozenset({"MagnetPlant", "SeparationPlant", "ProcessingPlant", "MetalPlant", "AnodePlant", "Refinery"}),
    "facility": frozenset({"MagnetPlant", "SeparationPlant", "ProcessingPlant", "MetalPlant", "Refinery"}),
}
KINDS["project"] = frozenset().union(*KINDS.values()) | {"Deposit", "RecyclingPlant"}
TELLING = {"magnet": "MagnetPlant", "separation": "SeparationPlant", "anode": "AnodePlant", "metal": "MetalPlant"}
PLACES = frozenset({"Place", "Country", "Territory"})
MINERALS = frozenset({"Mineral", "MineralGroup", "Material"})
REACH = 6
"Tokens before and behind the head noun in which its place and mineral are looked for."


def site_marks(sentence: MarkedSentence, lexicon: Lexicon) -> list[Mark]:
    """
    The marks of the known sites a sentence describes: each only where place, kind and mineral leave one.
    """
    taken = {mark.head for mark in sentence.marks if mark.entity.id.startswith("facility:")}
    found = []
    for token in sentence.tree.tokens:
        kinds = KINDS.get(token.text.lower())
        if kinds is None or token.pos != "NOUN" or token.index in taken:
            continue
        site = site_of(sentence, token, kinds, lexicon)
        if site:
            found.append(Mark((site.entity,), token.start, token.end, (token.index,), token.index, How.NOMINAL))
    return found


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
    True for a place behind a head noun with "in", "at" or "near" before it.
    """
    if mark.tokens[0] <= token.index:
        return False
    between = [each.text.lower() for each in sentence.tree.tokens[token.index + 1 : mark.tokens[0]]]
    return bool({"in", "at", "near"} & set(between)) and not {",", ";", "and"} & set(between)
