"""
Gold scores may not fall: the committed ones stand in `corpus/gold/scores.json`.
"""

import json

import pytest

from ingest.evaluate import evaluate
from ingest.extract import make_extractor
from ingest.language.spacy_analyser import load_analyser
from ingest.scores import added

TOLERANCE = 0.01
"Less than the interval over documents that `orepact evaluate` prints; a change that costs more is a loss."


@pytest.fixture(scope="module")
def evaluation(corpus):
    return evaluate(corpus / "gold", corpus / "documents", make_extractor(load_analyser()), ("train", "dev"))


@pytest.mark.model
@pytest.mark.parametrize("what", ["entities", "claims", "claims_with_modality"])
def test_a_gold_score_does_not_fall(corpus, evaluation, what):
    committed = json.loads((corpus / "gold" / "scores.json").read_text())["reading"][what]["f1"]

    reached = getattr(added(evaluation.documents), what).f1

    assert reached >= committed - TOLERANCE, f"{what}: {reached:.3f} after {committed}"


@pytest.mark.model
def test_a_text_about_something_else_gives_no_claim(evaluation):
    false_claims, texts = evaluation.false_claims("dev")

    assert texts >= 20
    assert false_claims == 0
