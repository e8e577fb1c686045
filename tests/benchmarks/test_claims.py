import pyoxigraph as ox

from benchmarks.claims import documents_for, synthetic_quads
from benchmarks.connection import PROLOGUE
from benchmarks.queries import MANY, SHAPES


def test_the_same_seed_gives_the_same_graph_of_about_the_size_asked_for():
    quads = list(synthetic_quads(documents_for(10_000)))

    assert quads == list(synthetic_quads(documents_for(10_000)))
    assert 9_000 < len(quads) < 11_000


def test_every_shape_finds_something():
    store = ox.Store()
    store.load("".join(synthetic_quads(documents_for(100_000))).encode(), ox.RdfFormat.N_QUADS)

    found = {name: sum(1 for _ in store.query(PROLOGUE + query)) for name, query in SHAPES.items()}

    assert [name for name, rows in found.items() if not rows] == []
    assert sum(1 for _ in store.query(PROLOGUE + MANY)) > 5_000
