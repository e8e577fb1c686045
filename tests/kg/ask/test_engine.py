import datetime as dt
from pathlib import Path

import pytest
from pyoxigraph import Literal as StoreLiteral
from pyoxigraph import QueryBoolean, RdfFormat, Store

from kg.ask.answers import Outcome
from kg.ask.engine import Engine
from kg.ask.writer import write_term
from kg.stores.triple_files import read_triples
from kg.triples import Literal

HERE = Path(__file__).parent

QUESTIONS = [
    ("library", "Which books are kept at North Branch?", {"Salt Roads", "The Lamp"}),
    ("library", "Which books were written by Mina Holt?", {"Salt Roads", "Winter Tides"}),
    ("library", "Who wrote The Lamp?", {"Piet Aalders"}),
    ("library", "How many books are there?", {4}),
    ("library", "What is the longest book?", {"Winter Tides"}),
    ("library", "Which book has the most pages?", {"Winter Tides"}),
    ("library", "Which books have more than 200 pages?", {"Salt Roads", "Winter Tides", "Clay"}),
    ("library", "books published before 2000", {"Salt Roads", "The Lamp"}),
    ("library", "Which books are rare?", {"The Lamp"}),
    ("library", "Which books are not rare?", {"Salt Roads", "Winter Tides", "Clay"}),
    ("library", "How many pages does Clay have?", {210}),
    ("library", "What is the average number of pages of books?", {290}),
    ("library", "Which author has the most books?", {"Mina Holt"}),
    ("library", "Which authors have more than one book?", {"Mina Holt"}),
    ("library", "Which books did Ada Byrne borrow?", {"Salt Roads", "Winter Tides"}),
    ("library", "Is The Lamp kept at North Branch?", {True}),
    ("library", "Is Clay kept at North Branch?", {False}),
    ("library", "which boks are kept at Harbour Branch", {"Winter Tides", "Clay"}),
    ("ships", "What is the newest ship?", {"Storm Petrel"}),
    ("ships", "first vessel of the North Line", {"Grey Heron"}),
    ("ships", "Which ferry is the oldest?", {"Little Auk"}),
    ("ships", "Which ship was ordered last?", {"Black Tern"}),
    ("ships", "How many days late was the Grey Heron?", {49}),
    ("ships", "How late was Storm Petrel?", {12}),
    ("ships", "Which ships are not launched yet?", {"Black Tern"}),
    ("ships", "Which ships of the South Line have not been sold?", {"Black Tern"}),
    ("ships", "ships ordered but not launched", {"Black Tern"}),
    ("ships", "Storm Petrel: sold or not?", {False}),
    ("ships", "Little Auk sold, yes or no?", {True}),
    ("transfers", "Which club is based in Aldermoor?", {"Rovers"}),
    ("transfers", "Which players play for Albion?", {"Ivo Lindh", "Sam Pryce"}),
    ("transfers", "Who is the tallest player?", {"Ivo Lindh"}),
    ("transfers", "What is the capacity of Albion?", {30000}),
    ("transfers", "Which clubs have a capacity of at least 12000?", {"Rovers", "Albion"}),
    ("transfers", "How many clubs are based in Brackwater?", {2}),
    ("transfers", "Which town has the most clubs?", {"Brackwater"}),
    ("transfers", "Which players are taller than Sam Pryce?", {"Ivo Lindh", "Luca Ferri"}),
    ("transfers", "What is the total capacity of the clubs in Brackwater?", {38000}),
    ("transfers", "What was the fee of the transfer of Sam Pryce?", {900}),
]


@pytest.mark.parametrize(("question", "denies"), [("What is ship No. 46?", False), ("Which line has no ship?", True)])
def test_the_sign_of_a_number_denies_nothing(engine_for, question, denies):
    _, linked, _ = engine_for("ships").readings(question)

    assert any(item.kind == "NEG" for items in linked.atoms.values() for item in items) == denies


@pytest.mark.parametrize(("name", "question", "expected"), QUESTIONS)
def test_a_plain_question_has_its_answer_first(engine_for, name, question, expected):
    _, _, readings = engine_for(name).readings(question)

    assert {a.label if a.type in ("iri", "string", "date") else a.value for a in readings[0].answers} == expected


@pytest.mark.parametrize(("name", "question", "expected"), QUESTIONS)
def test_the_sparql_gives_what_the_engine_gave(engine_for, name, question, expected):
    engine = engine_for(name)
    store = Store()
    store.load(path=str(HERE / f"{name}.ttl"), format=RdfFormat.TURTLE)

    answer = engine.ask(question, reading=1)
    solutions = store.query(answer.sparql)

    if isinstance(solutions, QueryBoolean):
        found = {bool(solutions)}
    else:
        found = {plain(row["answer"]) for row in solutions if row["answer"] is not None}
    assert found == {a.value for a in answer.answers}


