"""
The store against the engine it is made of: loading, committing a document, publishing a snapshot.
"""

import time
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from benchmarks.claims import QUADS_A_DOCUMENT, documents_for, synthetic_quads
from benchmarks.deployment import Deployment
from benchmarks.timing import Comparison, in_turn, seconds_for
from kg.stores.nquads import Quad
from kg.stores.oxigraph import PUBLICATIONS_PER_SECOND, OxigraphStore
from kg.stores.store import Edit

LOADS: Final = 3
DOCUMENTS: Final = 40


def stores(deployment: Deployment) -> Iterator[Comparison]:
    """
    At 100,000 quads.
    """
    return compared(deployment.folder / "stores", 100_000)


def stores_at_a_million(deployment: Deployment) -> Iterator[Comparison]:
    """
    At 1,000,000.
    """
    return compared(deployment.folder / "stores-1m", 1_000_000)


def compared(folder: Path, quads: int) -> Iterator[Comparison]:
    """
    Loading everything, then one document after the other; publications as far apart as the store lets them be.
    """
    lines = "".join(synthetic_quads(documents_for(quads))).encode()
    store, bares, names = OxigraphStore.open(folder / "ours"), list[ox.Store](), count(1)

    def load_bare() -> None:
        bare = ox.Store(str(folder / f"bare-{next(names)}"))
        bare.bulk_load(BytesIO(lines), ox.RdfFormat.N_QUADS)
        bare.flush()
        bares[:] = [bare]

    ours, theirs = in_turn([lambda: store.load(BytesIO(lines), position=1)] * LOADS, [load_bare] * LOADS)
    yield Comparison(f"{quads:,} quads loaded", ours, theirs, "pyoxigraph bulk_load and flush")

    (bare,) = bares
    commits = [partial(store.commit, Edit(added=news(number)), position=number) for number in range(2, DOCUMENTS + 2)]
    adds = [partial(add, bare, news(number)) for number in range(2, DOCUMENTS + 2)]
    ours, theirs = in_turn(commits, adds)
    yield Comparison(f"a document committed at {quads:,} quads", ours, theirs, "pyoxigraph extend")

    ours, theirs = [], []
    for number in range(DOCUMENTS):
        store.commit(Edit(added=news(DOCUMENTS + 2 + number)), position=DOCUMENTS + 2 + number)
        add(bare, news(DOCUMENTS + 2 + number))
        time.sleep(1 / PUBLICATIONS_PER_SECOND)
        ours.append(seconds_for(store.publish))
        theirs.append(seconds_for(partial(bare.backup, str(folder / f"backup-{number}"))))
    yield Comparison(f"a snapshot published at {quads:,} quads", ours, theirs, "pyoxigraph backup")
    store.close()


def news(number: int) -> list[Quad]:
    """
    The quads of one more document.
    """
    return [
        (f"urn:news:{number}:{place}", "urn:says", f"urn:thing:{place}", f"urn:doc:{number}")
        for place in range(QUADS_A_DOCUMENT)
    ]


def add(store: ox.Store, quads: list[Quad]) -> None:
    """
    Quads added in one transaction.
    """
    store.extend(
        ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(str(value)), ox.NamedNode(str(graph)))
        for subject, predicate, value, graph in quads
    )
