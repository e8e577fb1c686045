"""
Scores on treebanks: attachment and tags on gold tokens, name spans, sentence starts.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from ingest.language.decoding import heads_of, names_in, spans_of
from ingest.language.lemmas import lemma_of
from ingest.training.examples import Encoding, windows_of_size
from ingest.training.network import Network
from ingest.training.trainer import scores_for
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
    names: tuple[tuple[int, int, str], ...]
    start_score: float


@torch.no_grad()
def read_gold(
    network: Network, sentences: Sequence[TreeSentence], encoding: Encoding, *, room: int
) -> Iterator[tuple[TreeSentence, ReadGold]]:
    """
    Read gold sentences in windows of at most `room` tokens (1: each alone).
    """
    network.eval()
    labels = encoding.labels
    windows = list(windows_of_size(sentences, room))
    windows.sort(key=lambda window: sum(len(sentence.forms) for sentence in window))
    for begin in range(0, len(windows), 16):
        group = windows[begin : begin + 16]
        scores = scores_for(network, encoding.batch(group))
        arrays = [part.float().numpy() for part in scores]
        upos, feats, scripts, starts, _, arcs, dependents, governors = arrays
        chances = scores.names.float().log_softmax(-1).numpy()
        for row, window in enumerate(group):
            start = 0
            for sentence in window:
                span = slice(start, start + len(sentence.forms))
                columns = [0, *range(start + 1, span.stop + 1)]
                heads = heads_of(arcs[row, span][:, columns])
                ends = governors[row, [columns[head] for head in heads]]
                found = np.einsum("nld,nd->nl", dependents[row, span], ends)
                found[:, labels.deprels.index("root")] = np.where(heads == 0, np.inf, -np.inf)
                yield (
                    sentence,
                    ReadGold(
                        heads=tuple(int(head) for head in heads),
                        deprels=tuple(labels.deprels[index] for index in found.argmax(1)),
                        upos=tuple(labels.upos[index] for index in upos[row, span].argmax(1)),
                        feats=tuple(labels.feats[index] for index in feats[row, span].argmax(1)),
                        lemmas=tuple(
                            lemma_of(form, labels.scripts[index])
                            for form, index in zip(sentence.forms, scripts[row, span].argmax(1), strict=True)
                        ),
                        names=names_in(chances[row, span], labels.names),
                        start_score=float(starts[row, start]),
                    ),
                )
                start = span.stop


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
