"""
The noun everything turns on: a claim, which is what a document says, with its sentence, its modality and its speaker.

A claim's id is a hash of what it says, so that one edited paragraph or one upgraded pattern does not withdraw and
re-add everything; where exactly it stood and which pattern saw it belong to a `Sighting`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """
    How a document says what it says.
    """

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"
    REPORTED = "reported"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Entity:
    """
    Something that can be the subject or object of a claim.

    Attributes:
        id: reference slug (`state:japan`) or opaque id minted at run time (`agreement:x3f…`).
        label: canonical name, as shown.
        type: local name of its class in the ontology (`Country`, `Agreement`, …).
        known: true when reference data holds it.
    """

    id: str
    label: str
    type: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """
    One place where a document names an entity.
    """

    entity: Entity
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One thing a document says.

    Attributes:
        subject: entity id.
        relation: local name of the relation (`partyTo`).
        object: entity id; or, by the relation's range, a code (`signed`, `MOU`), an EDTF date, an ISO 8601 duration
            (`P30D`), a decimal number or a text.
        qualifiers: sorted (key, value) pairs: `amount currency amount_kind percent percent_high operator quantity
            unit year destination role stage mineral counted_from …`; values are ids or literals in their lexical form.
        modality: how it is said.
        date: EDTF date of the event told; `None` where the text gives none.
        speaker: entity id or name of who says it; `None` where the document itself does.
        quote: the sentence that bears it, as it stands in the text.
    """

    subject: str
    relation: str
    object: str
    modality: Modality
    quote: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    date: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """
    Where and how a claim was seen: not part of what it says.

    Attributes:
        start: offset of the quote's first code point in the kept text.
        end: offset past its last.
        extractor: name and version of the pattern or model that found it (`partyTo/verb-subject@1`).
        score: confidence of the extractor in [0, 1].
    """

    claim: Claim
    start: int
    end: int
    extractor: str
    score: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    A candidate claim that was turned down, and why; an expected outcome, not an error.
    """

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """
    Everything one reading of one document found.

    Attributes:
        relevant: false when the screen decided that the text is not about this field; then all else is empty.
        entities: each entity once, known ones and ones minted from this text.
        mentions: every place where one is named.
        sightings: the claims found, in text order.
        refusals: candidates turned down by the checks.
    """

    relevant: bool
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    refusals: tuple[Refusal, ...] = ()
