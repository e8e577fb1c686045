"""
SPARQL 1.1 Graph Store HTTP Protocol, case by case, on the workspace.

The 18 cases of the W3C test suite build on each other, so they are told in their order as one story, each step named
after its case. Requests and data are written for this project.
"""

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from api.settings import Settings
from api.wiring import open_service

STORE = "/workspace/graphs"
ONE, TWO = f"{STORE}/person/1.ttl", f"{STORE}/person/2.ttl"
TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
WANTED = {"Accept": "text/turtle"}
PREFIXES = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <http://www.w3.org/2006/vcard/ns#> .\n"
JOHN = f'{PREFIXES} <http://a.example/1> a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn "John Doe" ] .'
JANE = f'{PREFIXES} <http://a.example/1> a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn "Jane Doe" ] .'
ALICE = f'{PREFIXES} [] a foaf:Person ; foaf:businessCard [ a v:VCard ; v:given-name "Alice" ] .'
NAMED = f'{PREFIXES} <http://a.example/1> foaf:name "Jane Doe" .'
LAST = f'{PREFIXES} <http://a.example/1> foaf:familyName "Doe" .'
FIRST = f'{PREFIXES} <http://a.example/1> foaf:givenName "Jane" .'


def holds(response, *turtles: str) -> bool:
    expected = Graph()
    for turtle in turtles:
        expected.parse(data=turtle, format="turtle")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    return isomorphic(Graph().parse(data=response.text, format="turtle"), expected)


@pytest.fixture(scope="module")
def story(site):
    """
    What every case gave, by its name.
    """
    assert site.post("/workspace/sparql", data={"update": "DROP ALL"}).status_code == 204
    host = str(site.base_url).rstrip("/")
    told = {"put__initial_state": site.put(ONE, content=JOHN, headers=TURTLE)}
    told["get_of_put__initial_state"] = site.get(STORE, params={"graph": f"{host}{ONE}"}, headers=WANTED)
    told["put__graph_already_in_store"] = site.put(ONE, content=JANE, headers=TURTLE)
    told["get_of_put__graph_already_in_store"] = site.get(ONE, headers=WANTED)
    told["put__default_graph"] = site.put(f"{STORE}?default", content=ALICE, headers=TURTLE)
    told["get_of_put__default_graph"] = site.get(f"{STORE}?default", headers=WANTED)
    site.put(TWO, content=JOHN, headers=TURTLE)
    told["delete__existing_graph"] = site.delete(TWO)
    told["get_of_delete__existing_graph"] = site.get(TWO)
    told["delete__nonexistent_graph"] = site.delete(TWO)
    told["post__existing_graph"] = site.post(ONE, content=NAMED, headers=TURTLE)
    told["get_of_post__existing_graph"] = site.get(ONE, headers=WANTED)
    files = [("last", ("last.ttl", LAST, "text/turtle")), ("first", ("first.ttl", FIRST, "text/turtle"))]
    told["post__multipart_formdata"] = site.post(ONE, files=files)
    told["get_of_post__multipart_formdata"] = site.get(ONE, headers=WANTED)
    told["post__create__new_graph"] = site.post(STORE, content=ALICE, headers=TURTLE)
    new = told["post__create__new_graph"].headers["location"]
    told["get_of_post__create__new_graph"] = site.get(new, headers=WANTED)
    site.post(new, content="", headers=TURTLE)
    told["get_of_post__after_noop"] = site.get(new, headers=WANTED)
    told["head_on_an_existing_graph"] = site.head(ONE, headers=WANTED)
    told["head_on_a_nonexisting_graph"] = site.head(f"{STORE}/person/4.ttl")
    return told


