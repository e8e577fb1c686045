import pytest

MOU = "/agreements/agreement:us-eu-mou"


def test_the_service_is_ready_once_it_has_published(site):
    site.get("/agreements")

    told = site.get("/readyz")

    assert told.status_code == 200
    assert told.json()["ready"] is True


def test_an_agreement_is_overdue_in_march_and_signed_late_in_may(site):
    march = site.get(MOU, params={"as_of": "2026-03-10"}).json()
    may = site.get(MOU, params={"as_of": "2026-05-01"}).json()

    assert [each["state"] for each in march["commitments"]] == ["overdue"]
    assert march["statuses"] == ["committed"]
    assert may["statuses"] == ["signed"]
    assert [(each["state"], each["met_on"], each["days_late"]) for each in may["commitments"]] == [
        ("met", "2026-04-24", 49)
    ]


def test_evidence_is_the_sentence_at_its_offsets(site):
    told = site.get(MOU).json()

    assert told["evidence"]
    for each in told["evidence"]:
        text = site.get(f"/documents/{each['document']}").json()["text"]
        assert text[each["start"] : each["end"]] == each["quote"]
        assert each["written_for_project"] is True


def test_overdue_promises_are_listed_for_a_day(site):
    told = site.get("/commitments", params={"state": "overdue", "as_of": "2026-03-10"}).json()

    assert [each["concerns"]["id"] for each in told["items"]] == ["agreement:us-eu-mou"]


def test_pages_of_a_list_hold_everything_once(site):
    first = site.get("/agreements", params={"limit": 7}).json()
    seen, cursor = [each["id"] for each in first["items"]], first["next"]
    while cursor:
        page = site.get("/agreements", params={"limit": 7, "cursor": cursor}).json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]

    assert len(seen) == len(set(seen)) == first["total"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("text/turtle", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("*/*", "application/ld+json"),
    ],
)
def test_an_entity_comes_in_the_form_asked_for(site, accept, media_type):
    response = site.get("/entities/state:japan", headers={"Accept": accept})

    assert response.status_code == 200
    assert response.headers["content-type"].replace(";charset", "; charset").startswith(media_type)
    assert "Japan" in response.text


def test_a_merged_entity_leads_to_the_one_that_took_its_place(site):
    response = site.get("/entities/agreement:msp", follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (308, "/entities/bloc:msp")


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", "application/sparql-results+json", "application/sparql-results+json"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/csv", "text/csv"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/tab-separated-values", "text/tab-separated-values"),
        ("ASK { ?s ?p ?o }", "application/sparql-results+json", "application/sparql-results+json"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "text/turtle", "text/turtle"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "application/n-triples", "application/n-triples"),
        ("DESCRIBE <https://orepact.example/entities/state:japan>", "text/turtle", "text/turtle"),
    ],
)
def test_sparql_answers_every_form_in_every_format(site, query, accept, media_type):
    ways = [
        site.get("/sparql", params={"query": query}, headers={"Accept": accept}),
        site.post("/sparql", data={"query": query}, headers={"Accept": accept}),
        site.post("/sparql", content=query, headers={"Accept": accept, "Content-Type": "application/sparql-query"}),
    ]

    for response in ways:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(media_type)
        assert response.content


def test_sparql_of_a_past_day_sees_what_was_known_then(site):
    query = (
        "ASK { <https://orepact.example/entities/agreement:us-eu-mou> <https://orepact.example/ontology#signedOn> ?d }"
    )

    known = {
        day: site.get("/sparql", params={"query": query, "as_of": day}).json()["boolean"]
        for day in ("2026-03-10", "2026-05-01")
    }

    assert known == {"2026-03-10": False, "2026-05-01": True}


def test_every_field_of_the_description_has_an_example(site):
    schemas = site.get("/openapi.json").json()["components"]["schemas"]
    scalars = ("string", "integer", "number", "boolean")
    missing = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        if name not in {"HTTPValidationError", "ValidationError"}
        for field, about in schema.get("properties", {}).items()
        if about.get("type") in scalars and not about.get("examples")
    ]

    assert missing == []


@pytest.mark.parametrize(
    "path",
    ["/", "/agreements", MOU, "/commitments", "/announcements", "/entities/bloc:eu", "/search", "/sparql", "/api"],
)
def test_every_page_is_there_without_scripts_and_from_here_alone(site, path):
    response = site.get(path, headers={"Accept": "text/html"})

    assert response.status_code == 200
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.text.count("<script") == response.text.count('<script src="/static/')
    assert "<h1" in response.text
