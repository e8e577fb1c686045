import pytest

from kg.ask.follow import Turn

TALKS = [
    ("library", ["Which books were written by Mina Holt?", "and Piet Aalders?"], {"The Lamp"}),
    ("library", ["Which books were written by Mina Holt?", "What about Rosa Quint?"], {"Clay"}),
    ("library", ["Which books are kept at North Branch?", "which of those are rare?"], {"The Lamp"}),
    ("library", ["Which books are kept at North Branch?", "how many?"], {2}),
    ("library", ["Which books are kept at North Branch?", "and at Harbour Branch?", "how many?"], {2}),
    ("library", ["Which books are kept at North Branch?", "show their pages"], {320, 150}),
    ("library", ["How many books are there?", "which of them are rare?"], {"The Lamp"}),
    (
        "library",
        ["Which books are kept at North Branch?", "Which of them are rare?", "who wrote it?"],
        {"Piet Aalders"},
    ),
    ("library", ["Which books were published before 2000?", "How many authors are there?"], {3}),
    ("transfers", ["Which club is based in Aldermoor?", "and in Brackwater?"], {"Albion", "Harriers"}),
]


@pytest.mark.parametrize(("name", "talk", "expected"), TALKS)
def test_a_question_may_lean_on_those_before(engine_for, name, talk, expected):
    engine, before = engine_for(name), None
    for question in talk[:-1]:
        before = engine.turn(question, before)

    answer = engine.ask(talk[-1], before=before)

    assert {a.label if a.type in ("iri", "string", "date") else a.value for a in answer.answers} == expected, answer


def test_the_sparql_of_a_follow_up_stands_alone(engine_for):
    engine = engine_for("library")
    before = engine.turn("Which books are kept at North Branch?")

    answer = engine.ask("which of those are rare?", before=before)

    assert "kept" in answer.sparql


def test_a_long_talk_is_remembered_no_further_than_it_may_lean(engine_for):
    engine, turn = engine_for("library"), None
    for _ in range(20):
        turn = engine.turn("which of those are rare?", turn or Turn("Which books are there?"))

    depth = 0
    while turn is not None:
        depth, turn = depth + 1, turn.before
    assert depth <= 6
