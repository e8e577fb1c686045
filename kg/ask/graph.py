"""
A labelled graph in memory, by integer ids: the index that sub-expressions are run on while they are being built.

Ids follow labels, never addresses, so renaming every IRI changes no answer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, TypeAlias

from kg.ask.values import Value
from kg.triples import Literal, Term
from ontology.namespaces import DCT, RDFS, SCHEMA, SKOS

LABELS: Final = (RDFS + "label", SKOS + "prefLabel", SCHEMA + "name", "http://schema.org/name", DCT + "title")


WORD: Final = re.compile(r"[^\W\d_]{3,}")
"What makes a local name a name rather than a number."


Step: TypeAlias = tuple[int, bool]
Path: TypeAlias = tuple[Step, ...]
Members: TypeAlias = frozenset[int]
Edges: TypeAlias = dict[int, tuple[int, ...]]


@dataclass(slots=True)
class Graph:
    """
    Nodes and literals by id, edges by property and direction.

    Attributes:
        terms: id to term; properties and classes have ids of their own in `properties` and `classes`.
        values: id to comparable value, for literals only.
        labels: node id to its names, the first one for show.
        outgoing: property id to subject to objects; closed for transitive, symmetric and inverse properties.
        incoming: the same, backwards.
        types: node to its own classes, superclasses left out.
        members: class to its instances, those of subclasses included.
        schema_triples: what was said about classes and properties.
        materialised: class ids whose instances all carry the type itself.
        kept: sets that many questions ask for, by the key of their expression.
    """

    terms: list[Term] = field(default_factory=list)
    values: dict[int, Value] = field(default_factory=dict)
    labels: dict[int, tuple[str, ...]] = field(default_factory=dict)
    properties: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    outgoing: list[Edges] = field(default_factory=list)
    incoming: list[Edges] = field(default_factory=list)
    types: dict[int, frozenset[int]] = field(default_factory=dict)
    members: list[Members] = field(default_factory=list)
    parents: list[frozenset[int]] = field(default_factory=list)
    literal_properties: frozenset[int] = frozenset()
    transitive: frozenset[int] = frozenset()
    symmetric: frozenset[int] = frozenset()
    inverses: dict[int, int] = field(default_factory=dict)
    schema_triples: dict[str, list[tuple[str, Term]]] = field(default_factory=dict)
    materialised: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    ids: dict[Term, int] = field(default_factory=dict)
    kept: dict[str, Members] = field(default_factory=dict)

    def step(self, members: Iterable[int], step: Step) -> Members:
        """
        Where one property leads from these nodes.
        """
        edges = (self.outgoing if step[1] else self.incoming)[step[0]]
        if isinstance(members, frozenset) and len(members) > len(edges):
            return frozenset(chain.from_iterable(ends for node, ends in edges.items() if node in members))
        return frozenset(chain.from_iterable(edges[member] for member in members if member in edges))

    def follow(self, members: Members, path: Path) -> Members:
        """
        Where a path leads from these nodes.
        """
        for step in path:
            members = self.step(members, step)
        return members

    def back(self, members: Members, path: Path) -> Members:
        """
        The nodes from which a path leads to one of these.
        """
        for prop, forward in reversed(path):
            members = self.step(members, (prop, not forward))
        return members

    def have(self, path: Path) -> Members:
        """
        The nodes from which a path leads anywhere.
        """
        first, forward = path[0]
        edges = (self.outgoing if forward else self.incoming)[first]
        if len(path) == 1:
            return frozenset(edges)
        rest = self.have(path[1:])
        return frozenset(node for node, ends in edges.items() if not rest.isdisjoint(ends))

    def any_have(self, members: Members, path: Path) -> bool:
        """
        Whether a path leads anywhere from any of these nodes.
        """
        prop, forward = path[0]
        edges = (self.outgoing if forward else self.incoming)[prop]
        if len(path) == 1:
            return not edges.keys().isdisjoint(members)
        return not self.have(path).isdisjoint(members)

    def ends(self, node: int, path: Path) -> tuple[int, ...]:
        """
        Where a path leads from one node; one step needs no set.
        """
        if len(path) == 1:
            prop, forward = path[0]
            return (self.outgoing if forward else self.incoming)[prop].get(node, ())
        return tuple(self.follow(frozenset((node,)), path))

    def above(self, types: Iterable[int]) -> set[int]:
        """
        Classes with the more general ones above them.
        """
        own = set(types)
        return own.union(*(self.parents[each] for each in own))

    def label(self, node: int) -> str:
        """
        The name of a node for show, or the form of a literal.
        """
        names = self.labels.get(node)
        if names:
            return names[0]
        term = self.terms[node]
        return term.value if isinstance(term, Literal) else local_name(term)

    def types_of(self, members: Members, at_most: int = 200) -> frozenset[int]:
        """
        The classes of some nodes, from a sample where there are many.
        """
        found: set[int] = set()
        for count, member in enumerate(members):
            if count >= at_most:
                break
            found.update(self.types.get(member, ()))
        return frozenset(found)


def local_name(iri: str) -> str:
    """
    The words in the last part of an IRI.

    >>> local_name("https://a.example/x#hasStartTime"), local_name("https://a.example/due_on")
    ('has start time', 'due on')
    """
    tail = iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    words: list[str] = []
    for part in tail.replace("_", " ").replace("-", " ").replace("%20", " ").replace(".", " ").split():
        start = 0
        for index in range(1, len(part)):
            if part[index].isupper() and not part[index - 1].isupper():
                words.append(part[start:index])
                start = index
        words.append(part[start:])
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)


def schema_label(graph: Graph, iri: str) -> str:
    """
    The English label of a class or property; the words of its address where it has none.
    """
    said = graph.schema_triples.get(iri, ())
    labels = [o for p, o in said if p in LABELS and isinstance(o, Literal)]
    english = [label for label in labels if is_english(label)]
    if not english and not WORD.search(local_name(iri)):
        english = labels
    return min(english).value if english else local_name(iri)


def is_english(literal: Literal) -> bool:
    """
    Whether a text is English, or of no language told.
    """
    return not literal.language or literal.language.lower().split("-")[0] == "en"
