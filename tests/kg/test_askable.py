from kg.askable import askable
from kg.entailment import TYPE
from kg.triples import Literal
from ontology.namespaces import DCT, LEX, ONTOLOGY, entity_iri

PLUMBING = f"{ONTOLOGY}Source"
JAPAN, PAGE, OLD = entity_iri("state:japan"), entity_iri("source:page"), entity_iri("agreement:old")
TRIPLES = [
    (PLUMBING, f"{LEX}hidden", Literal("true")),
    (JAPAN, TYPE, f"{ONTOLOGY}Country"),
    (PAGE, TYPE, PLUMBING),
    (JAPAN, f"{ONTOLOGY}partyTo", entity_iri("agreement:new")),
    (JAPAN, f"{ONTOLOGY}toldBy", PAGE),
    (JAPAN, f"{DCT}relation", entity_iri("agreement:new")),
    (JAPAN, TYPE, "https://schema.org/Country"),
    (OLD, f"{DCT}isReplacedBy", entity_iri("agreement:new")),
    (OLD, f"{ONTOLOGY}signedOn", Literal("2026")),
]


def test_questions_see_what_a_person_would_write_and_no_plumbing():
    assert askable(TRIPLES) == {TRIPLES[0], TRIPLES[1], TRIPLES[3]}
