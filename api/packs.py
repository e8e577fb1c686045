"""
Score the question engine on packs of questions, or learn its confidence from them, with the parts that `orepact` joins.

    python -m api.packs score WORDS.ttl PACK [PACK …] [--limit N] [--steady] [--plain]
    python -m api.packs learn WORDS.ttl PACK PACK [PACK …] [--limit N] [--data FOLDER]

`--plain` scores without the embedder, as the engine runs where its model is not installed. `--data` also learns from
the open gold questions, asked of what that folder holds. What a pack is: `kg.ask.evaluate`.
"""

import random
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import orjson

from api.asking import tell
from api.gold import is_right as is_expected
from api.lazily import LazyEmbedder, load_embedder
from api.settings import Settings
from api.wiring import open_service
from kg.ask.answers import Answer, Outcome
from kg.ask.engine import Engine
from kg.ask.evaluate import SEED, graph_files, is_right, questions_of, report, strangers
from kg.ask.learn import Examples, examples, teach
from kg.ask.learn import report as report_learning
from kg.ask.readings import Reading
from kg.stores.triple_files import read_triples
from kg.triples import Triple

LEARNT_FROM: Final = 300
"Questions a pack to learn from, where no limit is set."
STRANGERS: Final = 120
"Questions meant for others that a pack is asked."
GOLD: Final = Path("corpus") / "gold" / "questions.jsonl"


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
    parser.add_argument("--data", type=Path)
    said = parser.parse_args(arguments)
    words = list(read_triples([said.words]))
    embedder = None if said.plain else LazyEmbedder(load_embedder)
    if said.what == "learn":
        sets = list(learnt_from(said.packs, words, embedder, said.limit or LEARNT_FROM))
        if said.data:
            sets.append(of_the_corpus(said.packs, said.data))
        report_learning(sets)
        teach(sets)
    else:
        report(said.packs, words, read_triples, embedder, said.limit, with_steadiness=said.steady)


def learnt_from(
    packs: Sequence[Path], words: list[Triple], embedder: LazyEmbedder | None, limit: int
) -> Iterator[Examples]:
    """
    What each pack teaches.
    """
    for pack in packs:
        engine = Engine.compile(read_triples(graph_files(pack)), words=words, embedder=embedder)
        asked = questions_of(pack, limit, with_empty=True)
        yield examples(pack.stem, engine, asked, some_strangers(pack, packs), is_right)


def some_strangers(pack: Path, packs: Sequence[Path]) -> list[str]:
    """
    A seeded draw of the questions meant for the other packs.
    """
    foreign = strangers(pack, packs)
    return random.Random(SEED).sample(foreign, min(STRANGERS, len(foreign)))  # noqa: S311 - a draw of questions


def of_the_corpus(packs: Sequence[Path], data: Path) -> Examples:
    """
    What the open gold questions teach, as of today and read, not told.
    """
    lines = (orjson.loads(line) for line in GOLD.read_bytes().splitlines())
    open_ones = [gold for gold in lines if gold["part"] == "dev" and not gold["passage"] and not gold["as_of"]]
    for gold in open_ones:
        gold["answer_type"] = "empty" if gold["kind"] == "unanswerable" else ""
    service = open_service(Settings.from_env(data=data), must_write=False)
    try:
        return examples("corpus", service.day(None).engine, open_ones, some_strangers(data, packs), is_gold)
    finally:
        service.close()


def is_gold(reading: Reading, gold: dict[str, Any]) -> bool:
    """
    Whether a reading gives what a gold question expects; of one without an answer none does.
    """
    expected = gold["expect"]
    if gold["answer_type"] == "empty" or not expected["answers"]:
        return not gold["answer_type"] and reading.is_empty
    answer = Answer(gold["q"], Outcome(expected["outcome"]), reading.answers, reading.columns, reading.rows)
    return is_expected(tell(answer), expected)


if __name__ == "__main__":
    main()
