import pytest

from ingest.language.lemmas import lemma_of, script_between


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("signed", "sign"), ("was", "be"), ("Companies", "company"), ("IRAQ", "Iraq"), ("US", "US"), ("n't", "not")],
)
def test_the_script_between_a_form_and_its_lemma_makes_that_lemma(form, lemma):
    assert lemma_of(form, script_between(form, lemma)) == lemma


def test_a_script_carries_over_to_other_words():
    assert lemma_of("mined", script_between("signed", "sign")) == "min"
    assert lemma_of("mined", script_between("used", "use")) == "mine"
