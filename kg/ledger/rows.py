"""
Rows to records and back: the order of columns stands in `kg.ledger.statements` and here, nowhere else.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from kg.claims import Claim, Modality
from kg.ledger.records import (
    Assessment,
    Change,
    ChangeKind,
    Judgement,
    Noun,
    StoredAssessment,
    StoredClaim,
    StoredDocument,
    Verb,
    Verdict,
)
from kg.text import Document

Row = tuple[Any, ...]

# Calling the enumeration cost a fifth of selecting 100 000 claims.
MODALITIES: Final = {modality.value: modality for modality in Modality}
CLAIM_POSITION: Final = 21
READING_POSITION: Final = 23

# Made once: `json.dumps` with options makes one a call, which was a tenth of the time of recording a document.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_json(value: Any) -> str:
    """
    A plain value in the one spelling that equal values share.

    >>> to_json({"b": [1], "a": "ü"})
    '{"a":"ü","b":[1]}'
    """
    return _ENCODER.encode(value)


def stored_document(row: Row) -> StoredDocument:
    """
    A row of `statements.DOCUMENT`, `DOCUMENT_VERSION` or `DOCUMENTS`.
    """
    (document_id, version, text_hash, url, given_id, title, publisher, published, retrieved, recorded) = row[:10]
    (manner, language, facts, written, available, gone, position, text, relevant, reader, read_position) = row[10:]
    return StoredDocument(
        document=Document(
            text=text,
            url=url,
            given_id=given_id,
            title=title,
            publisher=publisher,
            published=published,
            retrieved=datetime.fromisoformat(retrieved) if retrieved else None,
            manner=manner,
            facts=tuple(json.loads(facts)),
            language=language,
            written_for_project=bool(written),
        ),
        id=document_id,
        version=version,
        text_hash=text_hash,
        available=date.fromisoformat(available),
        recorded=datetime.fromisoformat(recorded),
        relevant=bool(relevant),
        reader=reader,
        gone=bool(gone),
        position=position,
        read_position=read_position,
    )


def stored_claims(rows: Sequence[Row]) -> tuple[StoredClaim, ...]:
    """
    Each claim of the rows of `statements.claims` or `claims_by_id` once, in the order in which they were first written.

    Of several sightings the one of the latest reading counts, of that the most confident, of those the first.
    """
    best: dict[int, Row] = {}
    for row in rows:
        position = row[CLAIM_POSITION]
        if position not in best or preference(row) < preference(best[position]):
            best[position] = row
    return tuple(stored_claim(best[position]) for position in sorted(best))


def preference(row: Row) -> tuple[int, float, int, str]:
    """
    A key that puts the best sighting of a claim first.
    """
    start, _, extractor, score = row[11:15]
    return (-row[READING_POSITION], -score, start, extractor)


def stored_claim(row: Row) -> StoredClaim:
    """
    A row of `statements.claims` or `claims_by_id`.
    """
    (claim_id, document_id, version, subject, relation, object_, qualifiers, modality, event_date, speaker) = row[:10]
    (quote, start, end, extractor, score, title, url, publisher, published, available) = row[10:20]
    (recorded, position, written) = row[20:23]
    return StoredClaim(
        claim=Claim(
            subject=subject,
            relation=relation,
            object=object_,
            modality=MODALITIES[modality],
            quote=quote,
            qualifiers=tuple((key, value) for key, value in json.loads(qualifiers)) if qualifiers != "[]" else (),
            date=event_date,
            speaker=speaker,
        ),
        id=claim_id,
        document_id=document_id,
        version=version,
        start=start,
        end=end,
        extractor=extractor,
        score=score,
        title=title,
        url=url,
        publisher=publisher,
        published=published,
        available=date.fromisoformat(available),
        recorded=datetime.fromisoformat(recorded),
        position=position,
        written_for_project=bool(written),
    )


def claim_row(claim: Claim) -> Row:
    """
    The columns of a claim from subject to quote.
    """
    return (
        claim.subject,
        claim.relation,
        claim.object,
        to_json(sorted(claim.qualifiers)),
        claim.modality.value,
        claim.date,
        claim.speaker,
        claim.quote,
    )


def judgement(row: Row) -> Judgement:
    """
    A row of `statements.JUDGEMENTS`.
    """
    target, verdict, person, reason, recorded, position, summary = row
    told = json.loads(summary)
    more = (told.get("correction") or {}, told.get("evidence") or {})
    return Judgement(target, Verdict(verdict), person, reason, datetime.fromisoformat(recorded), position, *more)


def stored_assessment(row: Row) -> StoredAssessment:
    """
    A row of `statements.ASSESSMENTS` or `LATEST_ASSESSMENT`.
    """
    subject, relation, result, rule, basis, dissent, as_of_position, recorded, position = row
    assessment = Assessment(
        subject,
        relation,
        json.loads(result),
        rule,
        tuple(json.loads(basis)),
        tuple(json.loads(dissent)),
        as_of_position,
    )
    return StoredAssessment(assessment, datetime.fromisoformat(recorded), position)


def change(row: Row) -> Change:
    """
    A row of `statements.changes` or `HISTORY`.
    """
    position, recorded, kind, verb, noun, target, document_id, version, summary = row
    return Change(
        position=position,
        recorded=datetime.fromisoformat(recorded),
        kind=ChangeKind(kind),
        verb=Verb(verb),
        noun=Noun(noun),
        target=target,
        document_id=document_id,
        version=version,
        summary=json.loads(summary),
    )
