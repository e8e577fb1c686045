"""
The door to spaCy: an `Analyser` over the pipeline, for many texts and texts of any length.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.language.spacy_pipeline import LAYOUT, Doc, Language, load_pipeline
from kg.text import Name, Sentence, Token

# Texts are read together until they have so many characters, a longer text in parts, so many of them at a time.
BATCH_CHARACTERS: Final = 20_000
PART_CHARACTERS: Final = 20_000
PARTS_TOGETHER: Final = 64


def parts_of(text: str, size: int = PART_CHARACTERS) -> Iterator[tuple[int, str]]:
    """
    A text in parts of at most `size` characters with their offsets, cut where it hurts least.

    >>> [part for part in parts_of("One two. Three four.", size=12)]
    [(0, 'One two. '), (9, 'Three four.')]
    """
    start = 0
    while len(text) - start > size:
        window = text[start : start + size]
        # After the last blank line; else line, sentence, word: the first of these found in the part's second half.
        cuts = (window.rfind(mark) + len(mark) for mark in ("\n\n", "\n", ". ", " "))
        cut = next((cut for cut in cuts if cut > size // 2), size)
        yield start, window[:cut]
        start += cut
    if start < len(text) or not text:
        yield start, text[start:]


class SpacyAnalyser:
    """
    An `Analyser` over the pipeline; reads several texts together and keeps no more than a few of them in memory.
    """

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline

    def analyse(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """
        The sentences of each text, in the order of the texts; offsets are code points into the text.
        """
        group: list[str] = []
        for text in texts:
            group.append(text)
            if sum(map(len, group)) >= BATCH_CHARACTERS:
                yield from self._analyse_group(group)
                group = []
        yield from self._analyse_group(group)

    def _analyse_group(self, texts: list[str]) -> Iterator[tuple[Sentence, ...]]:
        found: list[list[Sentence]] = [[] for _ in texts]
        parts = [(number, offset, part) for number, text in enumerate(texts) for offset, part in parts_of(text)]
        for begin in range(0, len(parts), PARTS_TOGETHER):
            some = parts[begin : begin + PARTS_TOGETHER]
            # What the pipeline learns of words in here is forgotten after: a service that reads for weeks stays small.
            with self._pipeline.memory_zone():
                docs = self._pipeline.pipe((part for _, _, part in some), batch_size=PARTS_TOGETHER)
                for (number, offset, _), doc in zip(some, docs, strict=True):
                    found[number] += _sentences_of(doc, offset)
        yield from map(tuple, found)


def _sentences_of(doc: Doc, offset: int) -> Iterator[Sentence]:
    # Asked of each sentence, spaCy would put the whole text together and look through all names of the doc.
    whole = doc.text
    names = defaultdict(list)
    for name in doc.ents:
        names[name.sent.start].append(name)
    for span in doc.sents:
        words = [token for token in span if token.pos_ != LAYOUT]
        if not words:
            continue
        index_of = {token.i: index for index, token in enumerate(words)}
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        yield Sentence(
            text=whole[start:end],
            start=offset + start,
            end=offset + end,
            tokens=tuple(
                Token(
                    index=index,
                    text=token.text,
                    start=offset + token.idx,
                    end=offset + token.idx + len(token),
                    lemma=token.lemma_,
                    pos=token.pos_,
                    morph=str(token.morph),
                    dep=token.dep_,
                    head=index_of[token.head.i],
                )
                for index, token in enumerate(words)
            ),
            names=tuple(
                Name(text=name.text, start=offset + name.start_char, end=offset + name.end_char, type=name.label_)
                for name in names[span.start]
            ),
        )


def load_analyser(threads: int = 1) -> SpacyAnalyser:
    """
    The analyser of this environment.

    Args:
        threads: how many cores one call may use.

    Raises:
        ModelNotExported: the environment was not made ready.
    """
    return SpacyAnalyser(load_pipeline(threads))
