"""
Gold scores may not fall: the committed ones stand in `corpus/gold/scores.json`.
"""

import json

import pytest

from ingest.evaluate import evaluate
from ingest.extract import make_extractor
from ingest.language.spacy_analyser import load_analyser

TOLERANCE = 0.01
"Rounding of scores over some 200 claims; a real loss is larger."


@pytest.fixture(scope="module")
def scores(corpus):
    extractor = make_extractor(load_analyser())
    return evaluate(corpus / "gold", corpus / "documents", extractor, ("train", "dev")).as_dict()


@pytest.mark.model
@pytest.mark.parametrize("what", ["entities", "claims", "claims_with_modality"])
def test_a_gold_score_does_not_fall(corpus, scores, what):
    committed = json.loads((corpus / "gold" / "scores.json").read_text())["reading"][what]["f1"]

    assert scores[what]["f1"] >= committed - TOLERANCE, f"{what}: {scores[what]['f1']} after {committed}"


@pytest.mark.model
def test_a_text_about_something_else_gives_no_claim(scores):
    assert scores["distractors"]["dev"]["false_claims"] == 0
