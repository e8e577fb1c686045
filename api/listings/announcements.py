"""
Announcements: what was published, with the copies of one text counted once.
"""

from dataclasses import dataclass

from api.listings.facts import IndexedView, Thing
from kg.ledger.records import StoredDocument
from ontology.namespaces import ENTITIES


@dataclass(frozen=True, slots=True)
class Announcement:
    """
    One text as it was published, once or several times.

    Attributes:
        document: id of the copy that came first.
        copies: how many documents hold the text.
        claims: how many claims stand in it.
        agreements: the agreements it tells of.
    """

    document: str
    title: str
    published: str
    publishers: tuple[str, ...]
    copies: int
    claims: int
    agreements: tuple[Thing, ...]
    written_for_project: bool


def list_announcements(indexed: IndexedView) -> list[Announcement]:
    """
    Every relevant text, newest first.
    """
    found = [announcement_of(indexed, documents) for documents in indexed.copies.values()]
    by_id = sorted(found, key=lambda each: each.document)
    return sorted(by_id, key=lambda each: each.published, reverse=True)


def announcement_of(indexed: IndexedView, documents: list[StoredDocument]) -> Announcement:
    """
    The copies of one text as one announcement.
    """
    first = min(documents, key=lambda each: (each.available, each.id))
    claims = indexed.claims_in.get(first.id, [])
    ends = {ENTITIES + end for stored in claims for end in (stored.claim.subject, stored.claim.object)}
    facts = indexed.facts
    return Announcement(
        first.id,
        first.document.title,
        first.document.published or first.available.isoformat(),
        tuple(sorted({each.document.publisher for each in documents if each.document.publisher})),
        len(documents),
        len(claims),
        tuple(facts.thing(iri) for iri in sorted(ends) if facts.is_a(iri, "Agreement")),
        all(each.document.written_for_project for each in documents),
    )
