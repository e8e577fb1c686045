"""
What was decided about our reading: claims corrected by people, and names found to be the same thing.

A judgement changes nothing in the ledger but adds to it; it is applied whenever claims are selected, and the latest one
on its target holds. So a merge is undone by a later judgement, and `recorded_as_of` turns back before it. On two
entities the resolver judges as well; what a person decided it does not touch.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg.claims import Claim, Modality
from kg.ledger.records import ON_PAIRS, Judgement, StoredClaim, Verdict

RESOLVER: Final = "resolver@"
"How the name begins under which the resolver judges; its version follows."
CORRECTABLE: Final = frozenset({"subject", "relation", "object", "modality", "date", "speaker"})
"What of a claim a person may correct; the quote is the document's."


@dataclass(frozen=True, slots=True)
class Review:
    """
    The judgements that hold.

    Attributes:
        corrections: by claim id, what it says instead: field -> value.
        merges: id of each entity merged, by people or the resolver -> id of the one that took its place, chains
            followed to their end.
    """

    corrections: Mapping[str, Mapping[str, str]]
    merges: Mapping[str, str]

    def applied(self, claims: Iterable[StoredClaim]) -> tuple[StoredClaim, ...]:
        """
        Claims as people corrected them, about the entities that took the place of merged ones.
        """
        return tuple(map(self._applied_to, claims)) if self.corrections or self.merges else tuple(claims)

    def _applied_to(self, stored: StoredClaim) -> StoredClaim:
        claim = corrected(stored.claim, self.corrections.get(stored.id, {}))
        names = self.merges
        claim = replace(
            claim,
            subject=names.get(claim.subject, claim.subject),
            object=names.get(claim.object, claim.object),
            speaker=names.get(claim.speaker, claim.speaker) if claim.speaker else None,
            qualifiers=tuple((key, names.get(value, value)) for key, value in claim.qualifiers),
        )
        return stored if claim == stored.claim else replace(stored, claim=claim)


def corrected(claim: Claim, correction: Mapping[str, str]) -> Claim:
    """
    A claim with some of its fields replaced.
    """
    return Claim(
        correction.get("subject", claim.subject),
        correction.get("relation", claim.relation),
        correction.get("object", claim.object),
        Modality(correction.get("modality", claim.modality.value)),
        claim.quote,
        claim.qualifiers,
        correction.get("date", claim.date or "") or None,
        correction.get("speaker", claim.speaker or "") or None,
    )


def pair_of(merged: str, kept: str) -> str:
    """
    The target of a judgement on two entities.
    """
    return f"{merged} {kept}"


def review_of(judgements: Iterable[Judgement]) -> Review:
    """
    What holds of all judgements, given oldest first.
    """
    latest = {judgement.target: judgement for judgement in judgements if judgement.verdict not in ON_PAIRS}
    corrections = {
        target: judgement.correction for target, judgement in latest.items() if judgement.verdict is Verdict.CORRECT
    }
    return Review(corrections, merges_of(judgements_on_pairs(judgements).values()))


def judgements_on_pairs(judgements: Iterable[Judgement]) -> dict[frozenset[str], Judgement]:
    """
    The latest judgement on each two entities, whichever was named first.
    """
    return {frozenset(each.target.split(" ")): each for each in judgements if each.verdict in ON_PAIRS}


def is_resolver(judgement: Judgement) -> bool:
    """
    True when no person decided this.
    """
    return judgement.person.startswith(RESOLVER)


def merges_of(judgements: Iterable[Judgement]) -> dict[str, str]:
    """
    Each merged id with the one that took its place, from the judgements that hold on pairs.

    People's `same` joins first, the newest first; then the resolver's, the surest first. Nothing joins, also not by way
    of a third, what a person keeps apart; the resolver joins nothing that it found different itself.
    """
    held = list(judgements)
    head: dict[str, str] = {}
    for by_resolver in (False, True):
        join(
            [each for each in held if each.verdict is Verdict.SAME and is_resolver(each) is by_resolver],
            [each for each in held if each.verdict is Verdict.DIFFERENT and (by_resolver or not is_resolver(each))],
            head,
        )
    return {merged: end_of(merged, head) for merged in head}


def join(same: Iterable[Judgement], different: Iterable[Judgement], head: dict[str, str]) -> None:
    """
    Let merged ids give way, in `head`, where nothing keeps them apart.
    """
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for judgement in different:
        one, other = (end_of(each, head) for each in judgement.target.split(" "))
        apart[one].add(other)
        apart[other].add(one)
    for judgement in sorted(same, key=lambda each: (-sum(each.evidence.values()), -each.position)):
        merged, kept = (end_of(each, head) for each in judgement.target.split(" "))
        if merged == kept or kept in apart[merged]:
            continue
        head[merged] = kept
        for other in apart.pop(merged, set()):
            apart[other] = (apart[other] - {merged}) | {kept}
            apart[kept].add(other)


def end_of(entity: str, head: Mapping[str, str]) -> str:
    """
    Where a chain of merges ends.

    >>> end_of("a", {"a": "b", "b": "c"})
    'c'
    """
    while entity in head:
        entity = head[entity]
    return entity
