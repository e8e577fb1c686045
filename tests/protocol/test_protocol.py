"""
SPARQL 1.1 Protocol and Service Description as a table: requests in order and what must come back.

Each row is named after the case of the W3C test suite that it covers; requests and data are written for this project.
`$d0` stands for the name of a graph that is not there, `$d1`, `$d2` and `$d3` for graphs that each hold one resource of
their own name with a type. Queries run on both datasets, updates on the workspace.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import pytest
from rdflib import RDF, Graph, Namespace

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
TEXT = {"Content-Type": "text/plain"}
ROWS = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
BOOLEAN = {"application/sparql-results+json", "application/sparql-results+xml"}
TRIPLES = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}


@dataclass(frozen=True)
class Sent:
    """
    One request; `fields` are percent-encoded into the address.
    """

    method: str
    fields: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] | None = None
    body: str | bytes | None = None
    status: int = 2
    boolean: bool | None = None
    types: frozenset[str] | None = None


def address(fields: tuple[tuple[str, str], ...]) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in fields)


def asking(text: str, *fields: tuple[str, str], boolean: bool | None = None, types: set[str] | None = None) -> Sent:
    return Sent("POST", fields, QUERY, text, boolean=boolean, types=frozenset(types) if types else None)


def updating(text: str, *fields: tuple[str, str], status: int = 2) -> Sent:
    return Sent("POST", fields, UPDATE, text, status)


DEFAULTS = (("default-graph-uri", "$d1"), ("default-graph-uri", "$d2"))
NAMED = (("named-graph-uri", "$d1"), ("named-graph-uri", "$d2"))
NOWHERE = ("default-graph-uri", "$d0")
MERGED = "ASK { <$d1> a ?one . <$d2> a ?two }"
APART = "GRAPH ?g { <$d1> a ?one } GRAPH ?h { <$d2> a ?two }"
THIRD = "<$d3> a ?three"

QUERY_CASES: Final[dict[str, tuple[Sent, ...]]] = {
    "query_post_form": (Sent("POST", (NOWHERE,), FORM, "query=ASK%20%7B%7D", boolean=True),),
    "query_dataset_default_graphs_get": (Sent("GET", (("query", MERGED), *DEFAULTS), boolean=True),),
    "query_dataset_default_graphs_post": (asking(MERGED, *DEFAULTS, boolean=True),),
    "query_dataset_named_graphs_post": (asking(f"ASK {{ {APART} }}", *NAMED, boolean=True),),
    "query_dataset_named_graphs_get": (Sent("GET", (("query", f"ASK {{ {APART} }}"), *NAMED), boolean=True),),
    "query_dataset_full": (asking(f"ASK {{ {THIRD} . {APART} }}", ("default-graph-uri", "$d3"), *NAMED, boolean=True),),
    "query_multiple_dataset": (asking(f"ASK FROM <$d3> {{ {APART} }}", *NAMED, boolean=True),),
    "query_get": (Sent("GET", (("query", "ASK {}"), NOWHERE), boolean=True),),
    "query_content_type_select": (asking("SELECT (1 AS ?one) {}", NOWHERE, types=ROWS),),
    "query_content_type_ask": (asking("ASK {}", NOWHERE, types=BOOLEAN),),
    "query_content_type_describe": (asking("DESCRIBE <http://a.example/>", NOWHERE, types=TRIPLES),),
    "query_content_type_construct": (asking("CONSTRUCT { <s> <p> 1 } WHERE {}", NOWHERE, types=TRIPLES),),
    "query_post_direct": (asking("ASK {}", boolean=True),),
    "bad_query_method": (Sent("PUT", (("query", "ASK {}"),), FORM, status=4),),
    "bad_multiple_queries": (Sent("GET", (("query", "ASK {}"), ("query", "SELECT * {}")), status=4),),
    "bad_query_wrong_media_type": (Sent("POST", (), TEXT, "ASK {}", status=4),),
    "bad_query_missing_form_type": (Sent("POST", (), None, "query=ASK%20%7B%7D", status=4),),
    "bad_query_missing_direct_type": (Sent("POST", (), None, "ASK {}", status=4),),
    "bad_query_non_utf8": (
        Sent("POST", (), {"Content-Type": "application/sparql-query; charset=UTF-16"}, "ASK {}".encode("utf-16"), 4),
    ),
    "bad_query_syntax": (Sent("GET", (("query", "ASK {"),), status=4),),
}

FILLED = "DROP ALL ; INSERT DATA { " + " ".join(f"GRAPH <$d{n}> {{ <$d{n}> a <urn:T> }}" for n in (1, 2, 3)) + " } ;"
COPIED = "INSERT { GRAPH <urn:copy> { ?s a <urn:Copied> } } WHERE "
FIRST_TWO_ONLY = """ASK { GRAPH <urn:copy> { <$d1> a <urn:Copied> . <$d2> a <urn:Copied> }
    FILTER NOT EXISTS { GRAPH <urn:copy> { <$d3> ?p ?o } } }"""

UPDATE_CASES: Final[dict[str, tuple[Sent, ...]]] = {
    "update_dataset_default_graph": (
        updating(f"{FILLED} {COPIED} {{ ?s a <urn:T> }}", ("using-graph-uri", "$d1")),
        asking(
            "ASK { GRAPH <urn:copy> { <$d1> a <urn:Copied> } FILTER NOT EXISTS { GRAPH <urn:copy> { <$d2> ?p ?o } } }",
            boolean=True,
        ),
    ),
    "update_dataset_default_graphs": (
        updating(f"{FILLED} {COPIED} {{ ?s a <urn:T> }}", ("using-graph-uri", "$d1"), ("using-graph-uri", "$d2")),
        asking(FIRST_TWO_ONLY, boolean=True),
    ),
    "update_dataset_named_graphs": (
        updating(
            f"{FILLED} {COPIED} {{ GRAPH ?g {{ ?s a <urn:T> }} }}",
            ("using-named-graph-uri", "$d1"),
            ("using-named-graph-uri", "$d2"),
        ),
        asking(FIRST_TWO_ONLY, boolean=True),
    ),
    "update_dataset_full": (
        updating(
            f"{FILLED} INSERT {{ GRAPH <urn:copy> {{ ?s <urn:in> ?in }} }} WHERE {{"
            "{ GRAPH ?g { ?s a <urn:T> } BIND(?g AS ?in) } UNION { ?s a <urn:T> BIND('default' AS ?in) } }",
            ("using-graph-uri", "$d1"),
            ("using-named-graph-uri", "$d2"),
        ),
        asking(
            "ASK { GRAPH <urn:copy> { <$d1> <urn:in> 'default' . <$d2> <urn:in> <$d2> } "
            "FILTER NOT EXISTS { GRAPH <urn:copy> { <$d3> ?p ?o } } }",
            boolean=True,
        ),
    ),
    "update_post_form": (Sent("POST", (), FORM, "update=CLEAR+ALL"), asking("ASK { ?s ?p ?o }", boolean=False)),
    "update_post_direct": (updating("CLEAR ALL"), asking("ASK { GRAPH ?g { ?s ?p ?o } }", boolean=False)),
    "update_base_uri": (
        updating("CLEAR SILENT GRAPH <urn:base> ; INSERT DATA { GRAPH <urn:base> { <urn:s> <urn:p> <test> } }"),
        asking("ASK { GRAPH <urn:base> { ?s ?p ?o FILTER(isIRI(?o) && STR(?o) != 'test') } }", boolean=True),
    ),
    "bad_update_get": (Sent("GET", (("update", "CLEAR ALL"),), status=4),),
    "bad_multiple_updates": (Sent("POST", (), FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", status=4),),
    "bad_update_wrong_media_type": (Sent("POST", (), TEXT, "CLEAR NAMED", status=4),),
    "bad_update_missing_form_type": (Sent("POST", (), None, "update=CLEAR%20NAMED", status=4),),
    "bad_update_non_utf8": (
        Sent(
            "POST", (), {"Content-Type": "application/sparql-update; charset=UTF-16"}, "CLEAR ALL".encode("utf-16"), 4
        ),
    ),
    "bad_update_syntax": (Sent("POST", (), FORM, "update=CLEAR%20XYZ", status=4),),
    "bad_update_dataset_conflict": (
        updating(
            "WITH <urn:g> DELETE { ?s ?p 'Bill' } INSERT { ?s ?p 'William' } WHERE { ?s ?p 'Bill' }",
            ("using-named-graph-uri", "urn:people"),
            status=4,
        ),
    ),
}

BOTH = ("/sparql", "/workspace/sparql")


def send(site, endpoint: str, sent: Sent, names: Mapping[str, str]):
    def filled(text: str) -> str:
        for name, graph in names.items():
            text = text.replace(f"${name}", graph)
        return text

    query = address(tuple((name, filled(value)) for name, value in sent.fields))
    body = filled(sent.body) if isinstance(sent.body, str) else sent.body
    return site.request(sent.method, f"{endpoint}?{query}", content=body, headers=sent.headers)


def check(response, sent: Sent) -> None:
    assert response.status_code // 100 == sent.status, response.text
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if sent.types is not None:
        assert media_type in sent.types
    if sent.boolean is not None:
        assert media_type in BOOLEAN
        assert json.loads(response.content)["boolean"] is sent.boolean
    if sent.status == 4:
        assert media_type == "application/problem+json"


@pytest.mark.parametrize("endpoint", BOTH)
@pytest.mark.parametrize("case", QUERY_CASES)
@pytest.mark.usefixtures("filled")
def test_a_query_case_of_the_protocol_holds(site, names, endpoint, case):
    for sent in QUERY_CASES[case]:
        check(send(site, endpoint, sent, names[endpoint]), sent)


@pytest.mark.parametrize("case", UPDATE_CASES)
@pytest.mark.usefixtures("filled")
def test_an_update_case_of_the_protocol_holds(site, names, case):
    for sent in UPDATE_CASES[case]:
        check(send(site, "/workspace/sparql", sent, names["/workspace/sparql"]), sent)


def test_all_34_cases_are_covered():
    assert len(QUERY_CASES) + len(UPDATE_CASES) == 34


@pytest.mark.parametrize("case", UPDATE_CASES)
def test_no_update_reaches_what_is_believed(site, names, case):
    writing = [sent for sent in UPDATE_CASES[case] if sent.headers is not QUERY]
    for sent in writing:
        response = send(site, "/sparql", sent, names["/sparql"])

        assert response.status_code // 100 == 4
        if sent.status == 2:
            assert (response.status_code, response.json()["type"]) == (
                403,
                "https://orepact.example/problems/update-forbidden",
            )


@pytest.fixture(params=BOTH)
def description(request, site):
    response = site.get(request.param, headers={"Accept": "text/turtle"})
    return (
        response,
        f"{str(site.base_url).rstrip('/')}{request.param}",
        Graph().parse(data=response.text, format="turtle"),
    )


def test_returns_rdf(description):
    response, _, graph = description

    assert response.headers["content-type"].partition(";")[0] == "text/turtle"
    assert len(graph) > 10


def test_has_endpoint_triple(description):
    _, endpoint, graph = description

    assert [str(each) for each in graph.objects(None, SD.endpoint)] == [endpoint]


# Domain and range of each property of http://www.w3.org/ns/sparql-service-description# that we use.
SCHEMA = {
    "endpoint": ("Service", None),
    "supportedLanguage": ("Service", {"SPARQL11Query", "SPARQL11Update"}),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "feature": ("Service", {"EmptyGraphs"}),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
}


def test_conforms_to_schema(description):
    _, _, graph = description
    used = [(s, p, o) for s, p, o in graph if str(p).startswith(str(SD))]

    for subject, predicate, value in used:
        domain, reach = SCHEMA[str(predicate).removeprefix(str(SD))]
        assert (subject, RDF.type, SD[domain]) in graph
        if isinstance(reach, str):
            assert (value, RDF.type, SD[reach]) in graph
        elif reach:
            assert str(value).removeprefix(str(SD)) in reach
    assert {str(p).removeprefix(str(SD)) for _, p, _ in used} >= {"endpoint", "resultFormat", "namedGraph"}


def test_only_the_workspace_says_that_it_takes_updates(site):
    told = {path: site.get(path, headers={"Accept": "text/turtle"}).text for path in BOTH}

    assert "SPARQL11Update" not in told["/sparql"]
    assert "SPARQL11Update" in told["/workspace/sparql"]
