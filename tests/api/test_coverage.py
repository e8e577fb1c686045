"""
The coverage statement over HTTP: shown where nothing is found, edited, and kept in every version.
"""

import pytest

from api.building import keep_coverage
from api.statements import Statements

PREFIXES = (
    "@prefix ore: <https://orepact.example/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
)


def statement(label, last):
    return (
        f'{PREFIXES} <https://orepact.example/coverage/desk> a ore:Coverage ; rdfs:label "{label}"@en ; '
        f'owl:versionInfo "7" ; ore:coversUntil "{last}"^^xsd:date .'
    )


def test_a_statement_is_edited_kept_and_shown_beside_what_is_not_found(site, service, corpus):
    assert site.get("/coverage").status_code == 404

    first = site.put("/coverage", content=statement("The desk's files", "2026-06-30")).json()
    second = site.put("/coverage", content=statement("The desk's files, longer", "2026-10-05")).json()
    told = site.post("/ask", json={"question": "Which agreements cover tellurium?"}).json()

    assert second["numbers"][-2:] == [first["number"], second["number"]]
    assert told["outcome"] in {"none", "not_covered"}
    assert told["coverage"] == "The desk's files, longer, version 7: events until 2026-10-05"
    assert "2026-06-30" in site.get("/coverage", params={"version": first["number"]}).text
    found = site.post("/ask", json={"question": "When was the US-EU memorandum signed?"}).json()
    assert (found["outcome"], found["coverage"]) == ("answered", "")


@pytest.mark.parametrize("body", ["no turtle at all", "", PREFIXES + "ore:a a ore:Agreement ."])
def test_what_states_nothing_is_refused_and_changes_nothing(site, body):
    before = site.get("/coverage").text

    response = site.put("/coverage", content=body)

    assert response.status_code == 400
    assert response.json()["type"].endswith("unreadable-body")
    assert site.get("/coverage").text == before


def test_building_again_does_not_undo_an_edit(tmp_path, corpus):
    keep_coverage(corpus, tmp_path)
    edited = Statements(tmp_path).keep(statement("Ours", "2026-10-05").encode())

    keep_coverage(corpus, tmp_path)

    assert Statements(tmp_path).numbers[-1] == edited
