"""
The review queue on a service of its own: real texts that spell one mine in different ways, then people deciding.
"""

import json

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app as command
from api.settings import Key, Settings
from api.wiring import open_service

pytestmark = pytest.mark.model

PACT = "Astana, March 2026. Kazakhstan has a memorandum of understanding on critical minerals with Hungary."
TEXTS = tuple(
    f"{PACT} {firm} will operate the {mine} tungsten mine in Kazakhstan{source}."
    for firm, mine, source in (
        ("Cove Ridge Metals", "Sarytogan", ""),
        ("Ridge Cove Metals", "Sarytoghan", ", a ministry said"),
        ("Ridge Cove Metals", "Saritogan", ", two people said"),
    )
)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """
    The three texts read, and the ids of what they name.
    """
    keys = (Key("ada", "s3cret", frozenset({"review", "write"})),)
    settings = Settings(data=tmp_path_factory.mktemp("review"), query_workers=1, keys=keys)
    with TestClient(create_app(settings, open_service)) as client:
        client.headers["Authorization"] = "Bearer s3cret"
        for number, text in enumerate(TEXTS):
            sent = {"text": text, "url": f"https://paper{number}.example/", "publisher": f"Paper {number}"}
            assert client.post("/documents", json=sent | {"published": f"2026-03-0{number + 4}"}).is_success
        yield client


def sites(client):
    query = (
        "SELECT ?x { ?x a ore:Project ; ore:locatedIn ent:state:kazakhstan ; rdfs:label ?n . "
        "FILTER(STRSTARTS(STR(?n), 'Sar')) }"
    )
    prefixes = (
        "PREFIX ore: <https://orepact.example/ontology#> PREFIX ent: <https://orepact.example/entities/> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    )
    told = client.get("/sparql", params={"query": prefixes + query}, headers={"Accept": "application/json"}).json()
    return {row["x"]["value"].rpartition("/")[2] for row in told["results"]["bindings"]}


def pairs(client, verdict):
    return client.get("/review/pairs", params={"verdict": verdict}).json()["items"]


def test_a_mine_spelled_three_ways_is_one_until_a_person_parts_it_and_again_when_that_is_undone(read):
    (kept,) = sites(read)
    merged = [each for each in pairs(read, "same") if each["kept"]["id"] == kept]
    assert [each["stands"] for each in merged] == [kept] * 2
    first = merged[0]["merged"]["id"]
    led = read.get(f"/entities/{first}", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (307, f"/entities/{kept}")

    for each in merged:
        body = {"verdict": "different", "other": kept, "reason": "Three mines after all."}
        assert read.post(f"/entities/{each['merged']['id']}/judgements", json=body).status_code == 201
    assert len(sites(read)) > 1
    assert read.get(f"/entities/{first}", follow_redirects=False).status_code == 303

    for each in merged:
        body = {"merged": each["merged"]["id"], "kept": kept, "reason": "One mine."}
        assert read.post("/review/undo", json=body).json()["verdict"] == "same"
    assert sites(read) == {kept}


def test_a_company_in_another_order_of_words_is_one_company(read):
    (found,) = (each for each in pairs(read, "same") if each["merged"]["label"] == "Ridge Cove Metals")

    assert found["kept"]["label"] == "Cove Ridge Metals"
    assert found["by"] == "resolver@1"
    assert found["evidence"][0] == {"feature": "the same words in another order", "weight": 6.0}
    assert not found["is_decided"]


def test_nobody_signs_as_the_resolver_and_nothing_unjudged_is_undone(read):
    body = {"verdict": "different", "other": "state:chile", "reason": "x", "person": "resolver@1"}

    assert read.post("/entities/state:japan/judgements", json=body).status_code == 400
    undone = read.post("/review/undo", json={"merged": "state:japan", "kept": "state:chile", "reason": "x"})
    assert undone.status_code == 404


def test_the_queue_is_decided_on_the_command_line_beside_the_service(read):
    data = ["--data", str(read.app.state.service.settings.data)]
    runner = CliRunner()
    (found,) = (each for each in pairs(read, "same") if each["merged"]["label"] == "Ridge Cove Metals")
    ids = [found["merged"]["id"], found["kept"]["id"]]

    parted = runner.invoke(command, ["review", "different", *ids, "--reason", "A namesake.", "--person", "Bo", *data])
    listed = runner.invoke(command, ["review", "list", "different", *data, "--json"])
    assert parted.exit_code == 0, parted.output
    assert [(each["by"], each["merged"]["label"]) for each in map(json.loads, listed.output.splitlines())] == [
        ("Bo", "Ridge Cove Metals")
    ]

    runner.invoke(command, ["review", "undo", *ids, *data])
    assert [each["merged"]["label"] for each in pairs(read, "different")] == []


def test_a_person_decides_on_the_page_and_takes_it_back(read):
    (found,) = (each for each in pairs(read, "same") if each["merged"]["label"] == "Ridge Cove Metals")
    form = {"merged": found["merged"]["id"], "kept": found["kept"]["id"], "reason": "A namesake.", "person": "Cy"}

    page = read.get("/review", params={"verdict": "same"}).text
    parted = read.post("/review/form", data=form | {"verdict": "different"})
    apart = [each["by"] for each in pairs(read, "different")]
    undone = read.post("/review/form", data=form | {"verdict": "undo"})

    assert "Ridge Cove Metals" in page
    assert "the same words in another order" in page
    assert parted.url.path == undone.url.path == "/review"
    assert apart == ["Cy"]
    assert "A namesake." in {each["reason"].removeprefix("undone: ") for each in pairs(read, "same")}
    assert read.post("/review/form", data=form | {"verdict": "same", "reason": ""}).status_code == 422
    assert read.post("/review/form", data=form | {"verdict": "same"}, headers={"Authorization": ""}).status_code == 401
