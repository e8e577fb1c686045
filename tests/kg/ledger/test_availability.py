from datetime import UTC, date, datetime

import pytest

from kg.ledger.availability import available_day, published_day
from kg.text import Document

NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-02-04", date(2026, 2, 4)),
        ("2026-02-04T23:30:00Z", date(2026, 2, 4)),
        ("2026-02", date(2026, 2, 28)),
        ("2026", date(2026, 12, 31)),
        ("2026-02-04?", date(2026, 2, 4)),
        ("2026-13-04", None),
        ("2026-13", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_counts_from_the_end_of_its_period(published, day):
    assert published_day(published) == day


def test_an_undated_document_is_available_from_the_day_it_was_fetched_else_recorded():
    fetched = Document("a", retrieved=datetime(2026, 3, 1, 23, tzinfo=UTC))

    assert available_day(fetched, None, NOW) == date(2026, 3, 1)
    assert available_day(Document("a"), None, NOW) == NOW.date()


def test_an_edit_that_says_its_date_is_available_from_it():
    before, after = Document("a", published="2026-02-04"), Document("b", published="2026-02-06")

    assert available_day(after, before, NOW) == date(2026, 2, 6)
