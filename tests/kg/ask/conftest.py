from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean

from kg.ask.engine import Engine
from kg.ask.evaluate import normal
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


@pytest.fixture(scope="session")
def in_memory():
    def rows(answer):
        if answer.rows and not any(value.type == "boolean" for value in answer.answers):
            return sorted(tuple(normal(cell.value) if cell else "" for cell in row) for row in answer.rows)
        return sorted({(normal(value.value),) for value in answer.answers})

    return rows


@pytest.fixture(scope="session")
def selected():
    def rows(store, sparql):
        solutions = store.query(sparql)
        if isinstance(solutions, QueryBoolean):
            return [(normal(bool(solutions)),)]
        names = [v.value for v in solutions.variables if v.value != "answerLabel"]
        found = [tuple(normal(row[name].value) if row[name] is not None else "" for name in names) for row in solutions]
        return sorted(set(found) if len(names) == 1 else found)

    return rows
