"""
A service whose graph lies on another engine: the same answers as over its own.
"""

from datetime import UTC, datetime

import pytest

from api.settings import Settings
from api.wiring import open_service
from kg.sparql.errors import QueryTimeout
from kg.stores.errors import UnfitEngine
from ontology.namespaces import ASSESSMENT_GRAPH, STATUSES

PREFIXES = "PREFIX ore: <https://orepact.example/ontology#> PREFIX ent: <https://orepact.example/entities/> "
MOU = "<https://orepact.example/entities/agreement:us-eu-mou>"
MANY = " ".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in "abcd") + " VALUES ?e { 0 1 }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f && ?i != ?l) }"


@pytest.fixture(scope="module")
def settings(addresses, tmp_path_factory):
    return Settings(
        data=tmp_path_factory.mktemp("data"),
        graph_url=addresses.query,
        graph_update_url=addresses.update,
        graph_login=addresses.login,
        fetch_hosts=("127.0.0.1",),
        max_rows=10_000,
        query_workers=1,
        requests_per_minute=100_000,
        query_seconds_per_minute=1000,
        query_errors_per_minute=1000,
    )


@pytest.fixture(scope="module")
def service(settings, stories):
    opened = open_service(settings)
    for document, extraction in stories:
        opened.ledger.record(document, extraction, datetime.now(UTC), reader="by-hand@1")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def site(service, settings, served):
    with served(service, settings) as client:
        yield client


def asked(site, query, accept="text/csv", **fields):
    response = site.post("/sparql", data={"query": PREFIXES + query, **fields}, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    return response.text


def refusal(site, query):
    response = site.post("/sparql", data={"query": PREFIXES + query})
    return response.status_code, response.json()["type"].rpartition("/")[2]


def test_everything_is_answered_from_another_engine(site, service):
    told = site.post("/ask", json={"question": "What is the status of the US-EU MOU?"}).json()
    page = site.get("/entities/agreement:us-eu-mou", params={"format": "ntriples"}).text
    described = site.get("/sparql", headers={"Accept": "application/n-triples"}).text
    documents = [line for line in described.splitlines() if "#name>" in line]

    assert told["outcome"] == "answered"
    assert "signed" in asked(site, told["sparql"]).lower()
    assert f"<{STATUSES}signed>" in page
    assert len(documents) == 3, "two documents and the assessments"
    assert site.get("/graphs", params={"graph": ASSESSMENT_GRAPH}).status_code == 200
    assert site.get("/graphs", params={"graph": "https://orepact.example/graphs/none"}).status_code == 404
    assert site.get("/readyz").status_code == 200
    assert not (service.settings.data / "graph" / "live").exists()


def test_every_form_means_there_what_it_means_here(site):
    status = f"{MOU} ore:status ?status"
    in_graph = (
        f"GRAPH <{ASSESSMENT_GRAPH}> {{ ?assessment ore:assessedSubject {MOU} ; ore:assessedRelation ?relation }}"
    )

    assert asked(site, f"SELECT ?status {{ {status} }}") == f"status\r\n{STATUSES}signed\r\n"
    assert '"boolean":true' in asked(site, f"ASK {{ {status} }}", "application/sparql-results+json")
    assert '"boolean":false' in asked(site, "ASK { <urn:no> ?p ?o }", "application/sparql-results+json")
    made = asked(site, f"CONSTRUCT {{ ?status <urn:of> {MOU} , [] }} WHERE {{ {status} }}", "application/n-triples")
    assert sorted(line.split(" <urn:of>")[0] for line in made.splitlines()) == [f"<{STATUSES}signed>"] * 2
    assert asked(site, "SELECT ?status { ent:agreement:us-eu-mou ore:status ?status }").count("signed") == 1
    assert asked(site, f"CONSTRUCT WHERE {{ {status} }}", "text/turtle").count("status") >= 1
    assert asked(site, f"SELECT * {{ {in_graph} {status} }}").splitlines()[0].count(",") == 2
    assert "ore:status" not in asked(site, f"SELECT ?relation {{ {in_graph} }}", "application/sparql-results+xml")
    assert (
        asked(site, f"SELECT ?relation FROM <{ASSESSMENT_GRAPH}> {{ ?a ore:assessedRelation ?relation }}").count("\n")
        > 1
    )


def test_a_past_day_is_answered_from_a_snapshot_of_our_own(site):
    query = f"SELECT ?status {{ {MOU} ore:status ?status }}"

    assert asked(site, query, as_of="2026-03-01") == f"status\r\n{STATUSES}committed\r\n"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?s ?p }", (400, "syntax")),
        (f"SELECT ?a {{ {MANY} }}", (403, "row-limit")),
        (f"CONSTRUCT {{ <urn:s> <urn:p> ?a }} WHERE {{ {MANY} }}", (403, "row-limit")),
        ("DESCRIBE ent:bloc:eu", (400, "query-refused")),
        ("SELECT (<bif:now>() AS ?x) {}", (400, "query-refused")),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", (403, "service-forbidden")),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", (403, "update-forbidden")),
    ],
)
def test_what_cannot_be_answered_whole_is_refused_as_ever(site, query, told):
    assert refusal(site, query) == told


def test_a_runaway_query_is_left_at_its_deadline_and_the_next_is_answered(service):
    service.catch_up()

    with pytest.raises(QueryTimeout, match="stopped after 1 s"):
        service.parts.pool.part.query(RUNAWAY, timeout_seconds=1)

    assert service.query("ASK {}", "json").body


@pytest.mark.system
def test_an_engine_that_cuts_answers_below_our_limit_is_refused(virtuoso_server, tmp_path):
    settings = Settings(
        data=tmp_path,
        graph_url=virtuoso_server.query,
        graph_update_url=virtuoso_server.update,
        graph_login=virtuoso_server.login,
        fetch_hosts=("127.0.0.1",),
        max_rows=100_000,
    )

    with pytest.raises(UnfitEngine, match="ResultSetMaxRows"):
        open_service(settings)
