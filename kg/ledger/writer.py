"""
The writer's hand inside one transaction: assigns positions and appends rows.

It exists only under the writer's lock, so the positions it hands out are nobody else's. Rows are gathered and appended
by table: one statement for each table and document, not one for each row, halves the time of recording (measured).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from kg.ledger import statements
from kg.ledger.arrivals import Prepared
from kg.ledger.availability import time_text
from kg.ledger.database import Session
from kg.ledger.reader import in_batches
from kg.ledger.records import ChangeKind, Noun, Verb
from kg.ledger.rows import Row, claim_row, to_json
from kg.text import Document

Where = tuple[str, int]


class Writer:
    """
    Appends to the tables of one write transaction, at one moment; `flush` when done.

    What it is about to append cannot be read back before the flush.
    """

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.recorded = time_text(now)
        self.position = int(session.rows(statements.POSITION)[0][0])
        self._pending: defaultdict[str, list[Row]] = defaultdict(list)

    def flush(self) -> None:
        """
        Append all gathered rows.
        """
        for statement, rows in self._pending.items():
            self.session.append(statement, rows)
        self._pending.clear()

    def append(self, statement: str, row: Row) -> None:
        """
        Gather one row for a table.
        """
        self._pending[statement].append(row)

    def change(
        self,
        kind: ChangeKind,
        verb: Verb,
        noun: Noun,
        target: str,
        *,
        where: tuple[str | None, int | None] = (None, None),
        summary: Mapping[str, Any],
    ) -> int:
        """
        Append a line to the change feed; its position.

        Args:
            where: document id and version concerned.
        """
        self.position += 1
        row = (self.position, self.recorded, kind, verb, noun, target, *where, to_json(summary))
        self.append(statements.INSERT_CHANGE, row)
        return self.position

    def version(self, prepared: Prepared, document: Document, version: int, available: date, *, gone: bool) -> None:
        """
        Append a version of a document, and its text unless that is kept already.
        """
        if not self.session.rows(statements.HAS_TEXT, (prepared.text_hash,)):
            self.append(statements.INSERT_TEXT, (prepared.text_hash, document.text))
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
            available.isoformat(),
            int(gone),
            self.position,
        )
        self.append(statements.INSERT_DOCUMENT, row)

    def reading(self, prepared: Prepared, version: int) -> int:
        """
        Append a reading of a version and its mentions; its position, which is that of the last change.
        """
        read, position = prepared.extraction, self.position
        row = (position, prepared.document_id, version, prepared.arrival.reader, prepared.fingerprint)
        self.append(statements.INSERT_READING, (*row, int(read.relevant), self.recorded))
        for mention in read.mentions:
            place = (mention.entity.id, mention.text, mention.start, mention.end)
            self.append(statements.INSERT_MENTION, (position, *place))
        return position

    def entities(self, prepared: Prepared, where: Where, kind: ChangeKind) -> None:
        """
        Append the entities this document is the first to name.
        """
        minted = {entity.id: entity for entity in prepared.extraction.entities if not entity.known}
        known = self.known("entities", "entity_id", minted)
        for entity in minted.values():
            if entity.id not in known:
                said = {"label": entity.label, "type": entity.type}
                position = self.change(kind, Verb.ADDED, Noun.ENTITY, entity.id, where=where, summary=said)
                self.append(statements.INSERT_ENTITY, (entity.id, entity.label, entity.type, position))

    def claims(
        self, prepared: Prepared, where: Where, available: date, reading: int, added: Mapping[str, ChangeKind]
    ) -> None:
        """
        Append the claims a document makes that it did not make before, and where the reading saw each of its claims.

        Args:
            added: whose doing it is, by claim id; a claim that re-appears keeps its first row.
        """
        positions = self.known("claims", "claim_id", prepared.sightings)
        for claim_id, kind in added.items():
            claim = prepared.sightings[claim_id][0].claim
            is_again = claim_id in positions
            said = (claim.subject, claim.relation, claim.object)
            summary = {"said": said, "modality": claim.modality, "again": is_again}
            position = self.change(kind, Verb.ADDED, Noun.CLAIM, claim_id, where=where, summary=summary)
            if not is_again:
                positions[claim_id] = position
                row = (position, claim_id, *where, *claim_row(claim), available.isoformat(), self.recorded)
                self.append(statements.INSERT_CLAIM, row)
        for claim_id, several in prepared.sightings.items():
            for seen in several:
                row = (reading, positions[claim_id], seen.start, seen.end, seen.extractor, seen.score)
                self.append(statements.INSERT_SIGHTING, row)

    def withdrawn(self, where: Where, kinds: Iterable[tuple[str, ChangeKind]]) -> None:
        """
        Append that a document no longer makes these claims.
        """
        for claim_id, kind in kinds:
            self.change(kind, Verb.WITHDRAWN, Noun.CLAIM, claim_id, where=where, summary={})

    def known(self, table: str, column: str, ids: Collection[str]) -> dict[str, int]:
        """
        Which of these ids stand in a table already, each with its position.
        """
        found: dict[str, int] = {}
        for batch in in_batches(ids):
            found.update(self.session.rows(statements.known(table, column, len(batch)), batch))
        return found
