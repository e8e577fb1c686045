"""
Graph and index made from the ledger, against pyoxigraph taking the finished quads.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from benchmarks.deployment import Deployment
from benchmarks.timing import Comparison, in_turn
from ingest.language.embedder import load_embedder
from kg.ledger.records import Arrival
from kg.search.passages import passages

REBUILDS: Final = 5
NEWS: Final = 20


def projections(deployment: Deployment) -> Iterator[Comparison]:
    """
    Everything anew; then one more document, from the ledger to a published snapshot.
    """
    service, folder, arrivals = deployment.service, deployment.folder, deployment.arrivals
    finished = service.pasts.canonical_quads()
    quads = len(finished.splitlines())
    texts = [
        text[span.start : span.end] for text in (each.document.text for each in arrivals) for span in passages(text)
    ]
    embedder = load_embedder()

    def load_and_embed(path: Path) -> None:
        load_bare(path, finished)
        embedder.embed(texts)

    bares = [partial(load_and_embed, folder / f"bare-{number}") for number in range(REBUILDS)]
    ours, theirs = in_turn([service.pasts.rebuild] * REBUILDS, bares)
    yield Comparison(
        "graph and index anew",
        ours,
        theirs,
        f"pyoxigraph loading {quads:,} quads, MiniLM embedding {len(texts)} passages",
    )

    bare = ox.Store(str(folder / "bare-0"))
    news = [renamed(arrival, number) for number, arrival in enumerate(arrivals[:NEWS])]
    size = quads // len(arrivals)
    lines = b"".join(finished.splitlines(keepends=True)[:size])
    shows = [partial(show, deployment, arrival) for arrival in news]
    adds = [partial(add_and_back_up, bare, lines, folder / f"backup-{number}") for number in range(NEWS)]
    ours, theirs = in_turn(shows, adds)
    yield Comparison("one more document, published", ours, theirs, f"pyoxigraph adding {size:,} quads and a backup")


def load_bare(path: Path, quads: bytes) -> None:
    """
    Quads into a fresh store on disk, flushed.
    """
    store = ox.Store(str(path))
    store.bulk_load(io.BytesIO(quads), ox.RdfFormat.N_QUADS)
    store.flush()


def add_and_back_up(store: ox.Store, lines: bytes, path: Path) -> None:
    """
    One transaction and a hard-linked copy.
    """
    store.load(io.BytesIO(lines), ox.RdfFormat.N_QUADS)
    store.backup(str(path))


def renamed(arrival: Arrival, number: int) -> Arrival:
    """
    The same text from another address: news to the ledger.
    """
    return replace(arrival, document=replace(arrival.document, url=f"https://benchmark.example/{number}"))


def show(deployment: Deployment, arrival: Arrival) -> None:
    """
    A document recorded, believed, projected and published.
    """
    service = deployment.service
    service.ledger.record(arrival.document, arrival.extraction, datetime.now(UTC), reader=arrival.reader)
    service.catch_up()
