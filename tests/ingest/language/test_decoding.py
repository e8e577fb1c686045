from itertools import product

import numpy as np
import pytest

from ingest.language.decoding import heads_of


def is_tree(heads):
    for token in range(1, len(heads) + 1):
        seen = set()
        node = token
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = int(heads[node - 1])
    return (np.asarray(heads) == 0).sum() == 1


def best_by_trying_all(arcs):
    size = len(arcs)
    trees = (heads for heads in product(range(size + 1), repeat=size) if is_tree(heads))
    return max(sum(arcs[token, head] for token, head in enumerate(heads)) for heads in trees)


def test_a_greedy_tree_is_taken_as_it_is():
    arcs = np.array([[0, -9, 5, 0], [5, 0, -9, 0], [0, 0, 5, -9]], dtype=np.float32)

    assert heads_of(arcs).tolist() == [2, 0, 2]


def test_a_cycle_is_broken_where_it_costs_least():
    arcs = np.array([[2, 0, 9], [8, 9, 0]], dtype=np.float32)

    assert heads_of(arcs).tolist() == [2, 0]


def test_two_roots_become_one():
    arcs = np.array([[9, 0, 1], [8, 7, 0]], dtype=np.float32)

    assert heads_of(arcs).tolist() == [0, 1]


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_is_the_highest_with_one_root(seed):
    rng = np.random.default_rng(seed)
    arcs = rng.normal(size=(4, 5)).astype(np.float32) * 3

    heads = heads_of(arcs)

    assert is_tree(heads)
    assert np.isclose(sum(arcs[token, head] for token, head in enumerate(heads)), best_by_trying_all(arcs), atol=1e-4)


def test_a_token_alone_is_the_root():
    assert heads_of(np.zeros((1, 2), dtype=np.float32)).tolist() == [0]
