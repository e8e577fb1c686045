import shutil
from datetime import UTC, date, datetime

import pytest

from kg.ledger.records import ChangeKind, Noun
from kg.projector import Projector
from kg.search import open_index
from kg.stores.oxigraph import OxigraphStore
from kg.stores.snapshots import PastDays
from ontology.namespaces import ENTITIES, ONTOLOGY

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def open_projector(ledger, background, tmp_path):
    opened = []

    def start():
        store = OxigraphStore.open(tmp_path / "graph")
        index = open_index(tmp_path)
        opened.append((store, index))
        return Projector(ledger, store, index, background, PastDays(tmp_path / "graph")), store, index

    yield start
    for store, index in opened:
        store.close()
        index.close()


def test_graph_and_index_can_be_deleted_and_come_back_the_same(memorandum, open_projector, tmp_path):
    projector, store, index = open_projector()
    projector.catch_up(NOW)
    before = store.canonical()
    found = index.search("memorandum signed").passages
    store.close()
    index.close()
    shutil.rmtree(tmp_path / "graph")
    shutil.rmtree(tmp_path / "index")

    projector, store, index = open_projector()
    projector.catch_up(NOW)

    assert store.canonical() == before
    assert index.search("memorandum signed").passages == found


def test_a_fact_claimed_by_two_documents_counts_once(memorandum, open_projector):
    projector, store, _ = open_projector()
    projector.catch_up(NOW)

    (row,) = store.rows(
        f"SELECT (COUNT(*) AS ?n) {{ <{ENTITIES}state:japan> <{ONTOLOGY}partyTo> <{ENTITIES}agreement:memo> }}"
    )

    assert row["n"].value == "1"


def test_catching_up_twice_changes_nothing(memorandum, open_projector, ledger):
    projector, _, _ = open_projector()
    first = projector.catch_up(NOW)

    second = projector.catch_up(NOW)

    assert first.changed
    assert second.changed == ()
    assert second.data_version == first.data_version


def test_rebuilding_what_was_projected_gives_the_same(memorandum, open_projector):
    projector, store, index = open_projector()
    projector.catch_up(NOW)
    before, found = store.canonical(), index.search("memorandum signed").passages

    rebuilt = projector.rebuild(NOW)

    assert store.canonical() == before
    assert index.search("memorandum signed").passages == found
    assert rebuilt.changed == ()


def test_news_edits_and_withdrawals_one_by_one_give_what_a_rebuild_gives(memorandum, tell, open_projector, ledger):
    projector, store, _ = open_projector()
    projector.catch_up(NOW)
    tell("2026-05-02", "wire", ("Chile joined the memorandum.", "state:chile", "partyTo", "agreement:memo"))
    projector.catch_up(NOW)
    tell("2026-05-02", "wire", ("Peru joined the memorandum.", "state:peru", "partyTo", "agreement:memo"))
    projector.catch_up(NOW)
    gone = next(document for document in ledger.documents() if document.document.publisher == "gazette")
    ledger.withdraw(gone.id, "taken down", NOW)
    projector.catch_up(NOW)
    applied = store.canonical()

    projector.rebuild(NOW)

    assert store.canonical() == applied
    assert b"state:peru" in applied
    assert b"joined the memorandum" in applied
    assert b"Chile joined" not in applied
    assert b"signed the memorandum on Friday" not in applied


def test_a_deadline_that_passes_changes_the_graph_without_any_news(memorandum, open_projector):
    projector, store, _ = open_projector()
    query = f"SELECT ?state {{ ?x <{ONTOLOGY}commitmentState> ?state }}"
    projector.catch_up(datetime(2026, 3, 1, tzinfo=UTC))
    assert projector.view(date(2026, 3, 1), NOW) != projector.view(date(2026, 3, 10), NOW)

    projector.catch_up(NOW)

    assert {row["state"].value for row in store.rows(query)} == {"met"}


def test_news_that_changes_a_belief_is_a_change_of_the_world(memorandum, open_projector, ledger):
    projector, _, _ = open_projector()

    projector.catch_up(NOW)

    kinds = {change.kind for change in ledger.replay() if change.noun is Noun.ASSESSMENT}
    assert kinds == {ChangeKind.WORLD}


def test_a_past_day_gets_a_snapshot_of_its_own(memorandum, open_projector):
    projector, _, _ = open_projector()
    projector.catch_up(NOW)

    path = projector.publish_past(projector.view(date(2026, 3, 10), NOW), "2026-03-10")

    assert path.name.startswith("2026-03-10-v")
