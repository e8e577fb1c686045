"""
Sums, stakes and purchases: who gives how much to whom, or holds how much of what, each as a figure of its own.
"""

from typing import Final

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.figures import merged
from kg.beliefs.testimony import Testimony, credibility, ids, reliability
from kg.claims import Modality
from kg.identity import digest

KINDS: Final = {
    "finances": "FinanceFigure",
    "investsIn": "FinanceFigure",
    "equityStakeIn": "StakeFigure",
    "offtakeFrom": "PurchaseFigure",
}
"Relation that tells of a transfer -> class of its figure."
MEASURES: Final = {"FinanceFigure": "amount", "StakeFigure": "percent", "PurchaseFigure": "quantity"}
"Class -> the qualifier without which there is no figure, which is also its property."
BESIDE: Final = {
    "amount": "amount",
    "currency": "currency",
    "amount_kind": "amountKind",
    "percent": "percent",
    "operator": "percentOperator",
    "quantity": "quantity",
    "unit": "unit",
    "mineral": "ofGoods",
}
"Qualifier of a claim -> property of the figure."


def assess_transfers(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    The figures of what one actor gives, holds or has contracted to buy; the same figure told twice is one.
    """
    assessments: list[Assessment] = []
    for each in context.of(subject, *KINDS):
        told = dict(each.claim.qualifiers)
        kind = KINDS[each.claim.relation]
        if MEASURES[kind] in told and is_told(each, kind):
            assessments += transfer(each, kind, told, rule)
    return merged(assessments)


def is_told(testimony: Testimony, kind: str) -> bool:
    """
    Whether a text says that it is so; of a purchase a contract for years to come is enough.
    """
    is_contracted = kind == "PurchaseFigure" and testimony.claim.modality is Modality.PLANNED
    return testimony.is_said or is_contracted


def transfer(testimony: Testimony, kind: str, told: dict[str, str], rule: str) -> list[Assessment]:
    """
    One figure with both its ends and all that is told of it.
    """
    claim = testimony.claim
    values = {BESIDE[key]: value for key, value in told.items() if key in BESIDE and key != "amount_kind"}
    node = f"figure:{digest(str((kind, claim.subject, claim.object, sorted(values.items()))))}"
    if "amount_kind" in told:
        values["amountKind"] = told["amount_kind"]
    held = {"type": kind, "givenBy": claim.subject, "givenTo": claim.object} | values
    marks = (credibility((testimony,)), reliability((testimony,)))
    return [
        Assessment(node, relation, value, Standing.SUPPORTED, rule, ids((testimony,)), (), claim.date or "", *marks)
        for relation, value in held.items()
    ]


TRANSFERS = Rule(
    "transfers",
    1,
    frozenset({"type", "givenBy", "givenTo", *BESIDE.values()}),
    "A sum, a stake or a purchase that a text tells with its number is a figure of its own, with who gives and who "
    "gets. Numbers that differ stand side by side. What is only planned, possible or rumoured is no figure; a contract "
    "to buy for years to come is one.",
    assess_transfers,
)
