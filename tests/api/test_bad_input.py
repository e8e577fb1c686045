import io

import pytest
from pypdf import PdfWriter

from api.problems import MEDIA_TYPE, PROBLEM_TYPES


def pdf_without_text() -> bytes:
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(content)
    return content.getvalue()


DOCUMENTS = [
    ("text/plain", b"", 422, "empty-document"),
    ("text/plain", b"\x00\x01\x02\x03" * 500, 422, "binary-document"),
    ("text/plain", "Le Québec a signé un accord sur le gallium.".encode("latin-1"), 422, "wrong-encoding"),
    ("application/pdf", pdf_without_text(), 422, "textless-pdf"),
    ("text/plain", b"published: yesterdayish\ntitle: x\n\nJapan signed.", 422, "unknown-date"),
    ("text/plain", b"a" * 50_000_000, 413, "too-large"),
    ("image/png", b"x", 415, "unsupported-media-type"),
    ("application/json", b"{", 400, "unreadable-body"),
    ("application/json", b"{}", 400, "unreadable-body"),
    ("application/json", b'{"url": "http://localhost:1/"}', 403, "address-refused"),
    ("application/json", b'{"url": "http://127.0.0.2:1/"}', 403, "address-refused"),
    ("application/json", b'{"url": "http://[::1]:1/"}', 403, "address-refused"),
    ("application/json", b'{"url": "http://10.0.0.1:1/"}', 403, "address-refused"),
    ("application/json", b'{"url": "file:///etc/passwd"}', 403, "address-refused"),
]
QUERIES = [
    ("SELECT ?a WHERE {", 400, "syntax"),
    ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", 403, "service-forbidden"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 403, "dereference-forbidden"),
    ("DELETE WHERE { ?s ?p ?o }", 403, "update-forbidden"),
]


def is_problem(response, status, slug):
    assert response.headers["content-type"] == MEDIA_TYPE
    told = response.json()
    assert (response.status_code, told["status"], told["type"]) == (status, status, PROBLEM_TYPES + slug)
    assert told["detail"]
    assert told["remedy"]
    assert told["request_id"] == response.headers["x-request-id"]


@pytest.mark.parametrize(("media_type", "body", "status", "slug"), DOCUMENTS)
def test_a_bad_document_is_a_clear_problem_and_nothing_is_recorded(  # noqa: PLR0917 - one parameter a column
    site, service, media_type, body, status, slug
):
    before = len(service.ledger.documents())

    response = site.post("/documents", content=body, headers={"Content-Type": media_type})

    is_problem(response, status, slug)
    assert len(service.ledger.documents()) == before
    assert site.get("/healthz").status_code == 200


@pytest.mark.parametrize(("query", "status", "slug"), QUERIES)
def test_a_bad_query_is_a_clear_problem(site, query, status, slug):
    is_problem(site.post("/sparql", data={"query": query}), status, slug)


def test_a_syntax_error_names_line_and_column(site):
    told = site.post("/sparql", data={"query": "SELECT ?a\nWHERE { ?a ?b }"}).json()

    assert told["line"] == 2
    assert told["column"] > 1


def test_an_update_is_refused_whatever_its_form(site):
    updates = [
        site.post("/sparql", data={"update": "CLEAR ALL"}),
        site.post("/sparql", content=b"CLEAR ALL", headers={"Content-Type": "application/sparql-update"}),
        site.get("/sparql", params={"update": "CLEAR ALL"}),
    ]

    for response in updates:
        is_problem(response, 403, "update-forbidden")


@pytest.mark.parametrize("path", ["/agreements", "/commitments", "/announcements", "/search", "/entities/state:japan"])
def test_an_unknown_day_names_its_field(site, path):
    response = site.get(path, params={"as_of": "someday"})

    is_problem(response, 422, "invalid-request")
    assert response.json()["errors"][0]["field"] == "query.as_of"


def test_an_unknown_address_is_a_problem_and_a_page_for_people(site):
    is_problem(site.get("/nowhere"), 404, "not-found")
    assert "Nothing is kept here" in site.get("/nowhere", headers={"Accept": "text/html"}).text


def test_a_page_of_another_site_cannot_write(site):
    response = site.post(
        "/documents", content=b"x", headers={"Content-Type": "text/plain", "Origin": "https://evil.example"}
    )

    is_problem(response, 403, "scope-wanted")


@pytest.mark.parametrize("field", ["status", "kind", "party", "mineral", "as_of", "on", "recorded_as_of", "cursor"])
def test_an_empty_field_of_a_form_narrows_nothing(site, field):
    whole = site.get("/agreements").json()["total"]

    assert site.get("/agreements", params={field: ""}).json()["total"] == whole


@pytest.mark.parametrize("field", ["since", "before"])
@pytest.mark.parametrize(("value", "status"), [("", 200), ("-1", 422), (str(2**80), 422), ("x", 422)])
def test_a_position_is_a_number_that_a_ledger_could_have(site, field, value, status):
    assert site.get("/changes", params={field: value}).status_code == status


def test_every_operation_describes_its_problems_as_they_are_sent(site):
    document = site.get("/openapi.json").json()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    sent = {operation["responses"]["4XX"]["content"].popitem()[0] for operation in operations}

    told = site.post("/sparql", data={"query": "SELECT"}).json()
    assert sent == {MEDIA_TYPE}
    assert set(document["components"]["schemas"]["Problem"]["required"]) <= told.keys()
