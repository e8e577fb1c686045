import numpy as np

from kg.search.vectors import VectorTable, to_bytes

AXES = {number: np.eye(3, dtype=np.float32)[number % 3] for number in range(1, 9)}


def rows_for(ids):
    return [(id_, to_bytes(AXES[id_])) for id_ in sorted(ids)]


def test_only_vectors_not_held_yet_are_fetched():
    asked = []
    table = VectorTable.empty(3).renewed([1, 2, 5], rows_for)

    renewed = table.renewed([2, 3, 5, 8], lambda ids: asked.extend(ids) or rows_for(ids))

    assert asked == [3, 8]
    assert renewed.ids.tolist() == [2, 3, 5, 8]
    assert renewed.matrix.tolist() == [AXES[id_].tolist() for id_ in (2, 3, 5, 8)]
    assert table.ids.tolist() == [1, 2, 5]


def test_the_nearest_of_the_allowed_come_first_and_ties_all_come():
    table = VectorTable.empty(3).renewed([1, 2, 3, 4, 7], rows_for)

    found = table.nearest(AXES[1], np.asarray([2, 4, 7]), 1, rows_for)

    assert found == [(4, 1.0), (7, 1.0)]
    assert table.nearest(AXES[1], np.asarray([], dtype=np.int64), 5, rows_for) == []
