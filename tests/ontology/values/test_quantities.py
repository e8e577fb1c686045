from decimal import Decimal

import pytest

from ontology.values.quantities import find_quantities, find_shares, price_per_unit


@pytest.mark.parametrize(
    ("text", "tonnes", "yearly"),
    [
        ("96,600 tonnes", "96600", False),
        ("5,000 t a year", "5000", True),
        ("10,000 tons per year", "10000", True),
        ("1.2 million tonnes", "1200000.0", False),
        ("417 kg", "0.417", False),
        ("6000 mtpa", "6000", True),
        ("3.5 Mt", "3500000.0", False),
    ],
)
def test_an_amount_is_read_in_tonnes(text, tonnes, yearly):
    (quantity,) = find_quantities(text)

    assert quantity.tonnes == Decimal(tonnes)
    assert quantity.is_yearly == yearly


@pytest.mark.parametrize("text", ["USD 110/kg", "$1.67 billion", "2026", "the G7"])
def test_prices_and_years_are_no_amounts(text):
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "percent", "operator"),
    [
        ("about 90 per cent", "90", "~"),
        ("more than 59%", "59", ">"),
        ("up to 10 percent", "10", "up to"),
        ("at least 25%", "25", ">="),
        ("no more than 65%", "65", "<="),
        ("98.5%", "98.5", ""),
        ("two-thirds of imports", "66.7", ""),
        ("nearly half", "50", "~"),
    ],
)
def test_a_share_keeps_the_word_before_it(text, percent, operator):
    (share,) = find_shares(text)

    assert (share.percent, share.operator) == (Decimal(percent), operator)


def test_a_range_keeps_both_ends():
    (share,) = find_shares("69-74% of supply")

    assert (share.percent, share.percent_high, share.operator) == (Decimal(69), Decimal(74), "range")


@pytest.mark.parametrize("text", ["most of its supply", "virtually all imports", "the lion's share"])
def test_vague_words_are_no_number(text):
    assert find_shares(text) == ()


@pytest.mark.parametrize(
    ("text", "price"),
    [("110/kg", ("110", "kg")), ("a floor of $110 per kg", ("110", "kg")), ("USD 16.77/lb", ("16.77", "lb"))],
)
def test_a_price_by_weight_is_read(text, price):
    assert price_per_unit(text) == (Decimal(price[0]), price[1])
