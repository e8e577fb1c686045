from kg.beliefs.figures import assess_figures


def test_figures_that_differ_stand_side_by_side(told, on):
    testimony = (
        told("china", "shareOf", "gallium", "2026-02-04", percent="98", year="2024"),
        told("china", "shareOf", "gallium", "2026-03-04", percent="94", year="2025"),
    )

    assessments = assess_figures("china", on("2026-06-01", *testimony), "figures@1")

    assert {each.object for each in assessments if each.relation == "percent"} == {"98", "94"}
    assert len([each for each in assessments if each.relation == "shareOf"]) == 1


def test_a_share_without_a_number_is_only_a_share(told, on):
    (assessment,) = assess_figures(
        "china", on("2026-06-01", told("china", "shareOf", "gallium", "2026-02-04")), "figures@1"
    )

    assert (assessment.relation, assessment.object) == ("shareOf", "gallium")
