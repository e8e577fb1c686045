import pytest

from kg.beliefs.parties import assess_many


def standing(context, subject="eu"):
    return {each.object: each.standing.value for each in assess_many(subject, context, "parties@1")}


@pytest.mark.parametrize(
    ("modality", "expected"),
    [
        ("asserted", {"memo": "supported"}),
        ("planned", {"memo": "supported"}),
        ("background", {"memo": "supported"}),
        ("possible", {"memo": "unconfirmed"}),
        ("reported", {"memo": "unconfirmed"}),
        ("negated", {}),
    ],
)
def test_a_party_is_believed_when_somebody_says_that_it_is_one(told, on, modality, expected):
    assert standing(on("2026-06-01", told("eu", "partyTo", "memo", "2026-02-04", modality))) == expected


def test_a_planned_membership_is_no_membership(told, on):
    assert standing(on("2026-06-01", told("eu", "memberOf", "club", "2026-02-04", "planned"))) == {
        "club": "unconfirmed"
    }


def test_a_later_denial_by_as_many_contests(told, on):
    testimony = (
        told("eu", "partyTo", "memo", "2026-02-04"),
        told("eu", "partyTo", "memo", "2026-02-05", "negated"),
    )

    assert standing(on("2026-06-01", *testimony)) == {"memo": "contested"}


def test_an_earlier_denial_is_overtaken(told, on):
    testimony = (
        told("eu", "partyTo", "memo", "2026-02-04", "negated"),
        told("eu", "partyTo", "memo", "2026-02-05"),
    )

    assert standing(on("2026-06-01", *testimony)) == {"memo": "supported"}


def test_two_independent_witnesses_make_an_item_confirmed(told, on):
    testimony = (
        told("eu", "partyTo", "memo", "2026-02-04", by="rubio"),
        told("eu", "partyTo", "memo", "2026-02-05", by="sefcovic"),
    )

    (assessment,) = assess_many("eu", on("2026-06-01", *testimony), "parties@1")

    assert (assessment.credibility, assessment.reliability) == (1, "B")
