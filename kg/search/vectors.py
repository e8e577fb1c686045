"""
Exact search by meaning: every vector of unit length in one matrix, one product a question.

Exact up to 100 000 passages (24 ms there, measured); past that `approximate.py` takes its place.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

# Products of the same rows differ in the last bits with their place in the matrix; so much is no difference.
DECIMALS: Final = 5

Vector = NDArray[np.float32]
Ids = NDArray[np.int64]
Rows = Sequence[tuple[int, bytes]]
Fetch = Callable[[Collection[int]], Rows]
"Gives id and vector of the ids it is asked for, ascending."


class Vectors(Protocol):
    """
    Passage ids with their vectors, exact or not.
    """

    def nearest(self, vector: Vector, allowed: Ids, limit: int, rows_for: Fetch) -> list[tuple[int, float]]:
        """
        The allowed ids nearest to a vector of unit length, each with its cosine, best first.

        Args:
            rows_for: gives id and vector of the ids it is asked for, ascending.
        """
        ...


class VectorTable:
    """
    Passage ids with their vectors; a value, so that a search goes on with the one it began with.

    Shapes: `ids` (n,) int64, ascending; `matrix` (n, dimension) float32.
    """

    def __init__(self, ids: Ids, matrix: Vector) -> None:
        self.ids = ids
        self.matrix = matrix

    @classmethod
    def empty(cls, dimension: int) -> "VectorTable":
        """
        A table without rows.
        """
        return cls(np.empty(0, dtype=np.int64), np.empty((0, dimension), dtype=np.float32))

    def renewed(self, ids: Sequence[int], rows_for: Fetch) -> "VectorTable":
        """
        The table for another set of ids; only vectors not held yet are fetched.

        Args:
            ids: every id there is now, ascending.
            rows_for: gives id and vector of the ids it is asked for, ascending.
        """
        wanted = np.asarray(ids, dtype=np.int64)
        kept = np.isin(self.ids, wanted)
        missing = np.setdiff1d(wanted, self.ids)
        fetched = rows_for(missing.tolist()) if missing.size else ()
        dimension = self.matrix.shape[1]
        added = np.frombuffer(b"".join(vector for _, vector in fetched), dtype=np.float32).reshape(-1, dimension)
        all_ids = np.concatenate([self.ids[kept], np.asarray([row[0] for row in fetched], dtype=np.int64)])
        order = np.argsort(all_ids, kind="stable")
        return VectorTable(all_ids[order], np.concatenate([self.matrix[kept], added])[order])

    def nearest(self, vector: Vector, allowed: Ids, limit: int, rows_for: Fetch) -> list[tuple[int, float]]:
        """
        The allowed ids nearest to a vector of unit length, each with its cosine, best first, at least `limit`.

        Ids that are as near as the last one come too, so that whoever orders ties is not given a chance choice.
        """
        del rows_for  # every vector is here
        places = np.flatnonzero(np.isin(self.ids, allowed, assume_unique=True))
        return best_of(self.ids[places], scored(self.matrix, vector)[places], limit) if places.size else []


def scored(matrix: Vector, vector: Vector) -> Vector:
    """
    The cosine of each row with a vector, all of unit length.
    """
    cosines: Vector = np.round(matrix @ vector, DECIMALS)
    return cosines


def best_of(ids: Ids, cosines: Vector, limit: int) -> list[tuple[int, float]]:
    """
    The ids with the highest cosines, best first, and those that are as near as the last one.
    """
    least = np.partition(cosines, -limit)[-limit] if limit < cosines.size else -np.inf
    best = np.flatnonzero(cosines >= least)
    ranked = best[np.argsort(-cosines[best], kind="stable")]
    return list(zip(ids[ranked].tolist(), cosines[ranked].tolist(), strict=True))


def to_bytes(vector: Vector) -> bytes:
    """
    A vector as it is kept: float32, little end first.
    """
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()
