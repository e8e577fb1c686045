"""
What is believed on a day: the claims that could be known by then, what the rules make of them, the triples they state.

One function selects the claims (`LedgerReader.claims`); everything shown for a past day is made here from it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kg.beliefs.assessments import Assessment, Context, Follows, Rule
from kg.beliefs.testimony import Testimony
from kg.claims import Entity
from kg.entailment import TYPE, Schema, entail
from kg.ledger.reader import LedgerReader
from kg.ledger.records import StoredClaim, StoredDocument
from kg.projection import Vocabulary, believed, described, names, node_labels
from kg.review import review_of
from kg.signatures import signatories
from kg.syndication import copies
from kg.triples import Literal, Triple
from ontology.namespaces import DCT, ENTITIES, SKOS, entity_iri


@dataclass(frozen=True, slots=True)
class Background:
    """
    What does not come from documents: ontology and reference data, prepared once.

    Attributes:
        triples: schema and reference data with everything that follows from them.
        labels: English names by entity id.
        kinds: codes of kinds of agreement by entity id.
        rules: the rules of belief, in order.
    """

    triples: frozenset[Triple]
    vocabulary: Vocabulary
    labels: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]
    follows: Follows
    rules: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class View:
    """
    The state of belief on one day.

    Attributes:
        day: the day asked for; `None` for now.
        position: position of the ledger it was made from.
        assessments: what the rules concluded, sorted.
        origins: believed triple -> the assessment it comes from; entailed triples are left out.
        triples: the default graph: believed, entailed and reference triples, each once.
        claims: the claims selected, by id.
        documents: the documents current on the day.
        merges: ids of entities that people or the resolver found to be the same as another, each with the one kept.
        first_copies: document id -> id of the earliest copy of its text.
        testimony: the claims as witnesses, in the same order.
    """

    day: date | None
    position: int
    assessments: tuple[Assessment, ...]
    origins: Mapping[Triple, Assessment]
    triples: frozenset[Triple]
    claims: Mapping[str, StoredClaim]
    documents: tuple[StoredDocument, ...]
    first_copies: Mapping[str, str]
    testimony: tuple[Testimony, ...]
    merges: Mapping[str, str] = field(default_factory=dict)


def prepare_background(
    triples: Iterable[Triple], kind_codes: Mapping[str, str], follows: Follows, rules: Sequence[Rule]
) -> Background:
    """
    Close the reference data under its own schema and index what rules need of it.

    Args:
        triples: ontology and reference data as written.
        kind_codes: class IRI by the code of a kind of agreement.
    """
    stated = tuple(triples)
    schema = Schema.of(stated)
    vocabulary = Vocabulary(schema, kind_codes)
    code_of = {iri: code for code, iri in kind_codes.items()}
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in stated:
        if predicate == TYPE and isinstance(value, str) and value in code_of and subject.startswith(ENTITIES):
            kinds[subject.removeprefix(ENTITIES)].add(code_of[value])
    return Background(
        frozenset(entail(stated, schema)),
        vocabulary,
        names(stated),
        {entity: frozenset(codes) for entity, codes in kinds.items()},
        follows,
        rules,
    )


def view_on(
    ledger: LedgerReader,
    background: Background,
    day: date | None,
    today: date,
    recorded_as_of: datetime | None = None,
    *,
    on: date | None = None,
) -> View:
    """
    What is believed on a day.

    Args:
        day: only what was available by its end; `None` for everything.
        today: the day deadlines are judged on where `day` is `None`.
        recorded_as_of: the audit axis: only what we had written down by then.
        on: the day events and deadlines are judged on instead: what was known on `day` about an earlier one.
    """
    position = ledger.position
    documents = ledger.documents(day, recorded_as_of)
    review = review_of(ledger.all_judgements(recorded_as_of))
    claims = review.applied(ledger.claims(day, recorded_as_of))
    first_copies = copies(documents)
    testimony = testimonies(claims, documents, first_copies)
    assessments = believe(testimony, background, on or day or today)
    origins = believed(assessments, background.vocabulary)
    entities = ledger.entities()
    labels = {**background.labels, **{entity.id: entity.label for entity in entities}}
    named = used(entities, claims)
    by_id = {claim.id: claim for claim in claims}
    shown = {entity.id for entity in named} | background.labels.keys()
    merged = {gone: kept for gone, kept in review.merges.items() if kept in shown}
    stated = [*origins, *signatories(origins, by_id), *described(named), *node_labels(assessments, labels)]
    fresh = entail([*stated, *replaced(merged, labels)], background.vocabulary.schema)
    return View(
        day,
        position,
        assessments,
        origins,
        background.triples | fresh,
        by_id,
        documents,
        first_copies,
        testimony,
        review.merges,
    )


def replaced(merges: Mapping[str, str], labels: Mapping[str, str]) -> Iterator[Triple]:
    """
    That merged entities are replaced by others, as the reference data says it of its own, and that these are so called.
    """
    for merged, kept in sorted(merges.items()):
        yield (entity_iri(merged), f"{DCT}isReplacedBy", entity_iri(kept))
        if merged in labels and labels[merged] != labels.get(kept):
            yield (entity_iri(kept), f"{SKOS}hiddenLabel", Literal(labels[merged], language="en"))


def used(entities: Iterable[Entity], claims: Iterable[StoredClaim]) -> list[Entity]:
    """
    The entities that some claim of the selection is about.
    """
    ids = {end for stored in claims for end in (stored.claim.subject, stored.claim.object)}
    return [entity for entity in entities if entity.id in ids]


def testimonies(
    claims: Iterable[StoredClaim], documents: Iterable[StoredDocument], first_copies: Mapping[str, str]
) -> tuple[Testimony, ...]:
    """
    Claims as witnesses, with the manner of the document they stand in and the story it is a copy of.
    """
    manners = {document.id: document.document.manner for document in documents}
    return tuple(
        Testimony(
            stored.claim,
            stored.id,
            stored.document_id,
            first_copies[stored.document_id],
            manners.get(stored.document_id, ""),
            stored.available,
            stored.publisher,
        )
        for stored in claims
    )


def believe(testimony: Iterable[Testimony], background: Background, today: date) -> tuple[Assessment, ...]:
    """
    Everything the rules conclude, sorted by what it is about.
    """
    context = context_of(testimony, background, today)
    return tuple(
        sorted(
            (
                assessment
                for subject in sorted(context.about)
                for rule in background.rules
                for assessment in rule.assess(subject, context, rule.id)
            ),
            key=lambda each: (each.subject, each.relation, each.object),
        )
    )


def context_of(testimony: Iterable[Testimony], background: Background, today: date) -> Context:
    """
    The testimony by what it is about, with the kinds that documents tell besides those of the reference data.
    """
    about: defaultdict[str, list[Testimony]] = defaultdict(list)
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for each in testimony:
        about[each.claim.subject].append(each)
        about[each.claim.object].append(each)
        if each.claim.relation == "agreementType":
            kinds[each.claim.subject].add(each.claim.object)
    told = {entity: frozenset(codes) for entity, codes in kinds.items() if entity not in background.kinds}
    return Context(
        today, {key: tuple(value) for key, value in about.items()}, {**background.kinds, **told}, background.follows
    )
