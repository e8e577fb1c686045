"""
How well two annotations of the same documents agree: an upper bound for what a reader can be asked to reach.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.evaluate import told_claims
from ingest.scores import Score


@dataclass(slots=True)
class Agreement:
    """
    The agreement of two annotators; F1 is the same whichever of them is taken as the truth.
    """

    documents: int = 0
    entities: Score = field(default_factory=Score)
    claims: Score = field(default_factory=Score)
    claims_with_modality: Score = field(default_factory=Score)

    def as_dict(self) -> dict[str, float]:
        """
        The number of documents and the three F1, rounded to three places.
        """
        return {
            "documents": self.documents,
            "entities": round(self.entities.f1, 3),
            "claims": round(self.claims.f1, 3),
            "claims_with_modality": round(self.claims_with_modality.f1, 3),
        }


def measure_agreement(first: Path, second: Path) -> Agreement:
    """
    Score the annotations of one folder against those of another; documents that only one folder has are passed over.
    """
    agreement = Agreement()
    for path in sorted(second.glob("*.json")):
        if (first / path.name).exists():
            ours, theirs = (json.loads((folder / path.name).read_text(encoding="utf-8")) for folder in (first, second))
            compare(ours, theirs, agreement)
    return agreement


def compare(first: dict[str, Any], second: dict[str, Any], agreement: Agreement) -> None:
    """
    Count one document.
    """
    names = shared_names(first, second)
    ours = told_claims(first)
    theirs = {
        (names.get(subject, subject), relation, names.get(object_, object_)): modality
        for (subject, relation, object_), modality in told_claims(second).items()
    }
    agreement.documents += 1
    agreement.entities.add(set(names.values()), {entity["id"] for entity in first["entities"]})
    agreement.claims.add(set(theirs), set(ours))
    agreement.claims_with_modality.add(set(theirs.items()), set(ours.items()))


def shared_names(first: dict[str, Any], second: dict[str, Any]) -> dict[str, str]:
    """
    The ids of the second annotation, and what the first calls the same entity.

    A known entity has one id. A new one is the new one that the first annotation has at the same place.
    """
    places = [
        (mention["start"], mention["end"], entity["id"])
        for entity in first["entities"]
        for mention in entity["mentions"]
        if not entity["known"]
    ]
    ids = {entity["id"] for entity in first["entities"]}
    names = {}
    for entity in second["entities"]:
        same = [] if entity["known"] or entity["id"] in ids else [p for p in places if overlaps(p, entity["mentions"])]
        names[entity["id"]] = same[0][2] if same else entity["id"]
    return names


def overlaps(place: tuple[int, int, str], mentions: list[dict[str, Any]]) -> bool:
    """
    Whether one of the mentions shares a letter with the place.
    """
    return any(place[0] < mention["end"] and mention["start"] < place[1] for mention in mentions)
