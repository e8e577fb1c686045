import numpy as np
import pytest

from kg.search.approximate import FEW, ApproximateTable
from kg.search.sqlite import SqlitePassageIndex
from kg.search.vectors import VectorTable, to_bytes

DIMENSION = 32
HELD = 12_000
SEED = 7


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def vectors():
    """
    Neighbours around 300 centres, ids from 10 in steps of 3.
    """
    random = np.random.default_rng(SEED)
    centres = random.normal(size=(300, DIMENSION))
    near = centres[random.integers(300, size=HELD)] + random.normal(scale=0.6, size=(HELD, DIMENSION))
    return {10 + 3 * number: vector for number, vector in enumerate(unit(near))}


def fetching(vectors):
    return lambda ids: [(id_, to_bytes(vectors[id_])) for id_ in sorted(ids) if id_ in vectors]


@pytest.fixture
def table(vectors):
    return ApproximateTable.built(list(vectors), fetching(vectors), DIMENSION)


def exactly(vectors, ids):
    return VectorTable.empty(DIMENSION).renewed(sorted(ids), fetching(vectors))


def recall(table, vectors, allowed):
    exact, hits = exactly(vectors, vectors), 0
    questions = unit(np.random.default_rng(SEED + 1).normal(size=(50, DIMENSION)))
    for question in questions:
        near = {id_ for id_, _ in table.nearest(question, allowed, 10, fetching(vectors))}
        hits += sum(id_ in near for id_, _ in exact.nearest(question, allowed, 10, fetching(vectors))[:10])
    return hits / (10 * len(questions))


def test_nearly_all_of_the_nearest_are_found(table, vectors):
    assert recall(table, vectors, np.asarray(sorted(vectors))) >= 0.95


@pytest.mark.parametrize("share", [2, 12_000 // (FEW // 2)])
def test_only_what_is_allowed_is_found_with_exact_cosines(table, vectors, share):
    allowed = np.asarray(sorted(vectors)[::share])

    assert recall(table, vectors, allowed) >= 0.95
    question = vectors[10]
    found = table.nearest(question, allowed, 5, fetching(vectors))
    assert found[0] == (10, 1.0)
    assert {id_ for id_, _ in found} <= set(allowed.tolist())


def test_what_comes_and_goes_is_followed(table, vectors):
    changed = dict(list(vectors.items())[100:]) | {100_000: vectors[10]}

    renewed = table.renewed(sorted(changed), fetching(changed))

    allowed = np.asarray(sorted(changed))
    assert renewed.nearest(vectors[10], allowed, 1, fetching(changed))[0] == (100_000, 1.0)
    assert renewed.ids.tolist() == sorted(changed)


def test_a_table_that_has_outgrown_its_lists_is_made_anew(vectors):
    few = dict(list(vectors.items())[:500])
    table = ApproximateTable.built(list(few), fetching(few), DIMENSION)

    grown = table.renewed(sorted(vectors), fetching(vectors))

    assert grown is not table
    assert recall(grown, vectors, np.asarray(sorted(vectors))) >= 0.95


def test_a_table_is_read_again_as_it_was_written_unless_another_embedder_made_it(table, vectors, tmp_path):
    path = tmp_path / "passages.faiss"
    table.save(path, b"ours")

    again = ApproximateTable.loaded(path, b"ours")

    allowed = np.asarray(sorted(vectors))
    question = unit(np.ones((1, DIMENSION)))[0]
    before = table.nearest(question, allowed, 10, fetching(vectors))
    assert again.nearest(question, allowed, 10, fetching(vectors)) == before
    assert ApproximateTable.loaded(path, b"theirs") is None
    path.write_bytes(path.read_bytes()[:100])
    assert ApproximateTable.loaded(path, b"ours") is None
    assert ApproximateTable.loaded(tmp_path / "none.faiss", b"ours") is None


def test_a_library_past_the_edge_is_searched_the_same_and_after_a_restart_too(library, embedder, tmp_path):
    exact = SqlitePassageIndex(tmp_path / "exact" / "passages.db", embedder)
    path = tmp_path / "past" / "passages.db"
    past = SqlitePassageIndex(path, embedder, exact_up_to=20)
    for number in range(60):
        library.add(f"text-{number}", f"Ministers met for the {number}th time on gallium and pact {number % 7}.")
        if number in {15, 30}:
            past.catch_up(library.ledger)
            past.search("warms the table that is renewed")
    exact.catch_up(library.ledger)
    past.catch_up(library.ledger)
    asked = ["pact 3", "ministers on gallium", "5th time"]
    found = [exact.search(text, limit=20) for text in asked]

    assert [past.search(text, limit=20) for text in asked] == found
    past.close()
    assert path.with_suffix(".faiss").exists()

    again = SqlitePassageIndex(path, embedder, exact_up_to=20)
    assert [again.search(text, limit=20) for text in asked] == found
    again.rebuild(library.ledger)
    assert [again.search(text, limit=20) for text in asked] == found
    again.close()
    exact.close()
