import pytest
from pandas.api.types import is_numeric_dtype

from api.client import Orepact, ServiceProblem

FIGURES = """PREFIX ore: <https://orepact.example/ontology#>
SELECT ?figure ?percent ?year ?nothing WHERE { ?figure ore:percent ?percent ; ore:year ?year } ORDER BY ?figure"""


@pytest.fixture
def orepact(site):
    with Orepact(str(site.base_url)) as opened:
        yield opened


def test_rows_are_a_frame_whose_numbers_are_numbers(orepact):
    frame = orepact.sparql(FIGURES)

    assert list(frame.columns) == ["figure", "percent", "year", "nothing"]
    assert len(frame) > 100
    assert is_numeric_dtype(frame["percent"])
    assert is_numeric_dtype(frame["year"])
    assert frame["nothing"].isna().all()


def test_an_empty_answer_keeps_its_columns(orepact):
    frame = orepact.sparql("SELECT ?a ?b { ?a <urn:none> ?b }")

    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)


def test_a_question_comes_with_its_outcome(orepact):
    assert orepact.ask("What is the price of durian in the orchard?")["outcome"] == "not_understood"


def test_every_page_of_a_list_is_there(orepact, site):
    assert len(orepact.agreements()) == site.get("/agreements").json()["total"]
    assert set(orepact.commitments(as_of="2026-03-10")["state"]) >= {"overdue"}


def test_passages_are_a_frame(orepact):
    assert "memorandum" in " ".join(orepact.search("memorandum signed")["text"])


def test_a_problem_says_what_to_do(orepact):
    with pytest.raises(ServiceProblem) as caught:
        orepact.sparql("SELECT ?a\nWHERE { ?a ?b }")

    assert (caught.value.kind, caught.value.status, caught.value.told["line"]) == ("syntax", 400, 2)
    assert caught.value.remedy
