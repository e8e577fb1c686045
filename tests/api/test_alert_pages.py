"""
Pages, forms and commands of subscriptions and webhooks, over a deployment with keys.
"""

import json
from base64 import b64encode
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app
from api.settings import Key, Settings
from api.wiring import open_service
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.ledger import open_ledger
from kg.text import Document

MEMORANDUM = "agreement:us-japan-fw"
SENTENCE = "Japan signed the framework."
HTML = {"Accept": "text/html"}
HERE = {"Origin": "http://testserver"}


def remembered(secret):
    return {"Authorization": f"Basic {b64encode(f'desk:{secret}'.encode()).decode()}"}


DESK = remembered("s3cret")


def report_a_signature(data):
    """
    Write a document into the ledger of a data folder, as another process does.
    """
    claim = Claim("state:japan", "partyTo", MEMORANDUM, Modality.ASSERTED, SENTENCE, date="2025-10-28")
    document = Document(SENTENCE, url="https://ledgerwire.example/tokyo", published="2025-10-28")
    ledger = open_ledger(data)
    ledger.record(
        document,
        Extraction(True, sightings=(Sighting(claim, 0, len(SENTENCE), "by-hand@1", 1.0),)),
        datetime.now(UTC),
        reader="by-hand@1",
    )
    ledger.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    keys = (Key("desk", "s3cret", frozenset({"write", "admin"})), Key("guest", "other", frozenset({"review"})))
    settings = Settings(data=tmp_path_factory.mktemp("alerts"), query_workers=1, keys=keys, fetch_hosts=("127.0.0.1",))
    with TestClient(create_app(settings, open_service), base_url="http://testserver") as client:
        yield client


@pytest.mark.parametrize("path", ["/subscriptions", "/webhooks"])
def test_a_browser_is_asked_for_a_key_and_remembers_it(desk, path):
    unknown = desk.get(path, headers=HTML)

    assert unknown.status_code == 401
    assert "Basic" in unknown.headers["www-authenticate"]
    assert desk.get(path, headers=HTML | remembered("wrong")).status_code == 401
    assert desk.get(path, headers=HTML | remembered("other")).status_code == 403
    assert desk.get(path, headers=HTML | DESK).status_code == 200
    assert desk.get(path, headers=HTML | {"Authorization": "Basic not-base-64!"}).status_code == 401


def test_a_page_of_another_site_cannot_use_a_remembered_key(desk):
    wanted = {"party": "Japan"}

    foreign = desk.post("/subscriptions/form", data=wanted, headers=DESK | {"Origin": "https://evil.example"})
    ours = desk.post("/subscriptions/form", data=wanted, headers=HTML | DESK | HERE)

    assert foreign.status_code == 403
    assert ours.status_code == 200
    assert "party Japan" in ours.text
    assert ours.url.path.startswith("/subscriptions/")


def test_a_form_that_says_nothing_or_too_much_is_told_so_on_a_page(desk):
    for wanted in ({"name": "nothing"}, {"question": "Who?", "status": "signed"}):
        told = desk.post("/subscriptions/form", data=wanted, headers=HTML | DESK | HERE)

        assert told.status_code == 400
        assert "exactly one of" in told.text
        assert told.headers["content-type"].startswith("text/html")


def test_a_webhook_shows_its_secret_once_and_is_tested_from_its_page(desk, receiver):
    made = desk.post("/webhooks/form", data={"url": receiver.url, "kinds": ["world", "review"]}, headers=DESK | HERE)
    (listed,) = desk.get("/webhooks", headers=DESK).json()["items"]
    page = f"/webhooks/{listed['id']}"

    tried = desk.post(f"{page}/try", headers=DESK | HERE)

    assert "whsec_" in made.text
    assert listed["kinds"] == ["world", "review"]
    assert "whsec_" not in desk.get(page, headers=HTML | DESK).text
    assert "the host answered 204" in tried.text
    subscribed = desk.post(
        "/subscriptions/form",
        data={"mineral": "gallium", "webhook": listed["id"], "digest": "weekly"},
        headers=HTML | DESK,
    )
    assert "gathered weekly" in subscribed.text
    assert desk.post(f"{page}/remove", headers=HTML | DESK).status_code == 400
    assert desk.post(f"{subscribed.url.path}/remove", headers=HTML | DESK).url.path == "/subscriptions"
    assert desk.post(f"{page}/remove", headers=HTML | DESK).url.path == "/webhooks"
    assert desk.get("/webhooks", headers=DESK).json()["items"] == []


def test_the_commands_do_what_the_pages_do(tmp_path, monkeypatch, receiver):
    monkeypatch.setenv("OREPACT_DATA", str(tmp_path))
    monkeypatch.setenv("OREPACT_FETCH_HOSTS", "127.0.0.1")

    def run(*arguments):
        ran = CliRunner().invoke(app, arguments)
        assert ran.exit_code == 0, ran.output
        return ran.output

    hook = json.loads(run("webhooks", "add", receiver.url, "--kind", "world", "--json"))
    watched = json.loads(run("subscriptions", "add", "--party", "Japan", "--webhook", hook["id"], "--json"))

    assert hook["secret"].startswith("whsec_")
    assert (watched["filters"], watched["name"]) == ({"party": "Japan"}, "party Japan")
    assert "answered 204" in run("webhooks", "test", hook["id"])
    assert json.loads(run("webhooks", "list", "--json"))["kinds"] == ["world"]
    assert json.loads(run("subscriptions", "list", "--json"))["id"] == watched["id"]
    assert "has not changed" in run("subscriptions", "changes", watched["id"])
    assert "as it was" in run("subscriptions", "check", watched["id"])
    report_a_signature(tmp_path)
    checked = json.loads(run("subscriptions", "check", "--json"))
    assert list(checked["report"]["added"]) == [MEMORANDUM]
    assert checked["report"]["evidence"][0]["quote"] == SENTENCE
    assert "+" in run("subscriptions", "changes", watched["id"])
    assert "as it was" in run("subscriptions", "check")
    assert run("webhooks", "dead", hook["id"]) == ""
    assert "0 messages" in run("webhooks", "replay", hook["id"])
    refused = CliRunner().invoke(app, ["webhooks", "remove", hook["id"]])
    assert "party Japan" in str(refused.exception)
    run("subscriptions", "remove", watched["id"])
    run("webhooks", "remove", hook["id"])
    assert run("webhooks", "list", "--json") == run("subscriptions", "list", "--json") == ""
    assert "Japan" not in run("subscriptions", "list")
