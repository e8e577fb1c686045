"""
A seeded graph of any size that no part of the engine knows: suppliers, goods, customers and their orders.
"""

import random
from collections.abc import Iterator
from typing import Final

from kg.triples import Literal, Triple
from ontology.namespaces import RDF, RDFS, XSD

BASE: Final = "https://orders.example/"
SEED: Final = 5
PER_ORDER: Final = 6
"Triples of one order; about nine in ten triples are an order's."
SYLLABLES: Final = "ba ko lin mer dos ta vel ri nu pash gor il sen wo zar ed".split()
CITIES: Final = "Arden Brack Corvale Dunmere Elstow Farrow Grenholm Hask".split()
LABELS: Final = {
    "Supplier": "supplier",
    "Good": "good",
    "Customer": "customer",
    "Order": "order",
    "suppliedBy": "supplied by",
    "price": "price",
    "city": "city",
    "orderedBy": "ordered by",
    "ordersGood": "ordered good",
    "quantity": "quantity",
    "orderDate": "order date",
    "isPaid": "is paid",
    "joined": "joined",
}
QUESTIONS: Final = (
    "How many customers are there?",
    "Which goods are supplied by {supplier}?",
    "What is the price of {good}?",
    "Which goods cost more than 900?",
    "What is the most expensive good?",
    "In which city is {customer}?",
    "Which customers are in Corvale?",
    "How many orders did {customer} make?",
    "Which goods did {customer} order?",
    "orders with a quantity over 49",
    "When was the last order of {customer}?",
    "Which orders are not paid?",
    "average price of the goods supplied by {supplier}",
    "number of customers per city",
    "Which supplier supplies the most goods?",
    "customers who joined before 2001",
    "Which suppliers are in Hask?",
    "Is {customer} in Arden?",
    "Which customers ordered {good}?",
    "total quantity of orders of {good}",
)


def order_triples(size: int) -> Iterator[Triple]:
    """
    About so many triples, the same for the same size.
    """
    draw = random.Random(SEED)  # noqa: S311 - a made-up graph
    for name, label in LABELS.items():
        kind = "Class" if name[0].isupper() else "Property"
        yield BASE + name, RDF + "type", (RDFS + kind if kind == "Class" else RDF + kind)
        yield BASE + name, RDFS + "label", Literal(label)
    orders = size * 9 // 10 // PER_ORDER
    goods, customers, suppliers = size // 100 + 5, size // 150 + 5, size // 2000 + 3
    for index in range(suppliers):
        yield from _thing("Supplier", index)
        yield _iri("Supplier", index), BASE + "city", Literal(draw.choice(CITIES))
    for index in range(goods):
        yield from _thing("Good", index)
        yield _iri("Good", index), BASE + "suppliedBy", _iri("Supplier", draw.randrange(suppliers))
        yield _iri("Good", index), BASE + "price", _number(draw.randrange(1, 1000))
    for index in range(customers):
        yield from _thing("Customer", index)
        yield _iri("Customer", index), BASE + "city", Literal(draw.choice(CITIES))
        yield _iri("Customer", index), BASE + "joined", _day(draw, 2000, 2020)
    for index in range(orders):
        order = _iri("Order", index)
        yield order, RDF + "type", BASE + "Order"
        yield order, BASE + "orderedBy", _iri("Customer", draw.randrange(customers))
        yield order, BASE + "ordersGood", _iri("Good", draw.randrange(goods))
        yield order, BASE + "quantity", _number(draw.randrange(1, 51))
        yield order, BASE + "orderDate", _day(draw, 2020, 2026)
        yield order, BASE + "isPaid", Literal("true" if draw.random() < 0.95 else "false", XSD + "boolean")  # noqa: PLR2004


def order_questions() -> Iterator[str]:
    """
    Questions about things that every size has.
    """
    for question in QUESTIONS:
        yield question.format(supplier=name("Supplier", 1), good=name("Good", 2), customer=name("Customer", 3))


def name(kind: str, index: int) -> str:
    """
    The label of a thing: two made-up words that no other thing of its kind has.
    """
    draw = random.Random(f"{kind}{index}")  # noqa: S311 - a made-up name
    first = "".join(draw.choices(SYLLABLES, k=3)).capitalize()
    rest, last = index, ""
    while rest or not last:
        last, rest = SYLLABLES[rest % len(SYLLABLES)] + last, rest // len(SYLLABLES)
    return f"{first} {last.capitalize()}{kind[:2].lower()}"


def _thing(kind: str, index: int) -> Iterator[Triple]:
    yield _iri(kind, index), RDF + "type", BASE + kind
    yield _iri(kind, index), RDFS + "label", Literal(name(kind, index))


def _iri(kind: str, index: int) -> str:
    return f"{BASE}{kind.lower()}/{index}"


def _number(number: int) -> Literal:
    return Literal(str(number), XSD + "integer")


def _day(draw: random.Random, first: int, last: int) -> Literal:
    day = f"{draw.randrange(first, last):04d}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
    return Literal(day, XSD + "date")
