import datetime as dt

import pytest

from kg.ask.engine import Engine
from kg.stores.triple_files import read_triples

GRAPH = """
    @prefix : <http://annals.example/> .
    @prefix lex: <https://orepact.example/lex#> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    :Bridge a owl:Class ; rdfs:label "bridge"@en .
    :Town a owl:Class ; rdfs:label "town"@en .
    :opened a owl:DatatypeProperty ; rdfs:label "opening date"@en .
    :closed a owl:DatatypeProperty ; rdfs:label "closing date"@en .
    :built a owl:DatatypeProperty ; rdfs:label "year of building"@en .
    :in a owl:ObjectProperty ; rdfs:label "stands in"@en .
    :ghent a :Town ; rdfs:label "Ghent"@en . :lier a :Town ; rdfs:label "Lier"@en .
    :a a :Bridge ; rdfs:label "Old Bridge"@en ; :in :ghent ; :opened "2024-03-10"^^xsd:date ;
        :closed "2025-06-01"^^xsd:date .
    :b a :Bridge ; rdfs:label "New Bridge"@en ; :in :lier ; :opened "2025-05"^^xsd:gYearMonth ;
        :built "2025"^^xsd:gYear .
"""
TODAY = dt.date(2025, 12, 1)


@pytest.fixture(scope="module")
def ask(words, tmp_path_factory):
    path = tmp_path_factory.mktemp("annals") / "annals.ttl"
    path.write_text(GRAPH)
    engine = Engine.compile(read_triples([path]), words=words)
    return lambda question: engine.ask(question, as_of=TODAY)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What happened between 1 March 2024 and 31 May 2025?", ["2024-03-10", "2025-05"]),
        ("What happened in 2025?", ["2025-05", "2025-06-01"]),
        ("What happened since June 2025?", ["2025-06-01"]),
        ("What has happened before 2025?", ["2024-03-10"]),
        ("What happened in Ghent in 2025?", ["2025-06-01"]),
    ],
)
def test_what_happened_is_told_in_order_of_time(ask, question, days):
    answer = ask(question)

    assert [row[2].value for row in answer.rows] == days
    assert len(answer.supporting) == len(days)


def test_each_row_says_what_happened_to_what(ask):
    answer = ask("What happened in June 2025?")

    assert [cell.label for cell in answer.rows[0]] == ["Old Bridge", "closing date", "2025-06-01"]
    assert answer.text == "2025-06-01: Old Bridge (closing date)."


def test_a_time_in_which_nothing_is_told_is_none(ask):
    assert ask("What happened in 2019?").outcome == "none"


def test_what_happened_in_no_named_time_is_asked_like_anything_else(ask):
    assert ask("What happened?").outcome == "not_understood"


def test_what_changed_is_the_difference_to_the_graph_as_it_stood(words, tmp_path):
    now, then = tmp_path / "now.ttl", tmp_path / "then.ttl"
    now.write_text(GRAPH)
    then.write_text(GRAPH.replace(":in :ghent", ":in :lier").replace("2025-06-01", "2025-01-01"))
    states = []

    def history(day):
        states.append(day)
        return read_triples([then])

    engine = Engine.compile(read_triples([now]), words=words, history=history)
    answer = engine.ask("What has changed since 1 May 2025?", as_of=TODAY)

    assert states == [dt.date(2025, 4, 30)]
    assert [[cell.label if cell else "" for cell in row] for row in answer.rows] == [
        ["Old Bridge", "closing date", "2025-01-01", "2025-06-01"],
        ["Old Bridge", "stands in", "Lier", "Ghent"],
    ]
    assert {predicate for _, predicate, _ in answer.supporting} == {
        "http://annals.example/closed",
        "http://annals.example/in",
    }
    assert engine.ask("What has changed in Lier since 1 May 2025?", as_of=TODAY).outcome == "none"
