import json
import subprocess
import sys

import pytest

from kg.sparql.workers import QueryPool
from kg.sparql.workspace import Workspace

GRAPH = """@prefix ex: <https://a.example/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:River a rdfs:Class ; rdfs:label "river" . ex:State a rdfs:Class ; rdfs:label "state" .
ex:crosses rdfs:label "crosses" ; rdfs:domain ex:River ; rdfs:range ex:State .
ex:ohio a ex:River ; rdfs:label "Ohio" ; ex:crosses ex:kentucky .
ex:kentucky a ex:State ; rdfs:label "Kentucky" .
"""
FIELDS = (
    "question outcome answers columns rows text sparql reading confidence readings evidence as_of data_version "
    "staleness"
).split()


def orepact(*arguments):
    return subprocess.run(
        [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.model
def test_questions_over_a_turtle_file_are_answered_one_a_line_whatever_they_are(tmp_path):
    graph, questions = tmp_path / "rivers.ttl", tmp_path / "questions.json"
    graph.write_text(GRAPH)
    questions.write_text(
        json.dumps([{"id": "a", "q": "Which rivers cross Kentucky?", "more": 1}, {"id": "b", "q": 7}, {"id": "c"}])
    )

    ran = orepact("ask", "--questions", questions, "--graph", graph, "--json")

    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0
    assert [each["id"] for each in told] == ["a", "b", "c"]
    assert all(list(each) == ["id", *FIELDS] for each in told)
    assert [each["value"] for each in told[0]["answers"]] == ["https://a.example/ohio"]


def test_an_error_is_one_line_that_names_the_culprit(tmp_path):
    ran = orepact("ask", "Who?", "--graph", tmp_path / "missing.ttl", "--json")

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    assert "missing.ttl" in ran.stderr


@pytest.mark.parametrize("verb", ["extract", "explain"])
def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path, verb):
    broken, good = tmp_path / "a.txt", tmp_path / "b.txt"
    broken.write_bytes(b"\x00\x01\x02")
    good.write_text("The plum harvest was good this year, the growers of the valley say.")

    ran = orepact(verb, broken, good, "--json")
    undated = orepact(verb, good, "--published", "yesterdayish")

    assert (ran.returncode, undated.returncode) == (1, 1)
    assert "a.txt" in ran.stderr
    assert [json.loads(line)["document"]["path"] for line in ran.stdout.splitlines()] == [str(good)]
    assert "yesterdayish" in undated.stderr


@pytest.mark.parametrize("verb", "serve build ingest extract explain ask sparql search evaluate rebuild export".split())
def test_every_verb_explains_itself(verb):
    ran = orepact(verb, "--help")

    assert ran.returncode == 0
    assert "Usage" in ran.stdout


def test_a_copy_of_the_workspace_brings_it_back(tmp_path):
    folder, copy = tmp_path / "data" / "workspace", tmp_path / "copy.nq"
    with Workspace(folder) as workspace:
        workspace.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }", base="urn:x", timeout_seconds=10)
        kept = orepact("workspace", "backup", copy, "--data", tmp_path / "data")
        workspace.update("DROP ALL", base="urn:x", timeout_seconds=10)
    nothing = orepact("workspace", "backup", tmp_path / "other.nq", "--data", tmp_path / "elsewhere")

    restored = orepact("workspace", "restore", copy, "--data", tmp_path / "data")

    assert (kept.returncode, restored.returncode, nothing.returncode) == (0, 0, 1)
    assert "OREPACT_WORKSPACE" in nothing.stderr
    with QueryPool(folder, workers=1, spares=0) as pool:
        assert pool.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", "csv").body == b"g\r\nurn:g\r\n"
