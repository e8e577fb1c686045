"""
From triples to the index of a graph: what is spoken of is told from what is said, things get their names, nodes ids.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kg.ask.edges import closure, merge_edges, turned
from kg.ask.graph import LABELS, Graph, is_english, local_name, schema_label
from kg.ask.values import value_of
from kg.triples import Literal, Term, Triple, is_blank
from ontology.namespaces import LEX, OWL, RDF, RDFS, SCHEMA, SKOS

TYPE: Final = RDF + "type"
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
UNIQUE: Final = 0.9
"The share of different values from which on such a property tells things apart: a job title does not."


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
    above = closure({index: tuple(sorted(parents)) for index, parents in enumerate(direct)})
    graph.parents = [frozenset(above[index]) - {index} for index in range(len(direct))]
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
