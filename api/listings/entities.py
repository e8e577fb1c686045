"""
Everything the graph says about one thing, as a page shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.listings.facts import LABEL, TYPE, Facts, Thing, by_name
from api.listings.figures import FigureRow, figures_of
from kg.triples import Literal, Term
from ontology.namespaces import DCT, ENTITIES, LEX, ONTOLOGY, OWL, RDFS, SKOS

ALSO: Final = f"{SKOS}altLabel"
UNSHOWN: Final = (LABEL, TYPE, ALSO, f"{SKOS}prefLabel", f"{RDFS}subClassOf", f"{DCT}isReplacedBy")
FOR_READING: Final = tuple(
    ONTOLOGY + name
    for name in "contextualAlias labelNeedsContext metonym nominalParty nominalPartyOf resolvedFrom resolves".split()
)
"What only helps to recognise a thing in a text; it stands in the other forms of the page."
FOR_MACHINES: Final = (f"{SKOS}hiddenLabel", f"{SKOS}inScheme", f"{DCT}isPartOf", f"{DCT}replaces")
"What relations of our own say too, or what no reader looks for; in the other forms as well."
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
        figures: shares, with year and source.
        facts: what else it has, by relation.
        incoming: what has it, where no relation of its own says the same.
    """

    id: str
    iri: str
    label: str
    types: tuple[Thing, ...]
    also: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    facts: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    is_agreement: bool


def entity_page(facts: Facts, iri: str, today: date) -> EntityPage:
    """
    The page of an IRI that the graph knows.

    Args:
        today: the day of view, which tells forecasts from what has been.
    """
    said = facts.said(iri)
    hidden = {*UNSHOWN, *FOR_READING, *FOR_MACHINES}
    own = {predicate for predicate in said if predicate not in hidden and not predicate.startswith((LEX, OWL))}
    mirrored = own | {inverse_of(facts, predicate) for predicate in own}
    incoming = {
        predicate
        for predicate in facts.said_with(iri)
        if predicate.startswith(ONTOLOGY)
        and predicate not in mirrored | hidden
        and inverse_of(facts, predicate) not in own | hidden
    }
    figures = figures_of(facts, iri, today)
    return EntityPage(
        facts.thing(iri).id,
        iri,
        facts.label(iri),
        facts.types(iri),
        tuple(sorted({each.value for each in said.get(ALSO, ()) if isinstance(each, Literal)})),
        figures,
        sorted_facts(fact(facts, facts.label(each), said[each]) for each in own),
        sorted_facts(fact(facts, f"is {facts.label(each)} of", facts.said_with(iri)[each]) for each in incoming),
        facts.is_a(iri, "Agreement"),
    )


def fact(facts: Facts, label: str, values: Iterable[Term]) -> Fact:
    """
    A relation with as many of its values as a page can bear, without nodes that have no name; shares are figures.
    """
    ordered = by_name(facts.thing(value) for value in values if isinstance(value, Literal) or is_told(facts, value))
    return Fact(label, ordered[:SHOWN_AT_ONCE], max(len(ordered) - SHOWN_AT_ONCE, 0))


def is_told(facts: Facts, iri: str) -> bool:
    """
    Whether an IRI is worth a link among the facts: it has a name, or lies outside, and is no share.
    """
    is_node = iri.startswith(ENTITIES) and facts.label(iri) == iri.removeprefix(ENTITIES)
    return not is_node and not facts.value(iri, "percent")


def sorted_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """
    Facts that have values, by label.
    """
    return tuple(sorted((each for each in facts if each.values), key=lambda each: each.label))


def inverse_of(facts: Facts, predicate: str) -> str | None:
    """
    The declared inverse of a relation, either way round.
    """
    found = [*facts.said(predicate).get(INVERSE, ()), *facts.said_with(predicate).get(INVERSE, ())]
    return next((each for each in found if isinstance(each, str)), None)
