"""
Score the question engine on packs of questions, or learn its confidence from them, with the parts that `orepact` joins.

    python -m api.packs score WORDS.ttl PACK [PACK …] [--limit N] [--steady] [--plain]
    python -m api.packs learn WORDS.ttl PACK PACK [PACK …] [--limit N]

`--plain` scores without the embedder, as the engine runs where its model is not installed. What a pack is:
`kg.ask.evaluate`.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from api.lazily import LazyEmbedder, load_embedder
from kg.ask.evaluate import report
from kg.ask.learn import learn
from kg.stores.triple_files import read_triples

LEARNT_FROM: Final = 400
"Questions a pack to learn from, where no limit is set."


def main(arguments: Sequence[str] | None = None) -> None:
    """
    Do what the command line says.
    """
    parser = ArgumentParser(prog="api.packs")
    parser.add_argument("what", choices=("score", "learn"))
    parser.add_argument("words", type=Path)
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--steady", action="store_true")
    parser.add_argument("--plain", action="store_true")
    said = parser.parse_args(arguments)
    words = list(read_triples([said.words]))
    embedder = None if said.plain else LazyEmbedder(load_embedder)
    if said.what == "learn":
        learn(said.packs, words, read_triples, embedder, said.limit or LEARNT_FROM)
    else:
        report(said.packs, words, read_triples, embedder, said.limit, with_steadiness=said.steady)


if __name__ == "__main__":
    main()
