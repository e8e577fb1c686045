"""
What the index file keeps: putting documents in and taking them out again, inside one transaction.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kg.search import tables
from kg.search.connections import Connection
from kg.search.entries import VersionEntry
from kg.search.queries import words_of


def meta(connection: Connection, key: str) -> Any:
    """
    What the index says of itself under a key; `None` where nothing.
    """
    row = connection.execute(tables.META, (key,)).fetchone()
    return row[0] if row else None


def set_meta(connection: Connection, key: str, value: object) -> None:
    """
    Let the index say something of itself.
    """
    connection.execute(tables.SET_META, (key, value))


def replace(connection: Connection, document_id: str, versions: Iterable[VersionEntry]) -> None:
    """
    Keep these versions of a document instead of what was kept of it; a text that stays keeps its vector.
    """
    vectors = remove(connection, document_id)
    for version in versions:
        add(connection, version, vectors)


def remove(connection: Connection, document_id: str) -> dict[str, bytes | None]:
    """
    Take a document out; the vectors its passages had, by their text.
    """
    passages = connection.execute(tables.DOCUMENT_PASSAGES, (document_id,)).fetchall()
    for id_, text, title, _ in passages:
        connection.execute(tables.DELETE_WORDS, (id_, text, title))
        connection.execute(tables.DELETE_ENTITIES, (id_,))
        connection.execute(tables.DELETE_PASSAGE, (id_,))
    count_words(connection, (f"{text} {title}" for _, text, title, _ in passages), -1)
    connection.execute(tables.DELETE_VERSIONS, (document_id,))
    return {text: vector for _, text, _, vector in passages}


def add(connection: Connection, version: VersionEntry, vectors: dict[str, bytes | None]) -> None:
    """
    Put one version of a document in.

    Args:
        vectors: vectors known already, by text.
    """
    stored, document = version.stored, version.stored.document
    until = version.until.isoformat() if version.until else None
    current = (stored.id, stored.version, stored.available.isoformat(), until)
    told = (document.title, document.url, document.publisher, document.published, int(document.written_for_project))
    version_id = connection.execute(tables.INSERT_VERSION, (*current, *told)).lastrowid
    for entry in version.passages:
        kept = (version_id, entry.span.start, entry.span.end, entry.text, document.title, vectors.get(entry.text))
        id_ = connection.execute(tables.INSERT_PASSAGE, kept).lastrowid
        connection.execute(tables.INSERT_WORDS, (id_, entry.text, document.title))
        connection.executemany(tables.INSERT_ENTITY, [(entity, id_) for entity in sorted(entry.entities)])
    count_words(connection, (f"{entry.text} {document.title}" for entry in version.passages), 1)


def count_words(connection: Connection, texts: Iterable[str], times: int) -> None:
    """
    Count the passages each word stands in, up or down.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(words_of(text)))
    connection.executemany(tables.COUNT_WORD, [(word, count * times) for word, count in sorted(counts.items())])
