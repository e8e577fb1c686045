"""
The embedded passage index: FTS5 for words, exact vectors for meaning, one SQLite file.

Every step of catching up is one transaction that also moves the position, so a reader, or a start after a crash, finds
the index as it was at some position of the ledger.
"""

import json
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import IndexDamaged
from kg.ledger.reader import LedgerReader
from kg.search import tables
from kg.search.canary import CANDIDATES, EXACT_UP_TO, LEAST_COSINE, VECTORS_A_STEP, Canary
from kg.search.connections import Connection, Connections
from kg.search.entries import documents_changed, entries
from kg.search.fusion import fuse
from kg.search.index import EVERYTHING, Counts, Found, Narrowing, Way
from kg.search.kept import meta, replace, set_meta
from kg.search.queries import Corrections, Term, corrected, terms, to_match, words_of
from kg.search.ranking import allowed_by, by_keyword, by_newest, candidates, shown
from kg.search.shown import in_order
from kg.search.tallies import Namings, counts_of, namings_of
from kg.search.vectors import Fetch, Ids, Vectors, VectorTable, to_bytes
from kg.text import Embedder

if TYPE_CHECKING:
    from kg.search.approximate import ApproximateTable


class SqlitePassageIndex:
    """
    A `PassageIndex` in one file; any number of threads may search it.
    """

    def __init__(self, path: Path, embedder: Embedder | None = None, exact_up_to: int = EXACT_UP_TO) -> None:
        """
        Args:
            exact_up_to: with more vectors than this, search by meaning is approximate.
        """
        self._connections = Connections(path)
        self._sidecar = path.with_suffix(".faiss")
        self._exact_up_to = exact_up_to
        self._embedder = embedder
        self._canary = Canary(embedder)
        self._lock = threading.Lock()
        self._vectors: tuple[int, VectorTable | ApproximateTable] | None = None
        self._current_ids: tuple[int, Ids] | None = None
        self._namings: tuple[int, Namings] | None = None
        self._vocabulary: tuple[int, Sequence[str]] | None = None

    @property
    def position(self) -> int:
        """
        The last ledger position applied.
        """
        with self._connections.reading() as connection:
            return int(meta(connection, "position"))

    @property
    def ways(self) -> tuple[Way, ...]:
        """
        By keyword always; by vector when our embedder made the vectors kept here.
        """
        with self._connections.reading() as connection:
            return self._ways(connection)

    def catch_up(self, ledger: LedgerReader) -> int:
        """
        Apply what the ledger holds after `position`, a thousand changes a step; the new position.
        """
        while True:
            with self._connections.writing() as connection:
                since = int(meta(connection, "position"))
                position = apply(connection, ledger, since)
                self._embed_missing(connection)
            if position == since:
                return position

    def rebuild(self, ledger: LedgerReader) -> int:
        """
        Forget everything and apply the ledger from its start, in one transaction; the new position.

        A file that is broken is thrown away first; until it is filled again, searches find less.
        """
        try:
            return self._apply_all(ledger)
        except IndexDamaged:
            self._connections.start_over()
            return self._apply_all(ledger)

    def _apply_all(self, ledger: LedgerReader) -> int:
        with self._connections.writing() as connection:
            for statement in tables.CLEAR:
                connection.execute(statement)
            since, position = -1, 0
            while position > since:
                since, position = position, apply(connection, ledger, position)
            set_meta(connection, "position", position)
            self._embed_missing(connection)
        return position

    def search(self, text: str, narrowing: Narrowing = EVERYTHING, *, limit: int = 10) -> Found:
        """
        The passages that answer a text best, by words and by meaning.
        """
        with self._connections.reading() as connection:
            ways = self._ways(connection)
            asked, corrections = self._asked(connection, text)
            if not asked:
                newest = [] if text.strip() else by_newest(connection, narrowing, limit)
                return Found(shown(connection, (), (), fuse(newest), limit), ways)
            keyword = by_keyword(connection, asked, narrowing, CANDIDATES)
            near = self._by_vector(connection, text, narrowing) if Way.VECTOR in ways else {}
            vector = in_order(near, candidates(connection, near))[:CANDIDATES]
            passages = shown(connection, asked, (keyword, vector), fuse(keyword, vector), limit)
        return Found(passages, ways, corrections)

    def count(
        self, text: str, narrowing: Narrowing = EVERYTHING, tags: Mapping[str, Collection[str]] | None = None
    ) -> Counts:
        """
        How the passages fall that hold the words of a text; all inside the narrowing where it is empty.
        """
        condition, parameters = tables.where(narrowing)
        with self._connections.reading() as connection:
            asked, _ = self._asked(connection, text)
            if not asked and text.strip():
                return Counts()
            words = tables.HOLDS_WORDS if asked else "TRUE"
            given = (*((to_match(asked),) if asked else ()), *parameters)
            found = connection.execute(tables.COUNTED.format(words=words, where=condition), given).fetchall()
            return counts_of(found, self._named(connection) if tags else {}, tags)

    def knows(self, word: str) -> bool:
        """
        Whether a word, in some form, stands in any passage kept.
        """
        with self._connections.reading() as connection:
            return all(self._is_known(connection, each) for each in words_of(word))

    def close(self) -> None:
        """
        Let go of the file; an approximate table is written beside it.
        """
        with self._lock:
            if self._vectors and not isinstance(self._vectors[1], VectorTable):
                self._vectors[1].save(self._sidecar, self._canary.kept)
        self._connections.close()

    def _asked(self, connection: Connection, text: str) -> tuple[tuple[Term, ...], Corrections]:
        """
        What a typed text asks for among the words kept here.
        """
        return corrected(terms(text), lambda word: self._is_known(connection, word), lambda: self._words(connection))

    def _is_known(self, connection: Connection, word: str) -> bool:
        return connection.execute(tables.KNOWN_WORD, (f'"{word}"',)).fetchone() is not None

    def _ways(self, connection: Connection) -> tuple[Way, ...]:
        return self._canary.ways(meta(connection, "canary"))

    def _embed_missing(self, connection: Connection) -> None:
        """
        Give every passage a vector of our embedder; those of another are forgotten first.
        """
        if self._embedder is None:
            return
        if not self._canary.made(meta(connection, "canary")):
            connection.execute(tables.FORGET_VECTORS)
            set_meta(connection, "canary", self._canary.kept)
        while missing := connection.execute(tables.WITHOUT_VECTOR, (VECTORS_A_STEP,)).fetchall():
            vectors = self._embedder.embed([text for _, text in missing])
            rows = [(to_bytes(vector), id_) for (id_, _), vector in zip(missing, vectors, strict=True)]
            connection.executemany(tables.SET_VECTOR, rows)
            connection.execute(tables.TOUCH)

    def _by_vector(self, connection: Connection, text: str, narrowing: Narrowing) -> dict[int, float]:
        assert self._embedder is not None
        allowed = self._current(connection) if narrowing == EVERYTHING else allowed_by(connection, narrowing)
        vector = self._embedder.embed([text])[0]
        nearest = self._table(connection).nearest(vector, allowed, CANDIDATES, rows_of(connection))
        return {id_: cosine for id_, cosine in nearest if cosine >= LEAST_COSINE}

    def _current(self, connection: Connection) -> Ids:
        """
        Every passage of a current version; kept between searches, since gathering 20 000 ids takes longer than ranking.
        """
        revision = int(meta(connection, "revision"))
        with self._lock:
            if self._current_ids is None or self._current_ids[0] != revision:
                self._current_ids = (revision, allowed_by(connection, EVERYTHING))
            return self._current_ids[1]

    def _table(self, connection: Connection) -> Vectors:
        """
        The vectors as this transaction sees them; kept between searches.
        """
        revision = int(meta(connection, "revision"))
        with self._lock:
            if self._vectors is None or self._vectors[0] != revision:
                ids = [row[0] for row in connection.execute(tables.VECTOR_IDS)]
                before = self._vectors[1] if self._vectors else None
                self._vectors = (revision, self._renewed(before, ids, rows_of(connection)))
            return self._vectors[1]

    def _renewed(
        self, before: "VectorTable | ApproximateTable | None", ids: Sequence[int], rows_for: Fetch
    ) -> "VectorTable | ApproximateTable":
        dimension = self._canary.vector.shape[0]
        if len(ids) <= self._exact_up_to:
            return (before if isinstance(before, VectorTable) else VectorTable.empty(dimension)).renewed(ids, rows_for)
        from kg.search.approximate import ApproximateTable  # noqa: PLC0415 - faiss only where there is so much

        if not isinstance(before, ApproximateTable):
            before = ApproximateTable.loaded(self._sidecar, self._canary.kept)
        if before is None:
            table = ApproximateTable.built(ids, rows_for, dimension)
            table.save(self._sidecar, self._canary.kept)
            return table
        return before.renewed(ids, rows_for)

    def _named(self, connection: Connection) -> Namings:
        """
        Where each entity is named; kept between counts.
        """
        revision = int(meta(connection, "revision"))
        with self._lock:
            if self._namings is None or self._namings[0] != revision:
                self._namings = (revision, namings_of(connection.execute(tables.NAMINGS)))
            return self._namings[1]

    def _words(self, connection: Connection) -> Sequence[str]:
        revision = int(meta(connection, "revision"))
        with self._lock:
            if self._vocabulary is None or self._vocabulary[0] != revision:
                words = [row[0] for row in connection.execute(tables.VOCABULARY)]
                self._vocabulary = (revision, words)
            return self._vocabulary[1]


def rows_of(connection: Connection) -> Fetch:
    """
    What fetches id and vector of the ids it is asked for, ascending.
    """
    return lambda ids: connection.execute(tables.VECTORS_OF, (json.dumps(list(ids)),)).fetchall()


def apply(connection: Connection, ledger: LedgerReader, since: int) -> int:
    """
    Apply one step of changes after a position; the position after it.
    """
    documents, position = documents_changed(ledger, since)
    if position == since:
        return since
    for document_id in documents:
        replace(connection, document_id, entries(ledger, document_id))
    connection.execute(tables.FORGET_WORDS)
    set_meta(connection, "position", position)
    connection.execute(tables.TOUCH)
    return position
