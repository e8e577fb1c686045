"""
From scores to decisions: trees out of arc scores.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
Heads: TypeAlias = NDArray[np.int64]


def _cycle_in(heads: Heads) -> list[int]:
    """
    The nodes of one cycle among head choices (node 0 is the root and has no head), or an empty list.
    """
    settled = np.zeros(len(heads), dtype=bool)
    settled[0] = True
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while not settled[node] and node not in path:
            path.append(node)
            node = int(heads[node])
        if node in path:
            return path[path.index(node) :]
        settled[path] = True
    return []


def _best_arborescence(scores: Array) -> Heads:
    """
    Chu-Liu and Edmonds: the heads of the highest tree, `scores[dependent, head]` over nodes with the root as node 0.
    """
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = np.asarray(_cycle_in(heads), dtype=np.int64)
    if not cycle.size:
        return heads
    size = len(scores)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    chosen = scores[cycle, heads[cycle]]
    # The cycle becomes one node, the last: what enters it breaks one of its arcs, what leaves it keeps its best end.
    entering = scores[np.ix_(cycle, outer)] - chosen[:, None]
    leaving = scores[np.ix_(outer, cycle)]
    smaller = np.full((len(outer) + 1, len(outer) + 1), -np.inf, dtype=scores.dtype)
    smaller[:-1, :-1] = scores[np.ix_(outer, outer)]
    smaller[:-1, -1] = leaving.max(axis=1)
    smaller[-1, :-1] = entering.max(axis=0)
    found = _best_arborescence(smaller)
    heads_found = heads.copy()
    for place, node in enumerate(outer):
        if node == 0:
            continue
        if found[place] == len(outer):
            heads_found[node] = cycle[int(leaving[place].argmax())]
        else:
            heads_found[node] = outer[found[place]]
    broken = cycle[int(entering[:, found[-1]].argmax())]
    heads_found[broken] = outer[found[-1]]
    return heads_found


def heads_of(arcs: Array) -> Heads:
    """
    The head of each token of one sentence: a tree with exactly one root.

    The greedy choice is taken when it is a tree already (it mostly is); else the highest tree is looked for.

    Args:
        arcs: (n, n + 1) scores, column 0 the root, column j the token j - 1.

    Returns:
        n positions in 0…n; 0 is the root.
    """
    size = len(arcs)
    scores = np.full((size + 1, size + 1), -np.inf, dtype=np.float64)
    scores[1:] = arcs
    np.fill_diagonal(scores, -np.inf)
    scores[0, 0] = 0.0
    heads: Heads = scores.argmax(axis=1)
    if (heads[1:] == 0).sum() == 1 and not _cycle_in(heads):
        return heads[1:]
    # One root only: a toll on every arc from the root, higher than all else together, leaves just one of them.
    finite = arcs[np.isfinite(arcs)]
    scores[1:, 0] -= (float(finite.max() - finite.min()) + 1.0) * (size + 1)
    return _best_arborescence(scores)[1:]
