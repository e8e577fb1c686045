"""
What the corpus leads us to believe about the years it tells, each belief with its sentences.
"""

from datetime import date

import pytest

from api.listings.announcements import list_announcements
from api.listings.commitments import list_promises
from kg.beliefs.testimony import independent
from ontology.namespaces import ENTITIES

pytestmark = pytest.mark.model

MOU = "agreement:us-eu-mou"
PROMISED = "The European Union and the United States commit to conclude a Memorandum of Understanding within"
WIRE = ("2026-02-04-wire-trilateral", "2026-02-05-wire-trilateral")
SIGNED = "The European Union and the United States signed a Memorandum of Understanding on a Strategic"


@pytest.mark.parametrize(
    ("day", "state", "days_late"),
    [
        ("2026-02-04", "pending", 0),
        ("2026-03-06", "pending", 0),
        ("2026-03-07", "overdue", 0),
        ("2026-04-22", "overdue", 0),
        ("2026-04-24", "met", 49),
        ("2026-11-22", "met", 49),
    ],
)
def test_the_us_eu_memorandum_is_promised_overdue_and_signed_49_days_late(service, day, state, days_late):
    (promise,) = list_promises(service.indexed(date.fromisoformat(day)).facts, concerns=MOU)

    assert (promise.made, promise.due) == ("2026-02-04", "2026-03-06")
    assert (promise.state, promise.days_late) == (state, days_late)
    assert [party.label for party in promise.promised_by] == ["European Union", "United States"]


def test_the_memorandum_s_promise_and_signature_stand_on_their_sentences(believed):
    due = believed(MOU, "deadline", "2026-03-10")
    signed = believed(MOU, "signedOn")

    assert any(quote.startswith(PROMISED) for quote in due["2026-03-06"][1])
    assert list(signed) == ["2026-04-24"]
    assert any(quote.startswith(SIGNED) for quote in signed["2026-04-24"][1])
    assert signed["2026-04-24"][2] == []


def test_forge_succeeds_the_msp_without_a_false_contradiction(believed):
    sentence = "FORGE replaces the Minerals Security Partnership, which was founded in June 2022."

    assert believed("bloc:forge", "successorOf") == {"bloc:msp": ("supported", [sentence], [])}
    assert believed("bloc:msp", "status") == {"superseded": ("supported", [sentence], [])}


@pytest.mark.parametrize(
    ("believed_of", "day", "last", "sentence"),
    [
        (
            ("agreement:cn-55-62-2025", "suspendedUntil"),
            "2025-11-12",
            "2026-11-10",
            "The suspension lasts until 10 November 2026.",
        ),
        (
            ("agreement:cn-46-2024", "suspendedUntil"),
            "2025-11-12",
            "2026-11-27",
            "The suspension ends on 27 November 2026.",
        ),
        (("agreement:truce", "validUntil"), "2025-11-01", "2026-11-10", "The truce runs until 10 November 2026."),
        (
            ("agreement:truce", "validUntil"),
            "2026-09-25",
            "2027-01-10",
            "The United States and China have extended their trade truce until 10 January 2027",
        ),
    ],
)
def test_the_suspended_chinese_controls_carry_their_end_dates(believed, believed_of, day, last, sentence):
    found = believed(*believed_of, day)

    assert list(found) == [last]
    standing, basis, _ = found[last]
    assert standing == "supported"
    assert any(sentence in quote for quote in basis)


def test_japan_s_two_entity_lists_stay_two(service):
    facts = service.indexed(None).facts
    lists = [ENTITIES + each for each in ("agreement:cn-11-12-2026", "agreement:cn-28-2026")]

    assert all(facts.is_a(iri, "ExportControl") for iri in lists)
    assert len({facts.label(iri) for iri in lists}) == 2
    assert not set(service.redirects) & {"agreement:cn-11-12-2026", "agreement:cn-28-2026"}


def test_what_an_aggregator_is_said_to_have_written_stands_beside_what_is_believed(believed):
    found = believed("agreement:cn-18-2025", "status")

    assert list(found) == ["inForce"]
    standing, _, dissent = found["inForce"]
    assert standing == "supported"
    assert dissent == ["A news aggregator wrote that the April rules had been suspended."]


def test_a_rumoured_stake_is_no_figure_beside_the_one_that_was_taken(service):
    told = {
        each.subject: each.object
        for each in service.day(None).view.assessments
        if each.relation == "percent" and each.subject.startswith("figure:")
    }
    given = {
        each.subject
        for each in service.day(None).view.assessments
        if (each.relation, each.object) == ("givenTo", "company:lithium-americas")
    }

    assert {told[figure] for figure in given} == {"5"}


def announced(service, about, what):
    (found,) = (each for each in list_announcements(service.indexed(None), about) if each.what == what)
    return found


def test_three_papers_that_print_one_agency_story_are_one_report(service):
    found = {
        report.text.document: (report.text.copies, report.text.publishers)
        for each in list_announcements(service.indexed(None))
        for report in each.reports
        if report.text.copies > 1
    }

    assert list(found.values()) == [(3, ("Ledgerwire", "Northgate Courier", "Three Harbours Gazette"))]


def test_texts_that_report_the_signature_of_the_memorandum_are_one_announcement_with_what_each_adds(service):
    signature = announced(service, MOU, "signed")

    assert signature.days == ("2026-04-24",)
    assert (signature.first_seen, signature.last_seen) == ("2026-04-24", "2026-09-28")
    assert signature.publishers == ("Halloway Brandt LLP", "Presswell Releases", "The Crucible Blog")
    release, lawyers, _ = signature.reports
    assert release.adds == ()
    assert "Neither sets a price floor." in {each.quote for each in lawyers.adds}
    assert [report.contradicts for report in signature.reports] == [()] * 3


def test_a_paper_that_misdates_a_signature_contradicts_within_its_announcement(service):
    signature = announced(service, "agreement:eu-rwanda", "signed")

    assert signature.days == ("2024-02-01", "2024-02-19")
    assert signature.publishers == ("Delta Evening Post", "Ledgerwire")
    told = {
        report.text.publishers[0]: {said.value.label for said in report.contradicts if said.relation == "signing date"}
        for report in signature.reports
    }
    assert told == {"Ledgerwire": {"2024-02-19"}, "Delta Evening Post": {"2024-02-01"}}


def test_a_promise_is_another_announcement_than_its_fulfilment(service):
    promise = announced(service, MOU, "committed")

    assert promise.first_seen == "2026-02-04"
    assert promise.id != announced(service, MOU, "signed").id


def test_one_agency_story_in_three_papers_is_one_voice(service):
    view = service.day(date(2026, 2, 5)).view
    papers = {each.id for each in view.documents if (each.document.given_id or "").startswith(WIRE)}
    said = [each for each in view.testimony if each.document in papers]

    assert len(papers) == len({each.document for each in said}) == 3
    assert independent(said) == 1
