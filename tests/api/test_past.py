"""
The three axes of time over HTTP and on the command line.
"""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.settings import Settings
from api.wiring import open_service
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.ledger.records import Verdict
from kg.text import Document

MOU = "agreement:us-eu-mou"
MOU_PAGE = f"/agreements/{MOU}"
SIGNED = f"ASK {{ <https://orepact.example/entities/{MOU}> <https://orepact.example/ontology#signedOn> ?d }}"


@pytest.mark.parametrize(
    ("known", "on", "statuses", "state"),
    [
        ("2026-03-10", None, ["committed"], "overdue"),
        ("2026-05-01", None, ["signed"], "met"),
        ("2026-05-01", "2026-03-01", ["committed"], "pending"),
        ("2026-05-01", "2026-03-10", ["committed"], "overdue"),
        (None, "2026-03-10", ["committed"], "overdue"),
    ],
)
def test_what_was_known_on_one_day_about_another(site, known, on, statuses, state):
    told = site.get(MOU_PAGE, params={"as_of": known or "", "on": on or ""}).json()

    assert told["statuses"] == statuses
    assert [each["state"] for each in told["commitments"]] == [state]


def test_every_way_of_asking_knows_the_day_that_is_judged(site):
    past = {"as_of": "2026-05-01", "on": "2026-03-10"}

    overdue = site.get("/commitments", params={"state": "overdue", **past}).json()["items"]
    listed = site.get("/agreements", params={"status": "committed", **past}).json()["items"]
    sparql = site.get("/sparql", params={"query": SIGNED, **past}).json()["boolean"]
    asked = site.post("/ask", json={"question": "What is the status of the US-EU memorandum?", **past}).json()
    now = site.post("/ask", json={"question": "What is the status of the US-EU memorandum?"}).json()

    assert [each["concerns"]["id"] for each in overdue] == [MOU]
    assert MOU in [each["id"] for each in listed]
    assert sparql is False
    assert [each["label"] for each in asked["answers"]] != [each["label"] for each in now["answers"]]
    assert site.get("/announcements", params=past).json()["total"] == site.get("/announcements").json()["total"]


def test_the_audit_axis_sees_only_what_had_been_written_down(tmp_path):
    sentence = "They signed on 27 October."
    claim = Claim(MOU, "signedOn", "2025-10-27", Modality.ASSERTED, sentence)
    document = Document(sentence, url="https://wire.example/1", publisher="Wire", published="2025-10-28")
    extraction = Extraction(relevant=True, sightings=(Sighting(claim, 0, len(sentence), "by-hand@1", 1.0),))
    written = datetime(2026, 5, 1, 12, tzinfo=UTC)
    service = open_service(Settings(data=tmp_path, query_workers=1))
    (added,) = service.ledger.record(document, extraction, written, reader="by-hand@1").added
    service.ledger.judge(added, Verdict.REJECT, "Ada", "misread", written + timedelta(days=2))
    service.close()
    run = CliRunner().invoke

    def told(moment):
        options = ["--data", str(tmp_path), "--recorded-as-of", moment, "--json"]
        return '"outcome":"answered"' in run(app, ["ask", "When was the US-EU memorandum signed?", *options]).output

    assert [told(moment) for moment in ("2026-04-30", "2026-05-02", "2026-05-04")] == [False, True, False]


@pytest.mark.parametrize("name", ["as_of", "on", "recorded_as_of"])
@pytest.mark.parametrize("path", ["/agreements", "/sparql?query=ASK+{}"])
def test_a_day_that_is_none_is_refused(site, path, name):
    response = site.get(path, params={**({"query": "ASK {}"} if "sparql" in path else {}), name: "yesterday"})

    assert response.status_code in {400, 422}
    assert response.headers["content-type"] == "application/problem+json"


def test_the_command_lists_what_is_overdue_on_a_day(service, settings):
    service.catch_up()
    run = CliRunner().invoke

    found = run(app, ["commitments", "--data", str(settings.data), "--state", "overdue", "--as-of", "2026-03-10"])
    later = run(app, ["commitments", "--data", str(settings.data), "--state", "overdue", "--as-of", "2026-05-01"])

    assert "6 March 2026" in found.output
    assert "6 March 2026" not in later.output
