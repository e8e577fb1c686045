import re

import pytest

from ontology.errors import UnknownTerm
from ontology.load import load_terms

TERMS = load_terms()
CLAIMED = (
    "partyTo agreementType status signedOn announcedOn signedBy deadline leadAgency coversMineral coversStage "
    "considersInstrument adoptsInstrument restrictsExportOf shareOf hasReserves produces dependsOn investsIn finances "
    "equityStakeIn offtakeFrom operates locatedIn projectStatus partOf successorOf buildsOn memberOf joined chairs "
    "hosts participatesIn attendedBy heldIn supports opposes said targets"
).split()
CLASSES = (
    "Actor Country Bloc Territory Agency Company Person Mineral MineralGroup Material Agreement "
    "MemorandumOfUnderstanding Framework ActionPlan Partnership Treaty TradeAgreement JointStatement Forum "
    "OfftakeAgreement JointVenture Fund Declaration ProductionSharingAgreement Instrument Project Stage Component "
    "EndUse Place Meeting MineralList ExportControl Status Commitment Announcement ShareFigure Figure Document Claim "
    "Assessment"
).split()


@pytest.mark.parametrize("relation_id", CLAIMED)
def test_every_relation_a_text_can_say_is_declared_and_claimable(relation_id):
    assert TERMS.relation(relation_id).is_claimable


@pytest.mark.parametrize("class_id", CLASSES)
def test_every_class_that_others_build_on_is_declared(class_id):
    assert class_id in TERMS.classes


@pytest.mark.parametrize("relation", TERMS.relations.values(), ids=lambda relation: relation.id)
def test_every_relation_has_label_definition_domain_and_kind_of_range(relation):
    assert relation.label
    assert relation.definition.endswith(".")
    assert relation.domain == "Thing" or relation.domain in TERMS.classes
    assert relation.range_kinds
    assert not relation.range or relation.range in {"Thing", "Status", *TERMS.classes}


@pytest.mark.parametrize("relation", TERMS.relations.values(), ids=lambda relation: relation.id)
def test_the_inverse_of_an_inverse_is_the_relation(relation):
    if relation.inverse:
        back = TERMS.relation(relation.inverse)

        assert back.inverse == relation.id
        assert (back.domain, back.range) == (relation.range, relation.domain)


@pytest.mark.parametrize("relation", TERMS.claimable(), ids=lambda relation: relation.id)
def test_every_claimable_relation_between_things_has_an_inverse(relation):
    if relation.range:
        assert relation.inverse


@pytest.mark.parametrize("relation", TERMS.claimable(), ids=lambda relation: relation.id)
def test_every_claimable_relation_has_words_beside_its_label(relation):
    words = relation.words

    assert words.nouns or words.verbs
    if relation.range_kind == "entity":
        assert words.verbs
        assert words.inverse_verbs or words.inverse_nouns


@pytest.mark.parametrize("one", TERMS.classes.values(), ids=lambda one: one.id)
def test_every_class_has_label_definition_and_declared_parents(one):
    assert one.label
    assert one.definition.endswith(".")
    assert set(one.parents) <= set(TERMS.classes)


def test_claims_name_fourteen_kinds_of_agreement_by_code():
    assert len(TERMS.codes("agreementType")) == 14
    assert TERMS.class_of_code("MOU").id == "MemorandumOfUnderstanding"


def test_fourteen_statuses_and_five_of_projects_have_words():
    assert len(TERMS.codes("status")) == 14
    assert len(TERMS.codes("projectStatus")) == 5
    assert all(status.words.adjectives for status in TERMS.statuses.values())
    assert "unsigned" in TERMS.statuses["signed"].words.negative_adjectives


@pytest.mark.parametrize(
    "kind", ["MemorandumOfUnderstanding", "Framework", "ActionPlan", "JointStatement", "Declaration"]
)
def test_a_non_binding_text_is_launched_and_never_in_force(kind):
    assert "inForce" not in TERMS.statuses_of(kind)
    assert TERMS.allows(kind, "signed", "launched")


@pytest.mark.parametrize("kind", ["Treaty", "TradeAgreement", "OfftakeAgreement", "ExportControl", "Law"])
def test_a_binding_text_or_measure_can_be_in_force(kind):
    assert TERMS.allows(kind, "signed", "inForce")


def test_concluded_comes_before_signed_and_not_after():
    assert TERMS.allows("TradeAgreement", "concluded", "signed")
    assert not TERMS.allows("TradeAgreement", "signed", "concluded")


def test_an_agreement_of_unknown_kind_may_do_what_any_kind_may():
    assert TERMS.allows("Agreement", "signed", "inForce")
    assert TERMS.allows("Agreement", "signed", "launched")


def test_a_country_fits_as_party_and_a_mineral_does_not():
    assert TERMS.fits("partyTo", "Country", "Framework")
    assert not TERMS.fits("partyTo", "Mineral", "Framework")


def test_wordings_read_as_statuses_and_relations_that_exist():
    assert len(TERMS.wordings) >= 30
    for wording in TERMS.wordings:
        assert wording.phrases
        assert not wording.status or wording.status in TERMS.statuses
        assert not wording.relation or wording.relation in TERMS.relations


def test_the_contested_form_of_status_is_known():
    assert TERMS.relation("contestedStatus").contested_form_of == "status"


def test_an_unknown_term_says_where_to_declare_it():
    with pytest.raises(UnknownTerm, match=re.escape("declare it in ontology/schema/relations.ttl")):
        TERMS.relation("marries")
