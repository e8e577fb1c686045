from datetime import UTC, datetime

import pytest

from kg.views import view_on
from ontology.namespaces import ENTITIES, ONTOLOGY

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SIGNS = f"{ONTOLOGY}signatoryTo"
MEMO = f"{ENTITIES}agreement:memo"


@pytest.fixture
def signatories(ledger, background):
    def found(day=None):
        triples = view_on(ledger, background, day, NOW.date()).triples
        return {
            subject.removeprefix(ENTITIES)
            for subject, predicate, value in triples
            if (predicate, value) == (SIGNS, MEMO)
        }

    return found


def test_whoever_is_party_to_a_promise_has_signed_nothing(tell, signatories):
    tell(
        "2026-02-04",
        "wire",
        ("Japan will be party to the memorandum.", "state:japan", "partyTo", "agreement:memo", {"modality": "planned"}),
        ("They committed to conclude it.", "agreement:memo", "status", "committed"),
    )

    assert signatories() == set()


def test_a_party_of_a_signed_agreement_has_signed_it(memorandum, signatories):
    assert signatories() == {"state:japan"}
    assert signatories(datetime(2026, 3, 10, tzinfo=UTC).date()) == set()


def test_whoever_is_only_to_become_a_party_has_not_signed(memorandum, tell, signatories):
    tell(
        "2026-05-01",
        "wire",
        ("Chile plans to join the memorandum.", "state:chile", "partyTo", "agreement:memo", {"modality": "planned"}),
    )

    assert signatories() == {"state:japan"}
