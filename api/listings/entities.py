"""
Everything the graph says about one thing, as a page shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.listings.facts import LABEL, TYPE, Facts, Thing, by_name
from kg.triples import Literal
from ontology.namespaces import DCT, LEX, ONTOLOGY, OWL, RDFS, SKOS

ALSO: Final = f"{SKOS}altLabel"
UNSHOWN: Final = (LABEL, TYPE, ALSO, f"{SKOS}prefLabel", f"{RDFS}subClassOf", f"{DCT}isReplacedBy")
INVERSE: Final = f"{OWL}inverseOf"
SHOWN_AT_ONCE: Final = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """
    One relation with its values.

    Attributes:
        more: how many values are left out.
    """

    label: str
    values: tuple[Thing, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class EntityPage:
    """
    One thing with what is believed about it.

    Attributes:
        also: its other names.
        facts: what it has, by relation.
        incoming: what has it, where no relation of its own says the same.
    """

    id: str
    iri: str
    label: str
    types: tuple[Thing, ...]
    also: tuple[str, ...]
    facts: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    is_agreement: bool


def entity_page(facts: Facts, iri: str) -> EntityPage | None:
    """
    The page of an IRI; nothing where the graph does not know it.
    """
    if not facts.knows(iri):
        return None
    said = facts.said(iri)
    own = {predicate for predicate in said if predicate not in UNSHOWN and not predicate.startswith((LEX, OWL))}
    mirrored = own | {inverse_of(facts, predicate) for predicate in own}
    incoming = {
        predicate
        for predicate in facts.said_with(iri)
        if predicate.startswith(ONTOLOGY) and predicate not in mirrored and inverse_of(facts, predicate) not in own
    }
    return EntityPage(
        facts.thing(iri).id,
        iri,
        facts.label(iri),
        facts.types(iri),
        tuple(sorted({each.value for each in said.get(ALSO, ()) if isinstance(each, Literal)})),
        sorted_facts(fact(facts.label(each), [facts.thing(value) for value in said[each]]) for each in own),
        sorted_facts(
            fact(f"is {facts.label(each)} of", [facts.thing(subject) for subject in facts.incoming[iri][each]])
            for each in incoming
        ),
        facts.is_a(iri, "Agreement"),
    )


def fact(label: str, values: list[Thing]) -> Fact:
    """
    A relation with as many of its values as a page can bear.
    """
    ordered = by_name(values)
    return Fact(label, ordered[:SHOWN_AT_ONCE], max(len(ordered) - SHOWN_AT_ONCE, 0))


def sorted_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """
    Facts by label.
    """
    return tuple(sorted(facts, key=lambda each: each.label))


def inverse_of(facts: Facts, predicate: str) -> str | None:
    """
    The declared inverse of a relation, either way round.
    """
    found = [*facts.said(predicate).get(INVERSE, ()), *facts.said_with(predicate).get(INVERSE, ())]
    return next((each for each in found if isinstance(each, str)), None)
