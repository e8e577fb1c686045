"""
What the service says of itself to whoever runs it.
"""

import json
import logging

import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.logs import write_logs


def sample(site, name: str, **labels: str) -> float:
    for family in text_string_to_metric_families(site.get("/metrics").text):
        for each in family.samples:
            if each.name == name and labels.items() <= each.labels.items():
                return each.value
    return 0.0


def test_requests_are_counted_under_their_pattern_never_under_an_id(site):
    labels = {"route": "/documents/{document_id}", "method": "GET", "status": "404"}
    before = sample(site, "orepact_requests_total", **labels)

    site.get("/documents/nothing-like-this")

    assert sample(site, "orepact_requests_total", **labels) == before + 1
    assert "nothing-like-this" not in site.get("/metrics").text


@pytest.mark.parametrize(
    ("query", "outcome"), [("ASK {}", "answered"), ("ASK {", "syntax"), ("CLEAR ALL", "update-forbidden")]
)
def test_queries_are_counted_by_what_became_of_them(site, query, outcome):
    before = sample(site, "orepact_queries_total", dataset="/sparql", outcome=outcome)

    site.post("/sparql", data={"query": query})

    assert sample(site, "orepact_queries_total", dataset="/sparql", outcome=outcome) == before + 1


def test_questions_are_counted_by_their_outcome(site):
    asked = site.post("/ask", json={"question": "What is the price of durian in the orchard?"}).json()
    labels = {"outcome": asked["outcome"]}
    before = sample(site, "orepact_questions_total", **labels)

    site.post("/ask", json={"question": "What is the price of durian in the orchard?"})

    assert sample(site, "orepact_questions_total", **labels) == before + 1


def test_every_source_tells_when_it_was_last_reached(site, service, tmp_path):
    source = service.watching.add(str(tmp_path), publisher="Ledgerwire")
    service.watching.check(source.id)

    reached = sample(site, "orepact_source_last_success_timestamp_seconds", source=source.address)

    assert reached > 1_700_000_000
    service.watching.remove(source.id)


def test_positions_are_those_of_the_parts(site, service):
    site.get("/agreements")

    assert sample(site, "orepact_position", part="ledger") == service.ledger.position
    assert sample(site, "orepact_changes_behind") == 0


def test_ready_means_that_every_part_has_answered(site):
    told = site.get("/readyz")

    assert (told.status_code, told.json()["ready"], told.json()["trouble"]) == (200, True, [])


def test_a_graph_that_nobody_can_read_is_told_and_the_part_named(site, service):
    site.get("/agreements")
    current = service.parts.pool.part._folder.current
    kept = current.readlink()
    current.unlink()
    try:
        told = site.get("/readyz")
    finally:
        current.symlink_to(kept)

    assert told.status_code == 503
    assert told.json()["trouble"][0].startswith("graph: ")
    assert site.get("/readyz").status_code == 200


def test_a_request_keeps_its_id_from_the_client_to_the_problem(site):
    response = site.get("/nowhere", headers={"X-Request-ID": "trace-42"})

    assert response.headers["x-request-id"] == response.json()["request_id"] == "trace-42"


def test_json_logs_are_one_object_a_line(capsys):
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    write_logs("json")
    try:
        logging.getLogger("orepact.access").info("request", extra={"path": "/ask", "request_id": "trace-42"})
        logging.getLogger("api").warning("two\nlines")
    finally:
        root.handlers[:] = before
        root.setLevel(level)

    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["event"], first["path"], first["request_id"], first["level"]) == (
        "request",
        "/ask",
        "trace-42",
        "info",
    )
    assert second["event"] == "two\nlines"
    assert first["time"].endswith("Z")
