"""
Scores on treebanks with gold tokens: attachment, tags, lemmas, name spans.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import torch

from ingest.language.encoder import ParserScores
from ingest.language.export import ParserGraph
from ingest.language.lemmas import lemma_of
from ingest.language.names import NameSpan, UntypedName, Written, spans_of, typed_names, untyped_names
from ingest.language.pieces import PieceBatch
from ingest.language.reader import Encoder, decide_tree
from ingest.training.examples import Encoding, windows_of_size
from ingest.training.network import Network
from ingest.training.treebank import TreeSentence


@dataclass(frozen=True, slots=True)
class ReadGold:
    """
    What the network says of one gold sentence with its gold tokens.
    """

    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    names: tuple[NameSpan, ...] = ()


class TorchEncoder:
    """
    A network in training, run as its graph will be.
    """

    def __init__(self, network: Network) -> None:
        self._graph = ParserGraph(network).eval()

    @torch.no_grad()
    def scores_for(self, batch: PieceBatch) -> ParserScores:
        """
        All heads' scores.
        """
        arrays = (batch.pieces, batch.shapes, batch.mask, batch.first, batch.last)
        return ParserScores(*(part.numpy() for part in self._graph(*map(torch.from_numpy, arrays))))


def read_gold(
    encoder: Encoder, sentences: Sequence[TreeSentence], encoding: Encoding, *, room: int
) -> Iterator[tuple[TreeSentence, ReadGold]]:
    """
    Read gold sentences in windows of at most `room` tokens (1: each alone); a document's names are typed together.
    """
    read = _read_windows(encoder, sentences, encoding, room=room)
    for _, group in groupby(read, key=lambda each: each[0].document):
        document = list(group)
        names = typed_names([untyped for _, _, untyped in document], encoding.labels.names)
        for (sentence, found, _), own in zip(document, names, strict=True):
            yield sentence, replace(found, names=own)


def _read_windows(
    encoder: Encoder, sentences: Sequence[TreeSentence], encoding: Encoding, *, room: int
) -> Iterator[tuple[TreeSentence, ReadGold, tuple[UntypedName, ...]]]:
    labels = encoding.labels
    root = labels.deprels.index("root")
    for window in windows_of_size(sentences, room):
        scores = encoder.scores_for(encoding.batch([window]).pieces)
        start = 0
        for sentence in window:
            end = start + len(sentence.forms)
            heads, deprels = decide_tree(scores, start, end, root)
            upos = tuple(labels.upos[index] for index in scores.upos[0, start:end])
            found = ReadGold(
                heads=tuple(int(head) for head in heads),
                deprels=tuple(labels.deprels[index] for index in deprels),
                upos=upos,
                feats=tuple(labels.feats[index] for index in scores.feats[0, start:end]),
                lemmas=tuple(
                    lemma_of(form, labels.scripts[index])
                    for form, index in zip(sentence.forms, scores.scripts[0, start:end], strict=True)
                ),
            )
            written = Written(sentence.forms, sentence.glued)
            yield sentence, found, untyped_names(scores.names[0, start:end], labels.names, upos, written)
            start = end


@dataclass
class Tally:
    """
    Right answers out of asked ones, by name.
    """

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asked: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def count(self, name: str, right: int, asked: int) -> None:
        """
        Add to one score.
        """
        self.right[name] += right
        self.asked[name] += asked

    def percents(self) -> dict[str, float]:
        """
        Each score in percent.
        """
        return {name: round(100 * self.right[name] / max(1, self.asked[name]), 2) for name in self.asked}


def tally_of(pairs: Sequence[tuple[TreeSentence, ReadGold]]) -> dict[str, float]:
    """
    UAS, LAS, UPOS, FEATS, lemmas and, where the sentences have names, the F1 of name spans.
    """
    tally = Tally()
    found = wanted = both = 0
    for gold, read in pairs:
        size = len(gold.forms)
        same_head = [a == b for a, b in zip(gold.heads, read.heads, strict=True)]
        same_label = [a == b for a, b in zip(gold.deprels, read.deprels, strict=True)]
        tally.count("UAS", sum(same_head), size)
        tally.count("LAS", sum(a and b for a, b in zip(same_head, same_label, strict=True)), size)
        for name in ("upos", "feats", "lemmas"):
            same = sum(a == b for a, b in zip(getattr(gold, name), getattr(read, name), strict=True))
            tally.count(name.upper(), same, size)
        if gold.names is not None:
            theirs, ours = set(spans_of(gold.names)), set(read.names)
            found, wanted, both = found + len(ours), wanted + len(theirs), both + len(ours & theirs)
    scores = tally.percents()
    if wanted:
        scores["names F1"] = round(200 * both / (found + wanted), 2)
    return scores
