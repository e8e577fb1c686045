from pathlib import Path

import pytest

from ontology.load import schema_files
from ontology.shapes import check_files, require_valid_reference, validate

HEAD = """@prefix ore: <https://orepact.example/ontology#> .
@prefix ent: <https://orepact.example/entities/> .
@prefix status: <https://orepact.example/status/> .
@prefix doc: <https://orepact.example/documents/> .
@prefix claim: <https://orepact.example/claims/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NON_BINDING = ["MemorandumOfUnderstanding", "Framework", "ActionPlan", "JointStatement", "Declaration"]


def agreement(kind: str, status: str) -> str:
    return f'{HEAD}ent:agreement:x a ore:{kind} ; rdfs:label "X"@en ; ore:status status:{status} .'


def messages(text: str) -> list[str]:
    return [violation.message for violation in validate(text)]


@pytest.mark.parametrize("kind", NON_BINDING)
def test_a_non_binding_text_in_force_is_refused(kind):
    assert messages(agreement(kind, "inForce")) == ["is a non-binding text: it is launched, never in force"]


@pytest.mark.parametrize("kind", NON_BINDING)
def test_a_non_binding_text_may_be_launched(kind):
    assert messages(agreement(kind, "launched")) == []


def test_a_treaty_may_be_in_force():
    assert messages(agreement("Treaty", "inForce")) == []


def test_a_status_outside_the_vocabulary_is_refused():
    assert len(messages(agreement("Framework", "landmark"))) == 1


def test_a_claim_without_its_sentence_is_refused():
    claim = (
        "claim:1 a ore:Claim ; ore:claimSubject ent:bloc:eu ; ore:claimRelation ore:partyTo ; "
        'ore:claimObject ent:agreement:x ; ore:modality "asserted" ; ore:quoteStart 0 ; ore:quoteEnd 9 ; '
        "prov:wasDerivedFrom doc:1 "
    )

    assert messages(f"{HEAD}{claim}.") == ["needs the sentence that bears it"]
    assert messages(f'{HEAD}{claim}; ore:quote "It signed." .') == []


def test_a_figure_above_a_hundred_per_cent_is_refused():
    figure = 'ent:figure:1 a ore:ImportShare ; rdfs:label "F"@en ; ore:percent 140.0 .'

    assert messages(HEAD + figure) == ["needs one percent between 0 and 100"]


def test_a_commitment_in_an_unknown_state_is_refused():
    commitment = (
        'ent:commitment:1 a ore:Commitment ; rdfs:label "C"@en ; ore:concerns ent:x ; ore:commitmentState "late" .'
    )

    assert len(messages(HEAD + commitment)) == 1


def test_quads_are_looked_at_as_one_graph():
    quad = (
        "<https://orepact.example/entities/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://orepact.example/ontology#Company> <https://orepact.example/documents/1> .\n"
    )

    assert [violation.message for violation in validate(quad, syntax="nquads")] == [
        "has no label; give it one rdfs:label"
    ]


def test_what_is_wrong_is_named_with_file_line_and_term(tmp_path: Path):
    file = tmp_path / "companies.ttl"
    file.write_text(HEAD + '\nent:company:a a ore:Company ;\n    rdfs:label "A"@en, "B"@en .\n', encoding="utf-8")

    (violation,) = check_files([file])

    assert (violation.file, violation.line) == ("companies.ttl", 10)
    assert violation.focus.endswith("company:a")
    assert violation.term.endswith("label")


def test_reference_data_keeps_to_the_shapes():
    require_valid_reference()


def test_schema_files_hold_the_shapes():
    assert "shapes.ttl" in [path.name for path in schema_files()]
