"""
What the project knows of the world from the start, as plain frozen data: entities with their names, lists, figures.

`ontology.load.load_reference()` reads it from `reference/` and, for stages and policy instruments, from `schema/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ontology.errors import UnknownTerm


@dataclass(frozen=True, slots=True)
class Alias:
    """
    One more name of an entity.

    Attributes:
        note: what a source adds in brackets; empty for most.
        is_contextual: means the entity only where the text gives reason to think so ("the pact", "MP").
        is_metonym: a name of something else that stands for it ("Tokyo").
        is_misnomer: a mistake that texts make.
    """

    text: str
    note: str = ""
    is_contextual: bool = False
    is_metonym: bool = False
    is_misnomer: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceEntity:
    """
    An entity that reference data holds.

    Attributes:
        id: slug, as in `namespaces.entity_iri`.
        types: local names of its classes, the most telling first in the order of their names.
        short_name: the usual short name by which agreements are named (`US`); empty where the label is short enough.
        label_needs_context: even the label means it only in context ("Lead").
        links: (relation, object id) pairs, sorted: `("memberOf", "bloc:msp")`.
        values: (relation, value) pairs, sorted: `("isoAlpha2", "JP")`.
    """

    id: str
    label: str
    types: tuple[str, ...]
    aliases: tuple[Alias, ...] = ()
    short_name: str = ""
    label_needs_context: bool = False
    links: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def linked(self, relation: str) -> tuple[str, ...]:
        """
        The ids it is linked to by a relation.
        """
        return tuple(other for name, other in self.links if name == relation)

    def value(self, relation: str) -> str:
        """
        Its first value for a relation; empty where it has none.
        """
        return next((value for name, value in self.values if name == relation), "")

    @property
    def nominal_parties(self) -> tuple[str, ...]:
        """
        The actors that go with the name of an agreement; not a statement of who its parties are.
        """
        return self.linked("nominalParty")


@dataclass(frozen=True, slots=True)
class ListEntry:
    """
    One entry of a list of minerals, in its issuer's words.
    """

    position: int
    wording: str
    entity: str


@dataclass(frozen=True, slots=True)
class ListOfMinerals:
    """
    A dated list as its issuer wrote it.

    Attributes:
        count: how many entries the issuer counts; more than `entries` where the source shows only a part.
    """

    id: str
    label: str
    issuers: tuple[str, ...]
    issued: str
    count: int
    entries: tuple[ListEntry, ...]


@dataclass(frozen=True, slots=True)
class ReferenceFigure:
    """
    A number with its year and its source.

    Attributes:
        kind: local name of its class (`MiningShare`).
        metric: the measure as the source table files it (`production_share`).
        mineral: id of what it is about.
        operator: `>`, `>=`, `<`, `<=`, `~`, `up to`, `range`; empty for a plain number.
        percent_high: upper end of a range.
        contradicts: ids of figures that cannot be right together with it, or differ in scope.
    """

    id: str
    label: str
    kind: str
    metric: str
    mineral: str
    stage: str
    suppliers: tuple[str, ...]
    importers: tuple[str, ...]
    percent: Decimal | None
    percent_high: Decimal | None
    operator: str
    quantity: Decimal | None
    unit: str
    year: str
    is_estimate: bool
    quality: str
    note: str
    source: str
    contradicts: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """
    All reference data.

    Attributes:
        entities: by id; redirects are not among them.
        redirects: an id that was given twice, and the id that holds.
        resolution: (what the string stands for, string) and the ids it was found to mean; the first is `mineral` or
            `place`.
    """

    entities: Mapping[str, ReferenceEntity]
    redirects: Mapping[str, str]
    lists: Mapping[str, ListOfMinerals]
    figures: Mapping[str, ReferenceFigure]
    resolution: Mapping[tuple[str, str], tuple[str, ...]]

    def entity(self, entity_id: str) -> ReferenceEntity:
        """
        The entity with this id, or the one the id redirects to.

        Raises:
            UnknownTerm: reference data knows no such id.
        """
        found = self.entities.get(self.redirects.get(entity_id, entity_id))
        if found is None:
            raise UnknownTerm(f"no entity {entity_id!r} in reference data")
        return found

    def of_type(self, class_id: str) -> tuple[ReferenceEntity, ...]:
        """
        The entities stated to be of this class; subclasses are not looked into.
        """
        return self._by_type.get(class_id, ())

    @cached_property
    def _by_type(self) -> dict[str, tuple[ReferenceEntity, ...]]:
        found: dict[str, list[ReferenceEntity]] = {}
        for entity in self.entities.values():
            for class_id in entity.types:
                found.setdefault(class_id, []).append(entity)
        return {class_id: tuple(entities) for class_id, entities in found.items()}
