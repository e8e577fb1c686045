import datetime as dt

import pytest

DAY = dt.date(2026, 3, 1)


@pytest.fixture(scope="module")
def ask(engine_for):
    return lambda question: engine_for("harvests").ask(question, as_of=DAY)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("What share of the harvest of rye does Arda have?", {30}),
        ("What share of the harvest of rye did Arda have in 2023?", {40}),
        ("What share of Cair's rye purchases comes from Arda?", {10}),
        ("What share of Bree's rye purchases comes from Cair?", {5}),
        ("Which land has the largest share of the rye harvest?", {"Bree"}),
        ("Which land besides Bree has the largest share of the rye harvest?", {"Arda"}),
        ("Of which crop does Bree have the smallest share of the harvest?", {"hops"}),
        ("Is Arda's share of the harvest of rye larger than Bree's?", {False}),
    ],
)
def test_numbers_are_looked_up_by_what_they_are_about(ask, question, answers):
    answer = ask(question)

    assert {v.label if v.type == "iri" else v.value for v in answer.answers} == answers


def test_the_newest_number_is_meant_where_no_time_is_said_and_a_forecast_is_none(ask):
    assert {row[0].label for row in ask("What is Arda's share of the harvest of rye?").rows} == {
        "Arda's share of rye, 2024: 30%"
    }


def test_a_number_that_disputes_another_stands_beside_it(ask):
    assert {v.value for v in ask("What share of Cair's rye purchases comes from Bree?").answers} == {70, 65}


def test_a_comparison_shows_both_numbers(ask):
    answer = ask("Is Arda's share of the harvest of rye larger than Bree's?")

    assert answer.text == "No: Arda's share of rye, 2024: 30%; Bree's share of rye, 2024: 55%."


def test_a_number_that_nobody_gives_is_none(ask):
    assert ask("What share of the harvest of hops does Arda have?").outcome == "none"


@pytest.mark.parametrize(
    "question", ["How many sacks of rye are in the Water Mill?", "What are the sacks of rye in the Water Mill?"]
)
def test_no_number_of_one_thing_is_given_for_another_that_has_to_do_with_it(ask, question):
    assert not ask(question).answers


def test_from_whom_asks_for_the_place_behind_from(engine_for):
    _, _, readings = engine_for("harvests").readings("From whom does Cair purchase rye?", DAY)

    assert {value.label for value in readings[0].answers} == {"Arda", "Bree"}


def test_a_word_of_a_phrase_for_a_relation_names_no_number(ask):
    assert [value.label for value in ask("Which lands take part in the Water Mill?").answers] == ["Cair"]


def test_the_triples_of_the_number_bear_the_answer(ask):
    supporting = ask("What share of Cair's rye purchases comes from Arda?").supporting

    assert {subject for subject, _, _ in supporting} == {"http://harvest.example/s6"}


def test_a_column_tells_the_unit_of_its_numbers(ask):
    assert ask("What share of Cair's rye purchases comes from Arda?").columns == ("item", "share (%)", "year")


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("How much did Arda lend to the Water Mill?", {900}),
        ("What part of the Water Mill does Bree hold?", {12}),
        ("How large is Bree's holding in the Water Mill?", {12}),
    ],
)
def test_of_several_numbers_the_one_is_shown_that_is_named_and_borne(ask, question, answers):
    assert {v.value for v in ask(question).answers} == answers


def test_what_is_looked_up_may_be_a_day(ask):
    answer = ask("When did Arda join the Millers' Guild?")

    assert [v.value for v in answer.answers] == ["2023-05-01"]
    assert answer.columns == ("item", "day of entry")
