import numpy as np

from kg.search.tallies import counts_of, namings_of, tallied

NAMINGS = namings_of([("chile", 1), ("chile", 4), ("china", 2), ("japan", 1), ("japan", 2), ("peru", 90)])
TAGS = {"chile": ["Andes"], "peru": ["Andes"], "japan": ["Asia", "island"], "china": ["Asia"], "unnamed": ["Asia"]}


def test_a_passage_counts_once_for_a_tag_however_many_bear_it():
    assert tallied(np.asarray([1, 2, 3]), NAMINGS, TAGS) == {"Andes": 1, "Asia": 2, "island": 2}


def test_what_was_not_found_is_not_counted():
    assert tallied(np.asarray([3]), NAMINGS, TAGS) == {}
    assert tallied(np.asarray([], dtype=np.int64), NAMINGS, TAGS) == {}
    assert tallied(np.asarray([200, 90]), NAMINGS, TAGS) == {"Andes": 1}


def test_a_publisher_is_one_however_it_is_spelled():
    counts = counts_of([(1, "The Ore", "2026-02"), (2, "THE ORE", "2026-03"), (3, "Else", "2026-03")], {}, None)

    assert counts.passages == 3
    assert counts.publishers == {"THE ORE": 2, "Else": 1}
    assert counts.months == {"2026-02": 1, "2026-03": 2}
