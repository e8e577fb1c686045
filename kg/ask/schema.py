"""
What a graph can be asked: its classes and properties with their words, and the edges that its data really has.

Domain and range are not believed; edges are counted in the data.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kg.ask.graph import WORD, Graph, Path, local_name, schema_label
from kg.ask.wordings import Wording, class_wordings, property_wordings
from kg.ask.words import Words
from kg.triples import Literal
from ontology.namespaces import LEX

Types: TypeAlias = frozenset[int]

MANY_LINKS: Final = 12
FEW: Final = 6
FAR: Final = 3.0
"What it costs to take a value of something near for one of a thing itself."
DOUBT: Final = 0.3
"What each bit of choice among more unsaid relations than a few costs: where many join two kinds, none is meant."


@dataclass(slots=True)
class Schema:
    """
    The observed schema of a graph, by the ids of its index.

    Attributes:
        kinds: property to the kind of its literal values; absent for object properties.
        subjects: property to the classes that have it, with counts; `objects` the same for what it leads to.
        pairs: two classes to the paths of one step that join them, with counts.
        events: classes whose nodes are crossed rather than named.
        filed: classes of nothing but numbers filed by what they are about: looked up (`cubes`), never crossed.
        filing: properties that only such numbers have.
        unnamed: classes whose things nobody calls by their label, which only describes them.
        contested: property to the property that lists what is contested about it.
        values_of: literal property to the class made of its values.
        measures: class to the property that says how big its members are.
        dates: class to the property that says when its members came to be.
        adjectives: adjective form to property and whether it means much of it.
    """

    class_labels: list[str] = field(default_factory=list)
    property_labels: list[str] = field(default_factory=list)
    class_words: list[list[Wording]] = field(default_factory=list)
    property_words: list[list[Wording]] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)
    subjects: list[dict[int, int]] = field(default_factory=list)
    objects: list[dict[int, int]] = field(default_factory=list)
    pairs: dict[tuple[int, int], dict[Path, int]] = field(default_factory=dict)
    neighbours: dict[int, set[int]] = field(default_factory=dict)
    events: Types = frozenset()
    filed: Types = frozenset()
    filing: frozenset[int] = frozenset()
    unnamed: Types = frozenset()
    contested: dict[int, int] = field(default_factory=dict)
    values_of: dict[int, int] = field(default_factory=dict)
    measures: dict[int, int] = field(default_factory=dict)
    dates: dict[int, int] = field(default_factory=dict)
    adjectives: dict[str, list[tuple[int, bool]]] = field(default_factory=dict)
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    cache: dict[tuple[Types, Types], list[tuple[Path, float]]] = field(default_factory=dict)

    def links(self, near: Types, far: Types) -> list[tuple[Path, float]]:
        """
        Paths that join members of two sets of classes, with a cost: 0 for the most frequent single step.
        """
        found = self.cache.get((near, far))
        if found is None:
            every = sorted(self._find_links(near, far), key=lambda link: (link[1], link[0]))
            doubt = DOUBT * max(0.0, math.log2(len(every) / FEW)) if every else 0.0
            found = [(path, loss + doubt) for path, loss in every[:MANY_LINKS]]
            self.cache[near, far] = found
        return found

    def _find_links(self, near: Types, far: Types) -> Iterator[tuple[Path, float]]:  # noqa: C901, PLR0912 - one walk
        direct: dict[Path, int] = defaultdict(int)
        near, far = near - self.filed, far - self.filed
        for one in near:
            for other in far:
                for path, count in self.pairs.get((one, other), {}).items():
                    direct[path] += count
        most = max(direct.values(), default=1)
        for path, count in direct.items():
            yield path, 0.5 * (1 - count / most)
        seen: set[Path] = set()
        for one in near:
            for middle in self.neighbours.get(one, ()):
                crossed = middle in self.events
                if middle in self.filed:
                    continue
                if direct and not crossed:
                    continue
                for other in far:
                    seconds = self.pairs.get((middle, other))
                    if not seconds:
                        continue
                    for first in self.pairs[one, middle]:
                        for second in seconds:
                            path = first + second
                            if path not in seen and (first[0][0], not first[0][1]) != second[0]:
                                seen.add(path)
                                yield path, 1.0 if crossed else 2.0

    def dispute(self, prop: int, form: int) -> None:
        """
        Note the contested form of a property. What has its value contested can be asked for it, but the form is left
        out of the links that no word names: a contested value is no value.
        """
        self.contested[prop] = form
        for c, count in self.subjects[form].items():
            self.subjects[prop].setdefault(c, count)
        if form in self.kinds:
            self.kinds.setdefault(prop, self.kinds[form])
        self.forget(form)

    def unnamed_kinds(self) -> Iterator[tuple[int, str]]:
        """
        The literal properties that can be meant where no word names one, with their kinds; contested forms cannot.
        """
        forms = set(self.contested.values())
        return ((prop, kind) for prop, kind in self.kinds.items() if prop not in forms)

    def forget(self, prop: int) -> None:
        """
        Leave a property out of the links that no word names.
        """
        for paths in self.pairs.values():
            for forward in (True, False):
                paths.pop(((prop, forward),), None)

    def values_from(self, near: Types, prop: int) -> list[tuple[Path, float]]:
        """
        Paths from members of some classes to a literal property: its own, or one step away.
        """
        holders = self.subjects[prop]
        if any(c in holders for c in near):
            return [(((prop, True),), 0.0)]
        found: dict[Path, float] = {}
        for one in near:
            for middle in self.neighbours.get(one, ()):
                if middle in holders and middle not in self.filed:
                    cost = 1.0 if middle in self.events else FAR
                    for first in self.pairs[one, middle]:
                        path = (*first, (prop, True))
                        found[path] = min(cost, found.get(path, cost))
        return sorted(found.items(), key=lambda link: (link[1], link[0]))[:4]


def read_schema(graph: Graph, words: Words) -> Schema:
    """
    The schema of an indexed graph, with words for every class and property.
    """
    schema = Schema()
    _observe(graph, schema)
    _find_events(graph, schema)
    properties = {iri: index for index, iri in enumerate(graph.properties)}
    for index, iri in enumerate(graph.classes):
        schema.class_labels.append(schema_label(graph, iri))
        schema.class_words.append(list(class_wordings(graph, iri, words)))
        _annotate_class(graph, schema, properties, index)
    numbers = frozenset().union(*(graph.members[c] for c in schema.measures.keys() & schema.events))
    schema.filed = frozenset(c for c, members in enumerate(graph.members) if members and members <= numbers)
    schema.filing = frozenset(p for p, edges in enumerate(graph.outgoing) if edges and edges.keys() <= numbers)
    for index, iri in enumerate(graph.properties):
        schema.property_labels.append(schema_label(graph, iri))
        spoken = property_wordings(graph, iri, words, is_boolean=schema.kinds.get(index) == "boolean")
        schema.property_words.append(spoken.wordings)
        schema.frames.append(spoken.frame)
        schema.said[index] = spoken.written
        for p, o in graph.schema_triples.get(iri, ()):
            if p == LEX + "contestedFormOf" and isinstance(o, str) and o in properties:
                schema.dispute(properties[o], index)
            if p in (LEX + "dimension", LEX + "dimensionLow") and isinstance(o, Literal):
                schema.adjectives.setdefault(o.value.lower(), []).append((index, p == LEX + "dimension"))
    return schema


def _annotate_class(graph: Graph, schema: Schema, properties: dict[str, int], index: int) -> None:
    for p, o in graph.schema_triples.get(graph.classes[index], ()):
        if p == LEX + "defaultMeasure" and isinstance(o, str) and o in properties:
            schema.measures[index] = properties[o]
        if p == LEX + "defaultDate" and isinstance(o, str) and o in properties:
            schema.dates[index] = properties[o]
        if p == LEX + "unnamed" and isinstance(o, Literal) and o.value in ("true", "1"):
            schema.unnamed |= {index}
        if p == LEX + "eventNode" and isinstance(o, Literal) and o.value in ("true", "1"):
            schema.events |= {index, *(c for c, above in enumerate(graph.parents) if index in above)}


def _observe(graph: Graph, schema: Schema) -> None:
    pairs: dict[tuple[int, int], dict[Path, int]] = defaultdict(lambda: defaultdict(int))
    everything = {node: graph.types.get(node, frozenset()) for node in graph.types}
    above = {node: of.union(*(graph.parents[c] for c in of)) for node, of in everything.items()}
    for prop, edges in enumerate(graph.outgoing):
        subjects: dict[int, int] = defaultdict(int)
        objects: dict[int, int] = defaultdict(int)
        kinds: dict[str, int] = defaultdict(int)
        for node, ends in edges.items():
            near = above.get(node, ())
            for c in near:
                subjects[c] += 1
            for end in ends:
                value = graph.values.get(end)
                if value is not None:
                    kinds[value.kind] += 1
                    continue
                for c in above.get(end, ()):
                    objects[c] += 1
                    for own in near:
                        pairs[own, c][((prop, True),)] += 1
                        pairs[c, own][((prop, False),)] += 1
        schema.subjects.append(dict(subjects))
        schema.objects.append(dict(objects))
        if kinds and prop in graph.literal_properties:
            schema.kinds[prop] = max(kinds, key=lambda kind: (kinds[kind], kind))
    schema.pairs = {pair: dict(paths) for pair, paths in pairs.items()}
    neighbours: dict[int, set[int]] = defaultdict(set)
    for one, other in schema.pairs:
        neighbours[one].add(other)
    schema.neighbours = dict(neighbours)


def _find_events(graph: Graph, schema: Schema) -> None:
    found = set()
    is_labelled = 2 * len(graph.named) > len(graph.types)
    for index, members in enumerate(graph.members):
        sample = sorted(members)[:50]
        leads = {
            prop
            for prop in range(len(graph.properties))
            if prop not in graph.literal_properties and index in schema.subjects[prop]
        }
        named = any(node in graph.named for node in sample)
        if not named and not is_labelled:
            own = set(local_name(graph.classes[index]).lower().split())
            named = any(set(WORD.findall(graph.label(node).lower())) - own for node in sample)
        if sample and len(leads) >= 2 and not named:  # noqa: PLR2004 - a link
            found.add(index)
    schema.events = frozenset(found)
