"""
The ledger of claims: the truth of the house. Graph and index are projections and can be built anew from it.

It only ever grows: an edited document is a new version, a corrected reading is a new reading, and what is no longer
said is withdrawn by a line of its own.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from kg.claims import Extraction
from kg.ledger import rows, statements
from kg.ledger.arrivals import Prepared, completed, is_edited, kind_of_difference, prepare
from kg.ledger.availability import moment
from kg.ledger.database import Database, Session
from kg.ledger.grouping import CommitGroup
from kg.ledger.reader import LedgerReader
from kg.ledger.records import (
    Arrival,
    Assessment,
    ChangeKind,
    Judgement,
    Noun,
    Outcome,
    Recorded,
    StoredDocument,
    Verb,
    Verdict,
)
from kg.ledger.writer import Writer
from kg.text import Document

NOTHING_READ: Final = Extraction(relevant=True)


class Ledger(LedgerReader):
    """
    Reads and writes a ledger; any number of threads may share one.

    Several processes may open the same ledger: one writes at a time, the others wait their turn.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._group: CommitGroup[tuple[Prepared, datetime], Recorded] = CommitGroup(self._commit)

    def record(self, document: Document, extraction: Extraction, now: datetime, *, reader: str = "") -> Recorded:
        """
        Record one document and what was read in it; when this returns, both are on the disk.

        Threads that record at the same time share one flush.

        Args:
            now: the moment of recording; must bear a time zone.
            reader: name and version of the pipeline that read it.

        Returns:
            `new`: first version. `edited`: a new version, which withdraws what it no longer says. `same`: the text is
            known; if our reading of it has changed, claims come and go as changes of kind `pipeline`. `refused`: there
            is no text.

        Raises:
            BrokenExtraction: a quote does not stand where its sighting says; nothing was recorded.
            LedgerBusy: another process kept the writer's lock; nothing was recorded.
        """
        return self._group.submit((prepare(Arrival(document, extraction, reader)), moment(now)))

    def record_all(self, arrivals: Iterable[Arrival], now: datetime) -> tuple[Recorded, ...]:
        """
        Record many documents in one transaction: all of them or, after an error, none.

        Raises:
            BrokenExtraction: as `record`.
            LedgerBusy: as `record`.
        """
        now = moment(now)
        return self._commit([(prepare(arrival), now) for arrival in arrivals])

    def withdraw(self, document_id: str, reason: str, now: datetime) -> Recorded:
        """
        Record that the publisher took a document down: its text is kept, its claims are withdrawn.

        Raises:
            KeyError: no such document.
        """
        now = moment(now)
        with self.database.writing() as session:
            stored = latest(session, document_id)
            if stored is None:
                raise KeyError(document_id)
            writer = Writer(session, now)
            if stored.gone:
                return Recorded(Outcome.SAME, document_id, stored.version, (), (), writer.position)
            prepared = prepare(Arrival(stored.document, NOTHING_READ, stored.reader))
            return write_version(writer, prepared, stored, gone=reason)

    def judge(self, target: str, verdict: Verdict, person: str, reason: str, now: datetime) -> Judgement:
        """
        Record a person's verdict on a claim; a rejected claim is selected no more until a later verdict accepts it.

        Raises:
            KeyError: no such claim.
        """
        with self.database.writing() as session:
            if not session.rows(statements.KNOWN_CLAIM, (target,)):
                raise KeyError(target)
            writer = Writer(session, now)
            said = {"verdict": verdict, "person": person, "reason": reason}
            position = writer.change(ChangeKind.REVIEW, Verb.ADDED, Noun.JUDGEMENT, target, summary=said)
            row = (position, target, verdict, person, reason, writer.recorded)
            session.append(statements.INSERT_JUDGEMENT, [row])
        return Judgement(target, verdict, person, reason, moment(now), position)

    def append_assessments(
        self, assessments: Iterable[Assessment], kind: ChangeKind, now: datetime
    ) -> tuple[Assessment, ...]:
        """
        Record what the rules concluded, where that is something else than last time.

        Args:
            kind: what made the rules run: news, an edit, a new rule or reading, a judgement.

        Returns:
            Those whose result differs from the latest one kept for the same subject and relation. A new basis, dissent
            or rule version with the same result is not kept: it can be derived again.
        """
        with self.database.writing() as session:
            writer = Writer(session, now)
            return tuple(assessment for assessment in assessments if append_assessment(writer, assessment, kind))

    def close(self) -> None:
        """
        Let go of the files.
        """
        self.database.close()

    def _commit(self, group: Sequence[tuple[Prepared, datetime]]) -> tuple[Recorded, ...]:
        with self.database.writing() as session:
            return tuple(write(session, prepared, now) for prepared, now in group)


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
    stored = latest(session, prepared.document_id)
    if not prepared.document.text.strip():
        reason = "there is no text in it"
        return Recorded(Outcome.REFUSED, prepared.document_id, 0, (), (), writer.position, reason)
    if stored is None or stored.gone:
        return write_version(writer, prepared, stored)
    if is_edited(completed(prepared.document, stored.document), stored.document):
        return write_version(writer, prepared, stored)
    return write_reading(writer, prepared, stored)


