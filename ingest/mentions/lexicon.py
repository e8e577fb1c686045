"""
What the reader of mentions knows beforehand: entities, their names, known agreements with their parties and kinds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.mentions.demonyms import demonyms
from kg.claims import Entity
from kg.linking import Case, Gazetteer, KnownName, case_for, fold

COMMON_TYPES = frozenset(
    {"Mineral", "MineralGroup", "Material", "UnitMaterial", "Instrument", "Stage", "Component", "EndUse"}
)
"Types whose names are common words, written small."
FORMS = (
    *("Republic", "Federal Republic", "Federative Republic", "Islamic Republic", "Socialist Republic"),
    *("United Republic", "Arab Republic", "Democratic Republic", "Federal Democratic Republic", "Kingdom", "Sultanate"),
    *("Commonwealth", "Plurinational State", "Bolivarian Republic", "Hashemite Kingdom", "Grand Duchy"),
)
"What stands before a state's name in official texts: the Republic of Kazakhstan."
NOT_SO_CALLED = frozenset({"state:china", "state:dr-congo"})
"The Republic of China is Taiwan."
OBSTACLES = """North America; Latin America; South America; Central America; Bank of America; New Mexico; Gulf of
    Mexico; Washington Post; Washington State; Washington D.C. area; Japan Times; China Daily; South
    China Morning Post; South China Sea; Times of India; Bank of England; Brussels Times; Equatorial
    Guinea; Papua New Guinea; Guinea- Bissau; Republic of the Congo; Congo-Brazzaville; West Virginia;
    British Columbia; Western Australia; South Australia; Indian Ocean; Wall Street Journal; Deutsche
    Bank; Bank of Japan; People's Bank of China; Bank of China; Hong Kong; US Steel; U.S. Steel; Nippon
    Steel; lead time; lead times; lead agency; lead negotiator; US dollar; US dollars; Financial Times;
    London Metal Exchange; Turkey red; Sea of Japan; Air India; Paris Agreement; Rome Statute; Berlin
    Wall; Geneva Convention; Vienna Convention; Latin American; North American; South American; Central
    American; European Parliament; European Investment Fund; Secretary of State; Minister of State; Head of State;
    Secretary of Commerce; Secretary of War; Secretary of Energy; State of the Union; European Union's"""
"Longer names that hold a known one and mean something else; the known one is not found inside them."
SYMBOL_LENGTH = 2
"Chemical symbols (As, In, No) are words of English first; they are no names here."
TELLING_WORDS = ("plurilateral",)
"Words that tell one known agreement from all others."
SHADOWED = frozenset(
    {
        "instrument:mou",
        "instrument:framework_agreement",
        "instrument:action_plan",
        "instrument:trade_agreement",
        "instrument:joint_venture",
        "instrument:recycling",
        "instrument:permitting",
    }
)
"Instruments whose names are kinds of agreement or stages: those readings win."


@dataclass(frozen=True, slots=True)
class Alias:
    """
    A name of an entity beside its label.
    """

    text: str
    is_contextual: bool = False
    is_metonym: bool = False


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """
    An entity with all its names, and what identifies it when it is an agreement.

    Attributes:
        parties: ids of its nominal parties.
        kinds: its kind codes; the first is the usual one.
        since: ISO date from which it can be spoken of; empty where unknown.
        home: id of the state or bloc an agency belongs to.
        issuer: id of the state that imposed a measure; empty for others.
        minerals: ids of what a measure controls or a mine or plant handles.
        operators: ids of who runs a mine or plant.
        places: ids of where a mine or plant is.
        suspends: id of the measure that a suspension suspends; empty for others.
        short_name: how it is called inside the names of agreements ("US").
    """

    entity: Entity
    aliases: tuple[Alias, ...] = ()
    parties: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    since: str = ""
    short_name: str = ""
    members: frozenset[str] = frozenset()
    home: str = ""
    issuer: str = ""
    minerals: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()
    suspends: str = ""


