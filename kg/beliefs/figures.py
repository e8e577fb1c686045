"""
Shares and quantities as documents tell them: each is kept with its own year and source, none is averaged.
"""

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.testimony import credibility, ids, reliability
from kg.claims import Modality

QUALIFIERS = {
    "percent": "percent",
    "operator": "percentOperator",
    "year": "year",
    "stage": "atStage",
    "destination": "importer",
    "quantity": "quantity",
    "unit": "unit",
}
"Qualifier of a claim -> property of the figure."


def assess_figures(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    The bare share, and a figure with what is told of it: percent, year, stage.
    """
    assessments: list[Assessment] = []
    for each in context.of(subject, "shareOf"):
        claim = each.claim
        if claim.modality in (Modality.NEGATED, Modality.REPORTED, Modality.POSSIBLE):
            continue
        marks = (credibility((each,)), reliability((each,)))
        told = [("shareOf", subject, claim.object)]
        qualifiers = dict(claim.qualifiers)
        if "percent" in qualifiers:
            node = f"figure:{each.id}"
            told += [("type", node, "Figure"), ("ofMineral", node, claim.object), ("supplier", node, subject)]
            told += [(relation, node, qualifiers[key]) for key, relation in QUALIFIERS.items() if key in qualifiers]
        assessments += [
            Assessment(node, relation, value, Standing.SUPPORTED, rule, ids((each,)), (), claim.date or "", *marks)
            for relation, node, value in told
        ]
    return merged(assessments)


def merged(assessments: list[Assessment]) -> tuple[Assessment, ...]:
    """
    One assessment a triple, its basis that of all.
    """
    by_id: dict[str, Assessment] = {}
    for each in assessments:
        known = by_id.get(each.id)
        basis = tuple(sorted({*each.basis, *(known.basis if known else ())}))
        by_id[each.id] = Assessment(
            each.subject,
            each.relation,
            each.object,
            each.standing,
            each.rule,
            basis,
            (),
            each.since,
            each.credibility,
            each.reliability,
        )
    return tuple(by_id.values())


FIGURES = Rule(
    "figures",
    2,
    frozenset({"type", "shareOf", "ofMineral", "supplier", *QUALIFIERS.values()}),
    "A told share is a figure of its own with its year, stage and source. Figures that differ stand side by side: they "
    "measure different things or were taken at different times, and a mean of them would be nobody's figure.",
    assess_figures,
)
