import pytest

from kg.sparql.workers import QueryPool
from kg.stores.oxigraph import OxigraphStore
from kg.stores.store import Edit
from kg.triples import Literal

GRAPH = "https://orepact.example/documents/1"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = OxigraphStore.open(tmp_path_factory.mktemp("data") / "graph")
    fact = ("urn:eu", "urn:partyTo", "urn:mou")
    labels = [(f"urn:n{number:03}", "urn:label", Literal(f'line\n{number}, }}}},{{"')) for number in range(100)]
    opened.commit(Edit(replaced={None: [fact, *labels], GRAPH: [fact]}), position=1)
    opened.publish()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pool(store):
    with QueryPool(store._folder.root, workers=2) as opened:
        yield opened
