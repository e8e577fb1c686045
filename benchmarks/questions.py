"""
Answering a question, against embedding it once and against running the finished query.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

import orjson
import pyoxigraph as ox

from benchmarks.deployment import CORPUS, Deployment
from benchmarks.timing import Comparison, in_turn
from ingest.language.embedder import load_embedder

GOLD: Final = CORPUS / "gold" / "questions.jsonl"


def questions(deployment: Deployment) -> Iterator[Comparison]:
    """
    The development questions of the gold, each asked once over a compiled graph.
    """
    service = deployment.service
    read = len(deployment.arrivals)
    golds = [orjson.loads(line) for line in GOLD.read_bytes().splitlines()]
    asked = [gold["q"] for gold in golds if gold["part"] == "dev"]
    embedder = load_embedder()
    embedder.embed(asked[:1])
    told = {question: service.ask(question) for question in asked[:1]}

    def ask(question: str) -> None:
        told[question] = service.ask(question)

    embed = [partial(embedder.embed, [question]) for question in asked]
    ours, theirs = in_turn([partial(ask, question) for question in asked], embed)
    yield Comparison(f"answer over {read} documents", ours, theirs, "MiniLM embedding it")

    snapshot = service.parts.store.publish().path if service.parts.store else None
    bare = ox.Store.read_only(str(snapshot))
    emitted = [each.answer.sparql for each in told.values() if each.answer.sparql]
    ours, theirs = in_turn(
        [partial(service.query, sparql, "application/sparql-results+json") for sparql in emitted],
        [partial(run_bare, bare, sparql) for sparql in emitted],
    )
    yield Comparison("query of an answer, by a worker", ours, theirs, "pyoxigraph running it in process")


def run_bare(store: ox.Store, sparql: str) -> None:
    """
    A query, its result written as JSON.
    """
    found = store.query(sparql)
    assert not isinstance(found, ox.QueryTriples)
    found.serialize(format=ox.QueryResultsFormat.JSON)
