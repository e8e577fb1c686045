"""
Things by their names: words, beginnings and slips of the pen, as in passages; made anew for each view, in memory.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.search.connections import in_memory
from kg.search.queries import Corrections, corrected, terms, to_match, words_of

TABLE: Final = """
CREATE VIRTUAL TABLE names USING fts5(name, thing UNINDEXED, tokenize="porter unicode61 remove_diacritics 2")"""
KNOWN: Final = "SELECT 1 FROM names WHERE names MATCH ? LIMIT 1"
# Rounded, and equal ones by id, so that the order depends on content alone.
RANKED: Final = "SELECT thing FROM names WHERE names MATCH ? ORDER BY ROUND(bm25(names), 10), thing"


class NameIndex:
    """
    The names of things, each of which may have several.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """
        Args:
            names: id of a thing, and one of its names.
        """
        kept = sorted(set(names))
        self._lock = threading.Lock()
        self._connection = in_memory()
        self._connection.execute(TABLE)
        self._connection.executemany("INSERT INTO names (thing, name) VALUES (?, ?)", kept)
        self._vocabulary = sorted({word for _, name in kept for word in words_of(name)})

    def search(self, text: str, knows: Callable[[str], bool], *, limit: int) -> tuple[Sequence[str], Corrections]:
        """
        Ids of the things whose names hold any of the words, best first, and the words that were replaced.

        Args:
            knows: words that are no slips though no name holds them.
        """
        with self._lock:
            asked, corrections = corrected(
                terms(text), lambda word: self._is_known(word) or knows(word), lambda: self._vocabulary
            )
            if not asked:
                return (), ()
            ranked = self._connection.execute(RANKED, (to_match(asked),))
            return list(dict.fromkeys(row[0] for row in ranked))[:limit], corrections

    def _is_known(self, word: str) -> bool:
        return self._connection.execute(KNOWN, (f'"{word}"',)).fetchone() is not None
