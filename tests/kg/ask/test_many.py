"""
A graph of some size, where answers are made only when they are asked for and sets are kept between questions.
"""

import pytest
from pyoxigraph import RdfFormat, Store

from benchmarks.orders import order_questions, order_triples
from kg.ask.answers import Outcome
from kg.ask.engine import Engine
from kg.stores.nquads import to_nquads

SIZE = 20_000
QUESTIONS = ("Which goods are there?", "Which orders are paid?", "customers who joined after 2001", *order_questions())


@pytest.fixture(scope="module")
def engine(words):
    return Engine.compile(order_triples(SIZE), words=words)


@pytest.fixture(scope="module")
def store():
    store = Store()
    store.load(to_nquads((*triple, None) for triple in order_triples(SIZE)), RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_is_found_in_memory_and_by_sparql(engine, store, in_memory, selected, question):
    answer = engine.ask(question, reading=1)

    assert answer.outcome in (Outcome.ANSWERED, Outcome.NONE)
    assert selected(store, answer.sparql) == in_memory(answer), answer.sparql


def test_a_question_gives_the_same_when_asked_again(engine):
    first = [engine.ask(question).answers for question in QUESTIONS]

    assert [engine.ask(question).answers for question in QUESTIONS] == first