def write_version(writer: Writer, prepared: Prepared, stored: StoredDocument | None, *, gone: str = "") -> Recorded:
    """
    Append a version with its reading, the claims it adds and the claims it no longer makes.
    """
    before = stored.document if stored else None
    document = completed(prepared.document, before)
    version = stored.version + 1 if stored else 1
    held = claims_held(writer.session, stored)
    same_reader = stored is None or stored.reader == prepared.arrival.reader

    def whose(quote: str) -> ChangeKind:
        return kind_of_difference(quote, document, before, same_reader=same_reader)

    added = {id_: whose(seen[0].claim.quote) for id_, seen in prepared.sightings.items() if id_ not in held}
    withdrawn = {id_: whose(quote) for id_, quote in held.items() if id_ not in prepared.sightings}
    kind, verb = (ChangeKind.SOURCE, Verb.CHANGED) if stored else (ChangeKind.WORLD, Verb.ADDED)
    if gone:
        verb = Verb.WITHDRAWN
    summary = {"title": document.title, "publisher": document.publisher, "published": document.published}
    if gone:
        summary["reason"] = gone
    where = (prepared.document_id, version)
    writer.change(kind, verb, Noun.DOCUMENT, prepared.document_id, document=where, summary=summary)
    writer.version(prepared, document, before, version, gone=int(bool(gone)))
    writer.reading(prepared, version, 1)
    writer.entities(prepared, version, kind)
    writer.added(prepared, version, added.items())
    writer.withdrawn(prepared.document_id, version, withdrawn.items())
    outcome = Outcome.EDITED if stored else Outcome.NEW
    return Recorded(outcome, *where, tuple(added), tuple(withdrawn), writer.position)


def write_reading(writer: Writer, prepared: Prepared, stored: StoredDocument) -> Recorded:
    """
    Append a further reading of a known text, if it found anything else than the one before.
    """
    where = (prepared.document_id, stored.version)
    reading, known, _ = writer.session.rows(statements.LATEST_READING, where)[0]
    if known == prepared.fingerprint:
        return Recorded(Outcome.SAME, *where, (), (), writer.position)
    held = claims_held(writer.session, stored)
    kind = ChangeKind.PIPELINE
    added = {id_: kind for id_ in prepared.sightings if id_ not in held}
    withdrawn = {id_: kind for id_ in held if id_ not in prepared.sightings}
    summary = {"reader": prepared.arrival.reader, "added": len(added), "withdrawn": len(withdrawn)}
    writer.change(kind, Verb.CHANGED, Noun.DOCUMENT, prepared.document_id, document=where, summary=summary)
    writer.reading(prepared, stored.version, reading + 1)
    writer.entities(prepared, stored.version, kind)
    writer.added(prepared, stored.version, added.items())
    writer.withdrawn(*where, withdrawn.items())
    return Recorded(Outcome.SAME, *where, tuple(added), tuple(withdrawn), writer.position)


def claims_held(session: Session, stored: StoredDocument | None) -> dict[str, str]:
    """
    The claims of the latest reading of a version, each with its quote.
    """
    if stored is None:
        return {}
    where = (stored.id, stored.version)
    reading = session.rows(statements.LATEST_READING, where)[0][0]
    return dict(session.rows(statements.READING_CLAIMS, (*where, reading)))


def append_assessment(writer: Writer, assessment: Assessment, kind: ChangeKind) -> bool:
    """
    Append an assessment unless its result is the one last kept; whether it was appended.
    """
    key = (assessment.subject, assessment.relation)
    found = writer.session.rows(statements.LATEST_ASSESSMENT, key)
    result = rows.to_json(assessment.result)
    before = rows.to_json(rows.stored_assessment(found[0]).assessment.result) if found else None
    if result == before:
        return False
    summary = {
        "before": rows.stored_assessment(found[0]).assessment.result if found else None,
        "now": assessment.result,
    }
    verb = Verb.CHANGED if found else Verb.ADDED
    position = writer.change(kind, verb, Noun.ASSESSMENT, " ".join(key), summary={**summary, "rule": assessment.rule})
    evidence = (rows.to_json(assessment.basis), rows.to_json(assessment.dissent), assessment.as_of_position)
    row = (position, *key, result, assessment.rule, *evidence, writer.recorded)
    writer.session.append(statements.INSERT_ASSESSMENT, [row])
    return True
