"""
What is believed, as triples: the default graph, one named graph a document, and the graph of assessments.

Pure functions of claims, assessments and the ontology: the same ledger gives the same quads, byte for byte once sorted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.beliefs.assessments import Assessment, Standing, date_term
from kg.claims import Entity
from kg.entailment import TYPE, Schema
from kg.ledger.records import StoredClaim, StoredDocument
from kg.triples import Literal, Term, Triple
from ontology.namespaces import (
    ASSESSMENTS,
    CLAIMS,
    DCT,
    DOCUMENTS,
    ENTITIES,
    ONTOLOGY,
    PROV,
    RDFS,
    SKOS,
    STATUSES,
    XSD,
    entity_iri,
)
from ontology.values.dates import UnknownDate, is_duration, parse_edtf

LABEL = f"{RDFS}label"
STATUS_CLASS = f"{ONTOLOGY}Status"
NODES = ("commitment:", "figure:", "accession:")
"How ids of things begin that no text names: they are made of claims."
NAMING = ("givenBy", "givenTo", "ofGoods", "joiner", "bodyJoined", "supplier", "ofMineral", "atStage")
"Relations of such things that name what they are about, in the order of their label."


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """
    How ids, codes and literals of claims are written as terms.

    Attributes:
        kinds: class IRI by the code of a kind of agreement (`MOU`).
    """

    schema: Schema
    kinds: Mapping[str, str]

    def term(self, relation: str, value: str) -> Term:
        """
        The object of a relation as a term: status, entity or literal, by the relation's range.
        """
        iri = ONTOLOGY + relation
        ranges = self.schema.ranges.get(iri, frozenset())
        if STATUS_CLASS in ranges:
            return STATUSES + value
        if iri in self.schema.literal:
            return literal(value, ranges)
        return entity_iri(value)

    def triple(self, assessment: Assessment) -> Triple | None:
        """
        The triple an assessment stands for; `None` for what is not believed enough to be stated.

        The sides of a contested value are stated where the ontology declares a contested form of the relation; else
        they stand among the assessments alone.
        """
        subject = entity_iri(assessment.subject)
        if assessment.standing is Standing.UNCONFIRMED:
            return None
        if assessment.relation == "agreementType":
            kind = self.kinds.get(assessment.object)
            return (subject, TYPE, kind) if kind else None
        if assessment.relation == "type":
            return (subject, TYPE, ONTOLOGY + assessment.object)
        relation = assessment.relation
        value = self.term(relation, assessment.object)
        if assessment.standing is Standing.CONTESTED:
            relation = contested(relation)
            if ONTOLOGY + relation not in self.schema.ranges:
                return None
        return (subject, ONTOLOGY + relation, value)


def contested(relation: str) -> str:
    """
    The relation under which the sides of a contested value stand.

    >>> contested("status")
    'contestedStatus'
    """
    return f"contested{relation[0].upper()}{relation[1:]}"


def literal(value: str, ranges: Iterable[str]) -> Literal:
    """
    A literal of the range's datatype; dates keep the precision they have.
    """
    if is_duration(value):
        return Literal(value, f"{XSD}duration")
    stated = {each for each in ranges if each.startswith(XSD)}
    if stated & {f"{XSD}date", f"{XSD}gYearMonth", f"{XSD}gYear"} or not stated:
        try:
            parse_edtf(value)
        except UnknownDate:
            return Literal(value)
        found = date_term(value)
        return found if isinstance(found, Literal) else Literal(value)
    return Literal(value, min(stated))


def believed(assessments: Iterable[Assessment], vocabulary: Vocabulary) -> dict[Triple, Assessment]:
    """
    Every believed triple with the assessment it comes from.
    """
    triples: dict[Triple, Assessment] = {}
    for assessment in assessments:
        triple = vocabulary.triple(assessment)
        if triple is not None:
            triples[triple] = assessment
    return triples


def described(entities: Iterable[Entity]) -> Iterator[Triple]:
    """
    Label and class of entities found in texts; the reference data describes its own.
    """
    for entity in entities:
        if not entity.known:
            yield (entity_iri(entity.id), TYPE, ONTOLOGY + entity.type)
            yield (entity_iri(entity.id), LABEL, Literal(entity.label, language="en"))


def node_labels(assessments: Sequence[Assessment], labels: Mapping[str, str]) -> Iterator[Triple]:
    """
    Labels of promises, accessions and figures, which nobody names: made from their parts.
    """
    parts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for each in assessments:
        if each.subject.startswith(NODES):
            parts[each.subject][each.relation] = each.object
    for node, told in sorted(parts.items()):
        yield (entity_iri(node), LABEL, Literal(node_label(told, labels), language="en"))


def node_label(told: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """
    The label of a promise, an accession or a figure with these values.

    >>> node_label({"givenBy": "agency:exim", "givenTo": "agreement:vault", "amount": "5", "currency": "USD"}, {})
    'agency:exim, agreement:vault, USD 5'
    """
    if "concerns" in told:
        return f"{labels.get(told['concerns'], told['concerns'])}, due {told.get('dueOn', '')}"
    names = [labels.get(told[key], told[key]) for key in NAMING if key in told]
    numbers = [
        f"{told['percent']} %" if "percent" in told else "",
        f"{told.get('currency', '')} {told['amount']}".strip() if "amount" in told else "",
        f"{told['quantity']} {told.get('unit', '')}".strip() if "quantity" in told else "",
        told.get("joinedOn", ""),
    ]
    return ", ".join([*names, *filter(None, numbers)])


def claim_graph(document: StoredDocument, claims: Iterable[StoredClaim], vocabulary: Vocabulary) -> Iterator[Triple]:
    """
    The named graph of one document: what it is, and its claims as nodes with quote and offsets.
    """
    node = DOCUMENTS + document.id
    yield (node, TYPE, f"{ONTOLOGY}Document")
    told = {
        f"{DCT}title": document.document.title,
        f"{DCT}publisher": document.document.publisher,
        f"{DCT}type": document.document.manner,
    }
    for predicate, value in told.items():
        if value:
            yield (node, predicate, Literal(value))
    if document.document.url:
        yield (node, f"{DCT}source", Literal(document.document.url, f"{XSD}anyURI"))
    if document.document.published:
        yield (node, f"{DCT}issued", literal(document.document.published, ()))
    yield (node, f"{ONTOLOGY}writtenForProject", flag(document.document.written_for_project))
    for stored in claims:
        yield from claim_node(node, stored, vocabulary)


def claim_node(document: str, stored: StoredClaim, vocabulary: Vocabulary) -> Iterator[Triple]:
    """
    One claim: subject, relation, object, how, when, by whom, and the sentence that bears it.
    """
    node, claim = CLAIMS + stored.id, stored.claim
    yield (node, TYPE, f"{ONTOLOGY}Claim")
    yield (node, f"{ONTOLOGY}claimSubject", entity_iri(claim.subject))
    yield (node, f"{ONTOLOGY}claimRelation", ONTOLOGY + claim.relation)
    kind = vocabulary.kinds.get(claim.object) if claim.relation == "agreementType" else None
    yield (node, f"{ONTOLOGY}claimObject", kind or vocabulary.term(claim.relation, claim.object))
    yield (node, f"{ONTOLOGY}modality", Literal(claim.modality.value))
    yield (node, f"{ONTOLOGY}quote", Literal(claim.quote))
    yield (node, f"{ONTOLOGY}quoteStart", Literal(str(stored.start), f"{XSD}integer"))
    yield (node, f"{ONTOLOGY}quoteEnd", Literal(str(stored.end), f"{XSD}integer"))
    yield (node, f"{PROV}wasDerivedFrom", document)
    if claim.date:
        yield (node, f"{ONTOLOGY}eventDate", literal(claim.date, ()))
    if claim.speaker:
        speaker: Term = entity_iri(claim.speaker) if ":" in claim.speaker else Literal(claim.speaker)
        yield (node, f"{ONTOLOGY}speaker", speaker)
    for key, value in claim.qualifiers:
        yield (node, f"{ONTOLOGY}qualifier", Literal(f"{key}={value}"))


def assessment_graph(assessments: Iterable[Assessment], vocabulary: Vocabulary) -> Iterator[Triple]:
    """
    The graph of assessments: what each stands for, how it stands, by which rule, on which claims, against which.
    """
    for each in assessments:
        node = ASSESSMENTS + each.id
        yield (node, TYPE, f"{ONTOLOGY}Assessment")
        yield (node, f"{ONTOLOGY}assessedSubject", entity_iri(each.subject))
        yield (node, f"{ONTOLOGY}assessedRelation", ONTOLOGY + each.relation)
        kind = vocabulary.kinds.get(each.object) if each.relation == "agreementType" else None
        value = ONTOLOGY + each.object if each.relation == "type" else vocabulary.term(each.relation, each.object)
        yield (node, f"{ONTOLOGY}assessedObject", kind or value)
        yield (node, f"{ONTOLOGY}standing", Literal(each.standing.value))
        yield (node, f"{ONTOLOGY}rule", Literal(each.rule))
        yield (node, f"{ONTOLOGY}credibility", Literal(str(each.credibility), f"{XSD}integer"))
        yield (node, f"{ONTOLOGY}reliability", Literal(each.reliability))
        if each.since:
            yield (node, f"{ONTOLOGY}since", literal(each.since, ()))
        for claim in each.basis:
            yield (node, f"{ONTOLOGY}basis", CLAIMS + claim)
        for claim in each.dissent:
            yield (node, f"{ONTOLOGY}dissent", CLAIMS + claim)


def flag(value: bool) -> Literal:  # noqa: FBT001 - the literal of a boolean
    """
    A boolean as a literal.
    """
    return Literal("true" if value else "false", f"{XSD}boolean")


def redirects(triples: Iterable[Triple]) -> dict[str, str]:
    """
    Merged entity ids with the id that took their place, from the reference data's `dct:isReplacedBy`.
    """
    return {
        subject.removeprefix(ENTITIES): value.removeprefix(ENTITIES)
        for subject, predicate, value in triples
        if predicate == f"{DCT}isReplacedBy" and isinstance(value, str)
    }


def names(triples: Iterable[Triple]) -> dict[str, str]:
    """
    English labels of entities by id.
    """
    return {
        subject.removeprefix(ENTITIES): value.value
        for subject, predicate, value in triples
        if predicate in (LABEL, f"{SKOS}prefLabel") and isinstance(value, Literal) and subject.startswith(ENTITIES)
    }
