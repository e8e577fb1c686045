"""
Questions over a graph of a million triples and of ten thousand that no part of the engine knows.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

import pyoxigraph as ox

from api.asking import question_words
from api.lazily import LazyEmbedder, load_embedder
from benchmarks.deployment import Deployment
from benchmarks.orders import order_questions, order_triples
from benchmarks.timing import Comparison, in_turn, seconds_for
from kg.ask.engine import Engine
from kg.stores.nquads import to_nquads
from kg.triples import Triple

SMALL: Final = 10_000
LARGE: Final = 1_000_000


def asking(deployment: Deployment) -> Iterator[Comparison]:
    """
    Compiling the large graph against loading it, and the same questions over both, with the embedder.
    """
    del deployment  # needs no service
    embedder = LazyEmbedder(load_embedder)
    large = list(order_triples(LARGE))
    engines: list[Engine] = []

    def compile_graph(triples: list[Triple]) -> None:
        engines.append(Engine.compile(triples, words=question_words(), embedder=embedder))

    compiling = seconds_for(partial(compile_graph, large))
    written = to_nquads((*triple, None) for triple in large)
    loading = seconds_for(lambda: ox.Store().load(written, ox.RdfFormat.N_QUADS))
    yield Comparison(f"compile {len(large)} triples", [compiling], [loading], "pyoxigraph loading them", ("s", 1.0))

    compile_graph(list(order_triples(SMALL)))
    asked = list(order_questions())
    for engine in engines:
        engine.ask(asked[0])
    ours, bare = in_turn(*([partial(engine.ask, question) for question in asked] for engine in engines))
    yield Comparison(f"answer over {len(large)} triples", ours, bare, f"the same over {SMALL}")
