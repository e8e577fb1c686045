"""
The reading face of the ledger: what was said, when we could know it, and what has changed since.

Most of the house is handed only this; `kg.ledger.ledger.Ledger` adds the right to write.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from kg.claims import Entity
from kg.identity import text_hash
from kg.ledger import rows, statements
from kg.ledger.availability import LAST_DAY, LAST_MOMENT, time_text
from kg.ledger.database import Database
from kg.ledger.records import (
    Change,
    ChangeKind,
    Judgement,
    Noun,
    StoredAssessment,
    StoredClaim,
    StoredDocument,
    StoredMention,
    StoredSighting,
)

# PostgreSQL and SQLite both take far more parameters than this; a list of ids is cut to keep statements readable.
IDS_AT_ONCE: Final = 500


class LedgerReader:
    """
    Reads a ledger; any number of threads may share one.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @property
    def position(self) -> int:
        """
        The position of the last change; 0 for an empty ledger.
        """
        with self.database.reading() as session:
            return int(session.rows(statements.POSITION)[0][0])

    @property
    def projected(self) -> int:
        """
        The position up to which the rules of belief have run; 0 before the first time.
        """
        with self.database.reading() as session:
            return int(session.rows(statements.PROJECTED)[0][0])

    @property
    def last_recorded(self) -> datetime:
        """
        When the last change was written down; of an empty ledger, when it was made.
        """
        with self.database.reading() as session:
            return datetime.fromisoformat(max(row[0] for row in session.rows(statements.LAST_RECORDED)))

    def claims(
        self,
        as_of: date | None = None,
        recorded_as_of: datetime | None = None,
        *,
        about: Collection[str] | None = None,
    ) -> tuple[StoredClaim, ...]:
        """
        The claims that stood on a day: the one selection everything else rests on.

        A claim stands when the version of its document that was current on that day makes it, by our latest reading of
        that version, and no judgement rejects it. Readings and judgements are about how we understood the text, so
        `as_of` does not turn them back; `recorded_as_of` does.

        Args:
            as_of: what was available by the end of this day, UTC; `None`: everything.
            recorded_as_of: what we had written down by this moment; `None`: everything.
            about: only claims whose subject or object is one of these ids.

        Returns:
            Each claim once, with its most confident sighting, in the order in which they were first written.
        """
        day = (as_of or LAST_DAY).isoformat()
        recorded = time_text(recorded_as_of or LAST_MOMENT)
        times = (day, *[recorded] * 4)
        with self.database.reading() as session:
            if about is None:
                return rows.stored_claims(session.rows(statements.claims(), times))
            found = [
                row
                for ids in in_batches(about)
                for row in session.rows(statements.claims(len(ids)), (*times, *ids, *ids))
            ]
        return rows.stored_claims(found)

    def claims_for(self, ids: Collection[str]) -> tuple[StoredClaim, ...]:
        """
        These claims with their latest sighting, withdrawn and rejected ones too, in the order first written.

        Unknown ids are left out.
        """
        with self.database.reading() as session:
            found = [
                row for batch in in_batches(ids) for row in session.rows(statements.claims_by_id(len(batch)), batch)
            ]
        return rows.stored_claims(found)

    def claim(self, claim_id: str) -> StoredClaim | None:
        """
        One claim with its latest sighting.
        """
        return next(iter(self.claims_for((claim_id,))), None)

    def sightings(self, claim_id: str) -> tuple[StoredSighting, ...]:
        """
        Every place where any reading has seen a claim, oldest first.
        """
        with self.database.reading() as session:
            return tuple(StoredSighting(*row) for row in session.rows(statements.SIGHTINGS, (claim_id,)))

    def document(self, document_id: str, version: int | None = None) -> StoredDocument | None:
        """
        One document: its latest version unless another is named.
        """
        statement, parameters = (
            (statements.DOCUMENT, (document_id,))
            if version is None
            else (statements.DOCUMENT_VERSION, (document_id, version))
        )
        with self.database.reading() as session:
            found = session.rows(statement, parameters)
        return rows.stored_document(found[0]) if found else None

    def documents(
        self, as_of: date | None = None, recorded_as_of: datetime | None = None
    ) -> tuple[StoredDocument, ...]:
        """
        Every document in the version that was current on a day, by id; the days are those of `claims`.
        """
        recorded = time_text(recorded_as_of or LAST_MOMENT)
        with self.database.reading() as session:
            found = session.rows(statements.DOCUMENTS, ((as_of or LAST_DAY).isoformat(), recorded, recorded))
        return tuple(map(rows.stored_document, found))

    def mentions(self, document_id: str, version: int | None = None) -> tuple[StoredMention, ...]:
        """
        Where a version names entities, by its latest reading, in text order.
        """
        stored = self.document(document_id, version)
        if stored is None:
            return ()
        with self.database.reading() as session:
            found = session.rows(statements.MENTIONS, (stored.read_position,))
        return tuple(StoredMention(*row) for row in found)

    def entities(self) -> tuple[Entity, ...]:
        """
        Every entity minted from texts, in the order in which they were met; reference data is not among them.
        """
        with self.database.reading() as session:
            found = session.rows(statements.ENTITIES)
        return tuple(Entity(id_, label, type_, known=False) for id_, label, type_ in found)

    def judgements(self, target: str) -> tuple[Judgement, ...]:
        """
        Every verdict on a target, oldest first; the last one holds.
        """
        with self.database.reading() as session:
            return tuple(map(rows.judgement, session.rows(statements.JUDGEMENTS, (target,))))

    def all_judgements(self, recorded_as_of: datetime | None = None) -> tuple[Judgement, ...]:
        """
        Every verdict that had been written down by a moment, oldest first; the last one on each target holds.
        """
        recorded = time_text(recorded_as_of or LAST_MOMENT)
        with self.database.reading() as session:
            return tuple(map(rows.judgement, session.rows(statements.ALL_JUDGEMENTS, (recorded,))))

    def assessments(self, subject: str) -> tuple[StoredAssessment, ...]:
        """
        Every assessment about a subject, oldest first; the last one of each relation is the current one.
        """
        with self.database.reading() as session:
            return tuple(map(rows.stored_assessment, session.rows(statements.ASSESSMENTS, (subject,))))

    def latest_assessments(self) -> dict[tuple[str, str], StoredAssessment]:
        """
        The current assessment of every subject and relation; an empty result says that nothing is concluded any more.
        """
        with self.database.reading() as session:
            found = map(rows.stored_assessment, session.rows(statements.LATEST_ASSESSMENTS))
        return {(each.assessment.subject, each.assessment.relation): each for each in found}

    def assessment_at(self, position: int) -> StoredAssessment | None:
        """
        The assessment that a line of the change feed tells of.
        """
        with self.database.reading() as session:
            found = session.rows(statements.ASSESSMENT_AT, (position,))
        return rows.stored_assessment(found[0]) if found else None

    def changes(
        self, since: int = 0, kinds: Collection[ChangeKind] = (), nouns: Collection[Noun] = (), *, limit: int = 1000
    ) -> tuple[Change, ...]:
        """
        The changes after a position, oldest first.

        Args:
            since: position of the last change already seen; the position of the last one returned is the next cursor.
            kinds: only these; empty: all.
            nouns: only changes of these; empty: all.
        """
        wanted, about = sorted(kinds), sorted(nouns)
        with self.database.reading() as session:
            found = session.rows(statements.changes(len(wanted), len(about)), (since, *wanted, *about, limit))
        return tuple(map(rows.change, found))

    def latest_changes(
        self, before: int, kinds: Collection[ChangeKind] = (), nouns: Collection[Noun] = (), *, limit: int = 1000
    ) -> tuple[Change, ...]:
        """
        The changes before a position, newest first; narrowed as `changes` are.
        """
        wanted, about = sorted(kinds), sorted(nouns)
        statement = statements.changes(len(wanted), len(about), newest_first=True)
        with self.database.reading() as session:
            return tuple(map(rows.change, session.rows(statement, (before, *wanted, *about, limit))))

    def replay(self, since: int = 0, *, page: int = 1000) -> Iterator[Change]:
        """
        Every change after a position up to the end: what a projection reads to catch up.
        """
        while changes := self.changes(since, limit=page):
            yield from changes
            since = changes[-1].position

    def history(self, target: str) -> tuple[Change, ...]:
        """
        Everything that happened to one document, claim or entity, oldest first.
        """
        with self.database.reading() as session:
            return tuple(map(rows.change, session.rows(statements.HISTORY, (target,))))

    def check(self) -> tuple[str, ...]:
        """
        What is wrong with the ledger, one line each; empty when it is sound.

        Reads everything: the engine's own check, every reference, and the hash of every text.
        """
        problems = list(self.database.check())
        with self.database.reading() as session:
            for name, statement in statements.UNSOUND.items():
                problems.extend(f"{name}: {row[0]}" for row in session.rows(statement))
            for kept_hash, text in session.rows(statements.TEXTS):
                if text_hash(text) != kept_hash:
                    problems.append(f"text differs from its hash: {kept_hash}")
        return tuple(problems)


def in_batches(ids: Collection[str]) -> Iterator[Sequence[str]]:
    """
    The ids once each, in batches that one statement can take.
    """
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), IDS_AT_ONCE):
        yield ordered[start : start + IDS_AT_ONCE]
