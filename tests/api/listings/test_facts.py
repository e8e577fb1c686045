from api.listings.agreements import AgreementFilter, list_agreements
from api.listings.facts import TYPE, Facts
from kg.triples import Literal
from ontology.namespaces import ENTITIES, ONTOLOGY, XSD


def signed(name, day):
    iri = f"{ENTITIES}agreement:{name}"
    yield iri, TYPE, f"{ONTOLOGY}Agreement"
    yield iri, f"{ONTOLOGY}signedOn", Literal(day, f"{XSD}date")


def test_a_list_is_made_once_of_the_same_facts_and_anew_of_others():
    asked = []

    def count(facts):
        asked.append(facts)
        return len(facts.outgoing)

    small, large = Facts(signed("a", "2026-01-01")), Facts([*signed("a", "2026-01-01"), *signed("b", "2026-02-01")])

    assert [small.made(count), small.made(count), large.made(count)] == [1, 1, 2]
    assert asked == [small, large]


def test_agreements_come_latest_first_and_equal_ones_by_id():
    facts = Facts(
        [
            *signed("b", "2026-02-01"),
            *signed("old", "2025-01-01"),
            *signed("a", "2026-02-01"),
            *signed("c", "2026-03-01"),
        ]
    )

    assert [each.id.partition(":")[2] for each in list_agreements(facts, AgreementFilter())] == ["c", "a", "b", "old"]
