"""
What is known of a named thing when we ask whether it is another one: names, kind, country, minerals, parties, company.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.claims import Entity, Modality
from kg.entailment import TYPE, Schema
from kg.ledger.records import StoredClaim
from kg.projection import LABEL
from kg.triples import Literal, Triple
from ontology.namespaces import ENTITIES, ONTOLOGY, SKOS

FAMILIES: Final = ("Agreement", "Person", "Organisation", "Place", "Project")
"Classes no thing of which is a thing of another; events are named by their day, not by a spelling."
HOME: Final = frozenset({"basedIn", "locatedIn", "agencyOf", "worksFor", "placeOf"})
PARTY: Final = frozenset({"partyTo", "nominalPartyOf"})
DAYS: Final = frozenset({"signedOn", "announcedOn"})
COUNTRIES: Final = ("state:", "bloc:")
MINERALS: Final = ("mineral:", "group:", "material:")


@dataclass(frozen=True, slots=True)
class Profile:
    """
    One entity as the resolver sees it.

    Attributes:
        names: its label first, then its other names.
        families: of `FAMILIES`, those it belongs to.
        classes: local names of its class and all above it.
        class_: the local name of its own class.
        documents: ids of the documents that name it; empty for reference data.
        countries: where it is.
        minerals: what it is about.
        parties: of an agreement, who agrees.
        days: of an agreement, EDTF days on which it was signed or announced.
        company: ids of what is named beside it, countries and minerals apart.
    """

    id: str
    names: tuple[str, ...]
    families: frozenset[str]
    classes: frozenset[str]
    class_: str
    is_known: bool
    documents: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    minerals: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()


@dataclass(slots=True)
class Told:
    """
    A profile in the making: ends of links, by what they say.
    """

    countries: set[str] = field(default_factory=set)
    minerals: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)

    def add(self, relation: str, other: str, *, is_subject: bool) -> None:
        """
        Take in one link of the entity to something else.
        """
        if relation in PARTY and not is_subject:
            self.parties.add(other)
        elif relation in HOME and is_subject and other.startswith(COUNTRIES):
            self.countries.add(other)
        elif relation in DAYS and is_subject:
            self.days.add(other)
        elif other.startswith(MINERALS):
            self.minerals.add(other)
        elif ":" in other and not other.startswith(COUNTRIES):
            self.company.add(other)


def reference_profiles(triples: Iterable[Triple], schema: Schema) -> dict[str, Profile]:
    """
    The profiles of everything that reference data names.

    Args:
        triples: ontology and reference data, closed under the schema.
    """
    types: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, list[str]] = defaultdict(list)
    told: defaultdict[str, Told] = defaultdict(Told)
    for subject, predicate, value in sorted(triples, key=str):
        if not subject.startswith(ENTITIES):
            continue
        entity = subject.removeprefix(ENTITIES)
        if predicate == TYPE and isinstance(value, str) and value.startswith(ONTOLOGY):
            types[entity].add(value.removeprefix(ONTOLOGY))
        elif predicate == LABEL and isinstance(value, Literal):
            names[entity].insert(0, value.value)
        elif predicate == f"{SKOS}altLabel" and isinstance(value, Literal):
            names[entity].append(value.value)
        elif predicate.startswith(ONTOLOGY) and isinstance(value, str) and value.startswith(ENTITIES):
            relation, other = predicate.removeprefix(ONTOLOGY), value.removeprefix(ENTITIES)
            told[entity].add(relation, other, is_subject=True)
            told[other].add(relation, entity, is_subject=False)
        elif predicate.startswith(ONTOLOGY) and isinstance(value, Literal):
            told[entity].add(predicate.removeprefix(ONTOLOGY), value.value, is_subject=True)
    return {
        entity: made(
            entity, tuple(names[entity]), frozenset(types[entity]), own_class(types[entity], schema), told[entity]
        )
        for entity in names
        if types[entity] & set(FAMILIES)
    }


def made(  # noqa: PLR0917 - the parts of a profile in their order
    entity: str,
    names: tuple[str, ...],
    classes: frozenset[str],
    class_: str,
    own: Told,
    documents: frozenset[str] | None = None,
) -> Profile:
    """
    A profile of its parts; of reference data where no documents are given.
    """
    return Profile(
        entity,
        names,
        classes & set(FAMILIES),
        classes,
        class_,
        documents is None,
        documents or frozenset(),
        frozenset(own.countries),
        frozenset(own.minerals),
        frozenset(own.parties),
        frozenset(own.days),
        frozenset(own.company - {entity}),
    )


def own_class(classes: Iterable[str], schema: Schema) -> str:
    """
    Of the classes of a thing the one that none of the others lies under.
    """
    found = set(classes)
    above = {
        each.removeprefix(ONTOLOGY)
        for class_ in found
        for each in schema.superclasses.get(ONTOLOGY + class_, frozenset())
    }
    return min(found - above or found, default="")


def classes_of(class_: str, schema: Schema) -> frozenset[str]:
    """
    A class and all above it, as local names.
    """
    above = schema.superclasses.get(ONTOLOGY + class_, frozenset())
    return frozenset({class_, *(each.removeprefix(ONTOLOGY) for each in above if each.startswith(ONTOLOGY))})


def profiles_of(
    entities: Iterable[Entity],
    claims: Iterable[StoredClaim],
    schema: Schema,
    *,
    beside: Iterable[str] = (),
    first: str = "",
) -> Iterator[Profile]:
    """
    The profiles of names found in texts, from what claims tell of them; what is denied tells nothing.

    Args:
        beside: what the first text to name one names as well.
        first: id of that text.
    """
    told: defaultdict[str, Told] = defaultdict(Told)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for stored in claims:
        claim = stored.claim
        for end, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
            documents[end].add(stored.document_id)
            if claim.modality is not Modality.NEGATED:
                told[end].add(claim.relation, other, is_subject=end == claim.subject)
    for entity in entities:
        own = told[entity.id]
        for other in beside:
            own.add("", other, is_subject=True)
        texts = frozenset({first} - {""} | documents[entity.id])
        yield made(entity.id, (entity.label,), classes_of(entity.type, schema), entity.type, own, texts)
