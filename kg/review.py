"""
What people decided about our reading: corrected claims, and names that are the same thing.

A judgement changes nothing in the ledger but adds to it; it is applied whenever claims are selected, and the latest one
on its target holds. So a merge is undone by a later judgement, and `recorded_as_of` turns back before it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg.claims import Claim, Modality
from kg.ledger.records import Judgement, StoredClaim, Verdict

CORRECTABLE: Final = frozenset({"subject", "relation", "object", "modality", "date", "speaker"})
"What of a claim a person may correct; the quote is the document's."


@dataclass(frozen=True, slots=True)
class Review:
    """
    The judgements that hold.

    Attributes:
        corrections: by claim id, what it says instead: field -> value.
        merges: id of each merged entity -> id of the one that took its place, chains followed to their end.
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
    latest = {judgement.target: judgement for judgement in judgements}
    corrections = {
        target: judgement.correction for target, judgement in latest.items() if judgement.verdict is Verdict.CORRECT
    }
    same = {}
    for target, judgement in latest.items():
        if judgement.verdict is Verdict.SAME:
            merged, kept = target.split(" ")
            same[merged] = kept
    return Review(corrections, {merged: end_of(merged, same) for merged in same})


def end_of(entity: str, same: Mapping[str, str]) -> str:
    """
    Where a chain of merges ends; a circle ends where it began.

    >>> end_of("a", {"a": "b", "b": "c"})
    'c'
    """
    seen = [entity]
    while (following := same.get(seen[-1])) is not None and following not in seen:
        seen.append(following)
    return seen[-1]
