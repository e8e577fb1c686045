import pytest

from kg.beliefs.status import assess_status, status_history


def statuses(context):
    return [(each.object, each.standing.value) for each in assess_status("memo", context, "status@1")]


def test_the_latest_event_counts_not_the_latest_print(told, on):
    signed = told("memo", "status", "signed", "2026-04-25", on="2026-04-24")
    retold = told("memo", "status", "committed", "2026-05-10", "background", on="2026-02-04")

    assert statuses(on("2026-06-01", signed, retold)) == [("signed", "supported")]


def test_an_older_story_told_again_as_news_is_dissent_not_change(told, on):
    signed = told("memo", "status", "signed", "2026-04-25", on="2026-04-24")
    stale = told("memo", "status", "committed", "2026-05-10")

    (assessment,) = assess_status("memo", on("2026-06-01", signed, stale), "status@1")

    assert assessment.object == "signed"
    assert assessment.dissent == (stale.id,)


@pytest.mark.parametrize(("day", "status"), [("2026-03-10", "committed"), ("2026-05-01", "signed")])
def test_a_status_is_that_of_the_day_asked_for(told, on, day, status):
    testimony = (
        told("memo", "status", "committed", "2026-02-04"),
        told("memo", "signedOn", "2026-04-24", "2026-04-25", on="2026-04-24"),
    )

    assert statuses(on(day, *testimony)) == [(status, "supported")]


def test_a_planned_signature_is_a_commitment(told, on):
    assert statuses(on("2026-02-05", told("memo", "status", "signed", "2026-02-04", "planned"))) == [
        ("committed", "supported")
    ]


@pytest.mark.parametrize("modality", ["possible", "reported", "negated"])
def test_what_is_not_said_to_be_so_is_no_status(told, on, modality):
    assert statuses(on("2026-02-05", told("memo", "status", "signed", "2026-02-04", modality))) == []


def test_a_memorandum_is_launched_never_in_force(told, on):
    assert statuses(on("2026-02-05", told("memo", "status", "inForce", "2026-02-04"))) == [("launched", "supported")]


def test_a_denial_by_as_many_witnesses_is_contested(told, on):
    signed = told("memo", "status", "signed", "2026-04-24", on="2026-04-24")
    denied = told("memo", "status", "signed", "2026-04-26", "negated")

    assert statuses(on("2026-05-01", signed, denied)) == [("signed", "contested")]


def test_copies_of_one_denial_do_not_outweigh_two_witnesses(told, on):
    signed = [told("memo", "status", "signed", f"2026-04-2{n}", on="2026-04-24") for n in (4, 5)]
    denied = [told("memo", "status", "signed", f"2026-04-2{n}", "negated", group="one wire") for n in (6, 7, 8)]

    assert statuses(on("2026-05-01", *signed, *denied)) == [("signed", "supported")]


def test_an_event_still_to_come_is_no_status_yet(told, on):
    assert statuses(on("2026-03-01", told("memo", "status", "signed", "2026-02-20", on="2026-04-24"))) == []


def test_the_history_keeps_each_step_with_its_day(told, on):
    testimony = (
        told("memo", "status", "negotiating", "2026-01-10"),
        told("memo", "status", "committed", "2026-02-04"),
        told("memo", "status", "signed", "2026-04-25", on="2026-04-24"),
    )

    history = [(step.edtf, step.status) for step in status_history("memo", on("2026-06-01", *testimony))]

    assert history == [("2026-01-10", "negotiating"), ("2026-02-04", "committed"), ("2026-04-24", "signed")]


def test_a_status_told_without_a_day_is_told_of_the_day_others_saw_it(told, on):
    hasty = told("memo", "status", "signed", "2026-04-23")
    seen = told("memo", "status", "signed", "2026-04-24", on="2026-04-24")

    (step,) = status_history("memo", on("2026-05-01", hasty, seen))

    assert step.edtf == "2026-04-24"
    assert step.testimony == (seen, hasty)


def test_nothing_is_superseded_before_its_successor_began(told, on):
    testimony = (
        told("memo", "status", "superseded", "2025-12-12", "negated"),
        told("memo", "status", "superseded", "2026-02-04", on="2022-06"),
        told("forum", "successorOf", "memo", "2026-02-04"),
        told("forum", "status", "launched", "2026-02-04", on="2026-02-04"),
    )

    (assessment,) = assess_status("memo", on("2026-06-01", *testimony), "status@2")

    assert (assessment.object, assessment.standing.value, assessment.since) == ("superseded", "supported", "2026-02-04")


def test_a_signature_dated_otherwise_in_passing_happened_on_the_believed_day(told, on):
    signed = told("memo", "signedOn", "2025-10-27", "2025-10-27", on="2025-10-27")
    aside = told("memo", "signedOn", "2023-03", "2025-10-27", "background", on="2023-03")

    (step,) = status_history("memo", on("2026-06-01", signed, aside))

    assert step.edtf == "2025-10-27"
