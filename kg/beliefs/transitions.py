"""
Which status may follow which, for each kind of agreement: the ontology's direct steps, taken one after the other.
"""

from collections import defaultdict
from functools import cache

from kg.beliefs.assessments import Follows
from kg.entailment import closed
from ontology.errors import UnknownTerm
from ontology.terms import Terms


def transitions_of(terms: Terms) -> Follows:
    """
    A function that tells whether a status may come after another for a kind of agreement, at once or through others.

    A kind that the ontology does not know is judged as an agreement of no special kind.
    """

    @cache
    def reached(kind: str) -> dict[str, frozenset[str]]:
        try:
            classes = terms.superclasses(terms.class_of_code(kind).id)
        except UnknownTerm:
            classes = terms.superclasses("Agreement")
        direct: defaultdict[str, set[str]] = defaultdict(set)
        for for_kind, first, second in terms.transitions:
            if for_kind in classes:
                direct[first].add(second)
        return closed(direct)

    def follows(kind: str, first: str, second: str) -> bool:
        return second in reached(kind).get(first, frozenset())

    return follows
