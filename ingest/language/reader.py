"""
Tokens in, parsed sentences out: windows, the encoder, and the decisions made of its scores.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.language.decoding import heads_of
from ingest.language.encoder import ParserLabels, ParserScores
from ingest.language.lemmas import lemma_of
from ingest.language.names import NameSpan, UntypedName, Written, typed_names, untyped_names
from ingest.language.pieces import PieceBatch, Pieces, PieceTable, batch_of, shape_of
from ingest.language.windows import Layout, Window, paragraphs_in, sentences_in, settle_quotes, windows_over


@dataclass(frozen=True, slots=True)
class TokenText:
    """
    A text with the spans of its tokens.
    """

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """
    One sentence as read: its tokens' place in the text, one entry a token in each tuple, and its names.

    Attributes:
        heads: index in the sentence; its own for the root.
        names: (first token, token past the last, type), indices in the sentence.
    """

    start: int
    end: int
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    deprels: tuple[str, ...]
    heads: tuple[int, ...]
    names: tuple[NameSpan, ...] = ()


def decide_tree(scores: ParserScores, start: int, end: int, root: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """
    Heads (0: the root, else counted from 1 in the sentence) and label numbers of tokens start to end of one window.
    """
    columns = np.array([0, *range(start + 1, end + 1)])
    heads = heads_of(scores.arcs[0, start:end][:, columns])
    ends = scores.governors[0, columns[heads]]
    found = np.matmul(scores.dependents[0, start:end], ends[:, :, None])[:, :, 0]
    found[:, root] = np.where(heads == 0, np.inf, -np.inf)
    return heads, found.argmax(1)


class Encoder(Protocol):
    """
    What runs the network: the graph as it is shipped, or torch.
    """

    def scores_for(self, batch: PieceBatch) -> ParserScores:
        """
        All heads' scores over a batch of windows.
        """


class Reader:
    """
    The trained model, reading texts.
    """

    def __init__(self, encoder: Encoder, table: PieceTable, labels: ParserLabels) -> None:
        self._encoder = encoder
        self._table = table
        self._labels = labels
        self._root = labels.deprels.index("root")

    def read(self, text: TokenText) -> list[ReadSentence]:
        """
        The sentences of a text, in order.

        Each window is a run of its own: nothing is spent on padding, and what is read in a text does not depend on what
        is read beside it, as it would where numbers are rounded by the largest of a batch.
        """
        tokens = self._tokens_of(text)
        layout = self._layout_of(text, tokens)
        found: list[tuple[ReadSentence, tuple[UntypedName, ...]]] = []
        pending = list(windows_over(layout))
        while pending:
            window = pending.pop()
            scores = self._encoder.scores_for(batch_of([tokens[window.start : window.end]]))
            written = _written_in(window, text)
            starts = settle_quotes(scores.starts[0], written.forms, written.glued)
            spans, more = sentences_in(window, starts, layout)
            found += [self._sentence(scores, window.start, span, written) for span in spans]
            pending += [more] if more else []
        found.sort(key=lambda each: each[0].start)
        names = typed_names([names for _, names in found], self._labels.names)
        return [replace(sentence, names=own) for (sentence, _), own in zip(found, names, strict=True)]

    def _tokens_of(self, text: TokenText) -> list[tuple[Pieces, int]]:
        tokens = []
        past = 0
        for start, end in text.spans:
            form, on_new_line = text.text[start:end], "\n" in text.text[past:start]
            shape = shape_of(form, glued=start == past > 0, on_new_line=on_new_line)
            tokens.append((self._table.pieces_of(form), shape))
            past = end
        return tokens

    def _layout_of(self, text: TokenText, tokens: list[tuple[Pieces, int]]) -> Layout:
        lengths = [len(pieces) for pieces, _ in tokens]
        totals = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        return Layout(totals, paragraphs_in(text.text, text.spans))

    def _sentence(
        self, scores: ParserScores, offset: int, span: tuple[int, int], window: Written
    ) -> tuple[ReadSentence, tuple[UntypedName, ...]]:
        start, end = span
        labels, written = self._labels, window.part(start, end)
        heads, deprels = decide_tree(scores, start, end, self._root)
        upos = tuple(labels.upos[number] for number in scores.upos[0, start:end])
        names = untyped_names(scores.names[0, start:end], labels.names, upos, written)
        sentence = ReadSentence(
            start=offset + start,
            end=offset + end,
            upos=upos,
            feats=tuple(labels.feats[number] for number in scores.feats[0, start:end]),
            lemmas=tuple(
                lemma_of(form, labels.scripts[number])
                for form, number in zip(written.forms, scores.scripts[0, start:end], strict=True)
            ),
            deprels=tuple(labels.deprels[number] for number in deprels),
            heads=tuple(int(head) - 1 if head else index for index, head in enumerate(heads)),
        )
        return sentence, names


def _written_in(window: Window, text: TokenText) -> Written:
    spans = text.spans[window.start : window.end]
    glued = (False, *(before[1] == after[0] for before, after in pairwise(spans)))
    return Written(tuple(text.text[start:end] for start, end in spans), glued)
