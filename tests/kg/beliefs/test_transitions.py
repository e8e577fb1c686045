import pytest

from kg.beliefs.transitions import transitions_of
from ontology.load import load_terms


@pytest.fixture(scope="module")
def follows():
    return transitions_of(load_terms())


@pytest.mark.parametrize(
    ("kind", "first", "second", "allowed"),
    [
        ("MOU", "committed", "signed", True),
        ("MOU", "signed", "committed", False),
        ("MOU", "signed", "inForce", False),
        ("MOU", "signed", "launched", True),
        ("Treaty", "signed", "inForce", True),
        ("Treaty", "negotiating", "inForce", True),
        ("TradeAgreement", "inForce", "suspended", True),
        ("Forum", "launched", "superseded", True),
        ("Agreement", "signed", "negotiating", False),
        ("never heard of", "proposed", "signed", True),
    ],
)
def test_a_status_follows_another_only_where_the_kind_allows_it(follows, kind, first, second, allowed):
    assert follows(kind, first, second) is allowed
