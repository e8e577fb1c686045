"""
What the index in PostgreSQL keeps: putting documents in and taking them out again, inside one transaction.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from kg.postgres import Connection
from kg.search.entries import PassageEntry, VersionEntry
from kg.search.postgres import tables
from kg.search.postgres.tables import kept
from kg.search.queries import words_of

# What a tsvector has room for; a passage is a hundredth of it.
LAST_PLACE: Final = 16_383


def replace(connection: Connection, document_id: str, versions: Iterable[VersionEntry]) -> None:
    """
    Keep these versions of a document instead of what was kept of it; a text that stays keeps its vector.
    """
    before = connection.execute(tables.DOCUMENT_PASSAGES, (document_id,)).fetchall()
    connection.execute(tables.DELETE_VERSIONS, (document_id,))
    count_words(connection, [(words_of(text), words_of(title)) for text, title, _ in before], -1)
    vectors = {text: vector for text, _, vector in before if vector is not None}
    for version in versions:
        add(connection, version, vectors)


def add(connection: Connection, version: VersionEntry, vectors: Mapping[str, Sequence[float]]) -> None:
    """
    Put one version of a document in.

    Args:
        vectors: vectors known already, by text.
    """
    stored, document = version.stored, version.stored.document
    until = version.until.isoformat() if version.until else None
    current = (stored.id, stored.version, stored.available.isoformat(), until, kept(document.title))
    url = None if document.url is None else kept(document.url)
    told = (url, kept(document.publisher), document.published, document.written_for_project)
    version_id = connection.execute(tables.INSERT_VERSION, (*current, *told)).fetchall()[0][0]
    title = words_of(document.title)
    words = [(words_of(entry.text), title) for entry in version.passages]
    stems = count_words(connection, words, 1)
    rows = [
        (version_id, entry.span.start, entry.span.end, len(text) + len(title), vector_of(text, title, stems))
        for entry, (text, title) in zip(version.passages, words, strict=True)
    ]
    with connection.cursor() as cursor:
        ids = list(inserted(cursor, rows))
        placed = list(zip(ids, version.passages, strict=True))
        cursor.executemany(tables.INSERT_TEXT, [(id_, kept(entry.text)) for id_, entry in placed])
        cursor.executemany(tables.INSERT_ENTITY, list(namings(placed)))
        known = [(id_, vectors[text]) for id_, entry in placed if (text := kept(entry.text)) in vectors]
        cursor.executemany(tables.INSERT_VECTOR, known)


def inserted(cursor: Any, rows: Sequence[Sequence[Any]]) -> Iterator[int]:
    """
    The ids that passages are given, in their order.
    """
    if not rows:
        return
    cursor.executemany(tables.INSERT_PASSAGE, rows, returning=True)
    for result in cursor.results():
        yield result.fetchone()[0]


def namings(placed: Iterable[tuple[int, PassageEntry]]) -> Iterator[tuple[str, int]]:
    """
    Each entity with each passage that names it.
    """
    for id_, entry in placed:
        for entity in sorted(entry.entities):
            yield kept(entity), id_


def count_words(
    connection: Connection, passages: Sequence[tuple[Sequence[str], Sequence[str]]], times: int
) -> Mapping[str, str]:
    """
    Count the passages each word and each stem stands in, up or down; the stems of the words.
    """
    held = [frozenset((*text, *title)) for text, title in passages]
    words = Counter(word for each in held for word in each)
    stems = stems_of(connection, sorted(words))
    counted = Counter(stem for each in held for stem in {stems[word] for word in each})
    with connection.cursor() as cursor:
        cursor.executemany(tables.COUNT_WORD, [(word, number * times) for word, number in sorted(words.items())])
        cursor.executemany(tables.COUNT_STEM, [(stem, number * times) for stem, number in sorted(counted.items())])
    return stems


def stems_of(connection: Connection, words: Iterable[str]) -> Mapping[str, str]:
    """
    The stem of each word.
    """
    return dict(connection.execute(tables.STEMS, (list(words),)).fetchall())


def vector_of(text: Sequence[str], title: Sequence[str], stems: Mapping[str, str]) -> str:
    """
    The stems of a passage with their places as a tsvector; no phrase reaches from the text into the title.

    >>> vector_of(["rare", "metals"], ["metals"], {"rare": "rare", "metals": "metal"})
    "'rare':1D 'metal':2D,4A"
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(text, 1):
        places[stems[word]].append(f"{min(place, LAST_PLACE)}D")
    for place, word in enumerate(title, len(text) + 2):
        places[stems[word]].append(f"{min(place, LAST_PLACE)}A")
    return " ".join(f"'{stem}':{','.join(where)}" for stem, where in places.items())
