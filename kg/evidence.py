"""
From a triple back to the sentences that bear it, and to those that say otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from typing import Literal as OneOf

from kg.beliefs.assessments import Assessment
from kg.claims import Modality
from kg.ledger.records import StoredClaim
from kg.projection import LABEL
from kg.triples import Literal, Triple
from kg.views import View
from ontology.namespaces import DCT, ENTITIES, ONTOLOGY

UNRELIABLE: Final = "D"

Stance = OneOf["supports", "dissents"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    One sentence, or one figure of the reference data, that speaks for or against an answer.

    Attributes:
        quote: the sentence as it stands in the document; for a figure its label.
        document: document id; empty for reference data.
        start: offset of the quote in the kept text; 0 for reference data.
        end: offset past its last code point; 0 for reference data.
        claim: claim id; empty for reference data.
        modality: how it is said; empty for reference data.
        written_for_project: true for texts of our own corpus.
    """

    quote: str
    document: str
    url: str
    publisher: str
    published: str
    title: str
    start: int
    end: int
    stance: Stance
    claim: str = ""
    modality: str = ""
    speaker: str = ""
    written_for_project: bool = False


class EvidenceFinder:
    """
    Finds the evidence of triples within one view.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._by_subject: defaultdict[str, list[Assessment]] = defaultdict(list)
        for assessment in view.assessments:
            self._by_subject[ENTITIES + assessment.subject].append(assessment)
        self._by_end: defaultdict[tuple[str, str], list[Assessment]] = defaultdict(list)
        for (subject, _, value), assessment in view.origins.items():
            self._by_end[subject, term_key(value)].append(assessment)
        self._reference: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for subject, predicate, value in view.triples:
            if subject.startswith((f"{ENTITIES}figure:", f"{ENTITIES}source:")):
                self._reference[subject][predicate] = value.value if isinstance(value, Literal) else value
            elif predicate == LABEL and isinstance(value, Literal):
                self._reference[subject].setdefault(LABEL, value.value)

    def evidence_for(self, triples: Iterable[Triple]) -> tuple[Evidence, ...]:
        """
        The evidence of triples, those that support first, each sentence once, newest first among equals. What supports
        one of them speaks against none: the sides of a conflict are all answered.

        Triples that nobody claimed, because they follow from others or belong to the ontology, bring none.
        """
        found: dict[tuple[str, Stance], Evidence] = {}
        for triple in triples:
            for assessment in self.assessments_for(triple):
                for claim_id in assessment.basis:
                    self._add(found, claim_id, "supports")
                for claim_id in assessment.dissent:
                    self._add(found, claim_id, "dissents")
            for node in (triple[0], triple[2]):
                figure = self._figure(node) if isinstance(node, str) else None
                if figure is not None:
                    found.setdefault((figure.quote, "supports"), figure)
        shown = (
            each for (claim, stance), each in found.items() if stance == "supports" or (claim, "supports") not in found
        )
        ordered = sorted(shown, key=lambda each: each.published, reverse=True)
        return tuple(sorted(ordered, key=lambda each: each.stance != "supports"))

    def weak_source(self, triples: Iterable[Triple]) -> str:
        """
        The publisher of the one document that all of these triples rest on, where it is a weak one; empty else.

        Weak: no better than "not usually reliable" (D on NATO's scale), or it only reports what others say.
        """
        assessments = {each.id: each for triple in triples for each in self.assessments_for(triple)}.values()
        stored = [self.view.claims[claim] for each in assessments for claim in each.basis if claim in self.view.claims]
        if not stored or len({each.document_id for each in stored}) > 1:
            return ""
        hedged = all(each.claim.modality is Modality.REPORTED for each in stored)
        unreliable = all(each.reliability >= UNRELIABLE for each in assessments)
        return stored[0].publisher if hedged or unreliable else ""

    def assessments_for(self, triple: Triple) -> tuple[Assessment, ...]:
        """
        The assessments a triple rests on: its own, or that of the triple it is the inverse or generalisation of.
        """
        own = self.view.origins.get(triple)
        if own is not None:
            return (own,)
        subject, predicate, value = triple
        if not predicate.startswith(ONTOLOGY):
            return ()
        ends = [*self._by_end.get((subject, term_key(value)), ())]
        if isinstance(value, str):
            ends += self._by_end.get((value, subject), ())
        return tuple(ends)

    def _add(self, found: dict[tuple[str, Stance], Evidence], claim_id: str, stance: Stance) -> None:
        stored = self.view.claims.get(claim_id)
        if stored is not None:
            found.setdefault((claim_id, stance), sentence(stored, stance))

    def _figure(self, node: str) -> Evidence | None:
        told = self._reference.get(node)
        if told is None or not node.startswith(f"{ENTITIES}figure:") or f"{DCT}source" not in told:
            return None
        source = told[f"{DCT}source"]
        described = self._reference.get(source, {})
        return Evidence(
            quote=told.get(LABEL, node),
            document="",
            url=described.get(f"{ONTOLOGY}address", source),
            publisher=described.get(f"{ONTOLOGY}publisher", ""),
            published=described.get(f"{ONTOLOGY}sourceDate", ""),
            title=described.get(LABEL, ""),
            start=0,
            end=0,
            stance="supports",
        )


def term_key(value: str | Literal) -> str:
    """
    A term as a key: its IRI, or its lexical form.
    """
    return value.value if isinstance(value, Literal) else value


def sentence(stored: StoredClaim, stance: Stance) -> Evidence:
    """
    A claim as evidence.
    """
    return Evidence(
        quote=stored.claim.quote,
        document=stored.document_id,
        url=stored.url or "",
        publisher=stored.publisher,
        published=stored.published or "",
        title=stored.title,
        start=stored.start,
        end=stored.end,
        stance=stance,
        claim=stored.id,
        modality=stored.claim.modality.value,
        speaker=stored.claim.speaker or "",
        written_for_project=stored.written_for_project,
    )
