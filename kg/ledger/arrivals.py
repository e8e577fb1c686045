"""
One arriving document against what the ledger holds of it: what is new, what is the same, what is said no more.

Everything that needs no database (hashes, checks) is done in `prepare`, outside the writer's lock.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claims import Extraction, Sighting
from kg.errors import BrokenExtraction
from kg.identity import claim_id, document_id, normal_quote, text_hash
from kg.ledger.records import Arrival, ChangeKind
from kg.ledger.rows import to_json
from kg.text import Document


@dataclass(frozen=True, slots=True)
class Prepared:
    """
    An arrival with everything that can be known without looking into the ledger.

    Attributes:
        sightings: by claim id, in text order; one claim may be seen in several places.
        fingerprint: hash of all the reading found; equal fingerprints need no second reading in the ledger.
    """

    arrival: Arrival
    document_id: str
    text_hash: str
    sightings: Mapping[str, tuple[Sighting, ...]]
    fingerprint: str

    @property
    def document(self) -> Document:
        """
        The document itself.
        """
        return self.arrival.document

    @property
    def extraction(self) -> Extraction:
        """
        What was read in it.
        """
        return self.arrival.extraction


def prepare(arrival: Arrival) -> Prepared:
    """
    Ids and hashes of an arrival.

    Raises:
        BrokenExtraction: a quote does not stand where its sighting says.
    """
    document = arrival.document
    identity = document_id(document)
    sightings: dict[str, tuple[Sighting, ...]] = {}
    for sighting in arrival.extraction.sightings:
        check_quote(sighting, document)
        claim = claim_id(sighting.claim, identity)
        sightings[claim] = (*sightings.get(claim, ()), sighting)
    return Prepared(arrival, identity, text_hash(document.text), sightings, fingerprint(arrival.extraction, sightings))


def check_quote(sighting: Sighting, document: Document) -> None:
    """
    Hold a sighting to its text: white space apart, the quote is what stands between its offsets.

    Raises:
        BrokenExtraction: it is not.
    """
    standing = document.text[sighting.start : sighting.end] if 0 <= sighting.start < sighting.end else ""
    if standing and standing == sighting.claim.quote:
        return
    if not standing or normal_quote(standing) != normal_quote(sighting.claim.quote):
        raise BrokenExtraction(
            f"{sighting.extractor} quotes {sighting.claim.quote!r}, but {sighting.start}–{sighting.end} of "
            f"{document.url or document.given_id or document.title or 'the text'} holds {standing!r}; mend its offsets"
        )


def fingerprint(extraction: Extraction, sightings: Mapping[str, Sequence[Sighting]]) -> str:
    """
    A hash of all that a reading found; scores count to four decimals, below which they are noise.
    """
    found = {
        "relevant": extraction.relevant,
        "entities": sorted(
            (entity.id, entity.label, entity.type) for entity in extraction.entities if not entity.known
        ),
        "mentions": sorted((mention.start, mention.end, mention.entity.id) for mention in extraction.mentions),
        "sightings": sorted(
            (claim, seen.start, seen.end, seen.extractor, round(seen.score, 4))
            for claim, several in sightings.items()
            for seen in several
        ),
    }
    return hashlib.sha256(to_json(found).encode()).hexdigest()


def completed(document: Document, before: Document | None) -> Document:
    """
    A document with what its last kept version said about itself and it does not: a second fetch often knows less.
    """
    if before is None:
        return document
    return replace(
        document,
        title=document.title or before.title,
        publisher=document.publisher or before.publisher,
        published=document.published or before.published,
        manner=document.manner or before.manner,
        facts=document.facts or before.facts,
    )


def is_edited(document: Document, before: Document) -> bool:
    """
    Whether a completed document differs from its last kept version, in its text or in what it says about itself.

    When it was fetched is no part of what it says.
    """
    return replace(document, retrieved=None, url=None, given_id=None) != replace(
        before, retrieved=None, url=None, given_id=None
    )


def kind_of_difference(quote: str, document: Document, before: Document | None, *, same_reader: bool) -> ChangeKind:
    """
    Whose doing it is that a claim came or went with a version.

    The publisher's, unless the quote stands in both texts and another reader than last time read them.
    """
    if before is None:
        return ChangeKind.WORLD
    if same_reader:
        return ChangeKind.SOURCE
    plain = normal_quote(quote)
    stands_in_both = plain in normal_quote(document.text) and plain in normal_quote(before.text)
    return ChangeKind.PIPELINE if stands_in_both else ChangeKind.SOURCE
