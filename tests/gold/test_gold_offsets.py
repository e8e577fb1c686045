"""
The gold files say what stands in their documents, where it stands, and use ids that the reference data has.
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from api.building import documents_of
from ingest.reading import files_in, read_path
from ontology.load import reference_files
from ontology.values.dates import DURATION, parse_edtf

CORPUS = Path(__file__).parents[2] / "corpus"
SCHEMA = Path(__file__).parents[2] / "ontology" / "schema"
GOLD = sorted(path for path in (CORPUS / "gold").glob("*.json") if path.stem != "scores")
TRAINING = sorted((CORPUS / "training" / "gold").glob("*.json"))
MODALITIES = {"asserted", "planned", "possible", "negated", "reported", "background"}
CODED = {"agreementType", "status", "projectStatus"}
DATED = {"signedOn", "announcedOn", "deadline"}


def spans(gold: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    """
    Every (text, start, end) that a gold file claims.
    """
    for entity in gold["entities"]:
        for mention in entity["mentions"]:
            yield mention["text"], mention["start"], mention["end"]
    for claim in gold["claims"]:
        yield claim["quote"], claim["start"], claim["end"]


@pytest.fixture(params=[*GOLD, *TRAINING], ids=lambda path: path.stem, scope="module")
def path(request: pytest.FixtureRequest) -> Path:
    """
    Where one gold file lies.
    """
    gold_path: Path = request.param
    return gold_path


@pytest.fixture(scope="module")
def gold(path: Path) -> dict[str, Any]:
    """
    One gold file.
    """
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def text(path: Path, gold: dict[str, Any]) -> str:
    """
    The text of its document as ingest keeps it.
    """
    (reading,) = read_path(path.parent.parent / "documents" / gold["document"])
    (read,) = reading.documents
    return read.text


def test_twelve_documents_have_gold_and_four_are_kept_for_the_test():
    parts = [json.loads(path.read_text(encoding="utf-8"))["part"] for path in GOLD]

    assert len(parts) >= 12
    assert parts.count("test") >= 4
    assert set(parts) == {"train", "dev", "test"}


def test_texts_for_training_are_gold_of_the_train_part_and_are_never_built():
    built = list(files_in(documents_of(CORPUS)))

    assert {json.loads(path.read_text(encoding="utf-8"))["part"] for path in TRAINING} == {"train"}
    assert [path for path in built if "training" in path.parts] == []
    assert {path.stem for path in TRAINING}.isdisjoint(path.stem for path in [*built, *GOLD])


def test_offsets_point_at_the_words_they_name(gold, text):
    assert [(said, text[start:end]) for said, start, end in spans(gold) if text[start:end] != said] == []


def test_no_two_mentions_overlap(gold):
    taken = sorted((mention["start"], mention["end"]) for each in gold["entities"] for mention in each["mentions"])

    assert all(end <= start for (_, end), (start, _) in pairwise(taken))


def test_claims_are_about_entities_of_their_document(gold):
    ids = {entity["id"] for entity in gold["entities"]}

    assert {claim["subject"] for claim in gold["claims"]} <= ids
    assert {claim["object"] for claim in gold["claims"] if ":" in claim["object"]} <= ids


def test_relations_are_words_of_the_schema(gold):
    schema = (SCHEMA / "relations.ttl").read_text(encoding="utf-8")
    relations = set(re.findall(r"^ore:(\w+) a owl:\w+Property", schema, re.MULTILINE))

    assert {claim["relation"] for claim in gold["claims"]} <= relations


def test_modalities_and_dates_are_words_of_the_project(gold):
    dates = [claim["date"] for claim in gold["claims"] if claim["date"]]
    dates += [claim["object"] for claim in gold["claims"] if claim["relation"] in DATED]

    assert {claim["modality"] for claim in gold["claims"]} <= MODALITIES
    assert all(DURATION.match(date) or parse_edtf(date).earliest for date in dates)


def test_kinds_and_statuses_are_codes_of_the_schema(gold):
    schema = "".join(path.read_text(encoding="utf-8") for path in (SCHEMA / "classes.ttl", SCHEMA / "statuses.ttl"))
    codes = set(re.findall(r'lex:code "(\w+)"', schema))
    told = {claim["object"] for claim in gold["claims"] if claim["relation"] in CODED}

    assert told <= codes


def test_known_ids_stand_in_the_reference_data(gold):
    reference = "".join(path.read_text(encoding="utf-8") for path in reference_files())
    assert reference
    words = set(reference.replace(";", " ").replace(",", " ").split())

    assert [each["id"] for each in gold["entities"] if each["known"] and f"ent:{each['id']}" not in words] == []


def test_questions_have_one_expectation_each():
    lines = (CORPUS / "gold" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]

    assert len(questions) >= 126
    assert len({question["id"] for question in questions}) == len(questions)
    assert len({question["q"] for question in questions}) == len(questions)
    assert all(
        question["expect"]["answers"] or question["expect"]["outcome"] != "answered" or question["passage"]
        for question in questions
    )


def test_distractors_are_forty_of_two_parts_and_say_nothing():
    lines = (CORPUS / "gold" / "distractors.jsonl").read_text(encoding="utf-8").splitlines()
    distractors = [json.loads(line) for line in lines]

    assert len(distractors) >= 40
    assert len({distractor["id"] for distractor in distractors}) == len(distractors)
    assert {distractor["part"] for distractor in distractors} == {"dev", "test"}
    assert [distractor["id"] for distractor in distractors if distractor["claims"]] == []
