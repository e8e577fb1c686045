from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.ask.engine import Engine
from kg.stores.triple_files import read_triples
from kg.triples import Triple

HERE = Path(__file__).parent
WORDS = HERE.parents[2] / "ontology" / "words" / "en.ttl"


@pytest.fixture(scope="session")
def words() -> list[Triple]:
    return list(read_triples([WORDS]))


@pytest.fixture(scope="session")
def engine_for(words):
    kept: dict[str, Engine] = {}

    def make(name: str) -> Engine:
        if name not in kept:
            kept[name] = Engine.compile(graph(name), words=words)
        return kept[name]

    return make


def graph(name: str) -> Iterable[Triple]:
    return read_triples([HERE / f"{name}.ttl"])
