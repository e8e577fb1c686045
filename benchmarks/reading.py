"""
Reading: the screen, full reading against the models alone, a cold start, memory, and two processes against one.
"""

import re
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from benchmarks.deployment import CORPUS, Deployment
from benchmarks.timing import Comparison, in_turn
from ingest.extract import Extractor, extract_all, is_relevant, make_extractor
from ingest.language.embedder import MiniLmEmbedder, load_embedder
from ingest.language.encoder import ParserEncoder, ParserScores, parser_path
from ingest.language.pieces import PieceBatch
from ingest.language.spacy_analyser import SpacyAnalyser, load_analyser
from ingest.language.spacy_pipeline import pipeline_over
from ingest.reading import read_path
from kg.search.passages import passages
from kg.text import Document

WORDS: Final = 300
DOCUMENTS: Final = 16
SCREENED: Final = 1_000
TURNS: Final = 5
KIBIBYTES_A_GB: Final = 1e9 / 1024
WORD: Final = re.compile(r"\S+\s*")

START: Final = (
    "from ingest.language.spacy_analyser import load_analyser; list(load_analyser().analyse(['Japan signed it.']))"
)
BARE_START: Final = "import numpy, onnxruntime, spacy, tokenizers"
READ: Final = "from benchmarks.reading import peak_of_reading; print(peak_of_reading())"
BARE_READ: Final = "from benchmarks.reading import peak_of_models; print(peak_of_models())"


class Recorder:
    """
    A graph that keeps what it was given, so that it can be run again with nothing round it.
    """

    def __init__(self) -> None:
        self.graph = ParserEncoder(parser_path(), threads=1)
        self.batches: list[PieceBatch] = []

    def scores_for(self, batch: PieceBatch) -> ParserScores:
        """
        All heads' scores; the batch is kept.
        """
        self.batches.append(batch)
        return self.graph.scores_for(batch)


def reading(_: Deployment) -> Iterator[Comparison]:
    """
    What a stream of documents costs, the irrelevant and the relevant ones.
    """
    yield screening()
    yield full_reading()
    yield Comparison("cold start to the first sentence", *alone(START, BARE_START), "importing the libraries")
    ours, bare = ([float(run_alone(code))] for code in (READ, BARE_READ))
    yield Comparison("peak memory of reading", ours, bare, "both models alone", unit=("GB", 1.0))
    with ProcessPoolExecutor(2) as two, ProcessPoolExecutor(1) as one:
        for pool in (two, one):
            read_lots(pool, 4)
        ours, bare = in_turn([partial(read_lots, two, 2)] * TURNS, [partial(read_lots, one, 2)] * TURNS)
    yield Comparison("two lots, read by two processes", ours, bare, "by one process")


def screening() -> Comparison:
    """
    Turning documents away.
    """
    news = irrelevant_documents(SCREENED)
    ours, bare = in_turn([lambda: [*map(is_relevant, news)]] * TURNS, [lambda: [*map(words_of, news)]] * TURNS)
    return Comparison("one irrelevant document, screened", per(ours, news), per(bare, news), "splitting it into words")


def full_reading() -> Comparison:
    """
    Reading documents with their passages embedded, many together.
    """
    texts = relevant_documents(DOCUMENTS)
    recorder, embedder = Recorder(), load_embedder()
    extractor = make_extractor(SpacyAnalyser(pipeline_over(recorder)))
    read_and_embed(texts, extractor, embedder)
    batches = tuple(recorder.batches)
    ours, bare = in_turn(
        [partial(read_and_embed, texts, extractor, embedder)] * TURNS,
        [partial(run_models, recorder.graph, batches, embedder, texts)] * TURNS,
    )
    what = f"{WORDS} relevant words, read and embedded"
    return Comparison(what, per(ours, texts), per(bare, texts), "both models alone")


def alone(ours: str, bare: str) -> tuple[list[float], list[float]]:
    """
    Wall times of fresh interpreters, in turn.
    """
    return in_turn([partial(run_alone, ours)] * TURNS, [partial(run_alone, bare)] * TURNS)


def per(times: Sequence[float], things: Sequence[object]) -> list[float]:
    """
    Seconds for one of the things that each time was for all of.
    """
    return [seconds / len(things) for seconds in times]


def words_of(document: Document) -> list[str]:
    """
    The least a screen must do.
    """
    return document.text.split()


@cache
def irrelevant_documents(count: int) -> tuple[Document, ...]:
    """
    As many documents that the screen turns away: the gold's distractors, over and over.
    """
    distractors = documents_below(CORPUS / "gold" / "distractors.jsonl")
    turned_away = [document for document in distractors if not is_relevant(document)]
    return tuple(islice(cycle(turned_away), count))


@cache
def relevant_documents(count: int) -> tuple[Document, ...]:
    """
    As many documents of `WORDS` words each, put together from the relevant ones of the corpus.
    """
    words = [word for document in documents_below(CORPUS / "documents") for word in WORD.findall(document.text)]
    starts = range(0, count * WORDS, WORDS)
    return tuple(Document("".join(words[start : start + WORDS])) for start in starts if start + WORDS <= len(words))


def documents_below(path: Path) -> Iterator[Document]:
    """
    The documents of the files at a path.
    """
    for each in read_path(path):
        yield from each.documents


def read_and_embed(documents: Sequence[Document], extractor: Extractor, embedder: MiniLmEmbedder) -> None:
    """
    All that reading a document takes before it is written down.
    """
    assert all(extraction.relevant for extraction in extract_all(documents, extractor))
    embed_passages(documents, embedder)


def embed_passages(documents: Sequence[Document], embedder: MiniLmEmbedder) -> None:
    """
    A vector for each passage, the documents' passages together.
    """
    embedder.embed([text[span.start : span.end] for text in map(text_of, documents) for span in passages(text)])


def text_of(document: Document) -> str:
    """
    Its text.
    """
    return document.text


def run_models(
    graph: ParserEncoder, batches: Sequence[PieceBatch], embedder: MiniLmEmbedder, documents: Sequence[Document]
) -> None:
    """
    The same windows and passages through both graphs, and nothing else.
    """
    for batch in batches:
        graph.scores_for(batch)
    embed_passages(documents, embedder)


def run_alone(code: str) -> str:
    """
    What a fresh interpreter prints.
    """
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own code


def peak() -> float:
    """
    The most memory this process has held, in GB.
    """
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_GB


def peak_of_reading() -> float:
    """
    The peak of a process that reads and embeds.
    """
    read_and_embed(relevant_documents(DOCUMENTS), make_extractor(load_analyser()), load_embedder())
    return peak()


def peak_of_models() -> float:
    """
    The peak of a process that loads both graphs and runs each once.
    """
    list(load_analyser().analyse(["One."]))
    load_embedder().embed(["One."])
    return peak()


@cache
def reader_of_process() -> Extractor:
    """
    The extractor of a worker process.
    """
    return make_extractor(load_analyser())


def read_lot(_: int) -> None:
    """
    Read all documents once, in a worker.
    """
    assert all(extraction.relevant for extraction in extract_all(relevant_documents(DOCUMENTS), reader_of_process()))


def read_lots(pool: Executor, count: int) -> None:
    """
    Have a pool read as many lots.
    """
    list(pool.map(read_lot, range(count)))
