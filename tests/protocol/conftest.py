"""
A real service with a workspace, over HTTP on loopback, as a client with a key of every scope reaches it.
"""

from datetime import UTC, datetime

import httpx
import pytest

from api.settings import Key, Settings
from api.wiring import open_service
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.text import Document
from ontology.namespaces import DOCUMENTS

SECRET = "s3cret"


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    return Settings(
        data=tmp_path_factory.mktemp("data"),
        port=0,
        query_workers=1,
        workspace=True,
        requests_per_minute=100_000,
        query_seconds_per_minute=1000,
        query_errors_per_minute=1000,
        keys=(Key("desk", SECRET, frozenset({"write", "workspace"})), Key("reader", "other", frozenset({"read"}))),
    )


@pytest.fixture(scope="session")
def service(settings):
    opened = open_service(settings)
    for number in range(1, 4):
        quote = f"The European Union signed agreement {number}."
        document = Document(text=quote, url=f"https://ledgerwire.example/{number}", title="x", publisher="Ledgerwire")
        claim = Claim("bloc:eu", "partyTo", f"agreement:{number}", Modality.ASSERTED, quote)
        read = Extraction(relevant=True, sightings=(Sighting(claim, 0, len(quote), "by-hand@1", 1.0),))
        opened.ledger.record(document, read, datetime.now(UTC), reader="by-hand@1")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def site(service, settings, served):
    with served(service, settings) as client:
        client.headers["Authorization"] = f"Bearer {SECRET}"
        yield client


@pytest.fixture(scope="session")
def names(service):
    ours = [DOCUMENTS + document.id for document in service.ledger.documents()]
    return {
        "/sparql": dict(zip(("d0", "d1", "d2", "d3"), [f"{DOCUMENTS}none", *ours], strict=True)),
        "/workspace/sparql": {f"d{n}": f"http://data.example/{n}.ttl" for n in range(4)},
    }


@pytest.fixture
def filled(site: httpx.Client, names):
    graphs = names["/workspace/sparql"]
    data = " ".join(f"GRAPH <{graphs[d]}> {{ <{graphs[d]}> a <urn:T> }}" for d in ("d1", "d2", "d3"))
    answer = site.post("/workspace/sparql", data={"update": f"DROP ALL ; INSERT DATA {{ {data} }}"})
    assert answer.status_code == 204
