"""
One story told to every kind of store: all behave the same.
"""

import io

import pytest

from kg.stores import STORES
from kg.stores.nquads import to_nquads
from kg.stores.store import Edit, GraphStore
from kg.triples import Literal
from ontology.namespaces import XSD

EU, US, MOU, PARTY = "urn:eu", "urn:us", "urn:mou", "urn:partyTo"
FIRST, SECOND = "urn:doc:1", "urn:doc:2"


@pytest.fixture
def store(store_place):
    kind, place = store_place
    opened = STORES[kind](*place)
    yield opened
    opened.close()


def count(store: GraphStore, pattern: str) -> str:
    (row,) = store.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    number = row["n"]
    assert isinstance(number, Literal)
    return number.value


def test_an_empty_store_has_applied_nothing(store):
    assert (store.position, store.data_version, store.graphs(), store.canonical()) == (0, 0, (), b"")


def test_a_commit_moves_data_and_position_together(store):
    applied = store.commit(Edit(added=[(EU, PARTY, MOU, None)]), position=4)

    assert (store.position, applied.data_version, applied.added) == (4, store.data_version, 1)
    assert list(store.triples()) == [(EU, PARTY, MOU)]


def test_a_fact_claimed_by_two_documents_counts_once_in_the_default_graph(store):
    fact = (EU, PARTY, MOU)
    store.commit(Edit(replaced={None: [fact], FIRST: [fact], SECOND: [fact]}), position=1)

    assert count(store, "?s ?p ?o") == "1"
    assert store.graphs() == (FIRST, SECOND)


def test_replacing_a_graph_changes_only_what_differs(store):
    store.replace_graph(FIRST, [(EU, PARTY, MOU), (US, PARTY, MOU)], position=1)
    store.replace_graph(SECOND, [(EU, PARTY, MOU)], position=2)

    applied = store.replace_graph(FIRST, [(EU, PARTY, MOU), ("urn:japan", PARTY, MOU)], position=3)

    assert (applied.added, applied.removed) == (1, 1)
    assert set(store.triples(FIRST)) == {(EU, PARTY, MOU), ("urn:japan", PARTY, MOU)}
    assert list(store.triples(SECOND)) == [(EU, PARTY, MOU)]


def test_replacing_a_graph_with_the_same_changes_nothing_but_the_position(store):
    triples = [(EU, "urn:label", Literal('a "quoted"\ttab \\ é \x7f', language="en"))]
    store.replace_graph(None, triples, position=1)

    applied = store.replace_graph(None, triples, position=2)

    assert (applied.added, applied.removed, store.position) == (0, 0, 2)


def test_a_graph_replaced_by_nothing_is_gone(store):
    store.replace_graph(FIRST, [(EU, PARTY, MOU)], position=1)

    store.replace_graph(FIRST, [], position=2)

    assert (store.graphs(), store.canonical()) == ((), b"")


def test_what_is_both_removed_and_added_stands(store):
    quad = (EU, PARTY, MOU, None)
    store.commit(Edit(added=[quad]), position=1)

    store.commit(Edit(removed=[quad, (US, PARTY, MOU, None)], added=[quad]), position=2)

    assert list(store.triples()) == [(EU, PARTY, MOU)]


def test_loading_replaces_everything(store):
    store.commit(Edit(added=[(EU, PARTY, MOU, FIRST)]), position=1)

    store.load(io.BytesIO(to_nquads([(US, PARTY, MOU, None)])), position=9)

    assert (store.canonical(), store.position) == (b"<urn:us> <urn:partyTo> <urn:mou> .\n", 9)


def test_versions_only_grow(store):
    edit = Edit(added=[(EU, PARTY, MOU, None)])
    versions = [store.commit(edit, position=position).data_version for position in (5, 5, 6)]
    store.load(io.BytesIO(), position=6)
    versions.append(store.data_version)

    assert versions == sorted(set(versions))


def test_canonical_quads_do_not_depend_on_the_way_taken(store):
    quads = [(EU, PARTY, MOU, None), (US, PARTY, MOU, FIRST), (US, "urn:on", Literal("2026-04-24", f"{XSD}date"), None)]
    for position, quad in enumerate(quads, start=1):
        store.commit(Edit(added=[quad]), position=position)
    grown = store.canonical()

    store.load(io.BytesIO(to_nquads(reversed(quads))), position=3)

    assert store.canonical() == grown
    assert grown == to_nquads(sorted(quads, key=lambda quad: to_nquads([quad])))


def test_terms_come_back_as_they_went_in(store):
    terms = [
        "https://orepact.example/entities/état",
        Literal("2026-03", f"{XSD}gYearMonth"),
        Literal("plain"),
        Literal("mit Sprache", language="de"),
        Literal("𝄞 \U0001f600 \n\r\t\b\f\x01"),
    ]
    store.replace_graph(None, [(EU, PARTY, term) for term in terms], position=1)

    assert {term for _, _, term in store.triples()} == set(terms)
    assert {row["o"] for row in store.rows("SELECT ?o { ?s ?p ?o }")} == set(terms)


def test_a_blank_node_is_kept_under_a_name_that_an_edit_can_use_again(store):
    store.replace_graph(None, [("_:shape", PARTY, "_:other")], position=1)

    store.replace_graph(None, [("_:shape", PARTY, MOU)], position=2)

    assert list(store.triples()) == [("https://orepact.example/.well-known/genid/shape", PARTY, MOU)]


def test_yes_and_no(store):
    store.replace_graph(None, [(EU, PARTY, MOU)], position=1)

    assert store.holds("ASK { <urn:eu> ?p ?o }")
    assert not store.holds("ASK { <urn:us> ?p ?o }")


def test_an_unbound_variable_is_left_out_of_its_row(store):
    store.replace_graph(None, [(EU, PARTY, MOU)], position=1)

    assert store.rows("SELECT ?s ?x { ?s ?p ?o OPTIONAL { ?o ?p ?x } }") == ({"s": EU},)


def test_a_published_state_tells_its_version_and_position(store):
    store.commit(Edit(added=[(EU, PARTY, MOU, None)]), position=8)

    snapshot = store.publish()

    assert (snapshot.data_version, snapshot.position) == (store.data_version, 8)
