"""
The tables and statements of the passage index; SQLite's own dialect, since FTS5 is.

`passage_words` keeps no text of its own: it indexes `passages` and is told of every row that comes and goes. The
stemmer makes "minerals" find "mineral"; `words` holds words unstemmed, to tell a slip of the pen from a rare word.
"""

import json
from typing import Any, Final

from kg.search.index import Narrowing

SCHEMA_VERSION: Final = 1

TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, version INTEGER NOT NULL,
    available TEXT NOT NULL, until TEXT, title TEXT NOT NULL, url TEXT, publisher TEXT NOT NULL, published TEXT,
    written_for_project INTEGER NOT NULL);
CREATE INDEX versions_document ON versions (document_id);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL, vector BLOB);
CREATE INDEX passages_version ON passages (version_id);
CREATE INDEX passages_without_vector ON passages (id) WHERE vector IS NULL;
CREATE TABLE passage_entities (
    entity_id TEXT NOT NULL, passage_id INTEGER NOT NULL, PRIMARY KEY (entity_id, passage_id)) WITHOUT ROWID;
CREATE INDEX passage_entities_passage ON passage_entities (passage_id);
CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE passage_words USING fts5(
    text, title, content='passages', content_rowid='id', tokenize="porter unicode61 remove_diacritics 2",
    prefix='2 3');
INSERT INTO meta VALUES ('position', 0), ('revision', 0);
"""

CLEAR: Final = (
    "DELETE FROM versions",
    "DELETE FROM passages",
    "DELETE FROM passage_entities",
    "DELETE FROM words",
    "INSERT INTO passage_words (passage_words) VALUES ('delete-all')",
)

META: Final = "SELECT value FROM meta WHERE key = ?"
SET_META: Final = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
TOUCH: Final = "UPDATE meta SET value = value + 1 WHERE key = 'revision'"

INSERT_VERSION: Final = "INSERT INTO versions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_PASSAGE: Final = "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?)"
INSERT_WORDS: Final = "INSERT INTO passage_words (rowid, text, title) VALUES (?, ?, ?)"
INSERT_ENTITY: Final = "INSERT INTO passage_entities VALUES (?, ?)"
COUNT_WORD: Final = """
    INSERT INTO words VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET passages = passages + excluded.passages"""
FORGET_WORDS: Final = "DELETE FROM words WHERE passages <= 0"

DOCUMENT_PASSAGES: Final = """
    SELECT p.id, p.text, p.title, p.vector FROM passages p JOIN versions v ON v.id = p.version_id
    WHERE v.document_id = ?"""
DELETE_WORDS: Final = "INSERT INTO passage_words (passage_words, rowid, text, title) VALUES ('delete', ?, ?, ?)"
DELETE_ENTITIES: Final = "DELETE FROM passage_entities WHERE passage_id = ?"
DELETE_PASSAGE: Final = "DELETE FROM passages WHERE id = ?"
DELETE_VERSIONS: Final = "DELETE FROM versions WHERE document_id = ?"

KNOWN_WORD: Final = "SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT 1"
VOCABULARY: Final = "SELECT word FROM words ORDER BY word"
VECTOR_IDS: Final = "SELECT id FROM passages WHERE vector IS NOT NULL ORDER BY id"
VECTORS_OF: Final = """
    SELECT id, vector FROM passages
    WHERE id IN (SELECT value FROM json_each(?)) AND vector IS NOT NULL ORDER BY id"""
WITHOUT_VECTOR: Final = "SELECT id, text FROM passages WHERE vector IS NULL ORDER BY id LIMIT ?"
SET_VECTOR: Final = "UPDATE passages SET vector = ? WHERE id = ?"
FORGET_VECTORS: Final = "UPDATE passages SET vector = NULL WHERE vector IS NOT NULL"

# Rounded, so that the same passages rank alike in an index built anew, where sums were made in another order; not more
# than this, since FTS5 gives a word that half the passages hold a weight of a millionth.
# A word in the title counts half: a title is short, so BM25 alone would let every passage of its document win.
KEYWORD: Final = """
    SELECT p.id FROM passage_words
    JOIN passages p ON p.id = passage_words.rowid JOIN versions v ON v.id = p.version_id
    WHERE passage_words MATCH ? AND {where}
    ORDER BY ROUND(bm25(passage_words, 1.0, 0.5), 10), v.document_id, v.version, p.start_offset LIMIT ?"""
NEWEST: Final = """
    SELECT p.id FROM passages p JOIN versions v ON v.id = p.version_id
    WHERE {where} ORDER BY v.available DESC, v.document_id, v.version, p.start_offset LIMIT ?"""
COUNTED: Final = """
    SELECT p.id, v.publisher, substr(v.available, 1, 7) FROM passages p JOIN versions v ON v.id = p.version_id
    WHERE {words} AND {where}"""
NAMINGS: Final = "SELECT entity_id, passage_id FROM passage_entities ORDER BY entity_id"
HOLDS_WORDS: Final = "p.id IN (SELECT rowid FROM passage_words WHERE passage_words MATCH ?)"
NAMED_IN: Final = """
    SELECT passage_id, entity_id FROM passage_entities WHERE passage_id IN ({markers}) ORDER BY passage_id, entity_id"""
ALLOWED: Final = "SELECT p.id FROM passages p JOIN versions v ON v.id = p.version_id WHERE {where} ORDER BY p.id"
MARKED: Final = "SELECT highlight(passage_words, 0, ?, ?) FROM passage_words WHERE passage_words MATCH ? AND rowid = ?"
CANDIDATES: Final = """
    SELECT p.id, v.document_id, v.version, p.start_offset, p.end_offset, p.text, v.title, v.url, v.publisher,
        v.published, v.written_for_project
    FROM passages p JOIN versions v ON v.id = p.version_id WHERE p.id IN ({markers})"""


def where(narrowing: Narrowing) -> tuple[str, list[Any]]:
    """
    A narrowing as a condition on passages `p` and versions `v`, with its parameters.
    """
    conditions: list[tuple[str, list[Any]]] = []
    if narrowing.as_of is None:
        conditions.append(("v.until IS NULL", []))
    else:
        day = narrowing.as_of.isoformat()
        conditions.append(("v.available <= ? AND (v.until IS NULL OR v.until > ?)", [day, day]))
    if narrowing.documents is not None:
        documents = sorted(narrowing.documents)
        conditions.append((f"v.document_id IN ({', '.join('?' * len(documents))})", documents))
    if narrowing.publisher is not None:
        conditions.append(("v.publisher = ? COLLATE NOCASE", [narrowing.publisher]))
    if narrowing.published_from is not None:
        conditions.append(("v.available >= ?", [narrowing.published_from.isoformat()]))
    if narrowing.published_to is not None:
        conditions.append(("v.available <= ?", [narrowing.published_to.isoformat()]))
    named = "p.id IN (SELECT passage_id FROM passage_entities WHERE entity_id IN (SELECT value FROM json_each(?)))"
    conditions.extend((named, [json.dumps(sorted(group))]) for group in narrowing.naming)
    return " AND ".join(sql for sql, _ in conditions), [value for _, values in conditions for value in values]
