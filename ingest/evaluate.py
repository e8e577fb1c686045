"""
How well reading agrees with the gold: precision, recall and F1 of entities and claims, and false claims on distractors.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.extract import Extractor, extract
from ingest.reading import read_path
from kg.claims import Extraction
from kg.text import Document

ClaimKey = tuple[str, str, str]


@dataclass(slots=True)
class Score:
    """
    Counts of what agrees, what was found too much, what was missed.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[Any], gold: set[Any]) -> None:
        """
        Count one document.
        """
        self.right += len(found & gold)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def precision(self) -> float:
        """
        Share of what was found that is in the gold.
        """
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """
        Share of the gold that was found.
        """
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """
        Harmonic mean of precision and recall.
        """
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def as_dict(self) -> dict[str, float]:
        """
        The figures, rounded to three places.
        """
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {name: round(value, 3) for name, value in figures.items()} | {"gold": self.right + self.missed}


@dataclass(slots=True)
class Distraction:
    """
    What was found in texts that say nothing of the subject.
    """

    documents: int = 0
    false_claims: int = 0


@dataclass(slots=True)
class Scores:
    """
    All scores of a run.

    Attributes:
        distractors: by part.
        errors: (document, "+" found too much or "-" missed, claim with modality).
    """

    entities: Score = field(default_factory=Score)
    claims: Score = field(default_factory=Score)
    claims_with_modality: Score = field(default_factory=Score)
    relations: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    distractors: dict[str, Distraction] = field(default_factory=lambda: defaultdict(Distraction))
    errors: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """
        The scores as they are written to `scores.json`.
        """
        return {
            "entities": self.entities.as_dict(),
            "claims": self.claims.as_dict(),
            "claims_with_modality": self.claims_with_modality.as_dict(),
            "relations": {name: score.as_dict() for name, score in sorted(self.relations.items())},
            "distractors": {part: asdict(found) for part, found in sorted(self.distractors.items())},
        }


def evaluate(gold: Path, documents: Path, extractor: Extractor, parts: Iterable[str] = ("train", "dev")) -> Scores:
    """
    Score the reader on the gold files of some parts.

    Args:
        gold: folder of gold files; each names its document, its part, its entities and claims.
        documents: folder of the documents they name.
        parts: `test` is scored only to report, never while patterns are written.
    """
    scores, wanted = Scores(), set(parts)
    for path in sorted(gold.glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))
        if answer.get("part") not in wanted:
            continue
        for reading in read_path(documents / answer["document"]):
            for document in reading.documents:
                score_document(path.stem, answer, extract(document, extractor), scores)
    score_distractors(gold / "distractors.jsonl", extractor, wanted, scores)
    return scores


def score_document(name: str, answer: dict[str, Any], extraction: Extraction, scores: Scores) -> None:
    """
    Score one document; a new entity counts as the gold's when they share a mention.
    """
    ours = renamed(answer, extraction)
    scores.entities.add(set(ours.values()), {entity["id"] for entity in answer["entities"]})
    found = {
        (
            ours.get(claim.subject, claim.subject),
            claim.relation,
            ours.get(claim.object, claim.object),
        ): claim.modality.value
        for claim in (sighting.claim for sighting in extraction.sightings)
    }
    told = told_claims(answer)
    scores.claims.add(set(found), set(told))
    scores.claims_with_modality.add(set(found.items()), set(told.items()))
    for relation in {key[1] for key in (*found, *told)}:
        scores.relations[relation].add(of_relation(found, relation), of_relation(told, relation))
    too_much, missed = set(found.items()) - set(told.items()), set(told.items()) - set(found.items())
    scores.errors.extend((name, "+", (*key, modality)) for key, modality in sorted(too_much))
    scores.errors.extend((name, "-", (*key, modality)) for key, modality in sorted(missed))


def told_claims(answer: dict[str, Any]) -> dict[ClaimKey, str]:
    """
    The claims of a gold file, each with its modality.
    """
    return {
        (claim["subject"], claim["relation"], str(claim["object"])): claim["modality"] for claim in answer["claims"]
    }


def of_relation(claims: dict[ClaimKey, str], relation: str) -> set[ClaimKey]:
    """
    The claims of one relation.
    """
    return {key for key in claims if key[1] == relation}


def renamed(answer: dict[str, Any], extraction: Extraction) -> dict[str, str]:
    """
    Our entity ids and the gold's names for them: themselves, or for new ones the gold entity named at the same place.
    """
    known = {entity["id"] for entity in answer["entities"]}
    places = [
        (mention["start"], mention["end"], entity["id"])
        for entity in answer["entities"]
        for mention in entity["mentions"]
        if entity["id"].startswith("new:")
    ]
    names = {mention.entity.id: mention.entity.id for mention in extraction.mentions}
    for mention in extraction.mentions:
        if mention.entity.id in known:
            continue
        for start, end, gold_id in places:
            overlaps = start < mention.end and mention.start < end
            if (overlaps and not mention.entity.known) or (start, end) == (mention.start, mention.end):
                names[mention.entity.id] = gold_id
    return names


def score_distractors(path: Path, extractor: Extractor, parts: set[str], scores: Scores) -> None:
    """
    Count the claims found in the texts of some parts that make none.
    """
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        if fields["part"] not in parts:
            continue
        document = Document(text=fields["text"], title=fields.get("title", ""), published=fields.get("published"))
        found = scores.distractors[fields["part"]]
        found.documents += 1
        found.false_claims += len(extract(document, extractor).sightings)
