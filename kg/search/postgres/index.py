"""
The passage index on a server: PostgreSQL with pgvector, shared by any number of machines.

It answers as the embedded one does: the same words, stems and slips, the same BM25, the same cosines, fused alike. The
tables are in the first schema of the search path, their names begin with `index_`; every step of catching up is one
transaction that also moves the position.
"""

import threading
from collections.abc import Collection, Mapping, Sequence

from kg.errors import IndexDamaged
from kg.ledger.reader import LedgerReader
from kg.postgres import Connection
from kg.search.canary import CANDIDATES, EXACT_UP_TO, VECTORS_A_STEP, Canary
from kg.search.entries import documents_changed, entries
from kg.search.fusion import fuse
from kg.search.index import EVERYTHING, Counts, Found, Narrowing, Way
from kg.search.postgres import tables
from kg.search.postgres.database import PassageDatabase, State, state_of
from kg.search.postgres.kept import replace, stems_of
from kg.search.postgres.ranking import by_meaning, by_newest, shown
from kg.search.postgres.scoring import Sought, by_keyword, sought_of, to_query
from kg.search.queries import Corrections, corrected, terms, words_of
from kg.search.tallies import Namings, counts_of, namings_of
from kg.text import Embedder


class PostgresPassageIndex:
    """
    A `PassageIndex` in a database by its URL; any number of threads may search it.
    """

    def __init__(self, url: str, embedder: Embedder | None = None, exact_up_to: int = EXACT_UP_TO) -> None:
        """
        Args:
            url: `postgresql://user:password@host:port/database`, with whatever libpq understands behind it.
            exact_up_to: among more vectors than this, search by meaning is approximate.

        Raises:
            IndexUnavailable: the server does not answer.
            IndexUnusable: it has no pgvector.
        """
        self._database = PassageDatabase(url)
        self._exact_up_to = exact_up_to
        self._embedder = embedder
        self._canary = Canary(embedder)
        self._lock = threading.Lock()
        self._statistics: tuple[int, tuple[int, float]] | None = None
        self._namings: tuple[int, Namings] | None = None

    @property
    def position(self) -> int:
        """
        The last ledger position applied.
        """
        with self._database.reading() as connection:
            return state_of(connection).position

    @property
    def ways(self) -> tuple[Way, ...]:
        """
        By keyword always; by vector when our embedder made the vectors kept here.
        """
        with self._database.reading() as connection:
            return self._canary.ways(state_of(connection).canary)

    def catch_up(self, ledger: LedgerReader) -> int:
        """
        Apply what the ledger holds after `position`, a thousand changes a step; the new position.

        An index that was made from another ledger is made anew.
        """
        origin = origin_of(ledger)
        while True:
            with self._database.writing() as connection:
                state = state_of(connection)
                if state.origin not in {"", origin}:
                    position, since = self._apply_all(connection, ledger, origin), -1
                else:
                    since = state.position
                    position = apply(connection, ledger, since, origin)
                self._embed_missing(connection)
            if position == since:
                self._make_near()
                return position

    def rebuild(self, ledger: LedgerReader) -> int:
        """
        Forget everything and apply the ledger from its start, in one transaction; the new position.

        Tables that are broken are thrown away first; until they are filled again, searches find less.
        """
        try:
            return self._rebuilt(ledger)
        except IndexDamaged:
            self._database.start_over()
            return self._rebuilt(ledger)

    def search(self, text: str, narrowing: Narrowing = EVERYTHING, *, limit: int = 10) -> Found:
        """
        The passages that answer a text best, by words and by meaning.
        """
        with self._database.reading() as connection:
            state = state_of(connection)
            ways = self._canary.ways(state.canary)
            sought, corrections = self._sought(connection, text)
            if not sought:
                newest = [] if text.strip() else by_newest(connection, narrowing, limit)
                return Found(shown(connection, (), (), fuse(newest), limit), ways)
            keyword = by_keyword(connection, sought, narrowing, self._sizes(connection, state), CANDIDATES)
            vector = self._near(connection, text, narrowing, state) if Way.VECTOR in ways else []
            passages = shown(connection, sought, (keyword, vector), fuse(keyword, vector), limit)
        return Found(passages, ways, corrections)

    def count(
        self, text: str, narrowing: Narrowing = EVERYTHING, tags: Mapping[str, Collection[str]] | None = None
    ) -> Counts:
        """
        How the passages fall that hold the words of a text; all inside the narrowing where it is empty.
        """
        condition, parameters = tables.where(narrowing)
        with self._database.reading() as connection:
            sought, _ = self._sought(connection, text)
            if not sought and text.strip():
                return Counts()
            words = tables.HOLDS_WORDS if sought else "TRUE"
            given = [*([to_query(sought)] if sought else []), *parameters]
            found = connection.execute(tables.COUNTED.format(words=words, where=condition), given).fetchall()
            return counts_of(found, self._named(connection) if tags else {}, tags)

    def knows(self, word: str) -> bool:
        """
        Whether a word, in some form, stands in any passage kept.
        """
        with self._database.reading() as connection:
            words = words_of(word)
            return known_of(connection, words) >= set(words)

    def close(self) -> None:
        """
        Let go of the connections.
        """
        self._database.close()

    def _sought(self, connection: Connection, text: str) -> tuple[tuple[Sought, ...], Corrections]:
        """
        What a typed text asks for among the words kept here.
        """
        asked = terms(text)
        if not asked:
            return (), ()
        known = known_of(connection, {word for term in asked for word in term.words})
        settled, corrections = corrected(asked, lambda word: word in known, lambda: vocabulary(connection))
        return sought_of(settled, stems_of(connection, {word for term in settled for word in term.words})), corrections

    def _near(self, connection: Connection, text: str, narrowing: Narrowing, state: State) -> list[int]:
        assert self._embedder is not None
        vector = self._embedder.embed([text])[0]
        exact_up_to = self._exact_up_to if state.is_near else None
        return by_meaning(connection, vector, narrowing, exact_up_to, CANDIDATES)

    def _rebuilt(self, ledger: LedgerReader) -> int:
        with self._database.writing() as connection:
            position = self._apply_all(connection, ledger, origin_of(ledger))
            self._embed_missing(connection)
        self._make_near()
        return position

    def _apply_all(self, connection: Connection, ledger: LedgerReader, origin: str) -> int:
        connection.execute(tables.CLEAR)
        since, position = -1, 0
        while position > since:
            since, position = position, apply(connection, ledger, position, origin)
        connection.execute(tables.SET_POSITION, (position, origin))
        return position

    def _embed_missing(self, connection: Connection) -> None:
        """
        Give every passage a vector of our embedder; those of another are forgotten first.
        """
        if self._embedder is None:
            return
        if not self._canary.made(state_of(connection).canary):
            connection.execute(tables.FORGET_VECTORS)
            connection.execute(tables.SET_CANARY, (self._canary.kept,))
        while missing := connection.execute(tables.WITHOUT_VECTOR, (VECTORS_A_STEP,)).fetchall():
            vectors = self._embedder.embed([text for _, text in missing])
            rows = [(id_, vector.tolist()) for (id_, _), vector in zip(missing, vectors, strict=True)]
            with connection.cursor() as cursor:
                cursor.executemany(tables.INSERT_VECTOR, rows)

    def _make_near(self) -> None:
        """
        Make the graph of neighbours once there are more vectors than are searched exactly; the server keeps it up.
        """
        if self._embedder is None:
            return
        with self._database.reading() as connection:
            if state_of(connection).is_near:
                return
            vectors = connection.execute(tables.HOW_MANY_VECTORS).fetchall()[0][0]
        if vectors > self._exact_up_to:
            with self._database.writing() as connection:
                connection.execute(tables.NEAR_MEMORY)
                connection.execute(tables.NEAR_INDEX.format(dimension=self._canary.vector.shape[0]))

    def _sizes(self, connection: Connection, state: State) -> tuple[int, float]:
        """
        How many passages there are and how long they are; kept between searches.
        """
        with self._lock:
            if self._statistics is None or self._statistics[0] != state.revision:
                number, length = connection.execute(tables.STATISTICS).fetchall()[0]
                self._statistics = (state.revision, (number, length))
            return self._statistics[1]

    def _named(self, connection: Connection) -> Namings:
        """
        Where each entity is named; kept between counts.
        """
        revision = state_of(connection).revision
        with self._lock:
            if self._namings is None or self._namings[0] != revision:
                self._namings = (revision, namings_of(connection.execute(tables.NAMINGS).fetchall()))
            return self._namings[1]


def apply(connection: Connection, ledger: LedgerReader, since: int, origin: str) -> int:
    """
    Apply one step of changes after a position; the position after it.
    """
    documents, position = documents_changed(ledger, since)
    if position == since:
        return since
    for document_id in documents:
        replace(connection, document_id, entries(ledger, document_id))
    connection.execute(tables.FORGET_WORDS)
    connection.execute(tables.SET_POSITION, (position, origin))
    return position


def origin_of(ledger: LedgerReader) -> str:
    """
    What tells a ledger from every other: its first change; empty for an empty one.
    """
    first = ledger.changes(0, limit=1)
    return f"{first[0].recorded.isoformat()} {first[0].target}" if first else ""


def known_of(connection: Connection, words: Collection[str]) -> set[str]:
    """
    Those of some words that stand, in some form, in a passage.
    """
    stems = stems_of(connection, words)
    held = {row[0] for row in connection.execute(tables.HOW_MANY_HOLD, (list(stems.values()),))}
    return {word for word, stem in stems.items() if stem in held}


def vocabulary(connection: Connection) -> Sequence[str]:
    """
    Every word of every passage.
    """
    return [row[0] for row in connection.execute(tables.VOCABULARY)]
