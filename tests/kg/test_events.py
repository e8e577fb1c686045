"""
Events told by several documents: which texts report one, and which another.
"""

from datetime import date

import pytest

from kg.beliefs import testimony as witness
from kg.claims import Claim, Modality
from kg.events import events_of

PACT = "agreement:pact"


@pytest.fixture
def told():
    """
    The events of some testimony, each as (step, days, documents); a claim is (day printed, relation, object, more).
    """

    def events(*claims):
        testimony = []
        for number, (printed, relation, value, *more) in enumerate(claims):
            said = {"modality": Modality.ASSERTED, "date": None, "subject": PACT, "group": f"d{number}"}
            said |= more[0] if more else {}
            claim = Claim(said["subject"], relation, value, said["modality"], "…", date=said["date"])
            day = date.fromisoformat(printed)
            testimony.append(witness.Testimony(claim, f"c{number}", f"d{number}", said["group"], "wire", day))
        return [
            (event.step, [day.isoformat() for day in event.days], [each.document for each in event.told])
            for event in events_of(testimony)
        ]

    return events


def test_texts_that_tell_one_signature_report_one_event_whatever_day_they_give(told):
    found = told(
        ("2024-02-20", "signedOn", "2024-02-19"),
        ("2024-02-22", "signedOn", "2024-02-01"),
        ("2024-02-22", "status", "signed"),
    )

    assert found == [("signed", ["2024-02-01", "2024-02-19"], ["d0", "d1", "d2"])]


def test_a_text_that_retells_it_months_later_is_seen_last_and_makes_no_news(told):
    retold = ("2026-09-28", "signedOn", "2026-04-24", {"modality": Modality.BACKGROUND})

    assert told(("2026-04-24", "signedOn", "2026-04-24"), retold) == [("signed", ["2026-04-24"], ["d0", "d1"])]
    assert told(retold) == []


def test_a_step_taken_twice_is_two_events(told):
    found = told(
        ("2025-11-07", "status", "suspended", {"date": "2025-11-07"}),
        ("2026-09-24", "status", "suspended", {"date": "2026-09-23"}),
        ("2025-11-10", "status", "suspended"),
    )

    assert found == [("suspended", ["2026-09-23"], ["d1"]), ("suspended", ["2025-11-07"], ["d0", "d2"])]


def test_a_bare_announcement_is_told_with_what_was_announced(told):
    found = told(
        ("2026-02-04", "announcedOn", "2026-02-04"),
        ("2026-02-05", "status", "launched", {"date": "2026-02-04"}),
    )

    assert found == [("launched", ["2026-02-04"], ["d0", "d1"])]


@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.NEGATED, Modality.POSSIBLE])
def test_what_is_planned_denied_or_possible_has_not_happened(told, modality):
    assert told(("2026-02-04", "status", "signed", {"modality": modality, "date": "2026-02-04"})) == []


def test_states_that_join_one_club_are_events_of_their_own(told):
    day = {"date": "2024-09-27"}
    found = told(
        ("2024-09-28", "joined", "bloc:msp-forum", day | {"subject": "state:zambia"}),
        ("2024-09-28", "joined", "bloc:msp-forum", day | {"subject": "state:serbia"}),
    )

    assert [step for step, _, _ in found] == ["joined", "joined"]
