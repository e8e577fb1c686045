"""
From treebank sentences to numbered examples, and from examples to batches of windows.

A window is a run of neighbouring sentences without any mark between them, so the boundary head must find where each
starts; some windows hold one sentence only, as a question or a headline comes alone.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.language.lemmas import KEEP, script_between
from ingest.language.pieces import PieceBatch, Pieces, PieceTable, batch_of, shape_of
from ingest.training.known_names import SOME_NAME, UNTOLD
from ingest.training.names import OTHER_TYPE, TYPES
from ingest.training.treebank import TreeSentence
from ingest.training.variants import NamePool, laid_out, renamed, roughened

UNKNOWN: Final = -100
# Part of some name, of a type we are not told.
SOME_TYPE: Final = -2


@dataclass(frozen=True, slots=True)
class Labels:
    """
    The classes of every head, in the order the heads number them.
    """

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    scripts: tuple[str, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...]

    def write(self, path: Path) -> None:
        """
        Write the classes as JSON.
        """
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def collect_labels(sentences: Sequence[TreeSentence]) -> Labels:
    """
    The classes that occur in training sentences; lemma scripts seen once are left to the fallback.
    """
    scripts = Counter(
        script_between(form, lemma)
        for sentence in sentences
        for form, lemma in zip(sentence.forms, sentence.lemmas, strict=True)
    )
    kinds = [*TYPES.values(), OTHER_TYPE]
    return Labels(
        upos=tuple(sorted({tag for sentence in sentences for tag in sentence.upos})),
        feats=tuple(sorted({tag for sentence in sentences for tag in sentence.feats})),
        scripts=tuple(sorted(script for script, count in scripts.items() if count > 1 or script == KEEP)),
        deprels=tuple(sorted({tag for sentence in sentences for tag in sentence.deprels})),
        names=("O", *(f"{side}-{kind}" for kind in kinds for side in "BI")),
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Windows with what the heads should say; `UNKNOWN` where nothing is asked.

    Shapes: all (windows, tokens). `sentences` numbers the sentences of a window from 1, 0 is padding.
    """

    pieces: PieceBatch
    sentences: NDArray[np.int64]
    upos: NDArray[np.int64]
    feats: NDArray[np.int64]
    scripts: NDArray[np.int64]
    heads: NDArray[np.int64]
    deprels: NDArray[np.int64]
    starts: NDArray[np.int64]
    names: NDArray[np.int64]


class Encoding:
    """
    How sentences become numbers: pieces by the tokenizer, classes by the labels.
    """

    def __init__(self, labels: Labels, table: PieceTable) -> None:
        self.labels = labels
        self._table = table
        self._upos = {name: index for index, name in enumerate(labels.upos)}
        self._feats = {name: index for index, name in enumerate(labels.feats)}
        self._scripts = {name: index for index, name in enumerate(labels.scripts)}
        self._deprels = {name: index for index, name in enumerate(labels.deprels)}
        self._names = {name: index for index, name in enumerate(labels.names)} | {UNTOLD: UNKNOWN, SOME_NAME: SOME_TYPE}

    def tokens(self, sentence: TreeSentence) -> list[tuple[Pieces, int]]:
        """
        Pieces and shape of each token.
        """
        return [
            (self._table.pieces_of(form), shape_of(form, glued=glued, on_new_line=index in sentence.lines))
            for index, (form, glued) in enumerate(zip(sentence.forms, sentence.glued, strict=True))
        ]

    def batch(self, windows: Sequence[Sequence[TreeSentence]]) -> Batch:
        """
        Windows side by side.
        """
        pieces = batch_of([[token for sentence in window for token in self.tokens(sentence)] for window in windows])
        shape = pieces.first.shape
        blank = {name: np.full(shape, UNKNOWN) for name in "upos feats scripts heads deprels starts names".split()}
        batch = Batch(pieces=pieces, sentences=np.zeros(shape, dtype=np.int64), **blank)
        for row, window in enumerate(windows):
            start = 0
            for number, sentence in enumerate(window, start=1):
                past = start + len(sentence.forms)
                batch.sentences[row, start:past] = number
                batch.upos[row, start:past] = [self._upos[tag] for tag in sentence.upos]
                batch.feats[row, start:past] = [self._feats.get(tag, UNKNOWN) for tag in sentence.feats]
                batch.scripts[row, start:past] = [
                    self._scripts.get(script_between(form, lemma), UNKNOWN)
                    for form, lemma in zip(sentence.forms, sentence.lemmas, strict=True)
                ]
                batch.heads[row, start:past] = [head and head + start for head in sentence.heads]
                batch.deprels[row, start:past] = [self._deprels.get(tag, UNKNOWN) for tag in sentence.deprels]
                if sentence.names is not None:
                    batch.names[row, start:past] = [self._names[tag] for tag in sentence.names]
                batch.starts[row, start:past] = 0
                batch.starts[row, start] = 1
                start = past
            # Where a window begins is given, never guessed.
            batch.starts[row, 0] = UNKNOWN
        return batch


def windows_for_training(
    sentences: Iterable[TreeSentence], names: NamePool, rng: random.Random
) -> Iterator[list[TreeSentence]]:
    """
    Cut documents into windows of changing size: a third of them one sentence, the rest up to 50, 90 or 130 tokens.
    """
    for _, document in groupby(sentences, key=lambda sentence: sentence.document):
        window: list[TreeSentence] = []
        room = rng.choice((1, 1, 50, 50, 90, 130))
        for sentence in document:
            if window and sum(len(each.forms) for each in window) + len(sentence.forms) > room:
                yield laid_out(window, rng)
                window, room = [], rng.choice((1, 1, 50, 50, 90, 130))
            window.append(roughened(renamed(sentence, names, rng), rng))
        if window:
            yield laid_out(window, rng)


def windows_of_size(sentences: Iterable[TreeSentence], room: int) -> Iterator[list[TreeSentence]]:
    """
    Cut documents into windows of at most `room` tokens, or of one longer sentence.
    """
    for _, document in groupby(sentences, key=lambda sentence: sentence.document):
        window: list[TreeSentence] = []
        for sentence in document:
            if window and sum(len(each.forms) for each in window) + len(sentence.forms) > room:
                yield window
                window = []
            window.append(sentence)
        if window:
            yield window


def batches_by_length(
    windows: Sequence[list[TreeSentence]], max_tokens: int, rng: random.Random
) -> list[list[list[TreeSentence]]]:
    """
    Windows of like length together, at most `max_tokens` tokens with padding; the batches in random order.
    """
    ordered = sorted(windows, key=lambda window: (sum(len(each.forms) for each in window), rng.random()))
    batches: list[list[list[TreeSentence]]] = [[]]
    for window in ordered:
        length = sum(len(each.forms) for each in window)
        if batches[-1] and (len(batches[-1]) + 1) * length > max_tokens:
            batches.append([])
        batches[-1].append(window)
    rng.shuffle(batches)
    return batches
