"""
The door of pyshacl: does data look as the shapes of `schema/shapes.ttl` want it?
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pyshacl
from rdflib import Dataset, Graph
from rdflib.namespace import RDF, RDFS, SH

from ontology.errors import InvalidData, Violation
from ontology.load import block_places, parse_turtle, reference_files, schema_files


def validate(text: str, *, syntax: str = "turtle") -> tuple[Violation, ...]:
    """
    The breaches of the shapes in a piece of data, in the order of what breaks them.

    Args:
        text: Turtle, N-Triples or N-Quads; what it speaks of must have its types in it, or in `schema/`.
        syntax: `turtle`, `nt` or `nquads`; of quads, all graphs are looked at as one.
    """
    data = Graph()
    if syntax == "nquads":
        dataset = Dataset()
        with warnings.catch_warnings():  # rdflib's own parser still uses what rdflib deprecates
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=text, format="nquads")
        for subject, predicate, value, _ in dataset.quads():
            data.add((subject, predicate, value))
    else:
        data.parse(data=text, format=syntax)
    return tuple(_violations(data, {}))


def check_files(paths: Iterable[Path]) -> tuple[Violation, ...]:
    """
    The breaches of the shapes in Turtle files, each with the file and the line of the block concerned.

    Raises:
        BrokenTurtle: a file cannot be parsed.
    """
    chosen = list(paths)
    return tuple(_violations(parse_turtle(chosen), block_places(chosen)))


def require_valid_reference() -> None:
    """
    Hold the packaged reference data to the shapes.

    Raises:
        InvalidData: it breaks some; the error names file, line and term of each.
    """
    vocabularies = [path for path in schema_files() if path.name in {"stages.ttl", "instruments.ttl", "statuses.ttl"}]
    violations = check_files(vocabularies + reference_files())
    if violations:
        raise InvalidData(violations)


def _violations(data: Graph, places: Mapping[str, tuple[str, int]]) -> Iterator[Violation]:
    shapes, hierarchy = _shapes()
    _, report, _ = pyshacl.validate(data + hierarchy, shacl_graph=shapes, inference="none")
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode))
        file, line = places.get(focus, ("", 0))
        path = report.value(result, SH.resultPath)
        message = str(report.value(result, SH.resultMessage))
        found.append(Violation(focus, str(path) if path else "", message, file, line))
    yield from sorted(set(found), key=lambda one: (one.file, one.line, one.focus, one.term, one.message))


@cache
def _shapes() -> tuple[Graph, Graph]:
    """
    The shapes, and of the schema only what they need: subclasses, statuses, and types of the vocabularies.
    """
    shapes = parse_turtle(path for path in schema_files() if path.name == "shapes.ttl")
    schema = parse_turtle(path for path in schema_files() if path.name != "shapes.ttl")
    hierarchy = Graph()
    for triple in schema.triples((None, RDFS.subClassOf, None)):
        hierarchy.add(triple)
    for subject, _, kind in schema.triples((None, RDF.type, None)):
        if str(kind).rpartition("#")[2] in {"Status", "ProjectStatus"}:
            hierarchy.add((subject, RDF.type, kind))
    return shapes, hierarchy
