"""
Search by meaning past 100 000 passages: lists of near vectors in eight bits (faiss IVF-SQ8), the best scored exactly.

A sidecar beside the index file: whatever happens to it, it is built anew from the vectors kept there.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import faiss
import numpy as np

from kg.search.vectors import Fetch, Ids, Rows, Vector, best_of, scored

# Lists for so many vectors as performance asks for: four times the root, as a power of two (1024 for 100 000).
LISTS_A_ROOT: Final = 4
# Fewer vectors a list than this and faiss warns that its centres mean nothing.
LEAST_A_LIST: Final = 39
TRAINED_ON_A_LIST: Final = 64
# Lists looked at, of 1024: recall@10 0.99 on 120 000 vectors of sentences and mixes of them (benchmarks, `vectors`).
PROBES: Final = 48
# Candidates for each one wanted; eight bits order near neighbours only roughly.
CANDIDATES_A_RESULT: Final = 4
# Inside a narrowing this small every vector is scored.
FEW: Final = 4000
# A table that has grown so many times since its lists were made is made anew.
OUTGROWN: Final = 2
ROWS_A_STEP: Final = 20_000


class ApproximateTable:
    """
    Passage ids with their vectors in lists, each search looking into the nearest lists alone.
    """

    def __init__(self, index: faiss.IndexIVF, trained_on: int) -> None:
        """
        Args:
            trained_on: how many vectors there were when the lists were made.
        """
        self._index = index
        self._trained_on = trained_on
        self._lock = threading.Lock()
        self.ids: Ids = np.sort(all_ids(index))

    @classmethod
    def built(cls, ids: Sequence[int], rows_for: Fetch, dimension: int) -> "ApproximateTable":
        """
        A table of all these ids.
        """
        index = trained(ids, rows_for, dimension)
        table = cls(index, len(ids))
        return table.renewed(ids, rows_for)

    def renewed(self, ids: Sequence[int], rows_for: Fetch) -> "ApproximateTable":
        """
        The table for another set of ids; only vectors not held yet are fetched, unless it has outgrown its lists.
        """
        if len(ids) > OUTGROWN * self._trained_on:
            return self.built(ids, rows_for, self._index.d)
        wanted = np.asarray(ids, dtype=np.int64)
        with self._lock:
            gone = np.setdiff1d(self.ids, wanted)
            if gone.size:
                self._index.remove_ids(gone)
            missing = np.setdiff1d(wanted, self.ids)
            for start in range(0, missing.size, ROWS_A_STEP):
                rows = rows_for(missing[start : start + ROWS_A_STEP].tolist())
                numbers = np.asarray([row[0] for row in rows], dtype=np.int64)
                self._index.add_with_ids(matrix_of(rows, self._index.d), numbers)
            self.ids = wanted
        return self

    def nearest(self, vector: Vector, allowed: Ids, limit: int, rows_for: Fetch) -> list[tuple[int, float]]:
        """
        The allowed ids nearest to a vector of unit length, as far as the nearest lists hold them, with exact cosines.
        """
        if allowed.size <= FEW:
            chosen = np.intersect1d(allowed, self.ids)
        else:
            chosen = self._candidates(vector, allowed, limit * CANDIDATES_A_RESULT)
        if not chosen.size:
            return []
        rows = rows_for(chosen.tolist())
        ids = np.asarray([row[0] for row in rows], dtype=np.int64)
        return best_of(ids, scored(matrix_of(rows, self._index.d), vector), limit)

    def save(self, path: Path, canary: bytes) -> None:
        """
        Write the table beside the index, whole or not at all.

        Args:
            canary: what tells the embedder that made the vectors.
        """
        part = path.with_suffix(".part")
        with self._lock:
            faiss.write_index(self._index, str(part))
            head = np.asarray([self._trained_on], dtype="<i8").tobytes() + canary
        path.with_suffix(".head").write_bytes(head)
        part.replace(path)

    @classmethod
    def loaded(cls, path: Path, canary: bytes) -> "ApproximateTable | None":
        """
        The table written earlier; nothing where there is none, or another embedder made it, or it cannot be read.
        """
        try:
            head = path.with_suffix(".head").read_bytes()
            if head[8:] != canary:
                return None
            return cls(faiss.read_index(str(path)), int(np.frombuffer(head[:8], dtype="<i8")[0]))
        except (OSError, RuntimeError, IndexError):
            return None

    def _candidates(self, vector: Vector, allowed: Ids, limit: int) -> Ids:
        with self._lock:
            narrowed = {} if allowed.size >= self.ids.size else {"sel": selector(allowed)}
            probes = faiss.SearchParametersIVF(nprobe=min(PROBES, self._index.nlist), **narrowed)
            _, found = self._index.search(vector.reshape(1, -1), limit, params=probes)
        return np.sort(found[0][found[0] >= 0])


def trained(ids: Sequence[int], rows_for: Fetch, dimension: int) -> faiss.IndexIVF:
    """
    An empty index whose lists fit a sample of the vectors.
    """
    lists = max(1, min(2 ** round(np.log2(LISTS_A_ROOT * len(ids) ** 0.5)), len(ids) // LEAST_A_LIST))
    step = max(1, len(ids) // (lists * TRAINED_ON_A_LIST))
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.train(matrix_of(rows_for(list(ids[::step])), dimension))
    return index


def matrix_of(rows: Rows, dimension: int) -> Vector:
    """
    The vectors of some rows, shape (n, dimension).
    """
    return np.frombuffer(b"".join(vector for _, vector in rows), dtype=np.float32).reshape(-1, dimension)


def selector(allowed: Ids) -> faiss.IDSelector:
    """
    What lets only these ids through, of which there is at least one; ascending.
    """
    marks = np.zeros(int(allowed[-1]) // 8 * 8 + 8, dtype=bool)
    marks[allowed] = True
    return faiss.IDSelectorBitmap(np.packbits(marks, bitorder="little"))


def all_ids(index: faiss.IndexIVF) -> Ids:
    """
    The ids that an index holds.
    """
    lists = index.invlists
    held = [
        faiss.rev_swig_ptr(lists.get_ids(number), lists.list_size(number)).copy()
        for number in range(index.nlist)
        if lists.list_size(number)
    ]
    return np.concatenate(held) if held else np.empty(0, dtype=np.int64)
