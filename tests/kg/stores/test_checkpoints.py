import threading

import pyoxigraph as ox
import pytest

from kg.stores import checkpoints
from kg.stores.checkpoints import checkpointed, log_bytes
from kg.stores.oxigraph import MOST_LOG_BYTES, OxigraphStore
from kg.stores.snapshots import snapshot_triples
from kg.stores.store import Edit

DOCUMENT = 100


def commit(store, number):
    lines = " . ".join(f"<urn:s{number}> <urn:p> {place}" for place in range(DOCUMENT))
    store.update(f"INSERT DATA {{ GRAPH <urn:g{number}> {{ {lines} }} }}")


def held_by(path):
    store = ox.Store.read_only(str(path))
    return {graph.value for graph in store.named_graphs()}, sum(1 for _ in store.quads_for_pattern(None, None, None))


@pytest.fixture
def live(tmp_path):
    return tmp_path / "live"


def test_a_copy_holds_what_was_committed_though_nothing_was_flushed(live, tmp_path):
    store = ox.Store(str(live))
    tables = set(live.glob("*.sst"))
    commit(store, 1)

    assert checkpointed(live, tmp_path / "copy")

    assert set(live.glob("*.sst")) == tables
    assert held_by(tmp_path / "copy") == ({"urn:g1"}, DOCUMENT)


def test_a_copy_does_not_change_with_what_is_committed_flushed_and_compacted_later(live, tmp_path):
    store = ox.Store(str(live))
    commit(store, 1)
    checkpointed(live, tmp_path / "copy")

    commit(store, 2)
    store.flush()
    store.update("DROP GRAPH <urn:g1>")
    store.optimize()

    assert held_by(tmp_path / "copy") == ({"urn:g1"}, DOCUMENT)


def test_every_copy_is_whole_while_the_engine_flushes_and_compacts_beside(live, tmp_path):
    store, stopping = ox.Store(str(live)), threading.Event()

    def disturb():
        while not stopping.is_set():
            store.flush()
            store.optimize()

    disturbing = threading.Thread(target=disturb)
    disturbing.start()
    try:
        for number in range(1, 61):
            commit(store, number)
            if not checkpointed(live, copy := tmp_path / f"copy-{number}"):
                assert not copy.exists()
                continue
            assert held_by(copy) == ({f"urn:g{each}" for each in range(1, number + 1)}, DOCUMENT * number)
    finally:
        stopping.set()
        disturbing.join()


def test_a_snapshot_is_published_by_the_engine_where_no_copy_could_be_made(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoints, "ATTEMPTS", 0)
    store = OxigraphStore.open(tmp_path)
    store.commit(Edit(added=[("urn:s", "urn:p", "urn:o", None)]), position=1)

    assert list(snapshot_triples(store.publish().path)) == [("urn:s", "urn:p", "urn:o")]
    store.close()


def test_the_log_that_readers_read_again_stays_short(tmp_path):
    store = OxigraphStore.open(tmp_path)
    for number in range(1, 16):
        added = [(f"urn:{number}:{place}", "urn:p", f"urn:{'x' * 500}:{place}", "urn:g") for place in range(200)]
        store.commit(Edit(added=added), position=number)
        snapshot = store.publish()
        assert len(list(snapshot_triples(snapshot.path, "urn:g"))) == 200 * number
    store._wait_for_flush()

    assert log_bytes(tmp_path / "live") < 2 * MOST_LOG_BYTES
    store.close()
