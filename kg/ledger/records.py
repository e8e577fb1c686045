"""
What goes into the ledger and what comes out: plain frozen records, every one with the position at which it was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from kg.claims import Claim, Extraction
from kg.text import Document


class Outcome(StrEnum):
    """
    What recording a document came to.
    """

    NEW = "new"
    SAME = "same"
    EDITED = "edited"
    REFUSED = "refused"


class ChangeKind(StrEnum):
    """
    Who changed: the world, the publisher, our reading of it, or a person's mind.
    """

    WORLD = "world"
    SOURCE = "source"
    PIPELINE = "pipeline"
    REVIEW = "review"


class Verb(StrEnum):
    """
    What happened to the target of a change.
    """

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


class Noun(StrEnum):
    """
    What the target of a change is.
    """

    DOCUMENT = "document"
    ENTITY = "entity"
    CLAIM = "claim"
    JUDGEMENT = "judgement"
    ASSESSMENT = "assessment"


class Verdict(StrEnum):
    """
    What a person decided about a claim, or a person or the resolver about two entities; the latest on a target holds.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


ON_PAIRS: Final = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})
"The verdicts on two entities."


@dataclass(frozen=True, slots=True)
class Arrival:
    """
    One document on its way into the ledger.

    Attributes:
        reader: name and version of the pipeline that read it; empty where unknown. It tells an edit by the publisher
            from a change of our own reading when both happen between two visits.
    """

    document: Document
    extraction: Extraction
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """
    What recording one document came to.

    Attributes:
        added: ids of claims this recording added, in text order; ones that re-appear after a withdrawal are among them.
        withdrawn: ids of claims the document no longer makes, or our reading no longer finds.
        position: the ledger's position after it.
        reason: why it was refused; empty otherwise.
    """

    outcome: Outcome
    document_id: str
    version: int
    added: tuple[str, ...]
    withdrawn: tuple[str, ...]
    position: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """
    One version of a document.

    Attributes:
        available: the day from which a reader of the world could know this version.
        relevant: what the latest reading's screen decided.
        reader: what made the latest reading.
        gone: true where the publisher took the document down; the text is the last one kept.
        position: where this version was written.
        read_position: where its latest reading was written; greater after a re-read.
    """

    document: Document
    id: str
    version: int
    text_hash: str
    available: date
    recorded: datetime
    relevant: bool
    reader: str
    gone: bool
    position: int
    read_position: int


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """
    One claim with its evidence, as selected for a day.

    Attributes:
        version: the version of the document that was current on that day.
        start: offset of its quote in that version's text; of its most confident sighting where there are several.
        available: the first day on which the document made this claim.
        recorded: when we first wrote it down.
        position: where we did.
    """

    claim: Claim
    id: str
    document_id: str
    version: int
    start: int
    end: int
    extractor: str
    score: float
    title: str
    url: str | None
    publisher: str
    published: str | None
    available: date
    recorded: datetime
    position: int
    written_for_project: bool


@dataclass(frozen=True, slots=True)
class StoredMention:
    """
    One place in a document's current text where an entity is named.
    """

    entity_id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StoredSighting:
    """
    One place where a claim was seen, in one reading (named by its position) of one version.
    """

    document_id: str
    version: int
    reading: int
    start: int
    end: int
    extractor: str
    score: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    A verdict on a target: a claim id, or two entity ids with a space between, the merged one first.

    Attributes:
        person: who decided; of two entities also the resolver, by name and version (`resolver@1`).
        correction: what a corrected claim says instead: field -> value.
        evidence: what the resolver went by: feature in words -> weight as log odds.
    """

    target: str
    verdict: Verdict
    person: str
    reason: str
    recorded: datetime
    position: int
    correction: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    What a rule made of the claims about one subject and relation.

    Attributes:
        result: whatever the rule concluded, as plain JSON values; compared by content.
        rule: name and version (`status@1`).
        basis: ids of the claims it rests on.
        dissent: ids of the claims that say otherwise.
        as_of_position: the ledger position up to which claims were considered.
    """

    subject: str
    relation: str
    result: Mapping[str, Any]
    rule: str
    basis: tuple[str, ...]
    dissent: tuple[str, ...]
    as_of_position: int


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """
    An assessment as it was written down.
    """

    assessment: Assessment
    recorded: datetime
    position: int


@dataclass(frozen=True, slots=True)
class Change:
    """
    One line of the change feed; its position is a stable cursor.

    Attributes:
        target: id of the document, entity or claim; `subject relation` for an assessment.
        document_id: the document concerned; `None` for judgements of other things and for assessments.
        summary: what a reader wants to see without a second look-up; keys depend on the noun.
    """

    position: int
    recorded: datetime
    kind: ChangeKind
    verb: Verb
    noun: Noun
    target: str
    document_id: str | None = None
    version: int | None = None
    summary: Mapping[str, Any] = field(default_factory=dict)
