from dataclasses import replace

import pytest

from kg.ask.prose import asks_for_prose
from kg.ask.words import read_words
from kg.search.index import Passage


class Shelf:
    """
    Passages about some things, told by their addresses.
    """

    def __init__(self, text: str, about: str) -> None:
        self.text, self.about = text, about

    def quotes(self, _text, things=(), _days=None):
        if not any(self.about in each for each in things):
            return ()
        return (
            Passage(
                "d1",
                1,
                10,
                40,
                self.text,
                1.0,
                1,
                1,
                (),
                (10, 40),
                "Title",
                None,
                "Harbour News",
                "2024-05-01",
                True,
                (),
            ),
        )

    def knows(self, word):
        return word.lower() in self.text.lower()


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("Why was Salt Roads moved?", True),
        ("Explain the loan of Clay", True),
        ("What did Rosa Quint say about tides?", True),
        ("What happens if a loan is late?", True),
        ("How many books are there?", False),
        ("How long is Clay?", False),
        ("What books did Rosa Quint write?", False),
    ],
)
def test_some_questions_are_told_and_others_counted(words, question, is_told):
    low = question.lower().rstrip("?").split()

    assert asks_for_prose(low, read_words(words)) is is_told


def test_a_why_question_is_answered_in_the_words_of_a_text(engine_for):
    engine = replace(engine_for("library"), quoter=Shelf("The roof leaked.", "http://library.example/b1"))

    answer = engine.ask("Why was Salt Roads moved?")

    assert (answer.outcome, answer.text) == ("answered", "“The roof leaked.” (Harbour News, 2024-05-01)")
    assert answer.quotes[0].start == 10


def test_nothing_is_told_of_what_no_text_speaks_of(engine_for):
    engine = replace(engine_for("library"), quoter=Shelf("The roof leaked.", "http://library.example/b1"))

    assert engine.ask("Why was Winter Tides moved?").outcome == "not_covered"
    assert engine.ask("Why do zithers hum?").outcome == "not_understood"
