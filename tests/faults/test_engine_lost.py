"""
The engine that holds the graph goes away while the service runs, and comes back with nothing.
"""

import time
from datetime import UTC, datetime

import pytest

from api.settings import Settings
from api.wiring import open_service
from benchmarks import loopback
from benchmarks.loopback import free_port
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.stores.errors import EndpointFailed
from kg.text import Document

QUOTE = "The United States and the European Union signed the memorandum on 24 April 2026."
STATUS = """PREFIX ore: <https://orepact.example/ontology#>
SELECT ?status { <https://orepact.example/entities/agreement:us-eu-mou> ore:status ?status }"""


def wait_for(condition) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "did not happen within 60 s"
        time.sleep(0.05)


def engine(port):
    """
    The Oxigraph server without a folder: what it holds goes with it.
    """
    return loopback.oxigraph_server("serve", port=port)


def settings_for(port, data) -> Settings:
    address = f"http://127.0.0.1:{port}"
    return Settings(
        data=data,
        graph_url=f"{address}/query",
        graph_update_url=f"{address}/update",
        fetch_hosts=("127.0.0.1",),
        max_rows=1000,
        requests_per_minute=100_000,
    )


def record(service, text):
    sighting = Sighting(
        Claim("agreement:us-eu-mou", "status", "signed", Modality.ASSERTED, text, date="2026-04-24"),
        0,
        len(text),
        "by-hand@1",
        1.0,
    )
    document = Document(
        text=text, url=f"https://wire.example/{len(text)}", published="2026-04-24", written_for_project=True
    )
    service.ledger.record(
        document, Extraction(relevant=True, sightings=(sighting,)), datetime.now(UTC), reader="by-hand@1"
    )


def test_a_lost_engine_is_told_and_loaded_anew_when_it_is_back(tmp_path, served):
    port = free_port()
    settings = settings_for(port, tmp_path)
    with engine(port):
        service = open_service(settings)
        record(service, QUOTE)
        service.catch_up()

    with served(service, settings) as site:
        asked = site.post("/sparql", data={"query": STATUS})
        assert (asked.status_code, asked.json()["type"].rpartition("/")[2]) == (503, "engine-failed")
        assert "Retry-After" in asked.headers
        assert site.get("/readyz").status_code == 503

        with engine(port):
            asked = site.post("/sparql", data={"query": STATUS})
            assert asked.status_code == 503, (
                "an engine that lost the graph answers nothing, rather than from what is left"
            )
            record(service, f"Officials confirmed: {QUOTE}")

            wait_for(lambda: "status/signed" in site.post("/sparql", data={"query": STATUS}).text)
            assert site.get("/readyz").status_code == 200
    service.close()


def test_an_engine_that_was_never_there_is_named_at_the_start(tmp_path):
    port = free_port()

    with pytest.raises(EndpointFailed, match=f"127.0.0.1:{port}"):
        open_service(settings_for(port, tmp_path))
