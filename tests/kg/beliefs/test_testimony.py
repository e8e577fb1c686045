import pytest

from kg.beliefs.testimony import independent


@pytest.mark.parametrize(
    ("manner", "reliability"),
    [
        ("official read-out", "A"),
        ("joint statement", "A"),
        ("official fact sheet", "A"),
        ("wire story", "B"),
        ("law-firm alert", "B"),
        ("trade press", "B"),
        ("press release", "C"),
        ("newsletter brief", "C"),
        ("blog", "D"),
        ("", "F"),
        ("pamphlet", "F"),
    ],
)
def test_a_source_is_as_reliable_as_its_manner_of_writing(told, manner, reliability):
    assert told("memo", "status", "signed", "2026-04-24", manner=manner).reliability == reliability


@pytest.mark.parametrize(
    ("witnesses", "count"),
    [
        ([{"group": "one wire"}] * 10, 1),
        ([{"group": "a", "by": "rubio"}, {"group": "b", "by": "rubio"}], 1),
        ([{"group": "a", "publisher": "Ledgerwire"}, {"group": "b", "publisher": "Ledgerwire"}], 1),
        ([{"group": "a", "publisher": "Ledgerwire"}, {"group": "b", "publisher": "Gazette"}], 2),
        ([{"group": "a", "by": "rubio"}, {"group": "b", "by": "sefcovic"}], 2),
        ([{"group": "a", "by": "rubio"}, {"group": "b"}], 2),
    ],
    ids=["copies", "one speaker", "one paper twice", "two papers", "two speakers", "speaker and paper"],
)
def test_witnesses_are_independent_by_text_and_by_speaker(told, witnesses, count):
    assert independent(told("memo", "status", "signed", "2026-04-24", **each) for each in witnesses) == count
