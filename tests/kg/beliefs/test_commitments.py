import pytest

from kg.beliefs.commitments import State, assess_commitments, commitments_of


def promise(told, published="2026-02-04", **more):
    return told("memo", "deadline", "P30D", published, "planned", duration="P30D", **more)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-02-10", State.PENDING),
        ("2026-03-06", State.PENDING),
        ("2026-03-07", State.OVERDUE),
        ("2026-05-01", State.MET),
    ],
)
def test_a_promise_is_pending_then_overdue_then_met(told, on, day, state):
    testimony = (promise(told, on="2026-02-04"), told("memo", "status", "signed", "2026-04-24", on="2026-04-24"))

    (commitment,) = commitments_of("memo", on(day, *testimony))

    assert commitment.state is state
    assert commitment.deadline == "2026-03-06"


def test_a_promise_kept_late_tells_by_how_many_days(told, on):
    testimony = (promise(told, on="2026-02-04"), told("memo", "status", "signed", "2026-04-24", on="2026-04-24"))

    (commitment,) = commitments_of("memo", on("2026-05-01", *testimony))

    assert commitment.days_late == 49


def test_a_text_printed_a_day_later_does_not_move_the_deadline(told, on):
    testimony = (
        told("memo", "announcedOn", "2026-02-04", "2026-02-04"),
        promise(told, "2026-02-05", on="2026-02-05"),
        promise(told, "2026-02-04"),
    )

    assert [each.deadline for each in commitments_of("memo", on("2026-02-10", *testimony))] == ["2026-03-06"]


def test_a_duration_without_a_start_stays_a_duration_and_its_state_is_unknown(told, on):
    (commitment,) = commitments_of("memo", on("2026-05-01", promise(told)))

    assert (commitment.deadline, commitment.state) == ("P30D", State.UNKNOWN)


def test_a_superseded_agreement_overtakes_its_promise(told, on):
    testimony = (promise(told, on="2026-02-04"), told("memo", "status", "superseded", "2026-03-01", on="2026-03-01"))

    (commitment,) = commitments_of("memo", on("2026-05-01", *testimony))

    assert commitment.state is State.OVERTAKEN


def test_a_promise_is_made_by_the_parties_of_what_is_due(told, on):
    testimony = (promise(told, on="2026-02-04"), told("eu", "partyTo", "memo", "2026-02-04", "planned"))

    assessments = assess_commitments("memo", on("2026-02-10", *testimony), "commitments@1")

    assert {each.object for each in assessments if each.relation == "promisedBy"} == {"eu"}


def test_the_same_length_of_time_told_again_is_the_same_promise(told, on):
    testimony = (promise(told, on="2026-02-04"), promise(told, "2026-04-24", on="2026-04-24"))

    assert [each.deadline for each in commitments_of("memo", on("2026-05-10", *testimony))] == ["2026-03-06"]
