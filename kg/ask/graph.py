"""
A labelled graph in memory, by integer ids: the index that sub-expressions are run on while they are being built.

Ids follow labels, never addresses, so renaming every IRI changes no answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, TypeAlias

from kg.ask.values import Value, value_of
from kg.triples import Literal, Term, Triple, is_blank
from ontology.namespaces import DCT, LEX, OWL, RDF, RDFS, SCHEMA, SKOS

TYPE: Final = RDF + "type"
LABELS: Final = (RDFS + "label", SKOS + "prefLabel", SCHEMA + "name", "http://schema.org/name", DCT + "title")
LABELS_TOO: Final = (
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/elements/1.1/title",
)
ALT_LABELS: Final = (
    SKOS + "altLabel",
    SKOS + "hiddenLabel",
    SCHEMA + "alternateName",
    "http://schema.org/alternateName",
)
SCHEMA_CLASSES: Final = frozenset(
    [OWL + n for n in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology", "Restriction")]
    + [OWL + n for n in ("TransitiveProperty", "SymmetricProperty", "FunctionalProperty", "InverseFunctionalProperty")]
    + [OWL + n for n in ("AllDisjointClasses", "AllDifferent", "AsymmetricProperty", "IrreflexiveProperty")]
    + [RDFS + n for n in ("Class", "Datatype")]
    + [RDF + "Property", SKOS + "ConceptScheme"]
)
SKIPPED: Final = (RDFS, OWL, LEX, RDF, "http://www.w3.org/ns/shacl#")

NAMING: Final = re.compile(
    r"(?i)(?:short|other|alternative|former|common|contextual|full|official|brand)_?(?:name|alias)$"
)
"Properties that give a thing another name, though no vocabulary says so."

NAMED: Final = re.compile(r"(?i)(?:^|[/#:_]|(?<=[a-z]))(?:name|title|label)$")
"Properties that may name a thing that has no label."
WORD: Final = re.compile(r"[^\W\d_]{3,}")
"What makes a local name a name rather than a number."
UNIQUE: Final = 0.9
"The share of different values from which on such a property tells things apart: a job title does not."

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


def index_triples(triples: Iterable[Triple]) -> Graph:
    """
    The index of a graph: one pass to sort the triples, one to give ids, one to lay edges.
    """
    facts, schema, types, names = _sort(triples)
    graph = Graph(schema_triples=schema)
    _number_classes(graph, types)
    _number_nodes(graph, facts, types, names)
    _lay_edges(graph, facts)
    _close(graph)
    return graph


def _sort(
    triples: Iterable[Triple],
) -> tuple[
    dict[str, list[tuple[str, Term]]], dict[str, list[tuple[str, Term]]], dict[str, list[str]], dict[str, list[str]]
]:
    every = list(triples)
    schema_nodes = _schema_nodes(every)
    facts: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    schema: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    types: dict[str, list[str]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    alternative: dict[str, list[str]] = defaultdict(list)
    label_index = {label: rank for rank, label in enumerate(LABELS + LABELS_TOO)}
    for s, p, o in every:
        if s in schema_nodes or (is_blank(s) and p in (RDF + "first", RDF + "rest", OWL + "unionOf")):
            schema[s].append((p, o))
        elif p == TYPE and isinstance(o, str):
            types[s].append(o)
        elif p in label_index and isinstance(o, Literal):
            names[s].append(o.value) if is_english(o) else alternative[s].append(o.value)
        elif p in ALT_LABELS and isinstance(o, Literal):
            alternative[s].append(o.value)
        elif p.startswith(LEX):
            schema[s].append((p, o))
        elif not p.startswith(SKIPPED):
            facts[p].append((s, o))
            if isinstance(o, Literal) and NAMING.search(p):
                alternative[s].append(o.value)
    _complete(names, alternative, _names_by_property(facts, types, names))
    return facts, schema, types, names


def _complete(names: dict[str, list[str]], more: dict[str, list[str]], found: Iterable[tuple[str, str]]) -> None:
    for s, name in found:
        names[s].append(name)
    for s, others in more.items():
        names[s].extend(sorted(set(others) - set(names[s])))


def _schema_nodes(every: list[Triple]) -> set[str]:
    """
    What is spoken of rather than about: whatever is declared a class or property, or used as one.
    """
    declared = {s for s, p, o in every if p == TYPE and o in SCHEMA_CLASSES}
    declared |= {s for s, p, _ in every if p in (RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain")}
    classes = {o for _, p, o in every if p == TYPE and isinstance(o, str)}
    things = {s for s, p, o in every if p == TYPE and s in classes and o not in SCHEMA_CLASSES}
    return declared | {p for _, p, _ in every} | (classes - things)


def is_english(literal: Literal) -> bool:
    """
    Whether a text is English, or of no language told.
    """
    return not literal.language or literal.language.lower().split("-")[0] == "en"


def _names_by_property(
    facts: dict[str, list[tuple[str, Term]]], types: dict[str, list[str]], names: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """
    Names for things without a label, from the property that looks like a name and tells its things apart.
    """
    named: set[str] = set()
    for p in sorted((p for p in facts if NAMED.search(p)), key=lambda p: (len(local_name(p)), p)):
        said = [(s, o.value) for s, o in facts[p] if isinstance(o, Literal) and is_english(o)]
        if len({value for _, value in said}) < UNIQUE * len(said):
            continue
        for s, value in said:
            if s in types and not names.get(s) and s not in named:
                named.add(s)
                yield s, value


def _number_classes(graph: Graph, types: dict[str, list[str]]) -> None:
    used = {c for of_node in types.values() for c in of_node if not c.startswith((OWL, RDFS))}
    declared = {s for s, said in graph.schema_triples.items() if (TYPE, OWL + "Class") in said and not is_blank(s)}
    declared |= {s for s, said in graph.schema_triples.items() if (TYPE, RDFS + "Class") in said}
    graph.classes = sorted(used | declared, key=lambda iri: (schema_label(graph, iri), iri))
    number = {iri: index for index, iri in enumerate(graph.classes)}
    direct: list[set[int]] = [set() for _ in graph.classes]
    for iri, said in graph.schema_triples.items():
        if iri in number:
            direct[number[iri]] = {
                number[o] for p, o in said if p == RDFS + "subClassOf" and isinstance(o, str) and o in number
            } - {number[iri]}
    graph.parents = [frozenset(_reach(index, direct)) for index in range(len(direct))]
    ordered = {c: sorted({number[t] for t in of if t in number}) for c, of in types.items()}
    carried: list[set[str]] = [set() for _ in graph.classes]
    everyone: list[set[str]] = [set() for _ in graph.classes]
    for node, of in ordered.items():
        for c in of:
            carried[c].add(node)
            everyone[c].add(node)
            for parent in graph.parents[c]:
                everyone[parent].add(node)
    graph.materialised = frozenset(c for c in range(len(graph.classes)) if len(carried[c]) == len(everyone[c]))


def _reach(start: int, direct: list[set[int]]) -> set[int]:
    found: set[int] = set()
    todo = list(direct[start])
    while todo:
        node = todo.pop()
        if node not in found:
            found.add(node)
            todo.extend(direct[node])
    return found - {start}


def _number_nodes(  # noqa: C901 - one pass
    graph: Graph,
    facts: dict[str, list[tuple[str, Term]]],
    types: dict[str, list[str]],
    names: dict[str, list[str]],
) -> None:
    hidden = {s for s, said in graph.schema_triples.items() if (LEX + "hidden", Literal("true")) in _plain(said)}
    graph.properties = sorted((p for p in facts if p not in hidden), key=lambda iri: (schema_label(graph, iri), iri))
    nodes: dict[str, tuple[str, ...]] = dict.fromkeys(types, ())
    literals: set[Literal] = set()
    for p in graph.properties:
        for s, o in facts[p]:
            nodes.setdefault(s, ())
            if isinstance(o, Literal):
                literals.add(o)
            else:
                nodes.setdefault(o, ())
    number = {iri: index for index, iri in enumerate(graph.classes)}
    signs = {node: (names.get(node) or [local_name(node)])[0] for node in nodes}
    degree: dict[str, int] = defaultdict(int)
    for p in graph.properties:
        for s, o in facts[p]:
            degree[s] += 1
            if isinstance(o, str):
                degree[o] += 1
    order = sorted(nodes, key=lambda node: (signs[node], degree[node], node))
    graph.terms = [*order, *sorted(literals)]
    graph.ids = {term: index for index, term in enumerate(graph.terms)}
    for index in range(len(order), len(graph.terms)):
        term = graph.terms[index]
        if isinstance(term, Literal):
            graph.values[index] = value_of(term)
    graph.labels = {graph.ids[s]: tuple(dict.fromkeys(said)) for s, said in names.items() if s in graph.ids}
    graph.named = frozenset(graph.labels)
    members: list[set[int]] = [set() for _ in graph.classes]
    for node, of in types.items():
        own = {number[c] for c in of if c in number}
        index = graph.ids[node]
        above = {parent for c in own for parent in graph.parents[c]}
        graph.types[index] = frozenset(own - above)
        for c in own | above:
            members[c].add(index)
    graph.members = [frozenset(m) for m in members]


def _plain(said: list[tuple[str, Term]]) -> list[tuple[str, Term]]:
    return [(p, Literal(o.value) if isinstance(o, Literal) else o) for p, o in said]


def _lay_edges(graph: Graph, facts: dict[str, list[tuple[str, Term]]]) -> None:
    literal_properties = set()
    for index, p in enumerate(graph.properties):
        outgoing: dict[int, set[int]] = defaultdict(set)
        literal_count = 0
        for s, o in facts[p]:
            outgoing[graph.ids[s]].add(graph.ids[o])
            literal_count += isinstance(o, Literal)
        if literal_count * 2 > len(facts[p]):
            literal_properties.add(index)
        graph.outgoing.append({s: tuple(sorted(ends)) for s, ends in outgoing.items()})
    graph.literal_properties = frozenset(literal_properties)


def _close(graph: Graph) -> None:
    number = {iri: index for index, iri in enumerate(graph.properties)}
    kinds: dict[str, set[int]] = {"Transitive": set(), "Symmetric": set()}
    for iri, said in graph.schema_triples.items():
        if iri not in number:
            continue
        for kind, found in kinds.items():
            if (TYPE, f"{OWL}{kind}Property") in said:
                found.add(number[iri])
        for p, o in said:
            if p == OWL + "inverseOf" and isinstance(o, str) and o in number:
                graph.inverses[number[iri]] = number[o]
                graph.inverses[number[o]] = number[iri]
    graph.transitive, graph.symmetric = frozenset(kinds["Transitive"]), frozenset(kinds["Symmetric"])
    for prop, inverse in graph.inverses.items():
        graph.outgoing[prop] = merge_edges(graph.outgoing[prop], turned(graph.outgoing[inverse]))
    for prop in graph.symmetric:
        graph.outgoing[prop] = merge_edges(graph.outgoing[prop], turned(graph.outgoing[prop]))
    for prop in graph.transitive:
        graph.outgoing[prop] = closure(graph.outgoing[prop])
    graph.incoming = [turned(edges) for edges in graph.outgoing]


def turned(edges: Edges) -> Edges:
    """
    The same edges, backwards.
    """
    found: dict[int, list[int]] = defaultdict(list)
    for s, ends in edges.items():
        for o in ends:
            found[o].append(s)
    return {node: tuple(sorted(ends)) for node, ends in found.items()}


def merge_edges(one: Edges, other: Edges) -> Edges:
    """
    The edges of both.
    """
    if all(set(ends) <= set(one.get(node, ())) for node, ends in other.items()):
        return one
    return {node: tuple(sorted({*one.get(node, ()), *other.get(node, ())})) for node in {*one, *other}}


def closure(edges: Edges) -> Edges:
    """
    The transitive closure: everything that can be reached in one step or more.
    """
    found: Edges = {}
    for start in edges:
        reached: set[int] = set()
        todo = list(edges[start])
        while todo:
            node = todo.pop()
            if node not in reached:
                reached.add(node)
                todo.extend(edges.get(node, ()))
        found[start] = tuple(sorted(reached))
    return found
