"""
What a stranger's query may cost, over real HTTP: every limit has a problem type of its own, and nobody else waits long.
"""

import socket
import threading
import time
from dataclasses import replace

import httpx
import pytest

from api.problems import MEDIA_TYPE, PROBLEM_TYPES
from api.settings import MEBIBYTE, Key
from api.wiring import open_service

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a"


@pytest.fixture(scope="module")
def narrow(settings, tmp_path_factory):
    return replace(
        settings,
        data=tmp_path_factory.mktemp("narrow"),
        query_workers=2,
        query_timeout_seconds=6.0,
        query_memory_bytes=600 * MEBIBYTE,
        max_rows=50,
        max_result_bytes=200_000,
        keys=(
            Key("ada", "one", frozenset()),
            Key("bob", "two", frozenset()),
            Key("ops", "all", frozenset({"operate"})),
        ),
    )


@pytest.fixture(scope="module")
def parts(narrow):
    opened = open_service(narrow)
    opened.catch_up()
    opened.warm()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shop(parts, narrow, served):
    with served(parts, narrow) as client:
        yield client


def as_(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def wait_until(condition) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "did not happen within 10 s"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("query", "status", "slug"),
    [
        ("SELECT * { ?s ?p ?o }", 403, "row-limit"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", 403, "row-limit"),
        ("SELECT (GROUP_CONCAT(STR(?o)) AS ?all) { ?s ?p ?o }", 403, "byte-limit"),
        (RUNAWAY, 503, "timeout"),
        (HUNGRY, 403, "memory-limit"),
        ("SELECT *\n{ ?s ?p ) }", 400, "syntax"),
        ("ASK { SERVICE SILENT <http://a.example/> { ?s ?p ?o } }", 403, "service-forbidden"),
        ("ASK FROM <http://a.example/data.ttl> { ?s ?p ?o }", 403, "dereference-forbidden"),
        ("ASK FROM NAMED <file:///etc/passwd> { ?s ?p ?o }", 403, "dereference-forbidden"),
        ("LOAD <http://a.example/data.ttl>", 403, "update-forbidden"),
    ],
)
def test_every_refusal_has_a_type_of_its_own_and_sends_no_rows(shop, query, status, slug):
    response = shop.post("/sparql", data={"query": query})

    told = response.json()
    assert response.headers["content-type"] == MEDIA_TYPE
    assert (response.status_code, told["type"], told["status"]) == (status, PROBLEM_TYPES + slug, status)
    assert told["detail"]
    assert told["remedy"]
    assert slug != "syntax" or (told["line"], told["column"] > 8) == (2, True)


def test_a_runaway_of_one_asker_leaves_a_worker_for_the_others(shop):
    waiting = [
        threading.Thread(
            target=shop.post, args=("/sparql",), kwargs={"data": {"query": RUNAWAY}, "headers": as_("one")}
        )
        for _ in range(4)
    ]
    for thread in waiting:
        thread.start()
    time.sleep(0.3)

    start = time.monotonic()
    other = shop.post("/sparql", data={"query": "ASK {}"}, headers=as_("two"))
    took = time.monotonic() - start
    for thread in waiting:
        thread.join()

    assert (other.status_code, took < 1.5) == (200, True)


def test_a_running_query_is_listed_to_its_asker_and_can_be_stopped(shop, parts):
    told = []
    thread = threading.Thread(
        target=lambda: told.append(shop.post("/sparql", data={"query": RUNAWAY}, headers=as_("one")))
    )
    thread.start()
    wait_until(lambda: shop.get("/queries", headers=as_("one")).json())
    (own,) = shop.get("/queries", headers=as_("one")).json()

    assert (own["asker"], own["query"]) == ("ada", RUNAWAY)
    assert shop.get("/queries", headers=as_("two")).json() == []
    assert [each["id"] for each in shop.get("/queries", headers=as_("all")).json()] == [own["id"]]
    assert shop.delete(f"/queries/{own['id']}", headers=as_("two")).status_code == 404
    assert shop.delete(f"/queries/{own['id']}", headers=as_("one")).status_code == 204

    thread.join()
    assert (told[0].status_code, told[0].json()["type"]) == (503, f"{PROBLEM_TYPES}cancelled")
    assert not parts.beliefs.running()


def test_a_client_that_hangs_up_takes_its_query_with_it(shop, parts):
    query = RUNAWAY.replace(" ", "+").replace("?", "%3F")
    with socket.create_connection((shop.base_url.host, shop.base_url.port)) as connection:
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        wait_until(parts.beliefs.running)
        start = time.monotonic()

    wait_until(lambda: not parts.beliefs.running())

    assert time.monotonic() - start < 1.5


def test_whoever_uses_too_much_is_told_how_long_to_wait(narrow, tmp_path, served):
    tight = replace(narrow, data=tmp_path, query_errors_per_minute=2, keys=())
    service = open_service(tight)
    with served(service, tight) as site:
        statuses = [site.post("/sparql", data={"query": "SELECT"}).status_code for _ in range(2)]
        response = site.post("/sparql", data={"query": "ASK {}"})

    assert statuses == [400, 400]
    assert (response.status_code, response.json()["type"]) == (429, f"{PROBLEM_TYPES}too-many-requests")
    assert 0 < int(response.headers["retry-after"]) <= 60


def test_no_answer_is_cut_when_its_worker_dies(shop, parts):
    pool = parts.beliefs.pool.part
    told: list[httpx.Response] = []
    thread = threading.Thread(target=lambda: told.append(shop.post("/sparql", data={"query": RUNAWAY})))
    thread.start()
    wait_until(lambda: parts.beliefs.running() and parts.beliefs.running()[0].worker)
    pool.roll.running()[0].worker._process.kill()
    thread.join()

    assert told[0].status_code == 503
    assert told[0].headers["content-type"] == MEDIA_TYPE
    assert shop.post("/sparql", data={"query": "ASK {}"}).status_code == 200
