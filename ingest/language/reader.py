"""
Tokens in, parsed sentences out: windows, the encoder, and the decisions made of its scores.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.language.decoding import heads_of, names_in
from ingest.language.encoder import ParserEncoder, ParserLabels, ParserScores
from ingest.language.lemmas import lemma_of
from ingest.language.pieces import Pieces, PieceTable, batch_of, shape_of
from ingest.language.windows import Layout, Window, breaks_in, sentences_in, windows_over

# One run of the encoder reads at most so many word pieces, padding among them; it bounds memory.
MAX_BATCH_PIECES: Final = 2400
# A sentence more often starts at a line's start than elsewhere, though wrapped lines make it no proof.
LINE_BONUS: Final = 1.5


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
    names: tuple[tuple[int, int, str], ...]


def label_scores(
    scores: ParserScores, row: int, dependents: Sequence[int], heads: Sequence[int]
) -> NDArray[np.float32]:
    """
    (n, labels) scores of the labels on arcs, each from a token's column of a window to a head's (0: the root).
    """
    ends = scores.governors[row, list(heads)]
    found: NDArray[np.float32] = np.matmul(scores.dependents[row, list(dependents)], ends[:, :, None])[:, :, 0]
    return found


def decide_tree(
    scores: ParserScores, row: int, start: int, end: int, root: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """
    Heads (0: the root, else counted from 1 in the sentence) and label numbers of tokens start to end of a window.
    """
    columns = [0, *range(start + 1, end + 1)]
    heads = heads_of(scores.arcs[row, start:end][:, columns])
    found = label_scores(scores, row, range(start, end), [columns[head] for head in heads])
    found[:, root] = np.where(heads == 0, np.inf, -np.inf)
    return heads, found.argmax(1)


class Reader:
    """
    The trained model, reading many texts at once.
    """

    def __init__(self, encoder: ParserEncoder, table: PieceTable, labels: ParserLabels) -> None:
        self._encoder = encoder
        self._table = table
        self._labels = labels
        self._root = labels.deprels.index("root")

    def read(self, texts: Sequence[TokenText]) -> list[list[ReadSentence]]:
        """
        The sentences of each text, in order.
        """
        tokens = [self._tokens_of(text) for text in texts]
        layouts = [self._layout_of(text, run) for text, run in zip(texts, tokens, strict=True)]
        found: list[list[ReadSentence]] = [[] for _ in texts]
        pending = [window for number, layout in enumerate(layouts) for window in windows_over(number, layout)]
        while pending:
            following: list[Window] = []
            for group in _groups(pending, layouts):
                batch = batch_of([tokens[window.text][window.start : window.end] for window in group])
                scores = self._encoder.scores_for(batch)
                for row, window in enumerate(group):
                    layout = layouts[window.text]
                    spans, more = sentences_in(window, _start_scores(scores, row, window, layout), layout)
                    forms = _forms_in(window, texts[window.text])
                    found[window.text] += [self._sentence(scores, row, window.start, span, forms) for span in spans]
                    following += [more] if more else []
            pending = following
        for sentences_found in found:
            sentences_found.sort(key=lambda sentence: sentence.start)
        return found

    def _tokens_of(self, text: TokenText) -> list[tuple[Pieces, int]]:
        tokens = []
        past = -1
        for start, end in text.spans:
            form = text.text[start:end]
            tokens.append((self._table.pieces_of(form), shape_of(form, glued=start == past)))
            past = end
        return tokens

    def _layout_of(self, text: TokenText, tokens: list[tuple[Pieces, int]]) -> Layout:
        paragraphs, lines = breaks_in(text.text, text.spans)
        lengths = [len(pieces) for pieces, _ in tokens]
        return Layout(np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]), paragraphs, lines)

    def _sentence(
        self, scores: ParserScores, row: int, offset: int, span: tuple[int, int], forms: list[str]
    ) -> ReadSentence:
        start, end = span
        labels = self._labels
        heads, deprels = decide_tree(scores, row, start, end, self._root)
        return ReadSentence(
            start=offset + start,
            end=offset + end,
            upos=tuple(labels.upos[number] for number in scores.upos[row, start:end]),
            feats=tuple(labels.feats[number] for number in scores.feats[row, start:end]),
            lemmas=tuple(
                lemma_of(form, labels.scripts[number])
                for form, number in zip(forms[start:end], scores.scripts[row, start:end], strict=True)
            ),
            deprels=tuple(labels.deprels[number] for number in deprels),
            heads=tuple(int(head) - 1 if head else index for index, head in enumerate(heads)),
            names=names_in(scores.names[row, start:end], labels.names),
        )


def _start_scores(scores: ParserScores, row: int, window: Window, layout: Layout) -> NDArray[np.float32]:
    starts = scores.starts[row, : len(window)].copy()
    starts[[line - window.start for line in layout.lines if window.start <= line < window.end]] += LINE_BONUS
    return starts


def _forms_in(window: Window, text: TokenText) -> list[str]:
    return [text.text[start:end] for start, end in text.spans[window.start : window.end]]


def _groups(windows: list[Window], layouts: list[Layout]) -> Iterator[list[Window]]:
    """
    Windows of like length together, within what one run of the encoder may read.
    """

    def length(window: Window) -> int:
        pieces = layouts[window.text].pieces
        return int(pieces[window.end] - pieces[window.start]) + 2

    group: list[Window] = []
    for window in sorted(windows, key=length):
        if group and (len(group) + 1) * length(window) > MAX_BATCH_PIECES:
            yield group
            group = []
        group.append(window)
    if group:
        yield group
