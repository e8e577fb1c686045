"""
Amounts, prices by weight and shares as texts write them: `5,000 t a year`, `96,600 tonnes`, `$110/kg`, `two-thirds`.

A share keeps the word before it (`about`, `more than`, `up to`) as an operator; words like "most" are no number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

TONNES: Final = {
    "kg": Decimal("0.001"),
    "kilograms": Decimal("0.001"),
    "lb": Decimal("0.00045359237"),
    "pounds": Decimal("0.00045359237"),
    "t": Decimal(1),
    "tonne": Decimal(1),
    "tonnes": Decimal(1),
    "ton": Decimal(1),
    "tons": Decimal(1),
    "metric tons": Decimal(1),
    "mtpa": Decimal(1),
    "kt": Decimal(1000),
    "Mt": Decimal(1_000_000),
}
UNITS: Final = "|".join(sorted(map(re.escape, TONNES), key=len, reverse=True))
WORDS: Final = {
    "one-fifth": "20",
    "a fifth": "20",
    "a quarter": "25",
    "one-quarter": "25",
    "a third": "33.3",
    "one-third": "33.3",
    "half": "50",
    "two-thirds": "66.7",
    "two thirds": "66.7",
    "three-quarters": "75",
    "three quarters": "75",
    "four-fifths": "80",
}
OPERATORS: Final = {
    "more than": ">",
    "over": ">",
    "above": ">",
    "at least": ">=",
    "no less than": ">=",
    "less than": "<",
    "under": "<",
    "below": "<",
    "at most": "<=",
    "no more than": "<=",
    "up to": "up to",
    "as much as": "up to",
    "about": "~",
    "around": "~",
    "roughly": "~",
    "nearly": "~",
    "almost": "~",
    "some": "~",
}
_FRACTION: Final = "|".join(map(re.escape, WORDS))
_SCALES: Final = {"thousand": 1000, "million": 1_000_000}
_OPERATOR: Final = "|".join(sorted(OPERATORS, key=len, reverse=True))
AMOUNT: Final = re.compile(
    rf"(?<![\w$€£.,/])(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?:(?P<scale>thousand|million)\s)?(?P<unit>{UNITS})\b(?!/)"
    r"(?P<yearly>(?:\s(?:a|per|each|every)\syear|\s?/\s?(?:a|yr|year)\b|\sannually))?"
)
SHARE: Final = re.compile(
    rf"(?:\b(?P<operator>{_OPERATOR})\s)?(?:(?P<low>\d+(?:\.\d+)?)\s?(?:-|–|to)\s?)?"
    rf"(?:(?P<number>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b|percent\b|pc\b)|(?P<word>\b(?:{_FRACTION})\b))",
    re.IGNORECASE,
)
PRICE: Final = re.compile(
    r"(?P<amount>\d[\d,]*(?:\.\d+)?)\s?(?:/|per\s|a\s)\s?(?P<unit>kg|kilogram|lb|pound|tonne|t)\b"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """
    An amount of something.

    Attributes:
        number: in the unit as written, scale words multiplied in.
        unit: as written.
        is_yearly: an amount a year, so of output or capacity.
    """

    number: Decimal
    unit: str
    is_yearly: bool
    start: int
    end: int

    @property
    def tonnes(self) -> Decimal:
        """
        The same in metric tonnes.
        """
        return self.number * TONNES["mtpa" if self.unit.lower() == "mtpa" else self.unit]


@dataclass(frozen=True, slots=True)
class Share:
    """
    A share in per cent.

    Attributes:
        percent: the number; the lower end of a range.
        percent_high: the upper end of a range.
        operator: `>`, `>=`, `<`, `<=`, `~`, `up to`, `range`; empty for a plain number.
    """

    percent: Decimal
    operator: str
    start: int
    end: int
    percent_high: Decimal | None = None


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """
    The amounts in a text, in its order.

    >>> [(one.number, one.unit, one.is_yearly) for one in find_quantities("buys 5,000 t a year")]
    [(Decimal('5000'), 't', True)]
    """
    return tuple(
        Quantity(
            Decimal(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1),
            match["unit"],
            match["yearly"] is not None or match["unit"] == "mtpa",
            match.start(),
            match.end(),
        )
        for match in AMOUNT.finditer(text)
    )


def find_shares(text: str) -> tuple[Share, ...]:
    """
    The shares in a text, in its order; vague words ("most", "virtually all") give none.

    >>> [(str(one.percent), one.operator) for one in find_shares("over 90% of refining, about two-thirds of imports")]
    [('90', '>'), ('66.7', '~')]
    >>> [str(one.percent) for one in find_shares("80pc of capacity")]
    ['80']
    """
    found = []
    for match in SHARE.finditer(text):
        number = Decimal(match["number"] or WORDS[match["word"].lower()])
        operator = OPERATORS.get((match["operator"] or "").lower(), "")
        if match["low"]:
            found.append(Share(Decimal(match["low"]), "range", match.start(), match.end(), number))
        else:
            found.append(Share(number, operator, match.start(), match.end()))
    return tuple(found)


def price_per_unit(text: str) -> tuple[Decimal, str] | None:
    """
    The first price by weight: number and unit; the currency stands before it and is read as money.

    >>> price_per_unit("a floor of USD 110/kg for NdPr")
    (Decimal('110'), 'kg')
    """
    match = PRICE.search(text)
    return (Decimal(match["amount"].replace(",", "")), match["unit"]) if match else None
