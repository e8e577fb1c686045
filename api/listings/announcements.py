"""
Announcements: documents that report one event are one, with what each adds and where it contradicts.

A text that reports no event is an announcement by itself. Copies of one text count once, whatever they report.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from api.listings.facts import Facts, IndexedView, Thing
from kg.events import Event, events_of
from kg.ledger.records import StoredClaim, StoredDocument
from kg.triples import Literal
from ontology.namespaces import ENTITIES, ONTOLOGY, STATUSES


@dataclass(frozen=True, slots=True)
class Text:
    """
    One text as it was published, once or several times.

    Attributes:
        document: id of the copy that came first.
        published: the day of the first copy, ISO 8601.
        printed_last: the day of the last one.
        copies: how many documents hold the text.
        claims: how many claims stand in it.
        agreements: the agreements it tells of.
    """

    document: str
    title: str
    published: str
    printed_last: str
    publishers: tuple[str, ...]
    copies: int
    claims: int
    agreements: tuple[Thing, ...]
    written_for_project: bool


@dataclass(frozen=True, slots=True)
class Said:
    """
    One thing that a text says of what an event befell, with the sentence that says it.

    Attributes:
        relation: in words ("covers stage").
        value: the other end.
        modality: how it is said.
    """

    relation: str
    value: Thing
    modality: str
    quote: str
    claim: str


@dataclass(frozen=True, slots=True)
class Report:
    """
    One text that reports an event.

    Attributes:
        adds: what no earlier report had said.
        contradicts: what it says that stands against what is believed, or on one side of what is contested.
    """

    text: Text
    adds: tuple[Said, ...]
    contradicts: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """
    One event as it was reported, or one text that reports none.

    Attributes:
        about: what the event befell; nothing for a text that reports none.
        what: what happened to it ("signed"); for a text its title.
        days: the days told for it, ISO 8601, earliest first.
        first_seen: the day of the first report, ISO 8601.
        last_seen: the day of the last one, or of the last copy of one.
        publishers: everybody who published it.
        reports: the texts, the earliest first.
    """

    id: str
    about: Thing | None
    what: str
    days: tuple[str, ...]
    first_seen: str
    last_seen: str
    publishers: tuple[str, ...]
    reports: tuple[Report, ...]


def list_announcements(indexed: IndexedView, about: str = "") -> tuple[Announcement, ...]:
    """
    Every event reported and every relevant text that reports none, the one first seen latest first.

    Args:
        about: only events that befell the entity with this id.
    """
    return indexed.made(announcements_about).get(about, ()) if about else indexed.made(all_announcements)


def all_announcements(indexed: IndexedView) -> tuple[Announcement, ...]:
    """
    The list of all.
    """
    texts = {story: text_of(indexed, documents) for story, documents in indexed.copies.items()}
    events = [reported(indexed, event, texts) for event in events_of(indexed.view.testimony)]
    reporting = {report.text.document for each in events for report in each.reports}
    alone = [told_alone(text) for text in texts.values() if text.document not in reporting]
    by_id = sorted((*events, *alone), key=lambda each: each.id)
    return tuple(sorted(by_id, key=lambda each: each.first_seen, reverse=True))


def announcements_about(indexed: IndexedView) -> dict[str, tuple[Announcement, ...]]:
    """
    The events by the id of what they befell, each list in the order of the list of all.
    """
    found: defaultdict[str, list[Announcement]] = defaultdict(list)
    for each in indexed.made(all_announcements):
        if each.about:
            found[each.about.id].append(each)
    return {about: tuple(events) for about, events in found.items()}


def told_alone(text: Text) -> Announcement:
    """
    A text that reports no event.
    """
    report = Report(text, (), ())
    return Announcement(
        text.document, None, text.title, (), text.published, text.printed_last, text.publishers, (report,)
    )


def text_of(indexed: IndexedView, documents: list[StoredDocument]) -> Text:
    """
    The copies of one text.
    """
    first = min(documents, key=lambda each: (each.available, each.id))
    claims = indexed.claims_in.get(first.id, [])
    ends = {ENTITIES + end for stored in claims for end in (stored.claim.subject, stored.claim.object)}
    facts = indexed.facts
    return Text(
        first.id,
        first.document.title,
        day_of(first),
        max(map(day_of, documents)),
        tuple(sorted({each.document.publisher for each in documents if each.document.publisher})),
        len(documents),
        len(claims),
        tuple(facts.thing(iri) for iri in sorted(ends) if facts.is_a(iri, "Agreement")),
        all(each.document.written_for_project for each in documents),
    )


def day_of(document: StoredDocument) -> str:
    """
    The day a document was published, else the one from which it could be known.
    """
    return document.document.published or document.available.isoformat()


def reported(indexed: IndexedView, event: Event, texts: dict[str, Text]) -> Announcement:
    """
    An event with the texts that report it.
    """
    stories = dict.fromkeys(each.group for each in event.told)
    ordered = sorted(
        (texts[story] for story in stories if story in texts), key=lambda each: (each.published, each.document)
    )
    known: set[tuple[str, str, str]] = set()
    reports = []
    for text in ordered:
        claims = [each for each in indexed.claims_in.get(text.document, []) if event.subject in ends_of(each)]
        against = indexed.in_dissent
        fresh = [each for each in claims if said_key(each) not in known and each.id not in against]
        adds = said_once(indexed.facts, event.subject, fresh) if known else ()
        contradicts = said_once(indexed.facts, event.subject, [each for each in claims if each.id in against])
        reports.append(Report(text, adds, contradicts))
        known |= {said_key(each) for each in claims}
    return Announcement(
        event.id,
        indexed.facts.thing(ENTITIES + event.subject),
        what_happened(indexed.facts, event),
        tuple(day.isoformat() for day in event.days),
        ordered[0].published,
        max(each.printed_last for each in ordered),
        tuple(sorted({publisher for text in ordered for publisher in text.publishers})),
        tuple(reports),
    )


def what_happened(facts: Facts, event: Event) -> str:
    """
    The step in words: "signed", "joined FORGE".
    """
    if event.target:
        return f"{event.step} {facts.label(ENTITIES + event.target)}"
    iri = STATUSES + event.step
    return facts.label(iri) if facts.knows(iri) else event.step


def ends_of(stored: StoredClaim) -> tuple[str, str]:
    """
    What a claim is about.
    """
    return stored.claim.subject, stored.claim.object


def said_key(stored: StoredClaim) -> tuple[str, str, str]:
    """
    What a claim says, however it says it.
    """
    return stored.claim.subject, stored.claim.relation, stored.claim.object


def said_once(facts: Facts, subject: str, claims: Iterable[StoredClaim]) -> tuple[Said, ...]:
    """
    What claims say of a subject, each thing once.
    """
    found: defaultdict[tuple[str, str, str], list[StoredClaim]] = defaultdict(list)
    for stored in claims:
        found[said_key(stored)].append(stored)
    return tuple(said(facts, subject, group[0]) for group in found.values())


def said(facts: Facts, subject: str, stored: StoredClaim) -> Said:
    """
    One claim as something said of a subject.
    """
    claim = stored.claim
    other = claim.object if claim.subject == subject else claim.subject
    iri = facts.entity(other) or (STATUSES + other if claim.relation == "status" else "")
    value = facts.thing(iri or Literal(other))
    return Said(facts.label(ONTOLOGY + claim.relation), value, claim.modality.value, claim.quote, stored.id)
