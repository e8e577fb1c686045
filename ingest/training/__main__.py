"""
Make the language model: `python -m ingest.training --treebank DIR --out DIR`.

Trains, or goes on where an earlier run stopped, packs the weights, scores them as they will be shipped, and writes
`parser.safetensors`, `labels.json` and `scores.json` into the out folder. With `--start` training sets out from an
earlier model's weights instead of MiniLM's.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

import torch

from ingest.language.encoder import load_piece_table
from ingest.language.names import NameSpan
from ingest.training.examples import Encoding, collect_labels
from ingest.training.known_names import read_known_names
from ingest.training.network import Network, Sizes, minilm_weights
from ingest.training.packing import adopt, pack, unpack
from ingest.training.raw import read_uner, uner_scores
from ingest.training.report import score_model
from ingest.training.scoring import TorchEncoder, read_gold, tally_of
from ingest.training.trainer import Plan, train
from ingest.training.treebank import TreeSentence, read_treebank

TREEBANKS = ("ewt", "gum-free")


def _told(
    epoch: int,
    network: Network,
    *,
    encoding: Encoding,
    parts: dict[str, list[TreeSentence]],
    names: Mapping[str, frozenset[NameSpan]],
    out: Path,
) -> None:
    """
    Print the development scores of an epoch and keep its weights.
    """
    for name, sentences in parts.items():
        pairs = list(read_gold(TorchEncoder(network), sentences, encoding, room=100))
        scores = tally_of(pairs) | (uner_scores(pairs, names) if name == "ewt" else {})
        sys.stdout.write(f"epoch {epoch} {name} dev {json.dumps(scores)}\n")
    sys.stdout.flush()
    pack(network.state_dict(), minilm_weights(), out / "parser.safetensors")


def main() -> None:
    """
    Train, pack, score, write.
    """
    defaults = Plan()
    parser = argparse.ArgumentParser(prog="ingest.training", description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True, help="folder of gzipped CoNLL-U files")
    parser.add_argument("--out", type=Path, required=True, help="where weights, checkpoint and scores go")
    parser.add_argument("--start", type=Path, help="model folder whose weights training sets out from")
    parser.add_argument("--epochs", type=int, default=defaults.epochs)
    parser.add_argument("--encoder-rate", type=float, default=defaults.encoder_rate)
    parser.add_argument("--seed", type=int, default=defaults.seed)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(epochs=options.epochs, seed=options.seed, encoder_rate=options.encoder_rate)

    known = read_known_names()
    paths = [options.treebank / f"{name}-train.conllu.gz" for name in TREEBANKS]
    sentences = [sentence for path in paths for sentence in read_treebank(path, known)]
    labels = collect_labels(sentences)
    labels.write(options.out / "labels.json")
    encoding = Encoding(labels, load_piece_table())
    network = Network(Sizes(*(len(classes) for classes in asdict(labels).values())))
    network.encoder.load_state_dict(minilm_weights())
    if options.start:
        adopt(network, unpack(options.start / "parser.safetensors", minilm_weights()))
    parts = {name: list(read_treebank(options.treebank / f"{name}-dev.conllu.gz")) for name in TREEBANKS}
    names = dict(read_uner(options.treebank / "uner-ewt-dev.iob2.gz"))
    after_epoch = partial(_told, encoding=encoding, parts=parts, names=names, out=options.out)
    checkpoint = options.out / "checkpoint.pt"
    train(network, sentences, encoding, plan=plan, checkpoint=checkpoint, after_epoch=after_epoch)

    scores = score_model(options.out, options.treebank) | {"plan": asdict(plan)}
    text = json.dumps(scores, indent=2, ensure_ascii=False) + "\n"
    (options.out / "scores.json").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
