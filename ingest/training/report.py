"""
The scores that are shipped beside the weights: of the packed model, on the treebanks' test parts, per genre.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from ingest.language.encoder import ParserEncoder, load_piece_table, read_labels
from ingest.language.export import build_network, export_parser
from ingest.language.reader import Reader
from ingest.training.examples import Encoding, Labels
from ingest.training.raw import raw_scores, read_uner, uner_scores
from ingest.training.scoring import ReadGold, read_gold, tally_of
from ingest.training.treebank import TreeSentence, read_treebank

NEWS: Final = frozenset({"news", "interview"})
# The window the runtime reads in; gold sentences are read with their neighbours, as there.
ROOM: Final = 100
ATTRIBUTION: Final = (
    "Starts from sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). "
    "Trained on the English Web Treebank of Universal Dependencies (CC BY-SA 4.0) "
    "and on the academic, biography, court, news, interview and travel parts of GUM, the Georgetown University "
    "Multilayer corpus (annotations CC BY 4.0; texts CC BY 4.0, CC BY-SA 3.0, CC BY 2.5). "
    "Names scored with Universal NER (CC BY-SA 4.0). The weights are shared under CC BY-SA 4.0."
)

Pairs: TypeAlias = Sequence[tuple[TreeSentence, ReadGold]]


def _gold_table(pairs: Pairs) -> dict[str, dict[str, float]]:
    genres = sorted({gold.genre for gold, _ in pairs})
    table = {"all": tally_of(pairs)}
    if {"news", "interview"} <= set(genres):
        table["news and interview"] = tally_of([pair for pair in pairs if pair[0].genre in NEWS])
    return table | {genre: tally_of([pair for pair in pairs if pair[0].genre == genre]) for genre in genres}


def _raw_table(reader: Reader, sentences: Sequence[TreeSentence]) -> dict[str, dict[str, float]]:
    genres = sorted({sentence.genre for sentence in sentences})
    table = {"all": raw_scores(reader, sentences)}
    if {"news", "interview"} <= set(genres):
        table["news and interview"] = raw_scores(reader, [each for each in sentences if each.genre in NEWS])
    return table | {genre: raw_scores(reader, [each for each in sentences if each.genre == genre]) for genre in genres}


def _headlines(sentences: Sequence[TreeSentence]) -> list[TreeSentence]:
    """
    The first sentence of each news document.
    """
    firsts: dict[str, TreeSentence] = {}
    for sentence in sentences:
        if sentence.genre == "news":
            firsts.setdefault(sentence.document, sentence)
    return list(firsts.values())


def score_model(folder: Path, treebank: Path) -> dict[str, Any]:
    """
    All scores, in percent, of the packed model in a folder; leaves its graph there.
    """
    graph = folder / "parser.onnx"
    export_parser(graph, folder)
    labels = read_labels(folder)
    table = load_piece_table()
    reader = Reader(ParserEncoder(graph, threads=2), table, labels)
    encoding = Encoding(Labels(labels.upos, labels.feats, labels.scripts, labels.deprels, labels.names), table)
    network = build_network(folder)
    parts = {name: list(read_treebank(treebank / f"{name}-test.conllu.gz")) for name in ("ewt", "gum-free")}
    pairs = {name: list(read_gold(network, sentences, encoding, room=ROOM)) for name, sentences in parts.items()}
    every = [sentence for sentences in parts.values() for sentence in sentences]
    questions = [sentence for sentence in every if sentence.is_question]
    wanted = dict(read_uner(treebank / "uner-ewt-test.iob2.gz"))
    return {
        "attribution": ATTRIBUTION,
        "gold tokens": {name: _gold_table(part) for name, part in pairs.items()},
        "raw text": {name: _raw_table(reader, sentences) for name, sentences in parts.items()},
        "questions alone": tally_of(list(read_gold(network, questions, encoding, room=1))),
        "headlines alone": tally_of(list(read_gold(network, _headlines(every), encoding, room=1))),
        "sentences alone": {
            name: tally_of(list(read_gold(network, sentences, encoding, room=1))) for name, sentences in parts.items()
        },
        "Universal NER, EWT": uner_scores(pairs["ewt"], wanted),
    }
