"""
Scores from raw text: with the model's own tokens and boundaries, and names against Universal NER.

As in the CoNLL 2018 shared task: a token, a sentence or an arc is right when its characters are, white space left out;
each score is the F1 of what was found against what was wanted.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Final, TypeAlias

from ingest.language.decoding import spans_of
from ingest.language.reader import Reader, TokenText
from ingest.language.tokens import find_tokens
from ingest.training.scoring import ReadGold
from ingest.training.treebank import TreeSentence

NameSpan: TypeAlias = tuple[int, int, str]
UNER_TYPES: Final = frozenset({"PER", "ORG", "LOC"})


def raw_text(sentences: Sequence[TreeSentence]) -> str:
    """
    A document as running text: sentences re-flowed, a blank line only where the treebank says that a paragraph begins.
    """
    parts = []
    for number, sentence in enumerate(sentences):
        if number:
            parts.append("\n\n" if sentence.paragraph_start else " ")
        parts.append(sentence.text)
    return "".join(parts)


def _bounds(lengths: Sequence[int], start: int) -> list[tuple[int, int]]:
    ends = list(accumulate(lengths, initial=start))
    return list(pairwise(ends))


def _facts(
    words: Sequence[tuple[int, int]], heads: Sequence[int], deprels: Sequence[str], upos: Sequence[str]
) -> Iterator[tuple[str, tuple[object, ...]]]:
    """
    What one sentence says, each fact with the score it counts for; `heads` as indices, -1 the root.
    """
    yield "sentences", (words[0][0], words[-1][1])
    for word, head, deprel, tag in zip(words, heads, deprels, upos, strict=True):
        governor = None if head < 0 else words[head]
        yield "tokens", word
        yield "UPOS", (word, tag)
        yield "UAS", (word, governor)
        yield "LAS", (word, governor, deprel)


def _gold_facts(document: Sequence[TreeSentence]) -> Iterator[tuple[str, tuple[object, ...]]]:
    start = 0
    for sentence in document:
        words = _bounds([len(form) for form in sentence.forms], start)
        start = words[-1][1]
        yield from _facts(words, [head - 1 for head in sentence.heads], sentence.deprels, sentence.upos)


def raw_scores(reader: Reader, sentences: Sequence[TreeSentence]) -> dict[str, float]:
    """
    F1 in percent of tokens, sentences, UPOS, UAS and LAS over whole documents.
    """
    documents = [list(group) for _, group in groupby(sentences, key=lambda sentence: sentence.document)]
    texts = [TokenText(text, find_tokens(text)) for text in map(raw_text, documents)]
    right: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    for document, text, read in zip(documents, texts, reader.read(texts), strict=True):
        words = _bounds([end - start for start, end in text.spans], 0)
        ours = {
            fact
            for sentence in read
            for fact in _facts(
                words[sentence.start : sentence.end],
                [-1 if head == index else head for index, head in enumerate(sentence.heads)],
                sentence.deprels,
                sentence.upos,
            )
        }
        theirs = set(_gold_facts(document))
        for counts, facts in ((right, ours & theirs), (found, ours), (wanted, theirs)):
            for name, _ in facts:
                counts[name] += 1
    return {name: round(200 * right[name] / (found[name] + wanted[name]), 2) for name in sorted(wanted)}


def _by_characters(forms: Sequence[str], names: Sequence[NameSpan]) -> frozenset[NameSpan]:
    bounds = _bounds([len(form) for form in forms], 0)
    return frozenset((bounds[start][0], bounds[end - 1][1], kind) for start, end, kind in names if kind in UNER_TYPES)


def read_uner(path: Path) -> Iterator[tuple[str, frozenset[NameSpan]]]:
    """
    The characters of each sentence of a Universal NER file, without white space, and its names as spans of these.
    """
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        blocks = stream.read().strip().split("\n\n")
    for block in blocks:
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        forms = [row[1].replace(" ", "") for row in rows]
        yield "".join(forms), _by_characters(forms, spans_of([row[2] for row in rows]))


def uner_scores(
    pairs: Sequence[tuple[TreeSentence, ReadGold]], wanted: Mapping[str, frozenset[NameSpan]]
) -> dict[str, float]:
    """
    F1 in percent of exact name spans, for each type and for all three.

    Args:
        pairs: the sentences as read on gold tokens.
        wanted: the names of Universal NER, by the characters of the sentence; its tokens are an older treebank's.
    """
    counts: dict[str, list[int]] = {name: [0, 0, 0] for name in (*sorted(UNER_TYPES), "all")}
    for gold, read in pairs:
        theirs = wanted["".join(gold.forms)]
        ours = _by_characters(gold.forms, read.names)
        for name, count in counts.items():
            for place, spans in enumerate((ours & theirs, ours, theirs)):
                count[place] += sum(name in {"all", span[2]} for span in spans)
    return {name: round(200 * right / max(1, found + asked), 2) for name, (right, found, asked) in counts.items()}
