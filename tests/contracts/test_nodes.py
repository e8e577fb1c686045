from pathlib import Path

import pytest
from pyoxigraph import Literal as StoreLiteral
from pyoxigraph import RdfFormat, Store

from kg.ask.engine import Engine
from kg.ask.expressions import Run
from kg.ask.nodes import NODES, NUMBERS
from kg.ask.nodes.attribute import Attr
from kg.ask.nodes.boolean import And, Minus, Or
from kg.ask.nodes.classes import Class
from kg.ask.nodes.comparison import Cmp, CmpTo, CountCmp
from kg.ask.nodes.join import Join
from kg.ask.nodes.kinds import Kinds
from kg.ask.nodes.number import Agg, Count, Difference
from kg.ask.nodes.observations import Observed
from kg.ask.nodes.superlative import CountSup, Sup, SupEach
from kg.ask.nodes.values import Values
from kg.ask.values import Value
from kg.ask.verbalise import PlainSpeaker
from kg.ask.writer import Writer
from kg.stores.triple_files import read_triples
from kg.triples import Literal

GRAPH = Path(__file__).parents[1] / "kg" / "ask" / "library.ttl"


@pytest.fixture(scope="module")
def engine():
    return Engine.compile(read_triples([GRAPH]))


@pytest.fixture(scope="module")
def store():
    store = Store()
    store.load(path=str(GRAPH), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def examples(engine):
    graph = engine.compiled.graph
    prop = {iri.rsplit("/", 1)[-1]: index for index, iri in enumerate(graph.properties)}
    books = Class(graph.classes.index("http://library.example/Book"))
    pages, year = ((prop["pages"], True),), ((prop["published"], True),)
    author, lent = ((prop["writtenBy"], True),), ((prop["loanOf"], False),)
    north = Values((graph.ids["http://library.example/north"],))
    lamp = Values((graph.ids["http://library.example/b2"],))
    kept = Join(((prop["keptAt"], True),), north)
    long = Cmp(pages, ">", Value("number", 200.0, 200.0, "200"))
    return [
        books,
        Kinds(prop["published"], 0),
        north,
        kept,
        And(books, kept),
        Or(kept, long),
        Minus(books, kept),
        Sup(pages, True, books),
        Sup(pages, False, books, 2),
        Sup(year, False, books),
        SupEach(year, True, books, author),
        SupEach(pages, False, kept, author),
        CountSup(lent, True, books, None),
        CountSup(lent, False, books, None),
        long,
        Cmp(year, "<", Value("date", 730000.0, 730000.0, "1999")),
        CmpTo(pages, ">", pages, lamp),
        CmpTo(pages, ">=", pages, books, every=True),
        CountCmp(lent, "=", 0, books, None),
        CountCmp(author, ">=", 1, books, None),
        Attr(pages, books),
        Observed(books.index, (kept,), (), year, (lent,)),
        Observed(books.index, (kept, Cmp(year, "<", Value("date", 730000.0, 730000.0, "1999")))),
        Count(books),
        Agg("avg", pages, books),
        Agg("sum", pages, kept),
        Difference(Agg("max", pages, books), Agg("min", pages, books)),
    ]


def test_every_kind_of_expression_has_an_example(examples):
    assert {type(example) for example in examples} == {*NODES, *NUMBERS}


def test_sparql_and_memory_agree_on_every_kind(engine, store, examples):
    run = Run(engine.compiled.graph)

    for example in examples:
        writer = Writer(engine.compiled.graph)
        if isinstance(example, NUMBERS):
            number = example.number(run)
            (row,) = store.query(example.select(writer))
            assert float(row["answer"].value) == pytest.approx(number), example.key
            continue
        ours = {plain(engine.compiled.graph.terms[member]) for member in run.members(example)}
        rows = store.query(f"SELECT DISTINCT ?answer WHERE {{ {example.pattern(writer, '?answer')} }}")
        assert {plain(row["answer"]) for row in rows} == ours, example.key


def test_every_kind_can_be_said_and_has_a_key_of_its_own(engine, examples):
    speaker = PlainSpeaker(engine.compiled, Run(engine.compiled.graph))

    said = [e.noun(speaker) if isinstance(e, NUMBERS) else e.noun(speaker, plural=True) for e in examples]

    assert all(said)
    assert len({e.key for e in examples}) == len(examples)


def plain(term):
    return term.value if isinstance(term, (Literal, StoreLiteral)) or not isinstance(term, str) else term
