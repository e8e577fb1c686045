"""
The spaCy pipeline: our own tokenizer and our own trained reader, in a `Language`.

spaCy imports torch when it finds it, which costs three seconds and 180 MB and is never used here; so for the moment of
its import torch cannot be found, unless the process has it already.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np

from ingest.language.encoder import ParserEncoder, load_piece_table, parser_path, read_labels
from ingest.language.reader import Encoder, Reader, ReadSentence, TokenText
from ingest.language.tokens import find_tokens
from ingest.language.windows import marks_in


@contextmanager
def _torch_out_of_reach() -> Iterator[None]:
    if "torch" in sys.modules:
        yield
        return
    # An import of a module whose entry is `None` fails as if it were not installed.
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["torch"]


with _torch_out_of_reach():
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["LAYOUT", "Doc", "Language", "ReaderComponent", "UdTokenizer", "load_pipeline", "pipeline_over"]

READER: Final = "orepact_reader"
# What a token of white space or layout carries.
LAYOUT: Final = "SPACE"


class UdTokenizer:
    """
    Our tokens as a spaCy `Doc`; other white space than one space becomes a token of its own, as spaCy wants it.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """
        The doc of a text; its text is the text again.
        """
        words: list[str] = []
        spaces: list[bool] = []
        past = 0
        for start, end in (*find_tokens(text), (len(text), len(text))):
            gap = text[past:start]
            if gap.startswith(" ") and words:
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            if end > start:
                words.append(text[start:end])
                spaces.append(False)
            past = end
        return Doc(self.vocab, words=words, spaces=spaces)


class ReaderComponent:
    """
    The trained model as a component: sets sentences, tags, lemmas, trees and names.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """
        One doc with all annotations.
        """
        places = _read_places(doc)
        starts = ((place, doc[place].idx) for place in places)
        text = TokenText(doc.text, tuple((start, start + len(doc[place])) for place, start in starts))
        return _annotated(doc, places, self._reader.read(text))


def _read_places(doc: Doc) -> list[int]:
    """
    The tokens a reader reads: all but white space and layout marks.
    """
    marks = marks_in(doc.text)
    return [token.i for token in doc if not token.is_space and token.idx not in marks]


def _annotated(doc: Doc, places: list[int], sentences: list[ReadSentence]) -> Doc:
    """
    A doc whose tokens at `places` carry what was read; white space and marks hang on the token before.
    """
    size = len(doc)
    owners = (np.searchsorted(places, np.arange(size), side="right") - 1).clip(0) if places else np.zeros(size, int)
    heads = [places[owner] if places else 0 for owner in owners]
    deps, pos = ["dep"] * size, [LAYOUT] * size
    morphs, lemmas, names = [""] * size, [" "] * size, ["O"] * size
    for sentence in sentences:
        run = places[sentence.start : sentence.end]
        for index, place in enumerate(run):
            heads[place] = run[sentence.heads[index]]
            deps[place] = sentence.deprels[index]
            pos[place] = sentence.upos[index]
            morphs[place] = "" if sentence.feats[index] == "_" else sentence.feats[index]
            lemmas[place] = sentence.lemmas[index]
        for start, end, kind in sentence.names:
            names[run[start]] = f"B-{kind}"
            for place in range(run[start] + 1, run[end - 1] + 1):
                names[place] = f"I-{kind}"
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        heads=heads,
        deps=deps,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        ents=names,
    )


def pipeline_over(encoder: Encoder) -> Language:
    """
    The spaCy pipeline: English, our tokenizer, our reader.
    """
    pipeline = spacy.blank("en")
    pipeline.tokenizer = UdTokenizer(pipeline.vocab)
    reader = Reader(encoder, load_piece_table(), read_labels())
    Language.component(READER, func=ReaderComponent(reader))
    pipeline.add_pipe(READER)
    return pipeline


def load_pipeline(threads: int = 1) -> Language:
    """
    The pipeline over the graph of this environment.

    Args:
        threads: how many cores one call may use.

    Raises:
        ModelNotExported: the environment was not made ready.
    """
    return pipeline_over(ParserEncoder(parser_path(), threads))
