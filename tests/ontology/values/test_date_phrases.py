from datetime import date

import pytest

from ontology.values.date_phrases import due, find_dates

THURSDAY = date(2026, 2, 5)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("signed on 24 April 2026 in Washington", "2026-04-24"),
        ("Feb. 4, 2026", "2026-02-04"),
        ("the 4th of February 2026", "2026-02-04"),
        ("2026-02-04", "2026-02-04"),
        ("27/28 October 2025", "2025-10-27/2025-10-28"),
        ("Oct. 27-28, 2025", "2025-10-27/2025-10-28"),
        ("in late 2025", "2025-09/2025-12"),
        ("mid-2026", "2026-05/2026-08"),
        ("by the end of 2026", "2026-12"),
        ("in the fourth quarter of 2025", "2025-10/2025-12"),
        ("Q4 2025", "2025-10/2025-12"),
        ("imports of 2021-24", "2021/2024"),
        ("from 2023 to 2025", "2023/2025"),
        ("June 2022", "2022-06"),
        ("on Wednesday", "2026-02-04"),
        ("on Thursday", "2026-02-05"),
        ("last Thursday", "2026-01-29"),
        ("next Monday", "2026-02-09"),
        ("yesterday", "2026-02-04"),
        ("earlier this month", "2026-02"),
        ("last week", "2026-01-26/2026-02-01"),
        ("early next year", "2027-01/2027-04"),
        ("two years ago", "2024"),
        ("by end-March", "2026-03"),
        ("on 31 December", "2025-12-31"),
        ("by the end of the decade", "2030"),
    ],
)
def test_a_phrase_means_its_days(text, edtf):
    (found,) = find_dates(text, THURSDAY)

    assert found.when is not None
    assert found.when.edtf == edtf
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("within 30 days", "P30D"),
        ("in the next thirty days", "P30D"),
        ("over the coming six months", "P6M"),
        ("a 60-day consultation window", "P60D"),
        ("within a year", "P1Y"),
    ],
)
def test_a_length_of_time_is_a_duration_and_means_no_day(text, duration):
    (found,) = find_dates(text, THURSDAY)

    assert (found.kind, found.duration, found.when) == ("duration", duration, None)


@pytest.mark.parametrize("text", ["He may sign the text", "a 10-year offtake deal", "110 dollars a kilo", "No. 18"])
def test_what_only_looks_like_a_date_is_left_alone(text):
    assert [found for found in find_dates(text, THURSDAY) if found.text != "2026"] == []


def test_a_relative_date_without_an_anchor_means_no_day():
    (found,) = find_dates("on Wednesday")

    assert found.when is None


@pytest.mark.parametrize(("direction", "edtf"), [("past", "2025-12-31"), ("future", "2026-12-31")])
def test_the_direction_decides_the_year_of_a_bare_day(direction, edtf):
    (found,) = find_dates("31 December", THURSDAY, direction)

    assert found.when is not None
    assert found.when.edtf == edtf


def test_what_is_due_within_days_is_counted_from_the_announcement():
    (found,) = find_dates("within 30 days")

    assert due(found, None) is None
    assert due(found, date(2026, 2, 4)).edtf == "2026-03-06"
