"""
A real feed server on loopback that misbehaves on demand, and a poller over a real ledger with a clock of its own.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ingest.sources.addresses import make_guard
from ingest.watch import POLLS
from ingest.watch.database import WatchDatabase
from ingest.watch.politeness import Manners
from ingest.watch.polling import Poller
from ingest.watch.records import Kind, WatchedSource
from ingest.watch.running import look, source_id
from kg.claims import Extraction
from kg.ledger import open_ledger

BODY = (
    "<p>The two governments signed the memorandum on critical minerals on Tuesday, officials said in a statement.</p>"
)


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    delay: float = 0.0


class Site:
    """
    What the server answers, path by path, and what it was asked.
    """

    def __init__(self, server):
        self.base = f"http://127.0.0.1:{server.server_port}"
        self.answers = {}
        self.asked = []
        self.at_once = self.most_at_once = 0

    def put(self, path, body=b"", status=200, delay=0.0, **headers):
        body = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answer(status, body, {k.replace("_", "-"): v for k, v in headers.items()}, delay)

    def article(self, name, text=BODY, **more):
        self.put(
            f"/{name}",
            f"<html><head><title>{name}</title></head><body><h1>{name}</h1>{text}</body></html>",
            content_type="text/html",
            **more,
        )

    def feed(self, *items, path="/feed", **more):
        """
        An RSS feed of (guid, article name, title) triples.
        """
        entries = "".join(
            f"<item><guid>{guid}</guid><link>{self.base}/{name}</link><title>{title}</title>"
            f"<pubDate>Wed, 04 Feb 2026 10:00:00 GMT</pubDate></item>"
            for guid, name, title in items
        )
        self.put(
            path,
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{entries}</channel></rss>',
            **more,
        )

    def count(self, path):
        return sum(each[0] == path for each in self.asked)


@pytest.fixture
def site():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append((self.path, dict(self.headers)))
            site.at_once += 1
            site.most_at_once = max(site.most_at_once, site.at_once)
            answer = site.answers.get(self.path, Answer(404))
            time.sleep(answer.delay)
            unchanged = answer.headers.get("etag") and answer.headers["etag"] == self.headers.get("If-None-Match")
            self.send_response(304 if unchanged else answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            body = b"" if unchanged else answer.body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            site.at_once -= 1
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


class Clock:
    def __init__(self):
        self.time = datetime(2026, 2, 4, 12, tzinfo=UTC)

    def __call__(self):
        return self.time

    def turn(self, **by):
        self.time += timedelta(**by)


class LedgerDesk:
    """
    Records documents unread, so that no language model is loaded.
    """

    def __init__(self, ledger, clock):
        self.ledger, self.clock = ledger, clock

    def record(self, documents):
        return [self.ledger.record(each, Extraction(relevant=False), self.clock()) for each in documents]

    def withdraw(self, document_id, reason):
        self.ledger.withdraw(document_id, reason, self.clock())


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledger(tmp_path):
    opened = open_ledger(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def database(tmp_path):
    opened = WatchDatabase(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def poller(site, ledger, clock, database):
    return Poller(
        database,
        make_guard([site.base.removeprefix("http://")]),
        LedgerDesk(ledger, clock),
        Manners(pause_seconds=0),
        now=clock,
        max_bytes=100_000,
        timeout_seconds=2,
    )


@pytest.fixture
def watch(poller, clock, database):
    """
    Adds a source where it is not watched yet, looks at whatever is due of it, and tells how it is doing.
    """

    def look_at(address, kind=Kind.FEED):
        source = WatchedSource(source_id(address), kind, address, "Example News", "wire", 600, clock())
        if database.source(source.id) is None:
            database.add(source)
        if source in database.due(clock()) or database.source(source.id) in database.due(clock()):
            due = database.state(source.id).due
            look(poller, database.source(source.id), POLLS[kind], is_due=due is None or due <= clock())
        (health,) = (each for each in database.health(clock()) if each.source.id == source.id)
        return health

    look_at.clock = clock
    return look_at
