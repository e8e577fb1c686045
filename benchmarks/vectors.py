"""
Search by meaning past the edge: the approximate table against the exact one, with what it finds of the nearest ten.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np
import orjson

from api.building import documents_of
from benchmarks.deployment import CORPUS, Deployment
from benchmarks.questions import GOLD
from benchmarks.timing import Comparison, in_turn, seconds_for
from ingest.language.embedder import load_embedder
from ingest.reading import read_path
from kg.search.approximate import ApproximateTable
from kg.search.passages import paragraphs, sentences
from kg.search.vectors import Rows, Vector, VectorTable, to_bytes

MANY: Final = 120_000
NEAREST: Final = 10
SEED: Final = 20261125
NOISE: Final = 0.02
"A component; a vector of 384 then moves by 0.4 of its length."


def vectors(deployment: Deployment) -> Iterator[Comparison]:
    """
    120,000 vectors, asked the open questions of the gold: real sentences of the corpus, and mixes of two of one text
    with noise, since the corpus has no more.
    """
    del deployment  # needs no service
    embedder = load_embedder()
    texts = list(sentences_of_the_corpus())
    embedded: list[Vector] = []
    embedding = seconds_for(lambda: embedded.extend(embedder.embed(told) for told in texts))
    made = many(embedded)
    ids = np.arange(1, len(made) + 1, dtype=np.int64)

    def rows_for(wanted: object) -> Rows:
        assert isinstance(wanted, list)
        return [(id_, to_bytes(made[id_ - 1])) for id_ in wanted]

    exact = VectorTable(ids, made)
    tables: list[ApproximateTable] = []
    building = seconds_for(lambda: tables.append(ApproximateTable.built(ids.tolist(), rows_for, made.shape[1])))
    golds = [orjson.loads(line) for line in GOLD.read_bytes().splitlines()]
    asked = embedder.embed([gold["q"] for gold in golds if gold["part"] == "dev"])
    ours, theirs = in_turn(
        [partial(tables[0].nearest, one, ids, NEAREST, rows_for) for one in asked],
        [partial(exact.nearest, one, ids, NEAREST, rows_for) for one in asked],
    )
    yield Comparison(f"nearest {NEAREST} of {MANY:,} vectors", ours, theirs, "every vector, exactly")
    found = [
        share_found(tables[0].nearest(one, ids, NEAREST, rows_for), exact.nearest(one, ids, NEAREST, rows_for))
        for one in asked
    ]
    yield Comparison(f"recall@{NEAREST} of that", [float(np.mean(found))], [1.0], "the same", ("", 1.0))
    each = embedding / sum(map(len, texts))
    yield Comparison("making its lists", [building], [each * MANY], "MiniLM embedding as many", ("s", 1.0))


def sentences_of_the_corpus() -> Iterator[list[str]]:
    """
    The sentences of each text that has two at least.
    """
    for reading in read_path(documents_of(CORPUS)):
        for document in reading.documents:
            spans = [span for each in paragraphs(document.text) for span in sentences(document.text, each)]
            if len(spans) > 1:
                yield [document.text[span.start : span.end] for span in spans]


def many(texts: list[Vector]) -> Vector:
    """
    So many vectors of unit length: the real ones, then mixes of two of one text, moved a little.
    """
    random = np.random.default_rng(SEED)
    real = np.concatenate(texts)
    mixes = []
    for text in random.choice(len(texts), size=MANY - len(real)):
        one, other = random.choice(len(texts[text]), size=2, replace=False)
        share = random.uniform(0.2, 0.8)
        mixes.append(share * texts[text][one] + (1 - share) * texts[text][other])
    moved = np.asarray(mixes, dtype=np.float32) + random.normal(scale=NOISE, size=(len(mixes), real.shape[1]))
    made: Vector = np.concatenate([real, moved]).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def share_found(found: list[tuple[int, float]], nearest: list[tuple[int, float]]) -> float:
    """
    Which share of the nearest ten was found.
    """
    wanted = {id_ for id_, _ in nearest[:NEAREST]}
    return len(wanted & {id_ for id_, _ in found}) / len(wanted)
