"""
Two annotations of the same documents are held against each other.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.agreement import measure_agreement


def entity(id_: str, start: int) -> dict[str, Any]:
    """
    An entity with one mention of four letters.
    """
    mentions = [{"text": "text", "start": start, "end": start + 4}]
    return {"id": id_, "known": not id_.startswith("new:"), "mentions": mentions}


def claim(subject: str, object_: str, modality: str = "asserted") -> dict[str, Any]:
    """
    A claim that somebody is a party to something.
    """
    return {"subject": subject, "relation": "partyTo", "object": object_, "modality": modality}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """
    Two empty folders of annotations.
    """
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    return first, second


def annotate(folder: Path, name: str, entities: list[dict[str, Any]], claims: list[dict[str, Any]]) -> None:
    """
    Write one annotation.
    """
    (folder / name).write_text(json.dumps({"entities": entities, "claims": claims}), encoding="utf-8")


def test_new_entities_at_the_same_place_are_one_whatever_they_are_called(folders):
    first, second = folders
    annotate(first, "a.json", [entity("state:x", 0), entity("new:a:pact", 9)], [claim("state:x", "new:a:pact")])
    annotate(second, "a.json", [entity("state:x", 0), entity("new:a:accord", 11)], [claim("state:x", "new:a:accord")])

    assert measure_agreement(first, second).as_dict() == {
        "documents": 1,
        "entities": 1.0,
        "claims": 1.0,
        "claims_with_modality": 1.0,
    }


def test_new_entities_at_other_places_are_two(folders):
    first, second = folders
    annotate(first, "a.json", [entity("new:a:pact", 0)], [])
    annotate(second, "a.json", [entity("new:a:accord", 4)], [])

    assert measure_agreement(first, second).entities.f1 == 0


def test_another_modality_is_agreement_on_the_claim_only(folders):
    first, second = folders
    annotate(first, "a.json", [entity("state:x", 0)], [claim("state:x", "state:y")])
    annotate(second, "a.json", [entity("state:x", 0)], [claim("state:x", "state:y", "planned")])

    agreement = measure_agreement(first, second)

    assert (agreement.claims.f1, agreement.claims_with_modality.f1) == (1, 0)


def test_it_does_not_matter_who_is_the_first(folders):
    first, second = folders
    annotate(first, "a.json", [entity("state:x", 0), entity("state:y", 5)], [claim("state:x", "state:y")])
    annotate(second, "a.json", [entity("state:x", 0)], [])

    assert measure_agreement(first, second).as_dict() == measure_agreement(second, first).as_dict()
    assert measure_agreement(first, second).entities.f1 == pytest.approx(2 / 3)


def test_a_document_that_only_one_has_read_is_passed_over(folders):
    first, second = folders
    annotate(first, "a.json", [entity("state:x", 0)], [])
    annotate(second, "b.json", [entity("state:x", 0)], [])

    assert measure_agreement(first, second).documents == 0
