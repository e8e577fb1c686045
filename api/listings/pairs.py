"""
Names that may be one: what the resolver thinks of each pair, what people decided, and what still waits for somebody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import exp

from api.listings.facts import Facts, Thing
from kg.claims import Entity
from kg.ledger.records import Judgement
from kg.review import is_resolver, judgements_on_pairs
from ontology.namespaces import ENTITIES


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    One thing that speaks for two names being one, or against it.

    Attributes:
        weight: as log odds; below zero it speaks against.
    """

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """
    Two names with the latest judgement on them.

    Attributes:
        merged: the one that gives way, or would.
        verdict: `same`, `different` or `unsure`.
        by: who decided; `resolver@…` where nobody has.
        is_decided: true where a person has.
        score: the resolver's probability that they are one; nothing where it was not asked.
        stands: id of the entity both lead to; empty where they are two.
    """

    merged: Thing
    kept: Thing
    verdict: str
    by: str
    is_decided: bool
    reason: str
    score: float | None
    evidence: tuple[Evidence, ...]
    stands: str
    recorded: datetime
    position: int


def list_pairs(
    judgements: Iterable[Judgement],
    entities: Iterable[Entity],
    facts: Facts,
    redirects: Mapping[str, str],
    verdict: str = "",
) -> list[Pair]:
    """
    The pairs judged, the likeliest first; what a person decided about one the resolver does not doubt any more.

    Args:
        judgements: all of them, oldest first.
        entities: those found in texts, which may stand in no claim.
        redirects: where merged ids lead.
        verdict: only pairs of which this holds.
    """
    everything = list(judgements)
    labels = {entity.id: entity.label for entity in entities}
    thought = judgements_on_pairs(each for each in everything if is_resolver(each))
    pairs = [
        pair_at(held, thought.get(pair), labels, facts, redirects)
        for pair, held in judgements_on_pairs(everything).items()
        if not verdict or held.verdict == verdict
    ]
    return sorted(pairs, key=lambda each: (-round(each.score or 0, 6), each.position))


def pair_at(
    held: Judgement,
    thought: Judgement | None,
    labels: Mapping[str, str],
    facts: Facts,
    redirects: Mapping[str, str],
) -> Pair:
    """
    One pair, with what the resolver went by.
    """
    merged, kept = held.target.split(" ")
    ends = {redirects.get(merged, merged), redirects.get(kept, kept)}
    evidence = thought.evidence if thought else {}
    return Pair(
        thing_of(merged, labels, facts),
        thing_of(kept, labels, facts),
        held.verdict.value,
        held.person,
        not is_resolver(held),
        held.reason,
        1 / (1 + exp(-sum(evidence.values()))) if evidence else None,
        tuple(Evidence(*each) for each in sorted(evidence.items(), key=lambda each: -abs(each[1]))),
        min(ends) if len(ends) == 1 else "",
        held.recorded,
        held.position,
    )


def thing_of(entity: str, labels: Mapping[str, str], facts: Facts) -> Thing:
    """
    An entity with its name, also one that stands in no claim.
    """
    iri = ENTITIES + entity
    return Thing(iri, labels.get(entity) or facts.label(iri))
