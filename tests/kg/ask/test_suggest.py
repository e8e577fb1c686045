import pytest

from kg.ask.answers import Outcome
from kg.ask.suggest import Suggester


@pytest.fixture
def suggester(engine_for):
    return Suggester(engine_for("library"))


@pytest.mark.parametrize(
    "typed", ["mina", "which books were written by Mina H", "north br", "how many boo", "The Lamp"]
)
def test_every_suggestion_has_an_answer(suggester, typed):
    suggested = suggester.suggest(typed)

    assert suggested
    for question in suggested:
        assert suggester.engine.ask(question).outcome is Outcome.ANSWERED


def test_what_is_typed_decides_what_is_suggested(suggester):
    assert "How many books are there?" in suggester.suggest("how many boo")
    assert any("Mina Holt" in question for question in suggester.suggest("books by mina"))
    assert not any("Mina Holt" in question for question in suggester.suggest("north"))


@pytest.mark.parametrize("typed", ["", "x", "zzz", "?" * 5000, "\x00"])
def test_nothing_is_suggested_for_what_names_nothing(suggester, typed):
    assert suggester.suggest(typed) == ()


def test_no_more_are_suggested_than_wanted(suggester):
    assert len(suggester.suggest("mina", 1)) == 1
