"""
Settled wordings and links to an answer, on a service of its own: settled, used, listed, withdrawn, kept over a restart.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app as command
from api.settings import Key, Settings
from api.wiring import open_service
from kg.axes import Axes
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.text import Document

pytestmark = pytest.mark.model
QUESTION = "US-EU memorandum day"
MOU = "agreement:us-eu-mou"


def say(service, sentence, relation, value, day):
    document = Document(sentence, url=f"https://wire.example/{day}", publisher="Wire", published=day)
    claim = Claim(MOU, relation, value, Modality.ASSERTED, sentence, date=day)
    read = Extraction(True, sightings=(Sighting(claim, 0, len(sentence), "by-hand@1", 1.0),))
    service.ledger.record(document, read, datetime.now(UTC), reader="by-hand@1")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path, port=0, query_workers=1, fetch_hosts=("127.0.0.1",))


@pytest.fixture
def service(settings, stories):
    opened = open_service(settings)
    for document, extraction in stories:
        opened.ledger.record(document, extraction, datetime.now(UTC), reader="by-hand@1")
    yield opened
    opened.close()


def number_of(service, start):
    return next(n for n, said in enumerate(service.questions.readings(QUESTION, Axes()), 1) if said.startswith(start))


def test_a_settled_wording_is_used_by_whoever_asks_next_until_it_is_withdrawn(service):
    before = service.ask(QUESTION)
    settled = service.questions.accept_wording(QUESTION, number_of(service, "signing date"), "ada")

    told = service.ask("us-eu memorandum  day?")
    assert [each.value for each in told.answer.answers] == ["2026-04-24"]
    assert told.accepted == settled

    service.questions.wordings.withdraw(settled.id, "ben")
    again = service.ask(QUESTION)
    assert again.answer.outcome == before.answer.outcome
    assert again.accepted is None
    (kept,) = service.questions.wordings.all()
    assert (kept.accepted_by, kept.withdrawn_by) == ("ada", "ben")
    assert kept.accepted < kept.withdrawn


def test_settling_a_wording_anew_withdraws_what_settled_it_before(service):
    service.questions.accept_wording(QUESTION, number_of(service, "signing date"), "ada")
    service.questions.accept_wording(QUESTION, number_of(service, "deadline"), "ben")

    assert [each.value for each in service.ask(QUESTION).answer.answers] == ["2026-03-06"]
    assert [each.withdrawn_by for each in service.questions.wordings.all()] == ["", "ben"]


def test_wordings_survive_a_restart_and_half_a_line_of_none_is_lost(service, settings):
    service.questions.accept_wording(QUESTION, number_of(service, "signing date"), "ada")
    service.close()

    opened = open_service(settings)
    try:
        assert [each.value for each in opened.ask(QUESTION).answer.answers] == ["2026-04-24"]
    finally:
        opened.close()


def test_wordings_over_http_want_the_scope_and_tell_who(service, settings):
    number = number_of(service, "signing date")
    service.close()
    keys = (Key("ada", "s3cret", frozenset({"review"})),)
    with TestClient(create_app(replace(settings, keys=keys), open_service)) as client:
        asked = {"question": QUESTION, "reading": number}
        assert client.post("/wordings", json=asked).status_code == 401
        client.headers["Authorization"] = "Bearer s3cret"
        made = client.post("/wordings", json=asked)
        assert made.status_code == 201
        assert made.json()["accepted_by"] == "ada"
        assert client.post("/wordings", json=asked | {"reading": 99}).status_code == 400
        told = client.post("/ask", json={"question": QUESTION}).json()
        assert (told["outcome"], told["accepted"]) == ("answered", made.json()["id"])

        assert client.delete(f"/wordings/{made.json()['id']}").json()["withdrawn_by"] == "ada"
        assert client.delete(f"/wordings/{made.json()['id']}").status_code == 404
        assert [each["withdrawn_by"] for each in client.get("/wordings").json()] == ["ada"]
        assert QUESTION in client.get("/wordings", headers={"Accept": "text/html"}).text


def test_wordings_on_the_command_line(service, settings):
    number = number_of(service, "signing date")
    service.close()
    folder = ["--data", str(settings.data), "--person", "ada"]
    run = CliRunner()

    made = run.invoke(command, ["wordings", "settle", QUESTION, str(number), *folder])
    assert "is read as: signing date" in made.output
    listed = run.invoke(command, ["wordings", "list", "--data", str(settings.data), "--json"])
    assert '"accepted_by":"ada"' in listed.output.replace(" ", "")
    gone = run.invoke(command, ["wordings", "withdraw", made.output.split(":")[0], *folder])
    assert gone.output == f"withdrawn: {QUESTION}\n"


def test_a_link_to_an_answer_gives_it_again_after_the_data_moved_on(service, settings):
    service.close()
    with TestClient(create_app(settings, open_service), base_url="http://127.0.0.1") as client:
        question = {"question": "When was the US-EU memorandum signed?"}
        told = client.post("/ask", json=question).json()
        for day in ("2026-05-02", "2026-05-03", "2026-05-04"):
            say(
                client.app.state.service,
                f"They signed the memorandum on 1 May 2026, it says on {day}.",
                "signedOn",
                "2026-05-01",
                day,
            )

        assert client.post("/ask", json=question).json()["text"] != told["text"]
        page = client.get(told["permalink"]).text
        assert "Critical Minerals: 24 April 2026." in page
