"""
The door of rdflib: Turtle files of ours in, plain frozen data out.

`load_terms()` reads the schema alone and is quick; `load_reference()` reads what the project ships about the world.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from ontology.errors import BrokenTurtle
from ontology.namespaces import LEX, ONTOLOGY, OWL, RDF, RDFS, SKOS, STATUSES
from ontology.terms import THING, Class, Relation, StatusTerm, Terms, Wording, Words

Block: TypeAlias = Mapping[str, Sequence[str]]
Blocks: TypeAlias = Mapping[str, Block]

BLOCK_START = re.compile(r"^(<[^>]*>|[A-Za-z][\w-]*:[^\s]+|:[^\s]+)\s")
WORDS = {
    "nouns": "noun",
    "verbs": "verb",
    "participles": "participle",
    "inverse_nouns": "inverseNoun",
    "inverse_verbs": "inverseVerb",
    "adjectives": "adjective",
    "negative_adjectives": "negativeAdjective",
    "dimensions": "dimension",
    "low_dimensions": "dimensionLow",
    "questions": "question",
}


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
        text = path.read_text(encoding="utf-8")
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


def block_lines(text: str) -> dict[str, int]:
    """
    Where the block of each subject begins: subject as written, line from 1.
    """
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := BLOCK_START.match(line):
            found.setdefault(match.group(1), number)
    return found


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


def terms_of(blocks: Blocks) -> Terms:
    """
    The terms among these blocks.
    """
    typed: dict[str, list[str]] = defaultdict(list)
    for subject, block in sorted(blocks.items()):
        for kind in block.get(f"{RDF}type", ()):
            typed[kind].append(subject)
    ours = [iri for iri in typed[f"{OWL}Class"] if iri.startswith(ONTOLOGY)]
    properties = (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{OWL}AnnotationProperty")
    related = sorted({iri for kind in properties for iri in typed[kind] if iri.startswith(ONTOLOGY)})
    statuses = [_status(iri, blocks[iri]) for kind in ("Status", "ProjectStatus") for iri in typed[ONTOLOGY + kind]]
    return Terms(
        version=_first(blocks[ONTOLOGY.removesuffix("#")], f"{OWL}versionInfo"),
        classes={one.id: one for one in (_class(iri, blocks[iri]) for iri in ours)},
        relations={one.id: one for one in _with_inverses([_relation(iri, blocks[iri]) for iri in related])},
        statuses={status.code: status for status in statuses if not status.is_of_project},
        project_statuses={status.code: status for status in statuses if status.is_of_project},
        wordings=tuple(_wording(blocks[iri]) for iri in typed[f"{ONTOLOGY}Wording"]),
        transitions=frozenset(step for iri in typed[f"{ONTOLOGY}Transition"] for step in _steps(blocks[iri])),
    )


def _class(iri: str, block: Block) -> Class:
    return Class(
        id=_local(iri),
        label=_first(block, f"{RDFS}label"),
        definition=_first(block, f"{SKOS}definition"),
        parents=tuple(_local(parent) for parent in block.get(f"{RDFS}subClassOf", ()) if parent.startswith(ONTOLOGY)),
        words=_words(block),
        code=_first(block, f"{LEX}code"),
        is_event=_first(block, f"{LEX}eventNode") == "true",
        is_hidden=_first(block, f"{LEX}hidden") == "true",
        default_measure=_local(_first(block, f"{LEX}defaultMeasure")),
    )


def _relation(iri: str, block: Block) -> Relation:
    declared_range = _first(block, f"{RDFS}range")
    kinds = block.get(f"{LEX}rangeKind", ())
    order = ("entity", "code", "date", "duration", "number", "boolean", "text")
    return Relation(
        id=_local(iri),
        label=_first(block, f"{RDFS}label"),
        definition=_first(block, f"{SKOS}definition"),
        domain=_local(_first(block, f"{RDFS}domain")),
        range=_local(declared_range) if declared_range.startswith((ONTOLOGY, f"{OWL}Thing")) else "",
        range_kinds=tuple(sorted(kinds, key=order.index)),
        words=_words(block),
        inverse=_local(_first(block, f"{OWL}inverseOf")),
        parents=tuple(_local(one) for one in block.get(f"{RDFS}subPropertyOf", ()) if one.startswith(ONTOLOGY)),
        unit=_first(block, f"{LEX}unit"),
        is_claimable=_first(block, f"{LEX}claimable") == "true",
        is_hidden=_first(block, f"{LEX}hidden") == "true",
        contested_form_of=_local(_first(block, f"{LEX}contestedFormOf")),
    )


def _with_inverses(relations: Sequence[Relation]) -> Sequence[Relation]:
    missing = {relation.inverse for relation in relations if relation.inverse} - {relation.id for relation in relations}
    if missing:
        raise BrokenTurtle(Path("relations.ttl"), 0, f"ore:{min(missing)}", "named as an inverse, declared nowhere")
    return relations


def _status(iri: str, block: Block) -> StatusTerm:
    return StatusTerm(
        id=iri.removeprefix(STATUSES),
        code=_first(block, f"{LEX}code"),
        label=_first(block, f"{RDFS}label"),
        definition=_first(block, f"{SKOS}definition"),
        aliases=tuple(block.get(f"{SKOS}altLabel", ())),
        words=_words(block),
        is_of_project=f"{ONTOLOGY}ProjectStatus" in block[f"{RDF}type"],
    )


def _wording(block: Block) -> Wording:
    return Wording(
        code=_first(block, f"{LEX}code"),
        phrases=tuple(block.get(f"{ONTOLOGY}phrase", ())),
        status=_first(block, f"{ONTOLOGY}wordingStatus").removeprefix(STATUSES),
        relation=_first(block, f"{ONTOLOGY}wordingRelation"),
        modality=_first(block, f"{ONTOLOGY}wordingModality"),
    )


def _steps(block: Block) -> list[tuple[str, str, str]]:
    before = _first(block, f"{ONTOLOGY}fromStatus").removeprefix(STATUSES)
    after = _first(block, f"{ONTOLOGY}toStatus").removeprefix(STATUSES)
    return [(_local(kind), before, after) for kind in block[f"{ONTOLOGY}forKind"]]


def _words(block: Block) -> Words:
    return Words(**{field: tuple(block.get(LEX + name, ())) for field, name in WORDS.items()})


def _first(block: Block, predicate: str) -> str:
    values = block.get(predicate, ())
    return values[0] if values else ""


def _local(iri: str) -> str:
    return THING if iri == f"{OWL}Thing" else iri.removeprefix(ONTOLOGY)
