"""
The scores that are shipped beside the weights: of the packed model, on the treebanks' test parts, per genre.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from ingest.language.encoder import ParserEncoder, load_piece_table, read_labels
from ingest.language.export import export_parser, write_in_eight_bits
from ingest.language.reader import Encoder, Reader
from ingest.training.examples import Encoding, Labels
from ingest.training.raw import raw_scores, read_raw, read_uner, uner_scores
from ingest.training.scoring import ReadGold, read_gold, tally_of
from ingest.training.treebank import TreeSentence, read_treebank

NEWS: Final = frozenset({"news", "interview"})
# The window the runtime reads in; gold sentences are read with their neighbours, as there.
ROOM: Final = 100
# Shorter ones are greetings and signatures more often than titles.
SHORTEST_TITLE: Final = 3
ATTRIBUTION: Final = (
    "Starts from sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). "
    "Trained on the English Web Treebank of Universal Dependencies (CC BY-SA 4.0) "
    "and on the academic, biography, court, news, interview and travel parts of GUM, the Georgetown University "
    "Multilayer corpus (annotations CC BY 4.0; texts CC BY 4.0, CC BY-SA 3.0, CC BY 2.5). "
    "Names scored with Universal NER (CC BY-SA 4.0). The weights are shared under CC BY-SA 4.0."
)

Sentences: TypeAlias = Sequence[TreeSentence]
Pairs: TypeAlias = Sequence[tuple[TreeSentence, ReadGold]]


def _by_genre(sentences: Sentences) -> dict[str, Sentences]:
    genres = sorted({sentence.genre for sentence in sentences})
    return {genre: [sentence for sentence in sentences if sentence.genre == genre] for genre in genres}


def _gold_table(pairs: Pairs) -> dict[str, dict[str, float]]:
    genres = sorted({gold.genre for gold, _ in pairs})
    table = {"all": tally_of(pairs)}
    if {"news", "interview"} <= set(genres):
        table["news and interview"] = tally_of([pair for pair in pairs if pair[0].genre in NEWS])
    return table | {genre: tally_of([pair for pair in pairs if pair[0].genre == genre]) for genre in genres}


def _raw_table(reader: Reader, sentences: Sentences, *, apart: bool) -> dict[str, dict[str, float]]:
    documents = list(read_raw(reader, sentences, apart=apart))
    genres = sorted({document.genre for document in documents})
    table = {"all": raw_scores(documents)}
    if {"news", "interview"} <= set(genres):
        table["news and interview"] = raw_scores(document for document in documents if document.genre in NEWS)
    return table | {genre: raw_scores(each for each in documents if each.genre == genre) for genre in genres}


def _title_like(sentences: Sentences) -> list[TreeSentence]:
    """
    Sentences at the head of a document or a paragraph that are more than a word or two, without a final mark.
    """
    documents = ["", *(sentence.document for sentence in sentences)]
    heads = (
        sentence
        for before, sentence in zip(documents, sentences, strict=False)
        if sentence.paragraph_start or sentence.document != before
    )
    return [head for head in heads if not head.ends_marked and len(head.forms) >= SHORTEST_TITLE]


def _alone_table(
    encoder: Encoder, encoding: Encoding, sentences: Sequence[TreeSentence]
) -> dict[str, dict[str, float]]:
    """
    Scores of sentences read each alone, and how many there are, by genre.
    """
    parts = {"all": sentences} | _by_genre(sentences)
    return {
        name: {"sentences": len(part), **tally_of(list(read_gold(encoder, part, encoding, room=1)))}
        for name, part in parts.items()
    }


def score_model(folder: Path, treebank: Path) -> dict[str, Any]:
    """
    All scores, in percent, of the packed model in a folder, run as the service runs it; leaves its graph there.
    """
    graph = folder / "parser.onnx"
    write_in_eight_bits(lambda path: export_parser(path, folder), graph)
    labels = read_labels(folder)
    table = load_piece_table()
    encoder = ParserEncoder(graph, threads=2)
    reader = Reader(encoder, table, labels)
    encoding = Encoding(Labels(labels.upos, labels.feats, labels.scripts, labels.deprels, labels.names), table)
    parts = {name: list(read_treebank(treebank / f"{name}-test.conllu.gz")) for name in ("ewt", "gum-free")}
    pairs = {name: list(read_gold(encoder, sentences, encoding, room=ROOM)) for name, sentences in parts.items()}
    wanted = dict(read_uner(treebank / "uner-ewt-test.iob2.gz"))
    return {
        "attribution": ATTRIBUTION,
        "gold tokens": {name: _gold_table(part) for name, part in pairs.items()},
        "raw text, titles and items on lines of their own": {
            name: _raw_table(reader, sentences, apart=True) for name, sentences in parts.items()
        },
        "raw text, run together": {
            name: _raw_table(reader, sentences, apart=False) for name, sentences in parts.items()
        },
        "questions alone": {
            name: _alone_table(encoder, encoding, [sentence for sentence in sentences if sentence.is_question])
            for name, sentences in parts.items()
        },
        "titles and other lines without a final mark, alone": {
            name: _alone_table(encoder, encoding, _title_like(sentences)) for name, sentences in parts.items()
        },
        "sentences alone": {
            name: tally_of(list(read_gold(encoder, sentences, encoding, room=1))) for name, sentences in parts.items()
        },
        "Universal NER, EWT": uner_scores(pairs["ewt"], wanted),
    }
