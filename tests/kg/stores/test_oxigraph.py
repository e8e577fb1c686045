import io
import os
import shutil
import time

import pyoxigraph
import pytest

from kg.stores.errors import StoreInUse, UnreadableTriples
from kg.stores.folder import KEPT_SNAPSHOTS, hold
from kg.stores.nquads import to_nquads
from kg.stores.oxigraph import OxigraphStore
from kg.stores.snapshots import snapshot_triples
from kg.stores.store import Edit
from kg.stores.triple_files import read_triples
from kg.triples import Literal, is_blank


def fact(number: int) -> tuple[str, str, Literal, None]:
    return ("urn:s", "urn:p", Literal(f"fact {number}"), None)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "graph"


@pytest.fixture
def store(root):
    opened = OxigraphStore.open(root)
    yield opened
    opened.close()


def test_a_reopened_store_knows_its_position(root):
    first = OxigraphStore.open(root)
    first.commit(Edit(added=[fact(1)]), position=17)
    first.close()

    second = OxigraphStore.open(root)

    assert (second.position, second.data_version, list(second.triples())) == (17, 17, [fact(1)[:3]])
    second.close()


@pytest.mark.usefixtures("store")
def test_a_second_writer_is_told_so(root):
    with pytest.raises(StoreInUse, match="another process writes"):
        OxigraphStore.open(root)


def test_a_snapshot_does_not_change_with_the_store(store):
    store.commit(Edit(added=[fact(1)]), position=1)
    snapshot = store.publish()

    store.commit(Edit(added=[fact(2)]), position=2)

    assert list(snapshot_triples(snapshot.path)) == [fact(1)[:3]]


def test_current_names_the_newest_snapshot(store):
    for number in (1, 2):
        store.commit(Edit(added=[fact(number)]), position=number)
        snapshot = store.publish()

    assert store._folder.newest() == snapshot.path


def test_publishing_twice_without_a_change_makes_one_snapshot(store):
    store.commit(Edit(added=[fact(1)]), position=1)

    assert store.publish() == store.publish()


def test_only_the_last_snapshots_are_kept(store, root):
    for number in range(1, KEPT_SNAPSHOTS + 3):
        store.commit(Edit(added=[fact(number)]), position=number)
        store.publish()

    assert sorted(path.name for path in (root / "snapshots").iterdir()) == ["v3", "v4", "v5"]


def test_a_snapshot_somebody_holds_is_not_pruned(store):
    store.commit(Edit(added=[fact(0)]), position=1)
    kept = store.publish().path
    descriptor = hold(kept)

    for number in range(2, KEPT_SNAPSHOTS + 4):
        store.commit(Edit(added=[fact(number)]), position=number)
        store.publish()

    assert list(snapshot_triples(kept)) == [fact(0)[:3]]
    os.close(descriptor)


def test_no_more_than_five_snapshots_a_second(store):
    start = time.monotonic()
    for number in range(1, 4):
        store.commit(Edit(added=[fact(number)]), position=number)
        store.publish()

    assert time.monotonic() - start >= 0.4


def test_a_name_left_behind_by_a_crash_is_not_used_again(store, root):
    (root / "snapshots" / "v1").mkdir()
    store.commit(Edit(added=[fact(1)]), position=1)

    assert store.publish().path.name == "v1-2"


def test_a_store_without_bookkeeping_starts_again_from_nothing(root):
    (root / "live").mkdir(parents=True)
    half = pyoxigraph.Store(str(root / "live"))
    half.load(to_nquads([fact(1)]), pyoxigraph.RdfFormat.N_QUADS)
    del half

    store = OxigraphStore.open(root)

    assert (store.position, store.canonical()) == (0, b"")
    store.close()


def test_a_store_that_lost_its_last_commits_still_counts_its_versions_upwards(root):
    store = OxigraphStore.open(root)
    store.commit(Edit(added=[fact(1)]), position=1)
    store.publish()
    store.close()
    shutil.rmtree(root / "live")

    reopened = OxigraphStore.open(root)

    assert reopened.position == 0
    assert reopened.commit(Edit(added=[fact(1)]), position=1).data_version == 2
    reopened.close()


def test_deleting_the_graph_and_loading_again_gives_the_same_quads(root):
    quads = [fact(number) for number in range(50)] + [("urn:s", "urn:p", "urn:o", "urn:g")]
    grown = OxigraphStore.open(root)
    for position, quad in enumerate(quads, start=1):
        grown.commit(Edit(added=[quad]), position=position)
    before = grown.canonical()
    grown.close()
    shutil.rmtree(root)

    rebuilt = OxigraphStore.open(root)
    rebuilt.load(io.BytesIO(to_nquads(quads)), position=len(quads))

    assert (rebuilt.canonical(), rebuilt.position) == (before, len(quads))
    rebuilt.close()


def test_reading_a_file_twice_names_its_blank_nodes_alike(tmp_path):
    turtle = tmp_path / "a.ttl"
    turtle.write_text("@prefix e: <urn:e:> . e:a e:b [ e:c 'x'@en ], _:n . _:n e:d 1 .")

    triples = list(read_triples([turtle]))

    assert triples == list(read_triples([turtle]))
    assert len({term for triple in triples for term in triple if is_blank(term)}) == 2
    assert ("urn:e:a", "urn:e:b", "_:f1b1") in triples


def test_a_syntax_error_names_file_and_line(tmp_path):
    turtle = tmp_path / "broken.ttl"
    turtle.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n")

    with pytest.raises(UnreadableTriples, match=r"broken\.ttl:2: ") as caught:
        list(read_triples([turtle]))

    assert caught.value.line == 2


@pytest.mark.parametrize("name", ["missing.ttl", "notes.txt"])
def test_a_file_that_is_no_rdf_is_named(tmp_path, name):
    with pytest.raises(UnreadableTriples, match=name):
        list(read_triples([tmp_path / name]))
