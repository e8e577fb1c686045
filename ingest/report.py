"""
What `orepact extract --json` prints of one document.
"""

from typing import Any

from kg.claims import Claim, Extraction
from kg.text import Document


def report_of(document: Document, extraction: Extraction, path: str = "") -> dict[str, Any]:
    """
    One JSON object: the document, its entities with their mentions, its claims.
    """
    labels = {entity.id: entity.label for entity in extraction.entities}
    mentions: dict[str, list[dict[str, Any]]] = {}
    for mention in extraction.mentions:
        place = {"text": mention.text, "start": mention.start, "end": mention.end}
        mentions.setdefault(mention.entity.id, []).append(place)
    return {
        "document": document_fields(document, path, is_relevant=extraction.relevant),
        "entities": [
            {
                "id": entity.id,
                "label": entity.label,
                "type": entity.type,
                "known": entity.known,
                "mentions": mentions.get(entity.id, []),
            }
            for entity in extraction.entities
        ],
        "claims": [
            {
                **claim_fields(sighting.claim, labels),
                "start": sighting.start,
                "end": sighting.end,
                "extractor": sighting.extractor,
                "score": sighting.score,
            }
            for sighting in extraction.sightings
        ],
    }


def document_fields(document: Document, path: str, *, is_relevant: bool) -> dict[str, Any]:
    """
    The fields of a document.
    """
    return {
        "path": path,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "relevant": is_relevant,
    }


def claim_fields(claim: Claim, labels: dict[str, str]) -> dict[str, Any]:
    """
    The fields of one claim, ids beside their labels.
    """
    return {
        "subject": claim.subject,
        "subject_label": labels.get(claim.subject, claim.subject),
        "relation": claim.relation,
        "object": claim.object,
        "object_label": labels.get(claim.object, claim.object),
        "modality": claim.modality.value,
        "date": claim.date,
        "qualifiers": dict(claim.qualifiers),
        "speaker": claim.speaker,
        "quote": claim.quote,
    }
