"""
What one arrival adds to the ledger: a version, a reading of a known version, or nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kg.ledger import rows, statements
from kg.ledger.arrivals import Prepared, completed, is_edited, kind_of_difference
from kg.ledger.availability import available_day
from kg.ledger.database import Session
from kg.ledger.records import Assessment, ChangeKind, Judgement, Noun, Outcome, Recorded, StoredDocument, Verb
from kg.ledger.writer import Where, Writer


def latest(session: Session, document_id: str) -> StoredDocument | None:
    """
    The latest version of a document, as this transaction sees it.
    """
    found = session.rows(statements.DOCUMENT, (document_id,))
    return rows.stored_document(found[0]) if found else None


def write(session: Session, prepared: Prepared, now: datetime) -> Recorded:
    """
    Append whatever an arrival adds to what is known of its document.
    """
    writer = Writer(session, now)
    if not prepared.document.text.strip():
        reason = "there is no text in it"
        return Recorded(Outcome.REFUSED, prepared.document_id, 0, (), (), writer.position, reason)
    stored = latest(session, prepared.document_id)
    if stored is None or stored.gone or is_edited(completed(prepared.document, stored.document), stored.document):
        return write_version(writer, prepared, stored, now)
    return write_reading(writer, prepared, stored)


def write_version(
    writer: Writer, prepared: Prepared, stored: StoredDocument | None, now: datetime, *, gone: str = ""
) -> Recorded:
    """
    Append a version with its reading, the claims it adds and the claims it no longer makes.

    Args:
        stored: the version before it.
        gone: why the publisher took the document down; empty where it stands.
    """
    before = stored.document if stored else None
    document = completed(prepared.document, before)
    where = (prepared.document_id, stored.version + 1 if stored else 1)
    held = claims_held(writer.session, stored)
    same_reader = stored is None or stored.reader == prepared.arrival.reader

    def whose(quote: str) -> ChangeKind:
        return kind_of_difference(quote, document, before, same_reader=same_reader)

    added = {id_: whose(seen[0].claim.quote) for id_, seen in prepared.sightings.items() if id_ not in held}
    withdrawn = {id_: whose(quote) for id_, quote in held.items() if id_ not in prepared.sightings}
    kind = ChangeKind.SOURCE if stored else ChangeKind.WORLD
    verb = Verb.WITHDRAWN if gone else Verb.CHANGED if stored else Verb.ADDED
    summary = {"title": document.title, "publisher": document.publisher, "published": document.published}
    if gone:
        summary["reason"] = gone
    is_back = stored is not None and stored.gone
    available = now.date() if gone else available_day(document, before, now, is_back=is_back)
    writer.change(kind, verb, Noun.DOCUMENT, prepared.document_id, where=where, summary=summary)
    writer.version(prepared, document, where[1], available, gone=bool(gone))
    outcome = Outcome.EDITED if stored else Outcome.NEW
    write_claims(writer, prepared, where, available=available, kind=kind, added=added, withdrawn=withdrawn)
    return Recorded(outcome, *where, tuple(added), tuple(withdrawn), writer.position)


def write_reading(writer: Writer, prepared: Prepared, stored: StoredDocument) -> Recorded:
    """
    Append a further reading of a known text, if it found anything else than the one before.
    """
    where = (prepared.document_id, stored.version)
    if writer.session.rows(statements.LATEST_READING, where)[0][1] == prepared.fingerprint:
        return Recorded(Outcome.SAME, *where, (), (), writer.position)
    held = claims_held(writer.session, stored)
    kind = ChangeKind.PIPELINE
    added = {id_: kind for id_ in prepared.sightings if id_ not in held}
    withdrawn = {id_: kind for id_ in held if id_ not in prepared.sightings}
    summary = {"reader": prepared.arrival.reader, "added": len(added), "withdrawn": len(withdrawn)}
    writer.change(kind, Verb.CHANGED, Noun.DOCUMENT, prepared.document_id, where=where, summary=summary)
    write_claims(writer, prepared, where, available=stored.available, kind=kind, added=added, withdrawn=withdrawn)
    return Recorded(Outcome.SAME, *where, tuple(added), tuple(withdrawn), writer.position)


def write_claims(
    writer: Writer,
    prepared: Prepared,
    where: Where,
    *,
    available: date,
    kind: ChangeKind,
    added: Mapping[str, ChangeKind],
    withdrawn: Mapping[str, ChangeKind],
) -> None:
    """
    Append a reading with what it brings and what it takes away, and hand all gathered rows over.

    Args:
        available: the day from which this version could be known.
        kind: why there is a reading: news, an edit, a new reader.
        added: whose doing it is, by claim id; so `withdrawn`.
    """
    reading = writer.reading(prepared, where[1])
    writer.entities(prepared, where, kind)
    writer.claims(prepared, where, available, reading, added)
    writer.withdrawn(where, withdrawn.items())
    writer.flush()


def claims_held(session: Session, stored: StoredDocument | None) -> dict[str, str]:
    """
    The claims of the latest reading of a version, each with its quote.
    """
    if stored is None:
        return {}
    return dict(session.rows(statements.READING_CLAIMS, (stored.read_position,)))


def append_assessment(writer: Writer, assessment: Assessment, kind: ChangeKind) -> bool:
    """
    Append an assessment unless its result is the one last kept; whether it was appended.
    """
    key = (assessment.subject, assessment.relation)
    found = writer.session.rows(statements.LATEST_ASSESSMENT, key)
    before = rows.stored_assessment(found[0]).assessment.result if found else None
    result = rows.to_json(assessment.result)
    if found and result == rows.to_json(before):
        return False
    summary = {"before": before, "now": assessment.result, "rule": assessment.rule}
    verb = Verb.WITHDRAWN if not assessment.result else Verb.CHANGED if before else Verb.ADDED
    position = writer.change(kind, verb, Noun.ASSESSMENT, " ".join(key), summary=summary)
    evidence = (rows.to_json(assessment.basis), rows.to_json(assessment.dissent), assessment.as_of_position)
    writer.append(statements.INSERT_ASSESSMENT, (position, *key, result, assessment.rule, *evidence, writer.recorded))
    writer.flush()
    return True


def write_judgement(writer: Writer, judgement: Judgement, kind: ChangeKind) -> Judgement:
    """
    Append a verdict; it comes back with its position.
    """
    said: dict[str, Any] = {"verdict": judgement.verdict, "person": judgement.person, "reason": judgement.reason}
    said |= {key: dict(told) for key in ("correction", "evidence") if (told := getattr(judgement, key))}
    position = writer.change(kind, Verb.ADDED, Noun.JUDGEMENT, judgement.target, summary=said)
    row = (position, judgement.target, judgement.verdict, judgement.person, judgement.reason, writer.recorded)
    writer.append(statements.INSERT_JUDGEMENT, row)
    return replace(judgement, position=position)
