"""
How well reading agrees with the gold: entities, claims, modality, and false claims on distractors.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ingest.extract import Extractor, extract
from ingest.reading import read_path
from ingest.scores import ClaimKey, Distraction, DocumentScores, Error, Evaluation, Scores
from kg.claims import Extraction
from kg.text import Document

NOT_ANNOTATED = frozenset({"validUntil", "suspendedUntil", "effectiveOn"})
"Relations that the gold has only as qualifiers; nothing could be held against what is read of them."


def evaluate(gold: Path, documents: Path, extractor: Extractor, parts: Iterable[str] = ("train", "dev")) -> Evaluation:
    """
    Score the reader on the gold files of some parts.

    Args:
        gold: folder of gold files; each names its document, its part, its entities and claims.
        documents: folder of the documents they name.
        parts: `test` is scored only to report, never while patterns are written.
    """
    wanted = set(parts)
    distractors = score_distractors(gold / "distractors.jsonl", extractor, wanted)
    return Evaluation(tuple(score_documents(gold, documents, extractor, wanted)), tuple(distractors))


def score_documents(gold: Path, documents: Path, extractor: Extractor, parts: set[str]) -> Iterator[DocumentScores]:
    """
    The scores of each gold document of some parts.
    """
    for path in sorted(gold.glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))
        if answer.get("part") not in parts:
            continue
        for reading in read_path(documents / answer["document"]):
            for document in reading.documents:
                scores = score_document(path.stem, answer, extract(document, extractor))
                yield DocumentScores(path.stem, answer["part"], document.manner, scores)


def score_document(name: str, answer: dict[str, Any], extraction: Extraction) -> Scores:
    """
    Score one document; a new entity counts as the gold's when they share a mention.
    """
    scores, ours = Scores(), renamed(answer, extraction)
    claims = [one.claim for one in extraction.sightings if one.claim.relation not in NOT_ANNOTATED]
    keys = {
        (ours.get(each.subject, each.subject), each.relation, ours.get(each.object, each.object)): each
        for each in claims
    }
    found = {key: claim.modality.value for key, claim in keys.items()}
    told = told_claims(answer)
    scores.entities.add(set(ours.values()), {entity["id"] for entity in answer["entities"]})
    scores.claims.add(set(found), set(told))
    scores.claims_with_modality.add(set(found.items()), set(told.items()))
    for relation in {key[1] for key in (*found, *told)}:
        of_relation = [{key for key in side if key[1] == relation} for side in (found, told)]
        scores.relations[relation].add(*of_relation)
    scores.modalities.update((told[key], found[key]) for key in found.keys() & told.keys())
    quotes = {key: claim.quote for key, claim in keys.items()}
    gold_quotes = {claim_key(claim): claim["quote"] for claim in answer["claims"]}
    for key in sorted(found.keys() | told.keys()):
        kind = "-" if key not in found else "+" if key not in told else "~"
        if found.get(key) != told.get(key):
            quote = quotes.get(key) or gold_quotes[key]
            scores.errors.append(Error(name, kind, key, told.get(key, ""), found.get(key, ""), quote))
    return scores


def told_claims(answer: dict[str, Any]) -> dict[ClaimKey, str]:
    """
    The claims of a gold file, each with its modality.
    """
    return {claim_key(claim): claim["modality"] for claim in answer["claims"]}


def claim_key(claim: dict[str, Any]) -> ClaimKey:
    """
    What makes a gold claim the same as another, modality left out.
    """
    return claim["subject"], claim["relation"], str(claim["object"])


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


def score_distractors(path: Path, extractor: Extractor, parts: set[str]) -> Iterator[Distraction]:
    """
    What is found in the texts of some parts that make no claim.
    """
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        fields = json.loads(line)
        if fields["part"] in parts:
            document = Document(text=fields["text"], title=fields.get("title", ""), published=fields.get("published"))
            yield Distraction(fields["part"], len(extract(document, extractor).sightings))
