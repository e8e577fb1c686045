import pytest

from api.cli.question_scores import as_json
from api.gold import QuestionScore, shares


def score(part="dev", kind="list", *, answerable=True, right=True, given=True, outcome="answered"):
    return QuestionScore("q", part, kind, "?", answerable, right, given, True, outcome, 0.1)


@pytest.fixture
def found():
    return [
        score(),
        score(right=False),
        score(right=False, given=False, outcome="ambiguous"),
        score(kind="unanswerable", answerable=False, outcome="none"),
        score(kind="unanswerable", answerable=False, right=False),
    ]


def test_an_answer_where_there_is_none_counts_against_precision_and_a_decline_does_not_count(found):
    told = shares(found)

    assert told.strict[0] == pytest.approx(1 / 3)
    assert told.precision[0] == pytest.approx(1 / 3)
    assert told.coverage[0] == pytest.approx(2 / 3)
    assert told.declines[0] == 0.5


def test_every_part_is_told_as_a_whole_and_by_kind(found):
    told = as_json([*found, score(part="test")])

    assert list(told) == ["dev", "test"]
    assert list(told["dev"]) == ["all", "list", "unanswerable"]
    assert told["dev"]["all"]["questions"] == 5
