from datetime import date

import pytest

from ontology.values.dates import (
    EDTFParseException,
    UnknownDate,
    add_duration,
    is_duration,
    month,
    parse_edtf,
    parse_with_library,
    span,
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026-02-04", date(2026, 2, 4), date(2026, 2, 4)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2025-33", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025~", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-10/2025-12", date(2025, 10, 1), date(2025, 12, 31)),
        ("2026-04-24/..", date(2026, 4, 24), None),
        ("../2026-11-10", None, date(2026, 11, 10)),
    ],
)
def test_a_date_spans_from_its_earliest_to_its_latest_day(text, earliest, latest):
    when = parse_edtf(text)

    assert (when.earliest, when.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "2026-02-30", "04/02/2026", "2026-05/2026-02", "../.."])
def test_what_is_no_date_is_refused_by_name(text):
    with pytest.raises(UnknownDate, match="write it as"):
        parse_edtf(text)


@pytest.mark.parametrize(
    "text",
    ["0001-01-01", "0000-01-01", "1999-12-31", "2024-02-29", "2026-02-29", "2026-00-10", "2026-04-31", "9999-12-31"],
)
def test_a_plain_day_is_read_as_the_library_reads_it(text):
    try:
        parsed = parse_with_library(text)
        expected = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError):
        with pytest.raises(UnknownDate):
            parse_edtf(text)
    else:
        assert (parse_edtf(text).earliest, parse_edtf(text).latest) == expected


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (date(2026, 2, 4), "P30D", date(2026, 3, 6)),
        (date(2025, 10, 31), "P1M", date(2025, 11, 30)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2026, 1, 14), "P180D", date(2026, 7, 13)),
        (date(2025, 11, 30), "P13M", date(2026, 12, 30)),
        (date(2026, 1, 1), "P2W", date(2026, 1, 15)),
    ],
)
def test_a_duration_ends_on_a_day_of_the_calendar(start, duration, end):
    assert add_duration(start, duration) == end


@pytest.mark.parametrize("text", ["P", "30D", "PT5H", ""])
def test_only_whole_days_weeks_months_and_years_are_durations(text):
    assert not is_duration(text)
    with pytest.raises(UnknownDate):
        add_duration(date(2026, 1, 1), text)


def test_a_span_of_one_thing_is_that_thing():
    assert span(month(2025, 10), month(2025, 10)).edtf == "2025-10"
