"""
The triples of one view of belief, indexed both ways for the pages.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self, TypeVar, cast

from kg.evidence import EvidenceFinder
from kg.ledger.records import StoredClaim, StoredDocument
from kg.triples import Literal, Term, Triple
from kg.views import View
from ontology.namespaces import BASE, ENTITIES, ONTOLOGY, RDF, RDFS, SKOS

List = TypeVar("List")

TYPE: Final = f"{RDF}type"
LABEL: Final = f"{RDFS}label"
SUBCLASS: Final = f"{RDFS}subClassOf"
NAMES: Final = (LABEL, f"{SKOS}prefLabel")


@dataclass(frozen=True, slots=True)
class Thing:
    """
    Something with a name: an IRI with its label, or a literal, whose `iri` is empty.
    """

    iri: str
    label: str

    @property
    def id(self) -> str:
        """
        The id of an entity; the last part of any other IRI.
        """
        return (
            self.iri.removeprefix(ENTITIES)
            if self.iri.startswith(ENTITIES)
            else self.iri.rpartition("#")[2] or self.iri
        )


class Made:
    """
    Something that does not change, with whatever lists were made of it.

    A list in order of days is made once for each version of the data, so a page of it costs a page and not the list.
    """

    def __init__(self) -> None:
        self._made: dict[Callable[[Any], Any], Any] = {}

    def made(self, make: Callable[[Self], List]) -> List:
        """
        What a function makes of it, made when first asked for.
        """
        if make not in self._made:
            self._made[make] = make(self)
        return cast("List", self._made[make])


class Facts(Made):
    """
    Triples by subject and by object.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        super().__init__()
        self.outgoing: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.incoming: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            self.outgoing[subject][predicate].append(value)
            if isinstance(value, str):
                self.incoming[value][predicate].append(subject)

    def said(self, iri: str) -> Mapping[str, list[Term]]:
        """
        What an IRI has, by predicate.
        """
        return self.outgoing.get(iri, {})

    def said_with(self, iri: str) -> Mapping[str, list[str]]:
        """
        What has an IRI, by predicate.
        """
        return self.incoming.get(iri, {})

    def knows(self, iri: str) -> bool:
        """
        Whether anything is said about an IRI.
        """
        return iri in self.outgoing

    def entity(self, entity_id: str) -> str:
        """
        The IRI of an entity id; empty where the graph knows none.
        """
        iri = ENTITIES + entity_id
        return iri if iri in self.outgoing else ""

    def label(self, iri: str) -> str:
        """
        The English name of an IRI; its last part where it has none.
        """
        said = self.said(iri)
        for predicate in NAMES:
            labels = [value for value in said.get(predicate, ()) if isinstance(value, Literal)]
            if labels:
                return min(labels, key=lambda each: (each.language != "en", each.value)).value
        return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]

    def thing(self, term: Term) -> Thing:
        """
        A term with its name.
        """
        return Thing("", term.value) if isinstance(term, Literal) else Thing(term, self.label(term))

    def values(self, iri: str, relation: str) -> tuple[Term, ...]:
        """
        The objects of one relation of the ontology, sorted by their form.
        """
        return tuple(sorted(self.said(iri).get(ONTOLOGY + relation, ()), key=text_of))

    def value(self, iri: str, relation: str) -> str:
        """
        The first object of a relation as text; empty where there is none.
        """
        return next((text_of(value) for value in self.values(iri, relation)), "")

    def things(self, iri: str, relation: str) -> tuple[Thing, ...]:
        """
        The objects of one relation, by name.
        """
        return by_name(self.thing(value) for value in self.values(iri, relation))

    def sources(self, iri: str, relation: str) -> tuple[Thing, ...]:
        """
        The subjects that have an IRI as object of a relation, by name.
        """
        return by_name(self.thing(subject) for subject in self.sources_of(iri, relation))

    def sources_of(self, iri: str, relation: str) -> tuple[str, ...]:
        """
        The subjects that have an IRI as object of a relation of the ontology.
        """
        return tuple(self.said_with(iri).get(ONTOLOGY + relation, ()))

    def members(self, local_name: str) -> tuple[str, ...]:
        """
        The IRIs of a class of the ontology, sorted.
        """
        return tuple(sorted(self.said_with(ONTOLOGY + local_name).get(TYPE, ())))

    def types(self, iri: str) -> tuple[Thing, ...]:
        """
        The most special classes of an IRI.
        """
        classes = {value for value in self.said(iri).get(TYPE, ()) if isinstance(value, str)}
        general = {above for one in classes for above in self.said(one).get(SUBCLASS, ()) if above != one}
        return by_name(self.thing(one) for one in classes - general if one.startswith(BASE))

    def is_a(self, iri: str, local_name: str) -> bool:
        """
        Whether an IRI has a class of the ontology.
        """
        return ONTOLOGY + local_name in self.said(iri).get(TYPE, ())


class IndexedView(Made):
    """
    One view of belief with the indexes pages need, each made when first asked for.
    """

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view

    @cached_property
    def facts(self) -> Facts:
        """
        The triples, both ways.
        """
        return Facts(self.view.triples)

    @cached_property
    def finder(self) -> EvidenceFinder:
        """
        From triples to sentences.
        """
        return EvidenceFinder(self.view)

    @cached_property
    def claims_about(self) -> dict[str, list[StoredClaim]]:
        """
        The claims of the view by the ids they are about, newest text first.
        """
        about: defaultdict[str, list[StoredClaim]] = defaultdict(list)
        for stored in sorted(self.view.claims.values(), key=lambda each: (each.available, each.id), reverse=True):
            for end in {stored.claim.subject, stored.claim.object}:
                about[end].append(stored)
        return dict(about)

    @cached_property
    def copies(self) -> dict[str, list[StoredDocument]]:
        """
        The relevant documents of the view by the text they are copies of: id of the earliest copy.
        """
        found: defaultdict[str, list[StoredDocument]] = defaultdict(list)
        for document in self.view.documents:
            if document.relevant and not document.gone:
                found[self.view.first_copies[document.id]].append(document)
        return dict(found)

    @cached_property
    def in_dissent(self) -> frozenset[str]:
        """
        The claims that stand against something believed, or on one side of something contested.
        """
        return frozenset(claim for each in self.view.assessments for claim in each.dissent)

    @cached_property
    def claims_in(self) -> dict[str, list[StoredClaim]]:
        """
        The claims of the view by document, in text order.
        """
        found: defaultdict[str, list[StoredClaim]] = defaultdict(list)
        for stored in sorted(self.view.claims.values(), key=lambda each: (each.start, each.end, each.id)):
            found[stored.document_id].append(stored)
        return dict(found)


def partners_of(claims: Iterable[StoredClaim], entity_id: str) -> frozenset[str]:
    """
    The ids at the other end of claims about an id.
    """
    return frozenset(end for each in claims for end in (each.claim.subject, each.claim.object)) - {entity_id}


def text_of(term: Term) -> str:
    """
    The lexical form of a literal, or the IRI.
    """
    return term.value if isinstance(term, Literal) else term


def by_name(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """
    Each thing once, in the order of the names.
    """
    return tuple(sorted(set(things), key=lambda each: (each.label.casefold(), each.iri)))
