"""
Fusing ranked lists: by place, since the scores of words and of meanings share no scale.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

# Source: Cormack, Clarke, Büttcher, "Reciprocal Rank Fusion outperforms Condorcet…", SIGIR 2009, which found 60.
SMOOTHING: Final = 60


Id = TypeVar("Id", int, str)


def fuse(*rankings: Sequence[Id]) -> Mapping[Id, float]:
    """
    The fused score of everything that stands in any of the rankings.

    Args:
        rankings: ids, best first.

    >>> fuse([7, 8], [8])[8] > fuse([7, 8], [8])[7]
    True
    """
    scores: dict[Id, float] = {}
    for ranking in rankings:
        for rank, one in enumerate(ranking, 1):
            scores[one] = scores.get(one, 0.0) + 1 / (SMOOTHING + rank)
    return scores
