"""
What reads relations is fitted to examples, kept as data, and tuned on documents it was not fitted to.
"""

import json

import pytest

from ingest.claims.learned.judge import read_judge
from ingest.training.relations.examples import Annotated, Example
from ingest.training.relations.fitting import added_by, calibration_of, fit, held_out_sums, table_of, written
from ingest.training.relations.sentences import read_sentences
from ontology.load import load_terms

DOCUMENTS = 12


def document(number: int) -> Annotated:
    """
    One that says of its first pair, by "run", what it does not say of the second, by "visit".
    """
    name, mine = f"document {number}", f"facility:{number}"
    pairs = tuple(
        Example(name, (who, mine), frozenset({f"top={verb}", "ta=Company"}), {"operates": (holds, 1.0)}, is_marked=True)
        for who, verb, holds in (("company:a", "run", True), ("company:b", "visit", False))
    )
    return Annotated(name, pairs, frozenset({("company:a", "operates", mine)}), frozenset())


@pytest.fixture(scope="module")
def documents():
    return [document(number) for number in range(DOCUMENTS)]


def test_a_judge_learns_from_examples_and_is_the_same_once_read_again(documents, tmp_path):
    table = table_of([each for one in documents for each in one.examples], lambda _: True)
    fitted = fit(table, lambda _: True, ["operates"], 10.0)
    sums = held_out_sums(table, [one.name for one in documents], ["operates"], strength=10.0, seed=0)
    calibration = calibration_of(sums, documents)
    chosen = added_by(sums, documents, calibration, 0.75)
    path = tmp_path / "relations.json"
    path.write_text(json.dumps(written(table, fitted, calibration, chosen)))

    judge = read_judge(path)

    runs, visits = (
        judge.likelihood_of(float(judge.sums_of([word])[0] + judge.biases[0])) for word in ("top=run", "top=visit")
    )
    assert chosen["operates"].right == DOCUMENTS
    assert chosen["operates"].wrong == 0
    assert runs >= judge.thresholds["operates"] > visits


def test_what_the_patterns_find_already_sets_no_threshold(documents):
    known = [Annotated(one.name, one.examples, one.told, one.told) for one in documents]
    table = table_of([each for one in known for each in one.examples], lambda _: True)
    sums = held_out_sums(table, [one.name for one in known], ["operates"], strength=10.0, seed=0)

    assert added_by(sums, known, (1.0, 0.0), 0.75) == {}


def test_sentences_for_training_claim_what_the_ontology_allows(corpus):
    terms = load_terms()
    sentences = list(read_sentences(corpus / "training" / "sentences.txt"))

    claims = [(sentence, claim) for sentence in sentences for claim in sentence.claims]
    misfits = [
        (sentence.text, claim)
        for sentence, claim in claims
        for relation in [terms.relations[claim[1]]]
        for end, wanted in ((claim[0], relation.domain), (claim[2], relation.range))
        if wanted != "Thing" and not terms.is_a(sentence.names[end].type, wanted)
    ]

    assert len(claims) > 400
    assert misfits == []
    assert all(sentence.text[name.start].strip() for sentence in sentences for name in sentence.names)
