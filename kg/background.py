"""
The background that rules and questions stand on: our ontology and reference data, read once.
"""

from kg.beliefs import RULES
from kg.beliefs.transitions import transitions_of
from kg.stores.triple_files import read_triples
from kg.views import Background, prepare_background
from ontology.load import load_terms, turtle_files
from ontology.namespaces import ONTOLOGY


def load_background() -> Background:
    """
    Ontology, reference data and the rules of belief as this release ships them.
    """
    terms = load_terms()
    kinds = {each.code: ONTOLOGY + each.id for each in terms.classes.values() if each.code}
    return prepare_background(read_triples(turtle_files()), kinds, transitions_of(terms), RULES)
