"""
The answers that the README shows are answers this corpus gives, and the questions the page suggests have one.
"""

import json
import re
from pathlib import Path

import pytest

from api.routes.ask import EXAMPLES

README = (Path(__file__).parents[2] / "README.md").read_text()
SHOWN = [json.loads(block) for block in re.findall(r"```json\n(.*?)\n```", README, re.DOTALL)]

pytestmark = pytest.mark.model


def test_the_readme_shows_one_answer_of_each_kind():
    assert [shown["outcome"] for shown in SHOWN] == [
        "answered",
        "none",
        "not_covered",
        "contested",
        "ambiguous",
        "not_understood",
    ]


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown["outcome"])
def test_an_answer_shown_is_the_answer_given(service, shown):
    told = service.ask(shown["question"]).as_json()

    varies = {"confidence", "data_version", "sparql", "readings"}
    assert told.keys() == shown.keys()
    assert {key: told[key] for key in told.keys() - varies} == {key: shown[key] for key in shown.keys() - varies}
    assert [each["text"] for each in told["readings"]] == [each["text"] for each in shown["readings"]]


@pytest.mark.parametrize("question", EXAMPLES)
def test_a_question_to_start_with_is_answered_with_evidence(service, question):
    told = service.ask(question)

    assert told.answer.outcome.value == "answered"
    assert told.evidence