@dataclass(frozen=True)
class Lexicon:
    """
    Everything known of names before a text is read.

    Attributes:
        by_word: a word of the label that no other agreement has, and that agreement.
        sites: the mines and plants.
    """

    named: Mapping[str, NamedEntity]
    gazetteer: Gazetteer
    by_word: Mapping[str, NamedEntity]
    sites: tuple[NamedEntity, ...] = ()

    def entity(self, entity_id: str) -> Entity:
        """
        The entity with this id.
        """
        return self.named[entity_id].entity

    def short_name(self, entity: Entity) -> str:
        """
        How an entity is called inside the name of an agreement.
        """
        named = self.named.get(entity.id)
        return (named.short_name if named else "") or entity.label

    def agreements(self) -> tuple[NamedEntity, ...]:
        """
        The known agreements.
        """
        return tuple(named for named in self.named.values() if named.kinds)


def make_lexicon(named: Iterable[NamedEntity]) -> Lexicon:
    """
    The lexicon of some entities: every label, alias, plural and demonym in one automaton.
    """
    entities = {each.entity.id: each for each in named}
    names = [KnownName(" ".join(text.split()), "", Case.CAPITAL) for text in OBSTACLES.split(";")]
    names += [KnownName(text, id_, Case.CAPITAL) for text, id_ in demonyms().items() if id_ in entities]
    for each in entities.values():
        if each.entity.id not in SHADOWED:
            names.extend(names_of(each))
    sites = tuple(each for each in entities.values() if each.places and each.entity.id.startswith("facility:"))
    return Lexicon(entities, Gazetteer(dict.fromkeys(names)), telling_words(entities.values()), sites)


def telling_words(named: Iterable[NamedEntity]) -> dict[str, NamedEntity]:
    """
    The agreement that each telling word belongs to.
    """
    return {
        word: each for each in named if each.kinds for word in TELLING_WORDS if word in fold(each.entity.label).split()
    }


def formal_names(label: str) -> tuple[str, ...]:
    """
    How official texts may call a state.

    >>> formal_names("Kazakhstan")[:2], formal_names("Philippines")[1]
    (('Republic of Kazakhstan', 'Republic of the Kazakhstan'), 'Republic of the Philippines')
    """
    return tuple(f"{form} of {article}{label}" for form in FORMS for article in ("", "the "))


def names_of(named: NamedEntity) -> list[KnownName]:
    """
    Every name of one entity, each with its rule of case.
    """
    entity = named.entity
    is_common = entity.type in COMMON_TYPES
    found = []
    if entity.type == "Country" and entity.id not in NOT_SO_CALLED:
        found += [KnownName(text, entity.id, Case.CAPITAL) for text in formal_names(entity.label)]
    for alias in named.aliases:
        if len(alias.text) <= SYMBOL_LENGTH and entity.type == "Mineral":
            continue
        for text in (alias.text, *plurals(alias.text)) if is_common else (alias.text, *dotted(alias.text)):
            case = case_for(text, is_proper=not is_common)
            found.append(KnownName(text, entity.id, case, alias.is_contextual, alias.is_metonym))
    return found


def dotted(name: str) -> tuple[str, ...]:
    """
    A name of the United States' with the dots that American papers write: "U.S. Geological Survey".
    """
    return (name.replace("US ", "U.S. ", 1),) if name.startswith("US ") else ()


def plurals(name: str) -> tuple[str, ...]:
    """
    The plural of a common name, or its singular where it is one.

    >>> plurals("price-gap subsidy"), plurals("rare earths"), plurals("REE")
    (('price-gap subsidies',), ('rare earth',), ('REEs',))
    """
    if name.isupper():
        return (name + "s",)
    if name.endswith("s") and not name.endswith("ss"):
        return (name[:-1],) if " " in name and not name.endswith(("ies", "ics")) else ()
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return (name[:-1] + "ies",)
    if name.endswith(("ing", "ium", "ese", "ion")) and " " not in name:
        return ()
    return (name + "s",)
