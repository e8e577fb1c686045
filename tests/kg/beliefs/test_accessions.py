from kg.beliefs.accessions import assess_accessions


def days(context):
    return [
        (each.object, each.standing.value)
        for each in assess_accessions("india", context, "accessions@1")
        if each.relation == "joinedOn"
    ]


def test_a_day_of_joining_refines_a_month(told, on):
    testimony = (
        told("india", "joined", "club", "2023-06-30", "background", on="2023-06"),
        told("india", "joined", "club", "2023-07-30", group="other", on="2023-06-22"),
    )

    assert days(on("2024-01-01", *testimony)) == [("2023-06-22", "supported")]


def test_undated_news_of_joining_is_told_of_the_day_of_the_first_text(told, on):
    testimony = (
        told("india", "joined", "club", "2026-02-20"),
        told("india", "joined", "club", "2026-02-21"),
    )

    assert days(on("2026-03-01", *testimony)) == [("2026-02-20", "supported")]


def test_undated_background_dates_no_accession(told, on):
    assert days(on("2026-03-01", told("india", "joined", "club", "2026-02-20", "background"))) == []


def test_days_of_joining_that_exclude_each_other_are_contested(told, on):
    testimony = (
        told("india", "joined", "club", "2026-02-21", on="2026-02-20"),
        told("india", "joined", "club", "2026-02-22", on="2026-02-19"),
    )

    assert days(on("2026-03-01", *testimony)) == [("2026-02-19", "contested"), ("2026-02-20", "contested")]
