"""
A real service over a real ledger, graph and index in a temporary folder, reached over real HTTP on loopback.

`service` for tests of the parts; `site` for tests that speak HTTP (a client with the base address set). Documents are
recorded with claims written by hand, so that no language model is loaded.
"""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from api.service import Service
from api.settings import Settings
from api.wiring import open_service
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.text import Document

PROMISE = "The two sides promised on 4 February 2026 to conclude the memorandum by 6 March 2026."
SIGNED = "The United States and the European Union signed the memorandum on 24 April 2026."
MOU = "agreement:us-eu-mou"


def told(text: str, url: str, published: str, *claims: Claim) -> tuple[Document, Extraction]:
    document = Document(
        text=text, url=url, title="A story", publisher="Ledgerwire", published=published, written_for_project=True
    )
    sightings = tuple(
        Sighting(claim, text.index(claim.quote), text.index(claim.quote) + len(claim.quote), "by-hand@1", 1.0)
        for claim in claims
    )
    return document, Extraction(relevant=True, sightings=sightings)


STORIES = (
    told(
        f"WASHINGTON - {PROMISE} Nothing was signed.",
        "https://ledgerwire.example/promise",
        "2026-02-04",
        Claim("bloc:eu", "partyTo", MOU, Modality.PLANNED, PROMISE, date="2026-02-04"),
        Claim("state:united-states", "partyTo", MOU, Modality.PLANNED, PROMISE, date="2026-02-04"),
        Claim(MOU, "status", "concluded", Modality.PLANNED, PROMISE, date="2026-02-04"),
        Claim(MOU, "deadline", "2026-03-06", Modality.PLANNED, PROMISE, date="2026-02-04"),
    ),
    told(
        f"BRUSSELS - {SIGNED}",
        "https://ledgerwire.example/signed",
        "2026-04-24",
        Claim("bloc:eu", "partyTo", MOU, Modality.ASSERTED, SIGNED, date="2026-04-24"),
        Claim(MOU, "status", "signed", Modality.ASSERTED, SIGNED, date="2026-04-24"),
        Claim(MOU, "signedOn", "2026-04-24", Modality.ASSERTED, SIGNED, date="2026-04-24"),
    ),
)


@pytest.fixture(scope="session")
def stories():
    return STORIES


@pytest.fixture(scope="session")
def settings(tmp_path_factory) -> Settings:
    return Settings(
        data=tmp_path_factory.mktemp("data"),
        port=0,
        query_workers=1,
        requests_per_minute=100_000,
        query_seconds_per_minute=1000,
        query_errors_per_minute=1000,
        fetch_hosts=("127.0.0.1",),
    )


@pytest.fixture(scope="session")
def service(settings) -> Iterator[Service]:
    opened = open_service(settings)
    for document, extraction in STORIES:
        opened.ledger.record(document, extraction, datetime.now(UTC), reader="by-hand@1")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def site(service, settings, served) -> Iterator[httpx.Client]:
    with served(service, settings) as client:
        yield client


class Receiver:
    """
    What was received, and with which status it is answered.
    """

    def __init__(self):
        self.status = 204
        self.got = []

    @property
    def ids(self):
        return [headers["webhook-id"] for headers, _ in self.got]


@pytest.fixture
def receiver():
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if receiver.status < 300:
                receiver.got.append((dict(self.headers), body))
            self.send_response(receiver.status)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield receiver
    server.shutdown()
    server.server_close()
