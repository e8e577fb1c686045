"""
Sums of money as texts write them: `USD 12 bn`, `$1.67 billion`, `EUR 5.5bn`, `A$1bn`, `£50 million`.

A bare `$` is a US dollar unless its letters say otherwise; crore and lakh are read as tens of millions and hundreds of
thousands. Sums of different kinds (ceiling, loan, paid) are never added here or anywhere.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

SIGNS: Final = {
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
    "Rs": "INR",
}
CODES: Final = "USD EUR GBP JPY CNY AUD CAD CHF INR KRW NZD SAR AED KZT NOK SEK UAH BRL ZAR".split()
NAMES: Final = {
    "dollars": "USD",
    "euros": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "won": "KRW",
    "rupees": "INR",
}
SCALES: Final = {
    "k": 10**3,
    "thousand": 10**3,
    "lakh": 10**5,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "crore": 10**7,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "t": 10**12,
    "trn": 10**12,
    "tn": 10**12,
    "trillion": 10**12,
}
_BEFORE = "|".join(sorted(map(re.escape, [*SIGNS, *CODES]), key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_AFTER = "|".join([*CODES, *(f"(?:US |Australian |Canadian )?{name}" for name in NAMES)])
MONEY: Final = re.compile(
    rf"(?<![A-Za-z])(?:(?P<before>{_BEFORE})\s?)?(?P<number>\d[\d,]*(?:\.\d+)?)[\s-]?(?:(?P<scale>{_SCALE})\b)?"
    rf"(?:\s(?P<after>{_AFTER})\b)?"
)


@dataclass(frozen=True, slots=True)
class Money:
    """
    A sum.

    Attributes:
        amount: in whole units of the currency.
        currency: ISO 4217 code.
    """

    amount: Decimal
    currency: str

    @property
    def literal(self) -> str:
        """
        The amount in plain digits, as a graph keeps it.

        >>> Money(Decimal("12E9"), "USD").literal
        '12000000000'
        """
        whole = self.amount.to_integral_value()
        return format(whole if whole == self.amount else self.amount.normalize(), "f")

    def __lt__(self, other: "Money") -> bool:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be compared without a rate")
        return self.amount < other.amount


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """
    A sum and where it stands; offsets are code points, end excluded.
    """

    money: Money
    start: int
    end: int


def find_money(text: str) -> tuple[FoundMoney, ...]:
    """
    The sums in a text, in its order. A number without a currency is none.

    >>> [found.money.literal for found in find_money("a USD 10 bn loan plus $1.67 billion")]
    ['10000000000', '1670000000']
    """
    found = []
    for match in MONEY.finditer(text):
        currency = _currency(match["before"], match["after"])
        if currency:
            amount = Decimal(match["number"].replace(",", "")) * SCALES.get(match["scale"] or "", 1)
            found.append(FoundMoney(Money(amount, currency), match.start(), match.end()))
    return tuple(found)


def parse_money(text: str) -> Money | None:
    """
    The sum that a whole text states; `None` where it states none, or more beside.

    >>> parse_money("A$1bn")
    Money(amount=Decimal('1000000000'), currency='AUD')
    """
    found = find_money(text.strip())
    return found[0].money if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text.strip())) else None


def _currency(before: str | None, after: str | None) -> str:
    if before:
        return SIGNS.get(before, before)
    if not after:
        return ""
    adjective, _, name = after.rpartition(" ")
    if name == "dollars":
        return {"Australian": "AUD", "Canadian": "CAD"}.get(adjective, "USD")
    return NAMES.get(name, name)
