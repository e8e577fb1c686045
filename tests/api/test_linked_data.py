"""
Every IRI of ours resolves, in the form asked for, and tells caches and other sites' pages what they may do.
"""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import pytest
from rdflib import Graph, URIRef

from kg.claims import Extraction
from kg.text import Document
from ontology.namespaces import BASE

EMPTY = Extraction(relevant=False)
JAPAN = "/entities/state:japan"
FORMS = {"text/turtle": "turtle", "application/n-triples": "nt", "application/ld+json": "json-ld"}


@pytest.fixture(scope="module")
def paths(service):
    view = service.day(None).view
    return {
        "entity": JAPAN,
        "document": f"/documents/{view.documents[0].id}",
        "claim": f"/claims/{min(view.claims)}",
        "assessment": f"/assessments/{view.assessments[0].id}",
        "status": "/status/signed",
        "ontology": "/ontology",
        "graph": "/graphs/assessments",
    }


@pytest.mark.parametrize("kind", ["entity", "claim", "assessment", "status", "ontology", "graph"])
@pytest.mark.parametrize("accept", FORMS)
# rdflib 7 reads JSON-LD through a class that it deprecates itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_every_iri_resolves_to_rdf_that_speaks_of_it(site, paths, kind, accept):
    response = site.get(paths[kind], headers={"Accept": accept})

    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, accept)
    graph = Graph().parse(data=response.text, format=FORMS[accept])
    assert len(graph) > 2
    iri = URIRef(BASE + paths[kind].removeprefix("/"))
    assert kind in {"ontology", "graph"} or (iri, None, None) in graph


@pytest.mark.parametrize("kind", ["entity", "document", "claim", "assessment", "status", "ontology"])
def test_every_iri_has_a_page(site, paths, kind):
    response = site.get(paths[kind], headers={"Accept": "text/html"})

    assert response.status_code == 200
    assert "<h1" in response.text


@pytest.mark.parametrize(("kind", "status"), [("entity", 303), ("status", 303), ("document", 200), ("claim", 200)])
def test_a_thing_leads_to_its_description_and_a_record_is_sent(site, paths, kind, status):
    response = site.get(paths[kind], headers={"Accept": "text/turtle"}, follow_redirects=False)

    assert response.status_code == status
    if status == 303:
        assert response.headers["location"] == f"{paths[kind]}?format=turtle"
        assert "Accept" in response.headers["vary"]


def test_a_description_names_what_it_describes_and_its_other_forms(site):
    link = site.get(JAPAN, params={"format": "turtle"}).headers["link"]

    assert f'<{BASE}entities/state:japan>; rel="describes"' in link
    assert f'<{JAPAN}?format=jsonld>; rel="alternate"; type="application/ld+json"' in link


def test_schema_org_names_stand_in_the_json_ld(site):
    node = site.get(JAPAN, params={"format": "jsonld"}).json()

    assert node["@context"]["name"] == "https://schema.org/name"
    assert {"@value": "Japan", "@language": "en"} in node["name"]
    assert {"ore:Country", "schema:Country", "schema:Place"} <= set(node["@type"])


def test_a_merged_id_leads_on_for_good(site):
    response = site.get("/entities/agreement:msp?format=turtle", follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (308, "/entities/bloc:msp?format=turtle")


def test_what_was_taken_down_leaves_a_stone_with_its_reason(site, service):
    now = datetime.now(UTC)
    text = "A story that will not stand."
    recorded = service.ledger.record(
        Document(text, url="https://ledgerwire.example/gone", title="x", publisher="Ledgerwire"), EMPTY, now
    )
    service.ledger.withdraw(recorded.document_id, "the publisher corrected itself", now + timedelta(seconds=1))

    response = site.get(f"/documents/{recorded.document_id}")

    assert (response.status_code, response.json()["type"]) == (410, f"{BASE}problems/gone")
    assert "the publisher corrected itself" in response.json()["detail"]
    assert site.get(f"/documents/{recorded.document_id}", params={"version": 1}).json()["text"] == text


@pytest.mark.parametrize("path", ["/claims/unknown", "/assessments/unknown", "/status/unknown", "/problems/unknown"])
def test_what_never_was_is_not_found(site, path):
    assert site.get(path).status_code == 404


@pytest.mark.parametrize("slug", ["syntax", "timeout", "row-limit", "gone", "update-forbidden"])
def test_the_type_of_a_problem_resolves(site, slug):
    told = site.get(f"/problems/{slug}").json()

    assert told["type"] == f"{BASE}problems/{slug}"
    assert told["remedy"]


@pytest.mark.parametrize("kind", ["entity", "document", "claim", "ontology", "graph"])
def test_who_has_it_already_gets_304_and_no_body(site, paths, kind):
    first = site.get(paths[kind])

    again = site.get(paths[kind], headers={"If-None-Match": first.headers["etag"]})
    other = site.get(paths[kind], headers={"If-None-Match": '"something else"'})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert "content-type" not in again.headers
    assert (other.status_code, other.content) == (200, first.content)


def test_two_forms_never_share_a_tag(site):
    tags = {
        site.get(JAPAN, params={"format": form}).headers["etag"] for form in ("turtle", "jsonld", "html", "ntriples")
    }

    assert len(tags) == 4


def test_a_date_is_a_validator_where_no_tag_is_shown(site):
    first = site.get(JAPAN, params={"format": "turtle"})
    told = parsedate_to_datetime(first.headers["last-modified"])

    def status(when):
        headers = {"If-Modified-Since": format_datetime(when, usegmt=True)}
        return site.get(JAPAN, params={"format": "turtle"}, headers=headers).status_code

    assert status(told) == 304
    assert status(told - timedelta(days=1)) == 200
    assert site.get(JAPAN, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_a_page_of_another_site_may_read_what_is_public(site):
    elsewhere = {"Origin": "https://notebook.example"}
    answer = site.get("/sparql", params={"query": "ASK {}"}, headers=elsewhere)
    before = site.options("/sparql", headers={**elsewhere, "Access-Control-Request-Method": "POST"})

    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (204, "*")
    assert "Content-Type" in before.headers["access-control-allow-headers"]


@pytest.mark.parametrize("path", ["/queries", "/workspace/sparql", "/readyz"])
def test_a_page_of_another_site_reads_nothing_else(site, path):
    assert "access-control-allow-origin" not in site.get(path, headers={"Origin": "https://a.example"}).headers
