"""
The ledger of claims: the truth of the house. Graph and index are projections and can be built anew from it.

It only ever grows: an edited document is a new version, a corrected reading is a new reading, and what is no longer
said is withdrawn by a line of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from kg.claims import Extraction
from kg.ledger import statements
from kg.ledger.arrivals import Prepared, prepare
from kg.ledger.availability import moment, time_text
from kg.ledger.database import Database
from kg.ledger.grouping import CommitGroup
from kg.ledger.reader import LedgerReader
from kg.ledger.records import (
    ON_PAIRS,
    Arrival,
    Assessment,
    ChangeKind,
    Judgement,
    Outcome,
    Recorded,
    Verdict,
)
from kg.ledger.versions import append_assessment, latest, write, write_judgement, write_version
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
            return write_version(writer, prepared, stored, now, gone=reason)

    def judge(  # noqa: PLR0917 - a judgement in the order in which it is told
        self,
        target: str,
        verdict: Verdict,
        person: str,
        reason: str,
        now: datetime,
        correction: Mapping[str, str] | None = None,
    ) -> Judgement:
        """
        Record a person's verdict on a claim, or on two entities (`same`, `different`, `unsure`).

        A rejected claim is selected no more, a corrected one says something else, until a later verdict on it.

        Args:
            target: a claim id; for two entities both ids with a space between, the merged one first.
            correction: for `correct`, what the claim says instead: field -> value.

        Raises:
            KeyError: no such claim.
        """
        with self.database.writing() as session:
            writer = Writer(session, now)
            if verdict not in ON_PAIRS and not writer.known("claims", "claim_id", [target]):
                raise KeyError(target)
            opinion = Judgement(target, verdict, person, reason, moment(now), 0, dict(correction or {}))
            judgement = write_judgement(writer, opinion, ChangeKind.REVIEW)
            writer.flush()
        return judgement

    def judge_pairs(self, opinions: Iterable[Judgement], now: datetime) -> tuple[Judgement, ...]:
        """
        Record what the resolver thinks of pairs of entities: changes of our own pipeline, all in one transaction.

        Args:
            opinions: their moments and positions do not count; returned are the ones they got.
        """
        with self.database.writing() as session:
            writer = Writer(session, now)
            written = tuple(write_judgement(writer, each, ChangeKind.PIPELINE) for each in opinions)
            writer.flush()
        return tuple(replace(each, recorded=moment(now)) for each in written)

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

    def mark_projected(self, position: int, now: datetime) -> None:
        """
        Note that the rules of belief have run over everything up to a position; that is no change and has no position.
        """
        with self.database.writing() as session:
            if int(session.rows(statements.PROJECTED)[0][0]) < position:
                session.append(statements.INSERT_PROJECTION, [(position, time_text(now))])

    def close(self) -> None:
        """
        Let go of the files.
        """
        self.database.close()

    def _commit(self, group: Sequence[tuple[Prepared, datetime]]) -> tuple[Recorded, ...]:
        with self.database.writing() as session:
            return tuple(write(session, prepared, now) for prepared, now in group)
