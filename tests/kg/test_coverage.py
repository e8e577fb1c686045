from datetime import date

import pytest

from kg.coverage import Coverage, read_coverage
from kg.stores.triple_files import read_triples
from ontology.namespaces import ONTOLOGY, XSD

COVERAGE = Coverage(
    "test", date(2022, 1, 1), date(2026, 10, 5), frozenset({f"{ONTOLOGY}partyTo", f"{ONTOLOGY}signedOn"}), ()
)


@pytest.mark.parametrize(
    ("sparql", "covered"),
    [
        (f"SELECT ?x {{ ?x <{ONTOLOGY}partyTo> ?y }}", True),
        (f"SELECT ?x {{ ?x <{ONTOLOGY}price> ?y }}", False),
        (f"SELECT ?x {{ ?x <{ONTOLOGY}contestedSignedOn> ?y }}", True),
        (f"SELECT ?x {{ ?x <{ONTOLOGY}contestedPrice> ?y }}", False),
        (f"SELECT ?x {{ ?x a <{ONTOLOGY}Agreement> }}", True),
        (f'SELECT ?x {{ ?x <{ONTOLOGY}signedOn> ?d FILTER(?d > "2027-01-01"^^<{XSD}date>) }}', False),
        (f'SELECT ?x {{ ?x <{ONTOLOGY}signedOn> ?d FILTER(?d > "2026-01-01"^^<{XSD}date>) }}', True),
        (f'SELECT ?x {{ ?x <{ONTOLOGY}signedOn> ?d FILTER(?d < "2019"^^<{XSD}gYear>) }}', False),
        ("SELECT ?x { ?x <https://other.example/price> ?y }", True),
    ],
)
def test_a_query_is_covered_within_the_period_and_the_relations(sparql, covered):
    assert COVERAGE.covers(sparql) is covered


def test_the_statement_that_ships_with_the_corpus_is_read(corpus):
    coverage = read_coverage(read_triples([corpus / "coverage.ttl"]))

    assert coverage is not None
    assert coverage.last == date(2026, 10, 5)
    assert f"{ONTOLOGY}deadline" in coverage.relations
    assert coverage.exclusions


def test_triples_without_a_statement_claim_nothing():
    assert read_coverage([]) is None
