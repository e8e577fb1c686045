import pytest

from kg.beliefs.terms import TERMS_RULE, assess_terms


def last_days(context):
    return {
        each.object: (each.standing.value, len(each.dissent))
        for each in assess_terms("pause", context, TERMS_RULE.id)
        if each.relation == "validUntil"
    }


def test_the_last_day_may_lie_ahead(told, on):
    said = told("pause", "validUntil", "2026-11-10", "2025-11-10")

    assert last_days(on("2025-12-01", said)) == {"2026-11-10": ("supported", 0)}


def test_an_extension_replaces_the_day_and_contradicts_nothing(told, on):
    first = told("pause", "validUntil", "2026-11-10", "2025-11-10")
    longer = told("pause", "validUntil", "2027-01-10", "2026-09-24")

    assert last_days(on("2026-09-01", first, longer)) == {"2026-11-10": ("supported", 0)}
    assert last_days(on("2026-10-01", first, longer)) == {"2027-01-10": ("supported", 0)}


def test_who_retells_the_old_day_moves_nothing(told, on):
    testimony = (
        told("pause", "validUntil", "2026-11-10", "2025-11-10"),
        told("pause", "validUntil", "2027-01-10", "2026-09-24"),
        told("pause", "validUntil", "2026-11-10", "2026-10-02"),
    )

    assert last_days(on("2026-10-05", *testimony)) == {"2027-01-10": ("supported", 0)}


@pytest.mark.parametrize(
    ("day", "manner"), [("2025-11-10", "wire story"), ("2026-01-05", "blog")], ids=["one day", "less reliable"]
)
def test_a_doubtful_other_day_is_contested(told, on, day, manner):
    first = told("pause", "validUntil", "2026-11-10", "2025-11-10", group="a", manner="law-firm alert")
    other = told("pause", "validUntil", "2026-11-20", day, group="b", manner=manner)

    assert last_days(on("2026-02-01", first, other)) == {"2026-11-10": ("contested", 1), "2026-11-20": ("contested", 1)}
