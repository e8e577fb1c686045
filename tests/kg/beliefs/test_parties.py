from dataclasses import replace

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


@pytest.mark.parametrize(
    ("manners", "expected"),
    [
        (("official read-out", "blog"), "contested"),
        (("official read-out", ""), "contested"),
        (("official read-out", "wire story"), "supported"),
        (("blog", "blog"), "supported"),
    ],
)
def test_a_weak_source_does_not_overtake_the_denial_of_a_better_one(told, on, manners, expected):
    denial, claim = manners
    testimony = (
        told("uae", "partyTo", "memo", "2025-12-12", "negated", manner=denial),
        told("uae", "partyTo", "memo", "2026-02-21", manner=claim),
    )

    assert standing(on("2026-06-01", *testimony), "uae") == {"memo": expected}


def listed(told, day, *minerals):
    sentence = f"The memorandum covers {', '.join(minerals)}."
    testimony = [told("memo", "coversMineral", mineral, day) for mineral in minerals]
    return [replace(each, claim=replace(each.claim, quote=sentence)) for each in testimony]


def test_a_list_with_a_slip_contests_what_it_names_and_not_what_others_confirm(told, on):
    right, slip = ("samarium", "gadolinium", "terbium", "yttrium"), ("samarium", "gallium", "terbium", "yttrium")
    context = on(
        "2026-06-01",
        *listed(told, "2025-04-07", *right),
        *listed(told, "2025-04-09", *slip),
        *listed(told, "2025-11-03", *right),
    )

    found = {each.object: each for each in assess_many("memo", context, "parties@1")}

    assert {name for name, each in found.items() if each.standing == "contested"} == {"gallium"}
    assert len(found["gallium"].dissent) == 2
    assert len(found["gadolinium"].dissent) == 1
    assert found["terbium"].dissent == ()


@pytest.mark.parametrize(
    "other",
    [
        ("samarium", "terbium", "yttrium"),
        ("samarium", "gadolinium", "terbium", "yttrium", "gallium"),
        ("samarium", "gallium", "germanium", "yttrium"),
    ],
)
def test_lists_that_name_more_or_fewer_or_much_else_contest_nothing(told, on, other):
    first = listed(told, "2025-04-07", "samarium", "gadolinium", "terbium", "yttrium")
    context = on("2026-06-01", *first, *listed(told, "2025-04-09", *other))

    assert set(standing(context, "memo").values()) == {"supported"}


def test_two_independent_witnesses_make_an_item_confirmed(told, on):
    testimony = (
        told("eu", "partyTo", "memo", "2026-02-04", by="rubio"),
        told("eu", "partyTo", "memo", "2026-02-05", by="sefcovic"),
    )

    (assessment,) = assess_many("eu", on("2026-06-01", *testimony), "parties@1")

    assert (assessment.credibility, assessment.reliability) == (1, "B")