def plain(term):
    if not isinstance(term, StoreLiteral):
        return term.value
    try:
        number = float(term.value)
    except ValueError:
        return term.value
    return int(number) if number == int(number) else round(number, 6)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "?" * 50,
        "x" * 10_000,
        "SELECT * WHERE { ?s ?p ?o }",
        "<script>alert(1)</script>",
        "\x00\x01 \x07",
        "Wie viele Bücher gibt es in der Bibliothek?",
        "'; DROP TABLE x",
    ],
)
def test_odd_input_ends_in_a_typed_outcome(engine_for, question):
    answer = engine_for("library").ask(question)

    assert answer.outcome in Outcome


def test_a_word_without_a_term_is_named(engine_for):
    answer = engine_for("library").ask("What is the coastline of Zanzibar?")

    assert answer.outcome is Outcome.NOT_UNDERSTOOD
    assert "coastline" in answer.unused


def test_renaming_every_address_changes_no_answer(words, engine_for):
    renamed = Engine.compile(
        [tuple(rename(term) for term in triple) for triple in triples_of("library")],  # type: ignore[misc]
        words=words,
    )

    for name, question, _ in QUESTIONS:
        if name == "library":
            ours, theirs = engine_for(name).readings(question)[2][0], renamed.readings(question)[2][0]
            assert [a.label for a in ours.answers] == [a.label for a in theirs.answers]


def triples_of(name):
    return read_triples([HERE / f"{name}.ttl"])


def rename(term):
    if isinstance(term, Literal) or not term.startswith("http://library.example/"):
        return term
    return f"urn:n:{sum(map(ord, term)) * 7919 % 100003}-{len(term)}-{term[-1]}{term[-2]}"


def test_an_empty_result_inside_coverage_is_none_and_outside_not_covered(words):
    inside = Engine.compile(triples_of("transfers"), words=words)
    outside = Engine.compile(triples_of("transfers"), words=words, covers=lambda _: False)

    question = "Which players play for Rovers?"

    assert inside.ask(question, reading=1).outcome is Outcome.NONE
    assert outside.ask(question, reading=1).outcome is Outcome.NOT_COVERED


CONTESTED = "https://orepact.example/lex#contestedFormOf"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
OWL = "http://www.w3.org/2002/07/owl#"
DATE = "http://www.w3.org/2001/XMLSchema#date"


def test_a_contested_property_answers_with_both_sides(words):
    triples = [
        ("urn:t:contestedStatus", TYPE, f"{OWL}ObjectProperty"),
        ("urn:t:contestedStatus", CONTESTED, "urn:t:status"),
        ("urn:t:a", TYPE, "urn:t:Deal"),
        ("urn:t:a", LABEL, Literal("Harbour Deal")),
        ("urn:t:b", TYPE, "urn:t:Deal"),
        ("urn:t:b", LABEL, Literal("Forest Deal")),
        *((f"urn:t:s{n}", TYPE, "urn:t:State") for n in (1, 2)),
        ("urn:t:s1", LABEL, Literal("open")),
        ("urn:t:s2", LABEL, Literal("closed")),
        ("urn:t:b", "urn:t:status", "urn:t:s1"),
        ("urn:t:a", "urn:t:contestedStatus", "urn:t:s1"),
        ("urn:t:a", "urn:t:contestedStatus", "urn:t:s2"),
    ]

    answer = Engine.compile(triples, words=words).ask("What is the status of Harbour Deal?", reading=1)

    assert answer.outcome is Outcome.CONTESTED
    assert {value.label for value in answer.answers} == {"open", "closed"}


DATED = (
    ("urn:t:openingDate", TYPE, f"{OWL}DatatypeProperty"),
    ("urn:t:openingDate", LABEL, Literal("opening date")),
    ("urn:t:contestedOpeningDate", TYPE, f"{OWL}DatatypeProperty"),
    ("urn:t:contestedOpeningDate", LABEL, Literal("contested opening date")),
    ("urn:t:contestedOpeningDate", CONTESTED, "urn:t:openingDate"),
    ("urn:t:a", TYPE, "urn:t:Tower"),
    ("urn:t:a", LABEL, Literal("North Tower")),
    ("urn:t:b", TYPE, "urn:t:Bridge"),
    ("urn:t:b", LABEL, Literal("Long Bridge")),
    ("urn:t:b", "urn:t:openingDate", Literal("2020-03-01", DATE)),
    ("urn:t:c", TYPE, "urn:t:Town"),
    ("urn:t:c", LABEL, Literal("Ashford")),
    ("urn:t:a", "urn:t:standsIn", "urn:t:c"),
    ("urn:t:standsIn", TYPE, f"{OWL}ObjectProperty"),
    ("urn:t:standsIn", LABEL, Literal("stands in")),
    ("urn:t:a", "urn:t:contestedOpeningDate", Literal("2021-05-01", DATE)),
    ("urn:t:a", "urn:t:contestedOpeningDate", Literal("2021-05-02", DATE)),
)
"A tower whose opening is contested, in a graph where no other tower has an opening date."


