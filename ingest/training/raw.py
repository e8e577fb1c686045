"""
Scores from raw text: with the model's own tokens and boundaries, and names against Universal NER.

As in the CoNLL 2018 shared task: a token, a sentence or an arc is right when its characters are, white space left out;
each score is the F1 of what was found against what was wanted.
"""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Final, TypeAlias

from ingest.language.names import NameSpan, spans_of
from ingest.language.reader import Reader, TokenText
from ingest.language.tokens import find_tokens
from ingest.training.scoring import ReadGold
from ingest.training.treebank import TreeSentence

Fact: TypeAlias = tuple[str, tuple[object, ...]]
UNER_TYPES: Final = frozenset({"PER", "ORG", "LOC"})


def raw_text(sentences: Sequence[TreeSentence], *, apart: bool = False) -> str:
    """
    A document as running text: sentences re-flowed, a blank line only where the treebank says that a paragraph begins.

    Args:
        apart: put blank lines round each sentence that ends without a mark, too. One treebank has lost its paragraphs,
            so titles, captions and lists of its pages run into one another as they never do on a page.
    """
    parts = [sentences[0].text]
    for before, sentence in pairwise(sentences):
        is_apart = apart and not (before.ends_marked and sentence.ends_marked)
        parts += ["\n\n" if sentence.paragraph_start or is_apart else " ", sentence.text]
    return "".join(parts)


def _bounds(lengths: Sequence[int], start: int) -> list[tuple[int, int]]:
    ends = list(accumulate(lengths, initial=start))
    return list(pairwise(ends))


def _facts(
    words: Sequence[tuple[int, int]], heads: Sequence[int], deprels: Sequence[str], upos: Sequence[str]
) -> Iterator[Fact]:
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


def _gold_facts(document: Sequence[TreeSentence]) -> Iterator[Fact]:
    start = 0
    for sentence in document:
        words = _bounds([len(form) for form in sentence.forms], start)
        start = words[-1][1]
        yield from _facts(words, [head - 1 for head in sentence.heads], sentence.deprels, sentence.upos)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """
    What was found in a document's raw text and what was wanted, as facts over its characters.
    """

    genre: str
    found: frozenset[Fact]
    wanted: frozenset[Fact]


def read_raw(reader: Reader, sentences: Sequence[TreeSentence], *, apart: bool) -> Iterator[ReadDocument]:
    """
    The documents of a treebank, each read from the text that `raw_text` makes of it.
    """
    for _, group in groupby(sentences, key=lambda sentence: sentence.document):
        document = list(group)
        text = raw_text(document, apart=apart)
        spans = find_tokens(text)
        words = _bounds([end - start for start, end in spans], 0)
        found = frozenset(
            fact
            for sentence in reader.read(TokenText(text, spans))
            for fact in _facts(
                words[sentence.start : sentence.end],
                [-1 if head == index else head for index, head in enumerate(sentence.heads)],
                sentence.deprels,
                sentence.upos,
            )
        )
        yield ReadDocument(document[0].genre, found, frozenset(_gold_facts(document)))


def raw_scores(documents: Iterable[ReadDocument]) -> dict[str, float]:
    """
    F1 in percent of tokens, sentences, UPOS, UAS and LAS over documents.
    """
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        right.update(name for name, _ in document.found & document.wanted)
        found.update(name for name, _ in document.found)
        wanted.update(name for name, _ in document.wanted)
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
