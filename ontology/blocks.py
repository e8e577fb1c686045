"""
Triples by subject and predicate, as text: what the readers of terms and of reference data work on.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ontology.namespaces import ENTITIES, ONTOLOGY, OWL, RDF

Block: TypeAlias = Mapping[str, Sequence[str]]
Blocks: TypeAlias = Mapping[str, Block]


def first(block: Block, predicate: str) -> str:
    """
    The first value of a predicate; empty where there is none.
    """
    values = block.get(predicate, ())
    return values[0] if values else ""


def is_true(block: Block, predicate: str) -> bool:
    """
    Whether a boolean is stated to be true.
    """
    return first(block, predicate) == "true"


def local(iri: str) -> str:
    """
    The local name of one of our terms, or the id of one of our entities.

    >>> local("https://orepact.example/ontology#partyTo"), local("https://orepact.example/entities/state:japan")
    ('partyTo', 'state:japan')
    """
    return iri.removeprefix(ONTOLOGY).removeprefix(ENTITIES).removeprefix(OWL)


def typed(blocks: Blocks) -> dict[str, list[str]]:
    """
    The subjects of each type, sorted.
    """
    found: dict[str, list[str]] = {}
    for subject in sorted(blocks):
        for kind in blocks[subject].get(f"{RDF}type", ()):
            found.setdefault(kind, []).append(subject)
    return found
