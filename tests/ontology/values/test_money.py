from decimal import Decimal

import pytest

from ontology.values.money import Money, find_money, parse_money


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("USD 12 bn", "12000000000", "USD"),
        ("$1.67 billion", "1670000000", "USD"),
        ("EUR 5.5bn", "5500000000", "EUR"),
        ("€3bn", "3000000000", "EUR"),
        ("A$1bn", "1000000000", "AUD"),
        ("C$6.4 billion", "6400000000", "CAD"),
        ("US$550 billion", "550000000000", "USD"),
        ("£50 million", "50000000", "GBP"),
        ("Rs 7,280 crore", "72800000000", "INR"),
        ("400 million dollars", "400000000", "USD"),
        ("2 billion Australian dollars", "2000000000", "AUD"),
        ("USD 96 m", "96000000", "USD"),
    ],
)
def test_a_sum_is_read_with_its_currency(text, amount, currency):
    assert parse_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["12 bn", "5,000 t", "2026", "30 days", "G7", ""])
def test_a_number_without_a_currency_is_no_sum(text):
    assert parse_money(text) is None


def test_a_ceiling_and_a_total_are_two_sums():
    text = "a loan of up to USD 10 bn beside $1.67 billion of private money"

    assert [text[found.start : found.end].strip() for found in find_money(text)] == ["USD 10 bn", "$1.67 billion"]


def test_sums_of_two_currencies_are_not_compared():
    with pytest.raises(ValueError, match="without a rate"):
        assert Money(Decimal(1), "USD") < Money(Decimal(2), "EUR")
