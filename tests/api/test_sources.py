"""
Watching from the outside: a feed on loopback, added over HTTP or by the command, and what becomes of it.
"""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import orjson
import pytest
from typer.testing import CliRunner

from api.cli import app
from api.watching import starter_list
from ingest.watch.feeds import Entry
from ingest.watch.listings import item_of
from ingest.watch.records import Kind

ARTICLE = (
    "<html><body><h1>Plums</h1><p>The plum harvest was good this year, the growers of the valley say.</p></body></html>"
)


@pytest.fixture
def host():
    pages = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html" if self.path != "/feed" else "application/rss+xml")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    pages["/plums"] = ARTICLE
    pages["/feed"] = (
        f"<rss version='2.0'><channel><title>Plum News</title><item><guid>1</guid><link>{base}/plums</link>"
        "<title>Plums</title></item></channel></rss>"
    )
    yield base
    server.shutdown()
    server.server_close()


def test_a_source_added_over_http_is_looked_at_by_the_service(site, host):
    heard = []

    def listen():
        with site.stream("GET", "/changes/stream", params={"noun": "document"}) as response:
            for line in response.iter_lines():
                if line.startswith("data: ") and "Plums" in line:
                    heard.append((time.monotonic(), orjson.loads(line[6:])))
                    return

    thread = threading.Thread(target=listen)
    thread.start()
    time.sleep(0.5)

    added = site.post("/sources", json={"address": f"{host}/feed", "publisher": "Plum News"})
    assert added.status_code == 201
    thread.join(30)

    ((_, change),) = heard
    assert change["title"].startswith("New document: Plums (Plum News")
    told = site.get(f"/sources/{added.json()['id']}").json()
    assert told["items"] == {"read": 1}
    assert told["failing_since"] is None
    assert {fetch["outcome"] for fetch in told["fetches"]} <= {"ok", "gone"}
    assert site.delete(f"/sources/{added.json()['id']}").status_code == 204
    assert site.get(f"/sources/{added.json()['id']}").status_code == 404


def test_a_source_that_cannot_be_reached_shows_it(site, host):
    address = f"{host}/no-feed"
    site.post("/sources", json={"address": address})

    told = site.post(f"/sources/{site.get('/sources').json()['items'][0]['id']}/check").json()

    assert told["failures"] >= 1
    assert "404" in told["note"]
    page = site.get("/sources", headers={"Accept": "text/html"}).text
    assert "failing since" in page
    site.delete(f"/sources/{told['id']}")


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"address": "ftp://files.example/feed"}, 403),
        ({"address": "https://user:pass@news.example/feed"}, 403),
        ({"address": "https://news.example/feed", "every_seconds": 1}, 400),
        ({"address": "https://news.example/feed", "kind": "telegraph"}, 422),
    ],
)
def test_a_source_that_could_not_be_watched_is_refused(site, wanted, status):
    response = site.post("/sources", json=wanted)

    assert response.status_code == status
    assert response.json()["type"].startswith("https://orepact.example/problems/")


def test_the_command_adds_checks_lists_and_removes_a_source(host, tmp_path, monkeypatch):
    monkeypatch.setenv("OREPACT_DATA", str(tmp_path))
    monkeypatch.setenv("OREPACT_FETCH_HOSTS", "127.0.0.1")
    run = CliRunner().invoke

    added = run(app, ["sources", "add", f"{host}/feed", "--publisher", "Plum News"])
    checked = run(app, ["sources", "check", f"{host}/feed"])
    listed = run(app, ["sources", "list", "--json"])
    removed = run(app, ["sources", "remove", f"{host}/feed"])

    assert [each.exit_code for each in (added, checked, listed, removed)] == [0, 0, 0, 0]
    assert "1 item read" in checked.output


def test_the_starter_list_can_be_watched_and_is_off_until_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("OREPACT_DATA", str(tmp_path))
    run = CliRunner().invoke
    before = run(app, ["sources", "list", "--json"])

    added = run(app, ["sources", "add", "--starter"])

    assert "https://" not in before.output
    assert added.exit_code == 0
    assert all(Kind(each["kind"]) and each["publisher"] and each["manner"] for each in starter_list())


def test_an_answer_that_rests_on_a_stale_source_says_so(service, site):
    source = service.watching.add("https://ledgerwire.example/feed", publisher="Ledgerwire")
    database = service.watching.database
    documents = tuple(each.id for each in service.ledger.documents())
    entry = Entry("1", "https://ledgerwire.example/signed", "", "", "", "x")
    database.keep(replace(item_of(source, entry), documents=documents))
    database.keep_state(source.id, replace(database.state(source.id), last_success=datetime(2026, 3, 1, tzinfo=UTC)))

    question, warning = "When was the US-EU memorandum signed?", "Ledgerwire could not be reached since 1 March 2026"
    told = site.post("/ask", json={"question": question}).json()
    printed = service.ask(question).as_json()
    agreement = site.get("/agreements/agreement:us-eu-mou").json()
    pages = [
        site.get(path, params=fields, headers={"Accept": "text/html"}).text
        for path, fields in (
            ("/", {"q": question}),
            ("/agreements/agreement:us-eu-mou", {}),
            ("/entities/bloc:eu", {"format": "html"}),
            ("/entities/state:japan", {"format": "html"}),
        )
    ]
    health = site.get("/sources", headers={"Accept": "text/html"}).text
    service.watching.remove(source.id)

    assert told["evidence"]
    assert told["staleness"] == [f"{warning}; what it has said since is not known here."]
    assert printed["staleness"] == agreement["staleness"] == told["staleness"]
    assert [warning in page for page in pages] == [True, True, True, False]
    assert "stale</span>" in health
