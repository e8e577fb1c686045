"""
A deployment that lists endpoints of others: queries may call those, and no other.
"""

import pytest

from api.settings import Settings
from api.wiring import open_service

DEAD = "http://127.0.0.1:1/query"
FEATURE = "http://www.w3.org/ns/sparql-service-description#BasicFederatedQuery"


@pytest.fixture(scope="module")
def listing(tmp_path_factory, oxigraph_server, served):
    environment = {
        "OREPACT_DATA": str(tmp_path_factory.mktemp("data")),
        "OREPACT_SERVICE_ENDPOINTS": f"{oxigraph_server.query}, {DEAD}",
        "OREPACT_FETCH_HOSTS": "127.0.0.1",
        "OREPACT_WORKSPACE": "true",
    }
    settings = Settings.from_env(environment)
    service = open_service(settings)
    service.catch_up()
    with served(service, settings) as site:
        yield site
    service.close()


@pytest.mark.parametrize("path", ["/sparql", "/workspace/sparql"])
def test_a_listed_endpoint_is_called_and_another_is_not(listing, oxigraph_server, path):
    def asked(address):
        query = f"SELECT ?x {{ SERVICE <{address}> {{ BIND('theirs' AS ?x) }} }}"
        return listing.get(path, params={"query": query, "format": "csv"})

    unlisted, dead = asked("http://127.0.0.1:2/query"), asked(DEAD)

    assert asked(oxigraph_server.query).text == "x\r\ntheirs\r\n"
    assert (unlisted.status_code, unlisted.json()["type"].rpartition("/")[2]) == (403, "service-forbidden")
    assert (dead.status_code, dead.json()["type"].rpartition("/")[2]) == (502, "service-failed")
    assert FEATURE in listing.get(path, headers={"Accept": "application/n-triples"}).text


def test_a_deployment_that_lists_none_says_so(site):
    refused = site.get("/sparql", params={"query": f"SELECT * {{ SERVICE <{DEAD}> {{ ?s ?p ?o }} }}"})

    assert "none is listed" in refused.json()["detail"]
    assert FEATURE not in site.get("/sparql", headers={"Accept": "application/n-triples"}).text
