"""
The door of rdflib: Turtle files of ours in, plain frozen data out.

`load_terms()` reads the schema alone and is quick; `load_reference()` reads what the project ships about the world.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from ontology.base import rebased
from ontology.blocks import Blocks
from ontology.entities import Reference
from ontology.errors import BrokenTurtle
from ontology.read_reference import reference_of
from ontology.read_terms import terms_of
from ontology.terms import Terms

PREFIX = re.compile(r"^@prefix\s+([\w-]*):\s*<([^>]*)>")
BLOCK_START = re.compile(r"^(<[^>]*>|[A-Za-z][\w-]*:[^\s]+|:[^\s]+)\s")


def schema_files() -> list[Path]:
    """
    The files that say what can be said, in the order of their names.
    """
    return sorted(Path(str(files("ontology"))).glob("schema/*.ttl"))


def reference_files() -> list[Path]:
    """
    The files that say what the project knows of the world from the start.
    """
    return sorted(Path(str(files("ontology"))).glob("reference/*.ttl"))


def turtle_files() -> list[Path]:
    """
    Every Turtle file of the ontology, shapes left out: what belongs in a graph.
    """
    return [path for path in schema_files() + reference_files() if path.name != "shapes.ttl"]


def parse_turtle(paths: Iterable[Path]) -> Graph:
    """
    One graph of many files.

    Raises:
        BrokenTurtle: a file cannot be parsed; the error names file, line and term.
    """
    graph = Graph()
    for path in paths:
        text = rebased(path.read_bytes()).decode()
        try:
            graph.parse(data=text, format="turtle")
        except BadSyntax as error:
            line = error.lines + 1
            reason = str(error._why)  # noqa: SLF001  rdflib offers no public way to the bare reason
            raise BrokenTurtle(path, line, term_at(text, line), reason) from error
    return graph


def term_at(text: str, line: int) -> str:
    r"""
    The subject of the block that a line stands in: the last one that begins at the left margin at or before it.

    >>> term_at("ore:A a owl:Class ;\n    rdfs:label 'x' .\n", 2)
    'ore:A'
    """
    for candidate in reversed(text.splitlines()[:line]):
        if match := BLOCK_START.match(candidate):
            return match.group(1)
    return ""


def block_places(paths: Iterable[Path]) -> dict[str, tuple[str, int]]:
    """
    Where the block of each subject begins: IRI, then name of the file and line from 1.
    """
    places: dict[str, tuple[str, int]] = {}
    for path in paths:
        prefixes: dict[str, str] = {}
        for number, line in enumerate(rebased(path.read_bytes()).decode().splitlines(), start=1):
            if declared := PREFIX.match(line):
                prefixes[declared.group(1)] = declared.group(2)
            elif begun := BLOCK_START.match(line):
                prefix, _, name = begun.group(1).replace("\\", "").partition(":")
                iri = prefixes[prefix] + name if prefix in prefixes else begun.group(1).strip("<>")
                places.setdefault(iri, (path.name, number))
    return places


def blocks_of(graph: Iterable[tuple[Node, Node, Node]]) -> Blocks:
    """
    Triples by subject and predicate, as text; objects sorted, so that what is read does not hang on parse order.
    """
    blocks: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in graph:
        blocks[str(subject)][str(predicate)].append(str(value))
    for block in blocks.values():
        for values in block.values():
            values.sort()
    return blocks


@cache
def load_terms() -> Terms:
    """
    The terms that the packaged schema declares.

    Raises:
        BrokenTurtle: a schema file cannot be parsed.
    """
    return terms_of(blocks_of(parse_turtle(path for path in schema_files() if path.name != "shapes.ttl")))


@cache
def load_reference() -> Reference:
    """
    The reference data that the package ships, stages and policy instruments of the schema among it.

    Raises:
        BrokenTurtle: a file cannot be parsed.
    """
    vocabularies = [path for path in schema_files() if path.name in {"stages.ttl", "instruments.ttl"}]
    return reference_of(blocks_of(parse_turtle(vocabularies + reference_files())))
