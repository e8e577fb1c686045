from kg.beliefs.days import assess_days


def days(context):
    return [(each.object, each.standing.value) for each in assess_days("memo", context, "days@1")]


def test_a_precise_day_refines_a_month(told, on):
    testimony = (
        told("memo", "signedOn", "2025-10", "2025-11-01", "background"),
        told("memo", "signedOn", "2025-10-28", "2025-10-29"),
    )

    assert days(on("2026-01-01", *testimony)) == [("2025-10-28", "supported")]


def test_days_that_exclude_each_other_on_equal_footing_are_contested(told, on):
    testimony = (
        told("memo", "signedOn", "2025-10-27", "2025-10-28"),
        told("memo", "signedOn", "2025-10-28", "2025-10-29"),
    )

    assert days(on("2026-01-01", *testimony)) == [("2025-10-27", "contested"), ("2025-10-28", "contested")]


def test_the_day_with_more_independent_witnesses_is_believed_with_its_dissent(told, on):
    testimony = (
        told("memo", "signedOn", "2025-10-27", "2025-10-28"),
        told("memo", "signedOn", "2025-10-28", "2025-10-29"),
        told("memo", "signedOn", "2025-10-28", "2025-10-30"),
    )

    (assessment,) = assess_days("memo", on("2026-01-01", *testimony), "days@1")

    assert assessment.object == "2025-10-28"
    assert assessment.dissent == (testimony[0].id,)
