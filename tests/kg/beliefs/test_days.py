from kg.beliefs.days import assess_day, assess_days


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


def test_a_denial_of_one_day_says_nothing_of_another(told, on):
    denied = told("memo", "signedOn", "2026-02-04", "2026-02-04", "negated")
    signed = told("memo", "signedOn", "2026-04-24", "2026-04-24")

    (assessment,) = assess_day("memo", "signedOn", on("2026-06-01", denied, signed), "days@2")

    assert (assessment.object, assessment.standing.value, assessment.dissent) == ("2026-04-24", "supported", ())


def test_a_coarse_date_is_dissent_to_no_day_inside_it(told, on):
    testimony = (
        told("memo", "signedOn", "2025-10-27", "2025-10-27"),
        told("memo", "signedOn", "2025-10-28", "2025-10-28"),
        told("memo", "signedOn", "2025-10", "2026-02-04", "background"),
    )

    found = assess_day("memo", "signedOn", on("2026-06-01", *testimony), "days@2")

    assert [(each.object, each.standing.value, len(each.dissent)) for each in found] == [
        ("2025-10-27", "contested", 1),
        ("2025-10-28", "contested", 1),
    ]


def test_a_document_that_tells_the_day_as_news_is_not_heard_on_it_as_background(told, on):
    news = told("memo", "signedOn", "2025-10-27", "2025-10-27")
    aside = told("memo", "signedOn", "2023-03", "2025-10-27", "background")

    (assessment,) = assess_day("memo", "signedOn", on("2026-06-01", news, aside), "days@2")

    assert (assessment.object, assessment.standing.value) == ("2025-10-27", "supported")


def test_what_entered_into_force_on_a_day_applies_from_it(told, on):
    testimony = told("act", "status", "inForce", "2024-05-29", on="2024-05-23")

    (assessment,) = assess_day("act", "effectiveOn", on("2024-06-01", testimony), "days@3")

    assert assessment.object == "2024-05-23"
    assert assess_day("act", "signedOn", on("2024-06-01", testimony), "days@3") == ()
