import pytest

from kg.ask.clauses import clauses


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("When is the pact due, and is it signed?", ("When is the pact due", "is it signed?")),
        ("Was the pact signed, and on which day?", ("Was the pact signed", "on which day?")),
        ("Who signed the pact and when?", ("Who signed the pact", "when?")),
        ("Which states border Texas and are larger than Utah?", None),
        ("How long are the Red and the Rio Grande?", None),
    ],
)
def test_a_sentence_is_cut_where_a_second_question_begins(question, parts):
    assert clauses(question) == (parts or (question,))


def test_the_second_question_is_about_what_the_first_names(engine_for):
    answer = engine_for("library").ask("Where is Salt Roads kept, and how many pages does it have?")

    assert [value.label for value in answer.answers] == ["North Branch", "320"]
    assert [row[1].label for row in answer.rows] == ["North Branch", "320"]


def test_a_question_half_of_which_is_not_understood_is_not_answered(engine_for):
    answer = engine_for("library").ask("Where is Salt Roads kept, and which zither does it prefer?")

    assert answer.outcome == "not_understood"
    assert "zither" in answer.text


def test_whether_something_has_a_day_is_asked_as_a_state(engine_for):
    answer = engine_for("library").ask("Is Salt Roads published?")

    assert answer.answers[0].value is True
    assert "1998" in answer.text
