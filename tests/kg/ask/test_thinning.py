import datetime as dt
from dataclasses import replace

import pytest

from kg.ask.engine import Engine
from kg.stores.triple_files import read_triples
from kg.triples import Literal
from ontology.namespaces import LEX


@pytest.fixture(scope="module")
def pacts(words, tmp_path_factory):
    path = tmp_path_factory.mktemp("pacts") / "pacts.ttl"
    path.write_text("""
@prefix : <http://pacts.example/> .
@prefix lex: <https://orepact.example/lex#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Realm a owl:Class ; rdfs:label "realm"@en ; lex:noun "state"@en .
:Pact a owl:Class ; rdfs:label "pact"@en .
:Salt a owl:Class ; rdfs:label "salt"@en .
:partyTo a owl:ObjectProperty ; rdfs:label "party to"@en ; lex:verb "sign"@en ; lex:inverseNoun "party"@en .
:covers a owl:ObjectProperty ; rdfs:label "covers"@en .
:signedOn a owl:DatatypeProperty ; rdfs:label "signing date"@en ; lex:participle "signed"@en .
:dueOn a owl:DatatypeProperty ; rdfs:label "due date"@en .
:a a :Realm ; rdfs:label "United States of Ard"@en ; :partyTo :p1, :p2 .
:b a :Realm ; rdfs:label "Bree"@en ; :partyTo :p1 .
:c a :Realm ; rdfs:label "Cair"@en ; :partyTo :p2 .
:p1 a :Pact ; rdfs:label "Ard-Bree Salt Pact"@en ;
  :covers :s ; :signedOn "2024-05-01"^^xsd:date ; :dueOn "2023-01-01"^^xsd:date .
:p2 a :Pact ; rdfs:label "Ard-Cair Salt Pact"@en ;
  :covers :s ; :signedOn "2022-05-01"^^xsd:date ; :dueOn "2025-01-01"^^xsd:date .
:s a :Salt ; rdfs:label "rock salt"@en .
""")
    triples = [*read_triples([path]), ("http://pacts.example/", f"{LEX}topic", Literal("salt"))]
    return Engine.compile(triples, words=words)


def labels(answer):
    return {value.label for value in answer.answers}


def test_whoever_is_named_is_not_among_the_others(pacts):
    assert labels(pacts.ask("Which states signed pacts with the United States of Ard?")) == {"Bree", "Cair"}


def test_a_word_for_what_everything_is_about_restricts_nothing(pacts):
    assert labels(pacts.ask("Which salt pacts has Bree signed?")) == {"Ard-Bree Salt Pact"}


def test_a_day_is_one_of_the_property_that_another_word_hints_at(pacts):
    answer = pacts.ask("Which pacts has the United States of Ard signed since 2024?")

    assert labels(answer) == {"Ard-Bree Salt Pact"}


def test_the_first_is_the_earliest(pacts):
    _, _, readings = pacts.readings("Which pact was signed first?")

    assert labels(readings[0]) == {"Ard-Cair Salt Pact"}


def test_a_time_outside_what_is_covered_is_not_covered(pacts):
    bounded = replace(pacts, covers=lambda answer: "2031" not in answer.sparql)

    assert bounded.ask("What will zithers cost in 2031?", as_of=dt.date(2026, 1, 1)).outcome == "not_covered"
