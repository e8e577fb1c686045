"""
The part of the default graph that questions are about: what a person would write, without the plumbing.

Sources, list entries and other things of hidden classes stay in the graph for SPARQL; so do the triples that only
repeat ours in the words of other vocabularies.
"""

from collections.abc import Iterable
from typing import Final

from kg.entailment import TYPE
from kg.triples import Literal, Triple
from ontology.namespaces import LEX, ONTOLOGY, OWL, RDF, RDFS, SKOS

OURS: Final = (ONTOLOGY, LEX, RDF, RDFS, OWL, SKOS)
HIDDEN: Final = f"{LEX}hidden"
REDIRECT: Final = "isReplacedBy"


def askable(triples: Iterable[Triple]) -> set[Triple]:
    """
    The triples that the question engine compiles.

    Left out: things whose every class of ours is hidden, merged ids, and predicates and classes of other vocabularies.
    """
    everything = tuple(triples)
    hidden = {subject for subject, predicate, value in everything if predicate == HIDDEN and truth(value)}
    merged = {subject for subject, predicate, _ in everything if predicate.endswith(REDIRECT)}
    classes: dict[str, bool] = {}
    for subject, predicate, value in everything:
        if predicate == TYPE and isinstance(value, str) and value.startswith(ONTOLOGY):
            classes[subject] = classes.get(subject, True) and value in hidden
    unseen = {subject for subject, is_hidden in classes.items() if is_hidden} | merged
    return {
        (subject, predicate, value)
        for subject, predicate, value in everything
        if predicate.startswith(OURS)
        and subject not in unseen
        and value not in unseen
        and not (predicate == TYPE and isinstance(value, str) and not value.startswith(OURS))
    }


def truth(value: str | Literal) -> bool:
    """
    True for the boolean literal true.
    """
    return isinstance(value, Literal) and value.value == "true"
