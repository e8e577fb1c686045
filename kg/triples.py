"""
Plain triples: what the floors hand each other when no RDF library should be in sight.

An IRI is a `str`; so is a blank node, written `_:name`. A literal is a `Literal`.
"""

from dataclasses import dataclass
from typing import TypeAlias

from ontology.namespaces import XSD

STRING = f"{XSD}string"


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """
    A literal as RDF has it.

    Attributes:
        value: the lexical form, as written.
        datatype: IRI of the datatype; `rdf:langString` is written as `xsd:string` with a language.
        language: lower-case language tag; empty for none.
    """

    value: str
    datatype: str = STRING
    language: str = ""


Term: TypeAlias = str | Literal
Triple: TypeAlias = tuple[str, str, Term]


def is_blank(term: Term) -> bool:
    """
    Whether a term is a blank node.

    >>> is_blank("_:b1"), is_blank("https://a.example/"), is_blank(Literal("_:b1"))
    (True, False, False)
    """
    return isinstance(term, str) and term.startswith("_:")
