"""
SERVICE of listed endpoints: what a query means with it is what an engine makes of it that calls by itself.
"""

import json
import socket
import threading
import time
from collections import Counter
from contextlib import closing

import pyoxigraph as ox
import pytest

from ingest.sources.addresses import make_guard
from kg.sparql.errors import QueryCancelled, QueryTimeout, RowLimit, ServiceFailed, ServiceForbidden
from kg.sparql.federation import Services
from kg.sparql.workers import QueryPool
from kg.stores.endpoint import Endpoint

DEAD = "http://127.0.0.1:1/query"
THEIRS = """
    <urn:eu> <urn:name> "Europe"@en , "L'\\u0045urope"@fr ; <urn:size> 27 ; <urn:since> "1993-11-01"^^<urn:day> .
    <urn:n003> <urn:name> "three }" . <urn:n004> <urn:name> "four" ; <urn:near> <urn:n005> , _:somewhere .
    <urn:n005> <urn:name> "line\\n\\"five\\"" ."""


def called(pattern: str, address: str = "E", silent: str = "") -> str:
    return f"SERVICE {silent} <{address}> {{ GRAPH <urn:theirs> {{ {pattern} }} }}"


MEANT = [
    f"SELECT * {{ ?s <urn:partyTo> ?m . {called('?s <urn:name> ?name')} }}",
    f"SELECT * {{ {called('?s <urn:name> ?name OPTIONAL { ?s <urn:size> ?size }')} ?s ?p ?o }}",
    f"SELECT ?s {{ ?s <urn:label> ?o OPTIONAL {{ {called('?s <urn:name> ?name')} }} FILTER(!BOUND(?name)) }}",
    f"SELECT ?name {{ {{ ?s <urn:partyTo> ?m }} UNION {{ {called('?s <urn:name> ?name')} }} }}",
    f"SELECT ?o {{ {called('?s <urn:size>|<urn:name> ?o')} }}",
    f"SELECT ?s {{ ?s <urn:label> ?o MINUS {{ {called('?s <urn:name> ?name')} }} }}",
    f"SELECT * {{ ?s <urn:partyTo> ?m {called('?s <urn:no> ?nothing')} }}",
    f"SELECT * {{ ?s <urn:partyTo> ?m {called('<urn:eu> <urn:size> 27')} }}",
    f"SELECT * {{ {called('?s <urn:near> ?t FILTER(isIRI(?t))')} {called('?t <urn:name> ?name')} }}",
    f"SELECT * {{ {called('{ SELECT (COUNT(*) AS ?n) { ?s <urn:name> ?name } }')} }}",
    "SELECT * { SERVICE <E> { GRAPH <urn:theirs> { ?s <urn:name> ?name } # } SERVICE <x> { '\n } ?s ?p ?o }",
    f"ASK {{ {called('?s <urn:since> ?day FILTER(DATATYPE(?day) = <urn:day>)')} }}",
    f"SELECT * {{ ?s <urn:partyTo> ?m {called('?s <urn:name> ?name', DEAD, 'SILENT')} }}",
    "PREFIX their: <E> SELECT * { SERVICE their: { GRAPH <urn:theirs> { ?s <urn:name> 'three }' } } ?s ?p ?o }",
    "BASE <E> SELECT * { service <> { GRAPH <urn:theirs> { ?s <urn:name> 'three }' } } ?s ?p ?o }",
]


@pytest.fixture(scope="module")
def theirs(oxigraph_server):
    """
    The address of an engine of others, with something in it.
    """
    with closing(Endpoint(oxigraph_server, make_guard(["127.0.0.1"]))) as endpoint:
        endpoint.update(f"INSERT DATA {{ GRAPH <urn:theirs> {{ {THEIRS} }} }}")
        yield oxigraph_server.query
        endpoint.update("DROP SILENT GRAPH <urn:theirs>")


@pytest.fixture(scope="module")
def pool(store, theirs):
    services = Services([theirs, DEAD], make_guard(["127.0.0.1"]))
    with QueryPool(store._folder.root, workers=1, services=services) as opened:
        yield opened


@pytest.fixture(scope="module")
def caller(store):
    """
    The same data in an engine that calls others by itself.
    """
    opened = ox.Store()
    opened.load(store.canonical(), ox.RdfFormat.N_QUADS)
    return opened


def rows(body) -> Counter[str]:
    answer = json.loads(body)
    if "boolean" in answer:
        return Counter([str(answer["boolean"])])
    return Counter(json.dumps(row, sort_keys=True) for row in answer["results"]["bindings"])


@pytest.mark.parametrize("query", MEANT)
def test_a_query_means_what_it_means_to_an_engine_that_calls_by_itself(pool, caller, theirs, query):
    asked = query.replace("<E>", f"<{theirs}>")

    answer = rows(pool.query(asked, "json").body)

    assert answer == rows(caller.query(asked).serialize(format=ox.QueryResultsFormat.JSON))


def test_blank_nodes_of_others_come_as_iris(pool, theirs):
    body = pool.query(f"SELECT ?t {{ {called('?s <urn:near> ?t FILTER(isBlank(?t))', theirs)} }}", "csv").body

    assert b"/.well-known/genid/" in body


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/other> { ?s ?p ?o } }", ServiceForbidden),
        ("SELECT * { ?e <urn:is> ?x SERVICE ?e { ?s ?p ?o } }", ServiceForbidden),
        (f"SELECT * {{ SERVICE <{DEAD}> {{ SERVICE <{DEAD}> {{ ?s ?p ?o }} }} }}", ServiceForbidden),
        (
            f"SELECT * {{ ?a<'>')SERVICE<http://127.0.0.1:9/>{{}}#'>  SERVICE <{DEAD}> {{ ?s ?p ?o }} }}",
            ServiceForbidden,
        ),
        (f"SELECT * {{ SERVICE <{DEAD}> {{ ?s ?p ?o }} }}", ServiceFailed),
    ],
)
def test_what_may_not_be_called_or_does_not_answer_is_told(pool, query, kind):
    with pytest.raises(kind):
        pool.query(query)


def test_more_rows_than_allowed_are_an_error_and_never_a_cut_answer(pool, theirs):
    with pytest.raises(RowLimit, match="more than 2 rows"):
        pool.query(f"SELECT (COUNT(*) AS ?n) {{ {called('?s ?p ?o', theirs)} }}", max_rows=2)


@pytest.fixture
def silent():
    """
    A pool whose only listed endpoint takes every call and never answers.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/query"


def test_who_does_not_answer_is_left_at_the_deadline_or_when_the_query_is_cancelled(store, silent):
    query = f"SELECT * {{ SERVICE <{silent}> {{ ?s ?p ?o }} }}"
    with QueryPool(store._folder.root, workers=1, services=Services([silent], make_guard(["127.0.0.1"]))) as pool:
        with pytest.raises(QueryTimeout, match="did not answer in time"):
            pool.query(query, timeout_seconds=0.3)

        told = []

        def ask():
            try:
                pool.query(query)
            except QueryCancelled as cancelled:
                told.append(cancelled)

        asking = threading.Thread(target=ask)
        asking.start()
        while not (running := pool.roll.running()) or running[0].worker is None:
            time.sleep(0.01)
        assert pool.roll.cancel(running[0].id)
        asking.join(10)

        assert told
        assert pool.query("ASK {}").body
