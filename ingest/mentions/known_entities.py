"""
The lexicon of the project's own reference data.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ingest.mentions.kinds import GENERIC, MEASURE
from ingest.mentions.lexicon import Alias, Lexicon, NamedEntity, make_lexicon
from ingest.mentions.variants import announcement_names, site_names, surname_of
from kg.claims import Entity
from ontology.entities import Reference, ReferenceEntity
from ontology.terms import Terms

NUMBERED = re.compile(r"(?P<kind>Announcement|Notice)s? No\. ?(?P<numbers>[\d, and–-]+) of (?P<year>\d{4})")
BODY = re.compile(
    r"^(?:(?:US |European )((?:Department|Commission)\b.*)|((?:Ministry|General Administration) of .*) of [A-Z]\w+)$"
)
YEAR = re.compile(r"\b(20\d\d)\b")
NO_NAMES = frozenset({"Source", "Meeting", "MineralList", "AliasNote"})
NO_MEASURES = frozenset({"Instrument", "Project", "Meeting"})
PLANTS = frozenset(
    """Mine Deposit Refinery Smelter ProcessingPlant SeparationPlant MetalPlant MagnetPlant AnodePlant
    RecyclingPlant""".split()
)
PREFERRED = ("Forum", "TradeAgreement", "Country", "Bloc")
"Of several classes of one entity, the one it is shown as."


def lexicon_of(reference: Reference, terms: Terms) -> Lexicon:
    """
    Every entity of the reference data that text can name.
    """
    firms = [entity.label for entity in reference.entities.values() if "Company" in entity.types]
    members: dict[str, set[str]] = {}
    for entity in reference.entities.values():
        for group in entity.linked("inGroup"):
            members.setdefault(group, set()).add(entity.id)
    groups = {group: frozenset(found) for group, found in members.items() if len(found) <= SMALL_GROUP}
    operators: dict[str, set[str]] = {}
    for entity in reference.entities.values():
        for site in entity.linked("operates"):
            operators.setdefault(site, set()).add(entity.id)
    return make_lexicon(
        replace(named_entity(entity, terms, firms, groups), operators=frozenset(operators.get(entity.id, ())))
        for entity in reference.entities.values()
        if not set(entity.types) & NO_NAMES
    )


def named_entity(
    entity: ReferenceEntity, terms: Terms, firms: Iterable[str] = (), groups: Mapping[str, frozenset[str]] | None = None
) -> NamedEntity:
    """
    One reference entity with its names and, of agreements and measures, parties and kinds.
    """
    type_ = type_of(entity)
    kinds = tuple(dict.fromkeys(kind for each in (type_, *entity.types) if (kind := kind_code(each, terms))))
    parties = frozenset(entity.nominal_parties)
    year = YEAR.search(f"{entity.id} {entity.label}")
    return NamedEntity(
        Entity(entity.id, entity.label, type_),
        tuple(aliases_of(entity, firms)),
        parties if len(parties) > 1 else frozenset(),
        kinds,
        year[1] if year and kinds else "",
        entity.short_name,
        frozenset(entity.linked("hasMember")),
        home_of(entity, type_),
        next(iter(entity.linked("imposedBy")), ""),
        minerals_of(entity, groups),
        frozenset(entity.linked("locatedIn")),
        suspends=next(iter(entity.linked("suspends")), ""),
    )


def minerals_of(entity: ReferenceEntity, groups: Mapping[str, frozenset[str]] | None) -> frozenset[str]:
    """
    What a measure controls or a site handles; of the groups among them the members as well.
    """
    own = (*entity.linked("controlsExportOf"), *entity.linked("handlesMineral"))
    return frozenset((*own, *(member for each in own for member in (groups or {}).get(each, ()))))


def type_of(entity: ReferenceEntity) -> str:
    """
    The class an entity is shown as, of several the preferred one.
    """
    return next((each for each in PREFERRED if each in entity.types), entity.types[0] if entity.types else "Thing")


def home_of(entity: ReferenceEntity, type_: str) -> str:
    """
    The state or bloc that an agency belongs to or a person works for.
    """
    relations = {"Agency": ("agencyOf", "basedIn"), "Person": ("worksFor",)}.get(type_, ())
    linked = [other for relation in relations for other in entity.linked(relation)]
    return next((other for other in linked if other.startswith(("state:", "bloc:"))), "")


def kind_code(class_id: str, terms: Terms) -> str:
    """
    The kind of agreement a class stands for; empty for other classes.
    """
    if class_id not in terms.classes:
        return ""
    code = terms.classes[class_id].code
    if code or terms.is_a(class_id, "Agreement"):
        return code or GENERIC
    is_measure = terms.is_a(class_id, "Undertaking") and not any(terms.is_a(class_id, each) for each in NO_MEASURES)
    return MEASURE if is_measure else ""


def aliases_of(entity: ReferenceEntity, firms: Iterable[str] = ()) -> Iterator[Alias]:  # noqa: C901, PLR0912 - sources
    """
    The names of an entity: its label, its aliases, and of numbered announcements the number alone.
    """
    label = re.sub(r"\s*\((?!20)[^)]*\)", "", entity.label)
    yield Alias(label, is_contextual=entity.label_needs_context)
    if label != entity.label:
        yield Alias(entity.label, is_contextual=entity.label_needs_context)
    if ": " in label and set(entity.types) & {"Strategy", "Law", "Programme"}:
        short = label.partition(": ")[0]
        yield Alias(short)
        yield Alias(short[3:] if short.startswith(("EU ", "UK ", "US ")) else short)
    if " / " in label:
        first, _, other = label.partition(" / ")
        yield Alias(first)
        yield Alias(f"{first.rpartition(' ')[0]} {other}")
    titled = TITLED.match(label) if set(entity.types) & TEXTS else None
    if titled and titled["title"].count(" ") >= LONG_TITLE:
        yield Alias(titled["title"], is_contextual=True)
    for alias in entity.aliases:
        is_seat = "White House" in alias.text and type_of(entity) == "Country"
        if is_seat or alias.text.lower() in TOO_PLAIN:
            continue
        if alias.text.lower() not in REFERENCES and not (alias.is_misnomer and entity.id.startswith("mineral:")):
            yield Alias(alias.text, alias.is_contextual, alias.is_metonym)
    if label.startswith(("EU ", "UK ", "US ")) and set(entity.types) & {"Law", "Strategy"}:
        yield Alias(label[3:])
    named_by_country = BODY.match(label) if "Agency" in entity.types else None
    if "Agency" in entity.types and label.endswith(" of the United States"):
        yield Alias(label.removesuffix(" of the United States"), is_contextual=True)
    if named_by_country:
        yield Alias(named_by_country[1] or named_by_country[2], is_contextual=True)
    if set(entity.types) & PLANTS:
        plain = label.removeprefix(next((firm for firm in firms if label.startswith(f"{firm} ")), "")).strip()
        yield from (Alias(name, is_contextual) for name, is_contextual in site_names(plain))
    if "Person" in entity.types and (surname := surname_of(label)):
        yield Alias(surname, is_contextual=True)
    numbered = NUMBERED.search(label)
    if numbered:
        yield Alias(numbered[0])
        named = announcement_names(numbered["kind"], numbered["numbers"], numbered["year"])
        yield from (Alias(name, is_contextual) for name, is_contextual in named)


TITLED = re.compile(r"^(?:US|EU|UK|India|India-US|G7)(?:-[A-Z][\w ]*?)? (?P<title>[A-Z].* .*)$")
"The title of a text behind the parties that its name puts in front."
TEXTS = frozenset("Framework ActionPlan MemorandumOfUnderstanding TradeAgreement".split())
SMALL_GROUP = 8
"Groups of at most so many minerals are lists that one measure made; larger ones are families."
LONG_TITLE = 4
"Spaces in a title from which it tells the text by itself, where its parties are named."
TOO_PLAIN = frozenset({"battery", "batteries"})
"Aliases that are said of too much to name one thing."
REFERENCES = frozenset(
    {
        "the pact", "the mou", "the bloc", "the action plan", "the framework", "the deal", "the agreement",
        "the accord", "the council", "the court", "the administration", "the partnership", "the memorandum", "the act",
    }
)  # fmt: skip
"Aliases that refer back rather than name; they are resolved in their document."