@pytest.mark.parametrize(
    "question",
    [
        "What is the opening date of North Tower?",
        "What is the opening date of the tower that stands in Ashford?",
    ],
)
def test_a_value_that_is_contested_of_every_thing_of_its_kind_can_be_asked_for(words, question):
    answer = Engine.compile(DATED, words=words).ask(question, reading=1)

    assert answer.outcome is Outcome.CONTESTED
    assert {value.label for value in answer.answers} == {"2021-05-01", "2021-05-02"}


@pytest.mark.parametrize(
    ("said", "is_read"),
    [("contested opening date", True), ("opening date", False), ("date", False)],
)
def test_a_contested_form_is_read_only_where_all_its_words_are_said(words, said, is_read):
    compiled = Engine.compile(DATED, words=words).compiled
    (disputed,) = compiled.schema.contested.values()

    read = {target.index for target in compiled.lexicon.terms.get(compiled.words.stems(said), ())}

    assert (disputed in read) is is_read
    assert disputed not in dict(compiled.schema.unnamed_kinds())


def test_the_day_asked_for_is_taken_out_and_told(engine_for):
    answer = engine_for("library").ask("As of 3 May 2025, how many books are there?")

    assert answer.as_of == "2025-05-03"
    assert answer.answers[0].value == 4


def test_a_question_with_an_unread_word_is_declined_with_what_can_be_read(engine_for):
    engine = engine_for("library")

    answer = engine.ask("Which books did Mina Holt write for wizardry?")

    assert answer.outcome is Outcome.NOT_UNDERSTOOD
    assert answer.unused
    assert answer.readings
    for choice in answer.readings:
        chosen = engine.ask("Which books did Mina Holt write for wizardry?", reading=choice.n)
        assert chosen.answers == choice.answers


@pytest.mark.parametrize(
    ("asked", "is_fit"), [("When did North Tower open?", False), ("When will North Tower open?", True)]
)
def test_when_did_asks_for_no_day_to_come(words, asked, is_fit):
    triples = [
        ("urn:t:opening", "http://www.w3.org/2000/01/rdf-schema#label", Literal("opening")),
        ("urn:t:a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "urn:t:Tower"),
        ("urn:t:a", "http://www.w3.org/2000/01/rdf-schema#label", Literal("North Tower")),
        ("urn:t:a", "urn:t:opening", Literal("2031-05-01", "http://www.w3.org/2001/XMLSchema#date")),
    ]
    engine = Engine.compile(triples, words=words)

    answer = engine.ask(asked, as_of=dt.date(2030, 1, 1))

    assert (answer.outcome is Outcome.ANSWERED) is is_fit


def test_a_kind_that_a_relation_leads_from_but_not_to_this_thing_is_none(words, tmp_path):
    path = tmp_path / "rules.ttl"
    path.write_text("""
        @prefix : <http://rules.example/> .
        @prefix lex: <https://orepact.example/lex#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :Text a owl:Class ; rdfs:label "text"@en .
        :Treaty a owl:Class ; rdfs:subClassOf :Text ; rdfs:label "treaty"@en .
        :Ban a owl:Class ; rdfs:subClassOf :Text ; rdfs:label "ban"@en .
        :Good a owl:Class ; rdfs:label "good"@en .
        :covers a owl:ObjectProperty ; rdfs:label "covers"@en .
        :salt a :Good ; rdfs:label "salt"@en . :wool a :Good ; rdfs:label "wool"@en .
        :t a :Treaty ; rdfs:label "Treaty of Ghent"@en ; :covers :wool .
        :b a :Ban ; rdfs:label "Salt Ban"@en ; :covers :salt .
    """)
    engine = Engine.compile(read_triples([path]), words=words)

    assert engine.ask("Which treaties cover salt?").outcome == "none"
    assert [each.label for each in engine.ask("Which treaties cover wool?").answers] == ["Treaty of Ghent"]


@pytest.mark.parametrize(
    ("question", "towers"),
    [
        ("Which towers have an opening date in May 2021?", {"North Tower", "East Tower"}),
        ("Which towers have an opening date in 2021?", {"North Tower", "East Tower", "West Tower"}),
    ],
)
def test_a_contested_value_meets_a_condition_that_all_its_sides_meet(words, question, towers):
    days = {"East Tower": ("2021-05-03", "2021-05-04"), "West Tower": ("2021-04-30", "2021-05-02")}
    triples = [*DATED]
    for name, sides in days.items():
        tower = f"urn:t:{name[:4]}"
        triples += [(tower, TYPE, "urn:t:Tower"), (tower, LABEL, Literal(name))]
        triples += [(tower, "urn:t:contestedOpeningDate", Literal(side, DATE)) for side in sides]

    answer = Engine.compile(triples, words=words).ask(question)

    assert {value.label for value in answer.answers} == towers
    store = Store()
    store.load("".join(f"{' '.join(map(write_term, triple))} .\n" for triple in triples), format=RdfFormat.N_TRIPLES)
    assert {row["answer"].value for row in store.query(answer.sparql)} == {value.value for value in answer.answers}
