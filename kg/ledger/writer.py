"""
The writer's hand inside one transaction: assigns positions and appends rows.

It exists only under the writer's lock, so the positions it hands out are nobody else's.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from kg.ledger import statements
from kg.ledger.arrivals import Prepared
from kg.ledger.availability import available_day, time_text
from kg.ledger.database import Session
from kg.ledger.records import ChangeKind, Noun, Verb
from kg.ledger.rows import claim_row, to_json
from kg.text import Document


class Writer:
    """
    Appends to the tables of one write transaction, at one moment.
    """

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now
        self.recorded = time_text(now)
        self.position = int(session.rows(statements.POSITION)[0][0])

    def change(
        self,
        kind: ChangeKind,
        verb: Verb,
        noun: Noun,
        target: str,
        *,
        document: tuple[str, int] | None = None,
        summary: Mapping[str, Any],
    ) -> int:
        """
        Append a line to the change feed; its position.
        """
        self.position += 1
        document_id, version = document or (None, None)
        row = (self.position, self.recorded, kind, verb, noun, target, document_id, version, to_json(summary))
        self.session.append(statements.INSERT_CHANGE, [row])
        return self.position

    def version(self, prepared: Prepared, document: Document, before: Document | None, version: int, gone: int) -> None:
        """
        Append a version of a document, and its text unless that is kept already.
        """
        if not self.session.rows(statements.HAS_TEXT, (prepared.text_hash,)):
            self.session.append(statements.INSERT_TEXT, [(prepared.text_hash, document.text)])
        row = (
            prepared.document_id,
            version,
            prepared.text_hash,
            document.url,
            document.given_id,
            document.title,
            document.publisher,
            document.published,
            time_text(document.retrieved) if document.retrieved else None,
            self.recorded,
            document.manner,
            document.language,
            to_json(document.facts),
            int(document.written_for_project),
            available_day(document, before, self.now).isoformat(),
            gone,
            self.position,
        )
        self.session.append(statements.INSERT_DOCUMENT, [row])

    def reading(self, prepared: Prepared, version: int, reading: int) -> None:
        """
        Append a reading of a version: its mentions and the sightings of its claims.
        """
        key = (prepared.document_id, version, reading)
        extraction = prepared.extraction
        row = (
            *key,
            prepared.arrival.reader,
            prepared.fingerprint,
            int(extraction.relevant),
            self.recorded,
            self.position,
        )
        self.session.append(statements.INSERT_READING, [row])
        self.session.append(
            statements.INSERT_MENTION,
            [(*key, mention.entity.id, mention.text, mention.start, mention.end) for mention in extraction.mentions],
        )
        self.session.append(
            statements.INSERT_SIGHTING,
            [
                (*key, claim, seen.start, seen.end, seen.extractor, seen.score)
                for claim, several in prepared.sightings.items()
                for seen in several
            ],
        )

    def entities(self, prepared: Prepared, version: int, kind: ChangeKind) -> None:
        """
        Append the entities this document is the first to name.
        """
        for entity in prepared.extraction.entities:
            if entity.known or self.session.rows(statements.KNOWN_ENTITY, (entity.id,)):
                continue
            position = self.change(
                kind,
                Verb.ADDED,
                Noun.ENTITY,
                entity.id,
                document=(prepared.document_id, version),
                summary={"label": entity.label, "type": entity.type},
            )
            self.session.append(statements.INSERT_ENTITY, [(entity.id, entity.label, entity.type, position)])

    def added(self, prepared: Prepared, version: int, claims: Iterable[tuple[str, ChangeKind]]) -> None:
        """
        Append the claims a document makes that it did not make before; ones that re-appear keep their first row.
        """
        for claim_id, kind in claims:
            claim = prepared.sightings[claim_id][0].claim
            is_again = bool(self.session.rows(statements.KNOWN_CLAIM, (claim_id,)))
            said = (claim.subject, claim.relation, claim.object)
            summary = {"said": said, "modality": claim.modality, "again": is_again}
            where = (prepared.document_id, version)
            position = self.change(kind, Verb.ADDED, Noun.CLAIM, claim_id, document=where, summary=summary)
            if not is_again:
                row = (claim_id, *where, *claim_row(claim), self.recorded, position)
                self.session.append(statements.INSERT_CLAIM, [row])

    def withdrawn(self, document_id: str, version: int, claims: Iterable[tuple[str, ChangeKind]]) -> None:
        """
        Append that a document no longer makes these claims.
        """
        for claim_id, kind in claims:
            where = (document_id, version)
            self.change(kind, Verb.WITHDRAWN, Noun.CLAIM, claim_id, document=where, summary={})
