"""
The server that keeps the passages goes away while the service runs, and comes back.
"""

from datetime import UTC, datetime

import pytest

from api.settings import Settings
from api.wiring import open_service
from kg.claims import Extraction
from kg.errors import IndexUnavailable
from kg.text import Document


def record(service, text):
    document = Document(text=text, url=f"https://wire.example/{len(text)}", published="2026-04-24")
    service.ledger.record(document, Extraction(relevant=True), datetime.now(UTC), reader="by-hand@1")


def found(site, text):
    return [passage["text"] for passage in site.get("/search", params={"q": text}).json()["passages"]]


def test_a_lost_index_is_told_and_caught_up_when_it_is_back(tmp_path, served, away):
    url, allow = away
    settings = Settings(data=tmp_path, index_url=url, requests_per_minute=100_000)
    service = open_service(settings)
    record(service, "Gallium news.")
    service.catch_up()

    with served(service, settings) as site:
        allow(False)

        asked = site.get("/search", params={"q": "gallium"})
        assert (asked.status_code, asked.json()["type"].rpartition("/")[2]) == (503, "index-failed")
        assert "Retry-After" in asked.headers
        assert site.post("/sparql", data={"query": "ASK {}"}).status_code == 200
        ready = site.get("/readyz").json()
        assert (ready["ready"], ready["index_position"]) == (False, None)
        assert ready["trouble"][0].startswith("index: ")
        assert 'orepact_position{part="graph"}' in site.get("/metrics").text

        record(service, "More gallium news, while it was away.")
        allow(True)

        assert sorted(found(site, "gallium")) == ["Gallium news.", "More gallium news, while it was away."]
        assert site.get("/readyz").status_code == 200
    service.close()


def test_an_index_that_was_never_there_is_named_at_the_start(tmp_path, away):
    url, allow = away
    allow(False)

    with pytest.raises(IndexUnavailable, match="away"):
        open_service(Settings(data=tmp_path, index_url=url))
