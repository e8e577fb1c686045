"""
The data described from the data, queries to start with that run, and dumps that never change.
"""

import csv
import gzip
import hashlib
import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rdflib import Graph, Namespace, URIRef

from api import dumps
from api.dumps import TABLES, write_dump
from api.settings import Settings
from api.wiring import open_service
from kg.sparql.examples import read_examples

VOID = Namespace("http://rdfs.org/ns/void#")
SH = Namespace("http://www.w3.org/ns/shacl#")
PREFIXES = "PREFIX ore: <https://orepact.example/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
EXAMPLES = read_examples()
ON_A_DAY = {"Promises that are overdue": {"as_of": "2026-03-10"}}
NEEDS_MORE_DOCUMENTS = {"Agreements that cover gallium, with their status"}


@pytest.fixture(scope="module")
def void(site):
    return Graph().parse(data=site.get("/void", headers={"Accept": "text/turtle"}).text, format="turtle")


def number(site, query: str) -> int:
    return int(site.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1])


def test_partitions_say_what_the_data_say(site, void):
    agreements = next(void.subjects(VOID["class"], URIRef("https://orepact.example/ontology#Agreement")))
    labels = next(void.subjects(VOID.property, URIRef("http://www.w3.org/2000/01/rdf-schema#label")))
    total = max(int(each) for each in void.objects(None, VOID.triples))

    assert int(next(void.objects(agreements, VOID.entities))) == number(
        site, "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a <https://orepact.example/ontology#Agreement> }"
    )
    assert int(next(void.objects(labels, VOID.triples))) == number(
        site, "SELECT (COUNT(*) AS ?n) { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o }"
    )
    assert total == number(site, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")


def test_the_description_names_endpoint_licence_and_where_to_look(site, void):
    (endpoint,) = void.objects(None, VOID.sparqlEndpoint)

    assert str(endpoint) == f"{str(site.base_url).rstrip('/')}/sparql"
    assert list(void.objects(None, URIRef("http://purl.org/dc/terms/license")))
    assert site.get("/.well-known/void", follow_redirects=False).headers["location"] == "/void"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_a_query_to_start_with_runs(site, example):
    response = site.get("/sparql", params={"query": example.sparql, **ON_A_DAY.get(example.title, {})})

    assert response.status_code == 200
    if response.headers["content-type"] == "application/sparql-results+json" and "boolean" not in response.text:
        assert response.json()["results"]["bindings"] or example.title in NEEDS_MORE_DOCUMENTS


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_name_and_term_in_a_query_to_start_with_is_known(site, example):
    labels = [f'?x rdfs:label "{label}"@en' for label in re.findall(r'"([^"]+)"@en', example.sparql)]
    terms = [f"{{ {term} ?p ?x }} UNION {{ ?x {term} ?o }}" for term in set(re.findall(r"ore:\w+", example.sparql))]

    for pattern in (*labels, *terms):
        query = f"{PREFIXES} ASK {{ {pattern} }}"
        assert site.get("/sparql", params={"query": query}).json()["boolean"], pattern


def test_the_examples_are_shacl_executables_for_this_endpoint(site):
    graph = Graph().parse(data=site.get("/sparql/examples").text, format="turtle")
    kinds = (SH.SPARQLSelectExecutable, SH.SPARQLAskExecutable, SH.SPARQLConstructExecutable)

    assert len(list(graph.subjects(None, SH.SPARQLExecutable))) == len(EXAMPLES)
    assert sum(len(list(graph.subjects(None, kind))) for kind in kinds) == len(EXAMPLES)
    assert set(graph.objects(None, URIRef("https://schema.org/target"))) == {URIRef("https://orepact.example/sparql")}


def test_the_page_shows_every_example(site):
    page = site.get("/sparql", headers={"Accept": "text/html"}).text

    assert all(example.title.replace("'", "&#39;") in page for example in EXAMPLES)


@pytest.fixture(scope="module")
def dump(service):
    return write_dump(service)


def test_a_dump_is_served_with_checksums_that_hold(site, dump):
    listed = site.get("/dumps").json()[0]

    assert listed["name"] == dump.name
    sums = dict(reversed(line.split("  ")) for line in site.get(f"/dumps/{dump.name}/SHA256SUMS").text.splitlines())
    for path in listed["files"]:
        response = site.get(path)
        name = path.rpartition("/")[2]
        assert "immutable" in response.headers["cache-control"]
        if name != "SHA256SUMS":
            assert hashlib.sha256(response.content).hexdigest() == sums[name]


def test_a_dump_holds_the_graph_and_a_table_for_each_noun(site, service, dump):
    def unpacked(file: str) -> bytes:
        return gzip.decompress(site.get(f"/dumps/{dump.name}/{file}").content)

    assert unpacked("graph.nq.gz") == service.pasts.canonical_quads()
    for table in TABLES:
        found = list(csv.DictReader(io.StringIO(unpacked(f"{table}.csv.gz").decode(), newline="")))
        assert found, table
    figures = list(csv.DictReader(io.StringIO(unpacked("figures.csv.gz").decode(), newline="")))
    assert all(row["source"] and row["licence"] for row in figures)


def test_the_same_version_of_the_data_is_never_written_twice(service, dump, settings):
    path = settings.data / "dumps" / dump.name / "SHA256SUMS"
    before = path.stat().st_mtime_ns

    assert write_dump(service) == dump
    assert path.stat().st_mtime_ns == before


def test_a_dump_is_written_while_the_service_runs(site):
    made = site.post("/dumps")

    assert made.status_code == 201
    assert made.json() == site.get("/dumps").json()[0]
    assert made.headers["location"] in made.json()["files"]
    assert site.get(made.headers["location"]).status_code == 200


@pytest.mark.parametrize("times", [1, 5])
def test_a_dump_is_of_one_version_whole_and_larger_than_an_answer_may_be(tmp_path, stories, monkeypatch, times):
    service = open_service(Settings(data=tmp_path, query_workers=1, max_rows=10))
    write_files, moved = dumps.write_files, []

    def moving(service, folder, name):
        if len(moved) < times and not service.pasts.turn._is_owned():
            moved.append(name)
            document, extraction = stories[0]
            arrived = replace(document, url=f"https://wire.example/{len(moved)}")
            service.ledger.record(arrived, extraction, datetime.now(UTC), reader="by-hand@1")
            service.catch_up()
        write_files(service, folder, name)

    monkeypatch.setattr(dumps, "write_files", moving)

    dump = write_dump(service)

    assert dump.name.endswith(f"-v{service.data_version}")
    assert [path.name for path in (tmp_path / "dumps").iterdir()] == [dump.name]
    kept = tmp_path / "dumps" / dump.name
    assert gzip.decompress((kept / "graph.nq.gz").read_bytes()) == service.pasts.canonical_quads()
    assert len(gzip.decompress((kept / "entities.csv.gz").read_bytes()).splitlines()) > 100
    service.close()


@pytest.mark.parametrize("path", ["/dumps/nothing/graph.nq.gz", "/dumps/../ledger.db", "/dumps/x/..%2F..%2Fledger.db"])
def test_nothing_but_dumps_is_served_from_there(site, path):
    assert site.get(path).status_code == 404
