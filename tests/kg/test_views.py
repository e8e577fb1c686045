from datetime import UTC, date, datetime

import pytest

from kg.claims import Claim, Extraction, Modality, Sighting
from kg.evidence import EvidenceFinder
from kg.projection import LABEL
from kg.text import Document
from kg.triples import Literal
from kg.views import view_on
from ontology.namespaces import ONTOLOGY, STATUSES, XSD, entity_iri

MEMO = entity_iri("agreement:memo")
JAPAN = entity_iri("state:japan")
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def on(ledger, background):
    return lambda day=None: view_on(ledger, background, day and date.fromisoformat(day), TODAY)


def objects(view, subject, relation):
    return {value for s, p, value in view.triples if s == subject and p == ONTOLOGY + relation}


def states(view):
    return {value.value for _, p, value in view.triples if p == f"{ONTOLOGY}commitmentState"}


@pytest.mark.parametrize(
    ("day", "status", "state"),
    [
        ("2026-02-10", "committed", "pending"),
        ("2026-03-10", "committed", "overdue"),
        ("2026-05-01", "signed", "met"),
        (None, "signed", "met"),
    ],
)
def test_a_view_tells_what_was_believed_on_its_day(memorandum, on, day, status, state):
    view = on(day)

    assert objects(view, MEMO, "status") == {STATUSES + status}
    assert states(view) == {state}


def test_a_view_of_a_day_before_any_document_believes_nothing(memorandum, on):
    assert on("2026-01-01").assessments == ()


def test_a_fact_that_two_documents_claim_is_believed_once(memorandum, on):
    view = on()

    assert len([triple for triple in view.triples if triple[:2] == (JAPAN, f"{ONTOLOGY}partyTo")]) == 1


def test_a_believed_triple_leads_to_the_sentences_of_both_documents(memorandum, on):
    view = on()

    evidence = EvidenceFinder(view).evidence_for([(JAPAN, f"{ONTOLOGY}partyTo", MEMO)])

    assert [each.publisher for each in evidence] == ["gazette", "wire"]
    assert all(each.stance == "supports" for each in evidence)


def test_an_entailed_inverse_leads_to_the_sentences_of_its_original(memorandum, on):
    view = on()

    assert MEMO in {s for s, p, v in view.triples if p == f"{ONTOLOGY}hasParty" and v == JAPAN}
    assert EvidenceFinder(view).evidence_for([(MEMO, f"{ONTOLOGY}hasParty", JAPAN)])


def test_a_promise_kept_late_shows_both_days_and_their_sentences(memorandum, on):
    view = on()
    promise = next(s for s, p, _ in view.triples if p == f"{ONTOLOGY}commitmentState")

    evidence = EvidenceFinder(view).evidence_for(
        [
            (promise, f"{ONTOLOGY}dueOn", Literal("2026-03-06", f"{XSD}date")),
            (promise, f"{ONTOLOGY}metOn", Literal("2026-04-24", f"{XSD}date")),
        ]
    )

    assert {each.quote for each in evidence} == {
        "It is due within 30 days.",
        "The memorandum was signed on Friday.",
    }


def test_a_contested_status_projects_no_status_but_both_sides(tell, on):
    tell("2026-04-24", "wire", ("Signed.", "agreement:x", "status", "signed", {"date": "2026-04-24"}))
    tell("2026-04-25", "blog", ("Lapsed.", "agreement:x", "status", "lapsed", {"date": "2026-04-24"}))
    tell("2026-04-26", "post", ("Not lapsed.", "agreement:x", "status", "lapsed", {"modality": "negated"}))
    subject = entity_iri("agreement:x")

    view = on()

    assert objects(view, subject, "status") == set()
    assert objects(view, subject, "contestedStatus") == {f"{STATUSES}lapsed", f"{STATUSES}signed"}
    sides = EvidenceFinder(view).evidence_for(
        [(subject, f"{ONTOLOGY}contestedStatus", STATUSES + status) for status in ("lapsed", "signed")]
    )
    assert {(each.quote, each.stance) for each in sides} == {
        ("Signed.", "supports"),
        ("Lapsed.", "supports"),
        ("Not lapsed.", "dissents"),
    }


def test_an_entity_found_in_a_text_has_its_name_and_every_class_above_its_own(memorandum, on):
    view = on()
    told = {(p, v) for s, p, v in view.triples if s == MEMO}

    assert (LABEL, Literal("Northland-Southland Minerals Memorandum", language="en")) in told
    assert f"{ONTOLOGY}Agreement" in {v for _, v in told}


def test_ten_copies_of_one_wire_story_are_one_witness(ledger, background, on):
    sentence = "Japan is party to the memorandum."
    claim = Claim("state:japan", "partyTo", "agreement:memo", Modality.ASSERTED, sentence)
    for paper in range(10):
        document = Document(
            sentence, url=f"https://paper{paper}.example/", publisher=f"Paper {paper}", published="2026-02-04"
        )
        ledger.record(document, Extraction(True, sightings=(Sighting(claim, 0, len(sentence), "test@1", 1.0),)), NOW)

    (party,) = (each for each in on().assessments if each.relation == "partyTo")

    assert len(party.basis) == 10
    assert party.credibility == 2


def test_what_one_weak_source_alone_says_is_told_so_until_another_says_it(ledger, tell, on):
    party = (JAPAN, f"{ONTOLOGY}partyTo", MEMO)
    text = "Japan has joined the memorandum."
    claim = Claim("state:japan", "partyTo", "agreement:memo", Modality.ASSERTED, text)
    sighting = Sighting(claim, 0, len(text), "test@1", 1.0)
    blog = Document(text, url="https://blog.example/1", publisher="a blog", published="2026-02-05", manner="blog")
    ledger.record(blog, Extraction(True, (), (), (sighting,)), NOW)

    assert EvidenceFinder(on()).weak_source([party]) == "a blog"

    tell("2026-02-06", "wire", ("Japan joined.", "state:japan", "partyTo", "agreement:memo"))

    assert EvidenceFinder(on()).weak_source([party]) == ""
