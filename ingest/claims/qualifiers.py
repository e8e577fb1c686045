"""
What a claim says beyond its three parts: sums, shares, amounts, minerals, stages, destinations.

Of several sums in a sentence the one closest to the trigger counts; sums are never added.
"""

import re
from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from ingest.claims.matching import Candidate
from ingest.mentions.marks import MINERALS, MarkedSentence
from kg.claims import Modality
from ontology.values.money import find_money
from ontology.values.quantities import find_quantities, find_shares

MONEY = frozenset({"finances", "investsIn", "equityStakeIn", "offtakeFrom", "participatesIn"})
SHARES = frozenset({"shareOf", "dependsOn", "equityStakeIn"})
AMOUNTS = frozenset({"offtakeFrom", "produces", "hasReserves", "restrictsExportOf"})
CEILING = re.compile(r"(?:up to|as much as|at most|a maximum of|no more than|of up to|ceiling of)\s*$", re.IGNORECASE)
PAID = frozenset("pay paid disburse disbursed buy bought invest invested lend lent receive received drew spent".split())
CONTEXT = 22
"Code points before a sum in which a word for a ceiling stands."
DESTINATION = re.compile(r"\b(?:to|for|against)$")
STATES = frozenset({"Country", "Bloc", "Territory"})


class Placed(Protocol):
    """
    Anything found at a place of a text.
    """

    @property
    def start(self) -> int:
        """
        Offset of its first code point.
        """
        ...


Found = TypeVar("Found", bound=Placed)


def qualifiers_of(candidate: Candidate, modality: Modality) -> tuple[tuple[str, str], ...]:
    """
    The qualifiers of a candidate, sorted by key.
    """
    pattern = candidate.pattern
    if pattern.value.startswith("deadline="):
        _, _, *packed = pattern.value.split("=")
        pairs = [tuple(pair.split(":", 1)) for pair in packed]
        return tuple(sorted((key, value) for key, value in pairs))
    found: dict[str, str] = {}
    if pattern.relation in MONEY:
        found |= money_of(candidate, modality)
    if pattern.relation in SHARES:
        found |= share_of(candidate)
    if pattern.relation in AMOUNTS:
        found |= amount_of(candidate)
    if pattern.relation in ("shareOf", "dependsOn"):
        found |= alone_of(candidate.sentence, "stage", frozenset({"Stage"}))
    if pattern.relation in ("dependsOn", "offtakeFrom"):
        found |= alone_of(candidate.sentence, "mineral", MINERALS)
    if pattern.relation == "restrictsExportOf":
        found |= destination_of(candidate)
    return tuple(sorted(found.items()))


def closest(candidate: Candidate, found: Sequence[Found]) -> Found | None:
    """
    What stands closest to the trigger, of things found in the text of the sentence.
    """
    place = candidate.trigger.start - candidate.sentence.tree.sentence.start
    return min(found, key=lambda each: abs(each.start - place), default=None)


def money_of(candidate: Candidate, modality: Modality) -> dict[str, str]:
    """
    The sum of a payment, its currency, and whether it is a ceiling, a pledge or paid.
    """
    text = candidate.sentence.tree.sentence.text
    sum_ = closest(candidate, find_money(text))
    if sum_ is None:
        return {}
    if CEILING.search(text[max(0, sum_.start - CONTEXT) : sum_.start]):
        kind = "ceiling"
    elif modality in (Modality.PLANNED, Modality.POSSIBLE):
        kind = "pledge"
    else:
        words = {candidate.trigger.text.lower(), candidate.trigger.lemma.lower()}
        kind = "paid" if words & PAID else "pledge"
    return {"amount": sum_.money.literal, "currency": sum_.money.currency, "amount_kind": kind}


def share_of(candidate: Candidate) -> dict[str, str]:
    """
    The share in per cent; a range gives both ends.
    """
    share = closest(candidate, find_shares(candidate.sentence.tree.sentence.text))
    if share is None:
        return {}
    high = {"percent_high": str(share.percent_high)} if share.percent_high is not None else {}
    operator = {"operator": share.operator} if share.operator and not high else {}
    return {"percent": str(share.percent)} | high | operator


def amount_of(candidate: Candidate) -> dict[str, str]:
    """
    An amount of goods with its unit as written, and whether it is one a year.
    """
    amount = closest(candidate, find_quantities(candidate.sentence.tree.sentence.text))
    if amount is None:
        return {}
    unit = f"{amount.unit} a year" if amount.is_yearly else amount.unit
    return {"quantity": format(amount.number.normalize(), "f"), "unit": unit}


def alone_of(sentence: MarkedSentence, key: str, types: Collection[str]) -> dict[str, str]:
    """
    The one entity of some types that a sentence names; nothing where it names several.
    """
    found = {mark.entity.id for mark in sentence.marks if mark.entity.type in types}
    return {key: found.pop()} if len(found) == 1 else {}


def destination_of(candidate: Candidate) -> dict[str, str]:
    """
    The state that exports may not go to: "exports of gallium to the United States".
    """
    text, start = candidate.sentence.tree.sentence.text, candidate.sentence.tree.sentence.start
    for mark in candidate.sentence.acting:
        before = re.sub(r"\s+(?:the)?\s*$", "", text[: mark.start - start])
        if mark.entity.type in STATES and mark.entity.id != candidate.subject.id and DESTINATION.search(before):
            return {"destination": mark.entity.id}
    return {}