CASES = {
    "put__initial_state": (201, None),
    "get_of_put__initial_state": (200, (JOHN,)),
    "put__graph_already_in_store": (204, None),
    "get_of_put__graph_already_in_store": (200, (JANE,)),
    "put__default_graph": (201, None),
    "get_of_put__default_graph": (200, (ALICE,)),
    "delete__existing_graph": (200, None),
    "get_of_delete__existing_graph": (404, None),
    "delete__nonexistent_graph": (404, None),
    "post__existing_graph": (200, None),
    "get_of_post__existing_graph": (200, (JANE, NAMED)),
    "post__multipart_formdata": (200, None),
    "get_of_post__multipart_formdata": (200, (JANE, NAMED, LAST, FIRST)),
    "post__create__new_graph": (201, None),
    "get_of_post__create__new_graph": (200, (ALICE,)),
    "get_of_post__after_noop": (200, (ALICE,)),
    "head_on_an_existing_graph": (200, None),
    "head_on_a_nonexisting_graph": (404, None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_case_of_the_graph_store_protocol_holds(story, case):
    status, turtles = CASES[case]

    assert story[case].status_code == status
    if turtles:
        assert holds(story[case], *turtles)


def test_all_18_cases_are_covered(story):
    assert len(story) == len(CASES) == 18


def test_head_tells_type_and_length_without_a_body(story):
    response = story["head_on_an_existing_graph"]

    assert response.headers["content-type"].startswith("text/turtle")
    assert int(response.headers["content-length"]) > 100
    assert response.content == b""


def test_a_graph_named_by_its_address_has_the_fixed_base(site):
    site.put(ONE, content=JOHN, headers=TURTLE)

    asked = {"query": f"ASK {{ GRAPH <https://orepact.example{ONE}> {{ ?s ?p ?o }} }}"}

    assert site.get("/workspace/sparql", params=asked).json()["boolean"] is True


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
@pytest.mark.parametrize("address", ["/graphs?default", "/graphs/assessments", "/graphs?graph=urn:a"])
def test_no_graph_of_what_is_believed_is_written(site, method, address):
    response = site.request(method, address, content="<urn:a> <urn:b> 1 .", headers=TURTLE)

    assert response.status_code == 403
    assert response.json()["type"] == "https://orepact.example/problems/update-forbidden"


def test_graphs_of_what_is_believed_are_read(site, names):
    believed = site.get("/graphs", params={"graph": names["/sparql"]["d1"]}, headers={"Accept": "text/turtle"})

    assert "agreement:" in believed.text
    assert site.get("/graphs/assessments").status_code == 200
    assert site.get("/graphs/nothing").status_code == 404


@pytest.mark.parametrize(
    ("address", "content", "media_type", "status", "slug"),
    [
        (STORE, "<urn:a> <urn:b>", "text/turtle", 400, "unreadable-body"),
        (ONE, "a,b", "text/csv", 415, "unsupported-media-type"),
        (ONE, "<urn:a> <urn:b> 1 .", "text/turtle; charset=latin-1", 415, "unsupported-media-type"),
        (f"{STORE}?graph=nothing", "<urn:a> <urn:b> 1 .", "text/turtle", 400, "bad-parameter"),
        (f"{STORE}?default&graph=urn:a", "<urn:a> <urn:b> 1 .", "text/turtle", 400, "bad-parameter"),
        (f"{ONE}?default", "<urn:a> <urn:b> 1 .", "text/turtle", 400, "bad-parameter"),
    ],
)
def test_what_cannot_be_written_is_a_clear_problem(  # noqa: PLR0917 - one parameter a column
    site, address, content, media_type, status, slug
):
    response = site.post(address, content=content, headers={"Content-Type": media_type})

    assert (response.status_code, response.json()["type"].rpartition("/")[2]) == (status, slug)


@pytest.mark.parametrize("shown", ["", "Bearer wrong", "Bearer other"])
def test_the_workspace_is_written_with_a_key_of_its_scope_alone(site, shown):
    answers = [
        site.post("/workspace/sparql", data={"update": "CLEAR ALL"}, headers={"Authorization": shown}),
        site.put(ONE, content=JOHN, headers={**TURTLE, "Authorization": shown}),
        site.delete(ONE, headers={"Authorization": shown}),
    ]

    assert {each.status_code for each in answers} == {403 if shown == "Bearer other" else 401}


def test_a_deployment_without_a_workspace_says_so(tmp_path, served):
    settings = Settings(data=tmp_path, query_workers=1)
    service = open_service(settings)
    with served(service, settings) as site:
        response = site.get("/workspace/sparql")

    assert response.status_code == 404
    assert "OREPACT_WORKSPACE" in response.json()["detail"]
