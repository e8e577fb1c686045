"""
The tables and statements of the passage index in PostgreSQL, which needs pgvector beside what every server has.

`words` of a passage holds its stems with their places: the text's (weight D) before the title's (weight A). Stems are
made by a dictionary of ours: the server's own configurations leave stop words out, which phrases need, and cut at
hyphens and dots otherwise than what is typed is cut.
"""

from typing import Any, Final

from kg.search.index import Narrowing

SCHEMA_VERSION: Final = 1

# A revision counts up from the moment at which the tables were made, so that none is ever met twice.
TABLES: Final = """
CREATE TEXT SEARCH DICTIONARY index_stem (TEMPLATE = snowball, Language = porter);
CREATE TABLE index_state (
    schema INTEGER NOT NULL, position BIGINT NOT NULL, revision BIGINT NOT NULL, origin TEXT NOT NULL, canary BYTEA);
CREATE TABLE index_versions (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, document_id TEXT COLLATE "C" NOT NULL, version INTEGER NOT NULL,
    available TEXT COLLATE "C" NOT NULL, until TEXT COLLATE "C", title TEXT NOT NULL, url TEXT, publisher TEXT NOT NULL,
    published TEXT, written_for_project BOOLEAN NOT NULL);
CREATE INDEX index_versions_document ON index_versions (document_id);
CREATE TABLE index_passages (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version_id BIGINT NOT NULL REFERENCES index_versions ON DELETE CASCADE,
    start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, length INTEGER NOT NULL, words TSVECTOR NOT NULL);
CREATE INDEX index_passages_version ON index_passages (version_id);
CREATE INDEX index_passages_words ON index_passages USING gin (words);
CREATE TABLE index_texts (
    passage_id BIGINT PRIMARY KEY REFERENCES index_passages ON DELETE CASCADE, text TEXT NOT NULL);
CREATE TABLE index_vectors (
    passage_id BIGINT PRIMARY KEY REFERENCES index_passages ON DELETE CASCADE, vector VECTOR NOT NULL);
CREATE TABLE index_entities (
    entity_id TEXT COLLATE "C" NOT NULL, passage_id BIGINT NOT NULL REFERENCES index_passages ON DELETE CASCADE,
    PRIMARY KEY (entity_id, passage_id));
CREATE INDEX index_entities_passage ON index_entities (passage_id);
CREATE TABLE index_words (word TEXT COLLATE "C" PRIMARY KEY, passages BIGINT NOT NULL);
CREATE TABLE index_stems (stem TEXT COLLATE "C" PRIMARY KEY, passages BIGINT NOT NULL);
"""
INSERT_STATE: Final = """
INSERT INTO index_state VALUES (%s, 0, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, '', NULL)"""
DROP: Final = """
DROP TABLE IF EXISTS index_state, index_versions, index_passages, index_texts, index_vectors, index_entities,
    index_words, index_stems;
DROP TEXT SEARCH DICTIONARY IF EXISTS index_stem"""
CLEAR: Final = "DELETE FROM index_versions; DELETE FROM index_words; DELETE FROM index_stems"

HAS_STATE: Final = "SELECT to_regclass('index_state') IS NOT NULL"
EXTENSION: Final = "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
CREATE_EXTENSION: Final = "CREATE EXTENSION vector WITH SCHEMA public"
# The types of pgvector stand in whatever schema its owner chose; compiling a query here costs more than running it.
GREETING: Final = """
SET jit = off;
SELECT set_config('search_path', concat_ws(', ', current_setting('search_path'), (
    SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'vector')), FALSE)"""

SCHEMA: Final = "SELECT schema FROM index_state"
STATE: Final = """
SELECT position, revision, origin, canary, to_regclass('index_vectors_near') IS NOT NULL FROM index_state"""
SET_POSITION: Final = "UPDATE index_state SET position = %s, origin = %s, revision = revision + 1"
SET_CANARY: Final = "UPDATE index_state SET canary = %s, revision = revision + 1"
STATISTICS: Final = "SELECT COUNT(*), COALESCE(AVG(length), 0)::float8 FROM index_passages"

INSERT_VERSION: Final = """
INSERT INTO index_versions (document_id, version, available, until, title, url, publisher, published,
    written_for_project) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"""
INSERT_PASSAGE: Final = """
INSERT INTO index_passages (version_id, start_offset, end_offset, length, words) VALUES (%s, %s, %s, %s, %s::tsvector)
RETURNING id"""
INSERT_TEXT: Final = "INSERT INTO index_texts VALUES (%s, %s)"
INSERT_VECTOR: Final = "INSERT INTO index_vectors VALUES (%s, %s::real[]::vector)"
INSERT_ENTITY: Final = "INSERT INTO index_entities VALUES (%s, %s)"
COUNT_WORD: Final = """
INSERT INTO index_words VALUES (%s, %s)
ON CONFLICT (word) DO UPDATE SET passages = index_words.passages + EXCLUDED.passages"""
COUNT_STEM: Final = """
INSERT INTO index_stems VALUES (%s, %s)
ON CONFLICT (stem) DO UPDATE SET passages = index_stems.passages + EXCLUDED.passages"""
FORGET_WORDS: Final = "DELETE FROM index_words WHERE passages <= 0; DELETE FROM index_stems WHERE passages <= 0"
DOCUMENT_PASSAGES: Final = """
SELECT t.text, v.title, k.vector::real[] FROM index_versions v JOIN index_passages p ON p.version_id = v.id
JOIN index_texts t ON t.passage_id = p.id LEFT JOIN index_vectors k ON k.passage_id = p.id WHERE v.document_id = %s"""
DELETE_VERSIONS: Final = "DELETE FROM index_versions WHERE document_id = %s"

FORGET_VECTORS: Final = "DROP INDEX IF EXISTS index_vectors_near; DELETE FROM index_vectors"
WITHOUT_VECTOR: Final = """
SELECT t.passage_id, t.text FROM index_texts t
WHERE NOT EXISTS (SELECT FROM index_vectors k WHERE k.passage_id = t.passage_id) ORDER BY t.passage_id LIMIT %s"""
HOW_MANY_VECTORS: Final = "SELECT COUNT(*) FROM index_vectors"
# The graph of 100,000 vectors of 384 numbers, in memory while it is made.
NEAR_MEMORY: Final = "SET LOCAL maintenance_work_mem = '512MB'"
NEAR_INDEX: Final = """
CREATE INDEX IF NOT EXISTS index_vectors_near ON index_vectors
USING hnsw ((vector::vector({dimension})) vector_ip_ops)"""

# Words of one and two letters are none to be stemmed, as in FTS5: "us" would become a part of "U.S.".
STEMS: Final = """
SELECT word, CASE WHEN length(word) < 3 THEN word ELSE (ts_lexize('index_stem', word))[1] END
FROM unnest(%s::text[]) AS asked (word)"""
HOW_MANY_HOLD: Final = "SELECT stem, passages FROM index_stems WHERE stem = ANY(%s)"
HOW_MANY_MATCH: Final = "SELECT COUNT(*) FROM index_passages WHERE words @@ %s::tsquery"
VOCABULARY: Final = "SELECT word FROM index_words ORDER BY word"

# Rounded, as the embedded index rounds: the same passages rank alike in an index built anew.
KEYWORD: Final = """
SELECT id FROM (
    SELECT p.id, v.document_id, v.version, p.start_offset, 1.2 * (0.25 + 0.75 * p.length / %s::float8) AS damping,
        {hits}
    FROM index_passages p JOIN index_versions v ON v.id = p.version_id, (SELECT %s::float8[] AS begun) AS ranks
    WHERE p.words @@ %s::tsquery AND {where} OFFSET 0) AS found
ORDER BY round(({score}) * 1e10) DESC, document_id, version, start_offset LIMIT %s"""
NEWEST: Final = """
SELECT p.id FROM index_passages p JOIN index_versions v ON v.id = p.version_id WHERE {where}
ORDER BY v.available DESC, v.document_id, v.version, p.start_offset LIMIT %s"""
COUNTED: Final = """
SELECT p.id, v.publisher, substr(v.available, 1, 7) FROM index_passages p JOIN index_versions v ON v.id = p.version_id
WHERE {words} AND {where}"""
HOLDS_WORDS: Final = "p.words @@ %s::tsquery"
HOW_MANY: Final = """
SELECT COUNT(*) FROM index_passages p JOIN index_versions v ON v.id = p.version_id WHERE {where}"""
# Products differ in the last bits with the machine that makes them: five decimals are compared, as in `vectors.py`.
EXACT: Final = """
SELECT id FROM (
    SELECT p.id, v.document_id, v.version, p.start_offset, round(-(k.vector <#> %s::real[]::vector) * 1e5) AS cosine
    FROM index_passages p JOIN index_versions v ON v.id = p.version_id
    JOIN index_vectors k ON k.passage_id = p.id WHERE {where} OFFSET 0) AS found
WHERE cosine >= %s * 1e5 ORDER BY cosine DESC, document_id, version, start_offset LIMIT %s"""
WIDE_SEARCH: Final = "SET LOCAL hnsw.iterative_scan = strict_order; SET LOCAL hnsw.ef_search = 200"
NEAR: Final = """
SELECT id FROM (
    SELECT p.id, v.document_id, v.version, p.start_offset, round(-(k.vector <#> %s::real[]::vector) * 1e5) AS cosine
    FROM index_passages p JOIN index_versions v ON v.id = p.version_id
    JOIN index_vectors k ON k.passage_id = p.id WHERE {where}
    ORDER BY k.vector::vector({dimension}) <#> %s::real[]::vector LIMIT %s) AS found
WHERE cosine >= %s * 1e5 ORDER BY cosine DESC, document_id, version, start_offset"""
CANDIDATES: Final = """
SELECT p.id, v.document_id, v.version, p.start_offset, p.end_offset, t.text, v.title, v.url, v.publisher, v.published,
    v.written_for_project
FROM index_passages p JOIN index_versions v ON v.id = p.version_id JOIN index_texts t ON t.passage_id = p.id
WHERE p.id = ANY(%s)"""
NAMED_IN: Final = """
SELECT passage_id, entity_id FROM index_entities WHERE passage_id = ANY(%s) ORDER BY passage_id, entity_id"""
NAMINGS: Final = "SELECT entity_id, passage_id FROM index_entities ORDER BY entity_id, passage_id"


def where(narrowing: Narrowing) -> tuple[str, list[Any]]:
    """
    A narrowing as a condition on passages `p` and versions `v`, with its parameters.
    """
    conditions: list[tuple[str, list[Any]]] = []
    if narrowing.as_of is None:
        conditions.append(("v.until IS NULL", []))
    else:
        day = narrowing.as_of.isoformat()
        conditions.append(("v.available <= %s AND (v.until IS NULL OR v.until > %s)", [day, day]))
    if narrowing.documents is not None:
        conditions.append(("v.document_id = ANY(%s)", [[kept(each) for each in narrowing.documents]]))
    if narrowing.publisher is not None:
        conditions.append(("lower(v.publisher) = lower(%s)", [kept(narrowing.publisher)]))
    if narrowing.published_from is not None:
        conditions.append(("v.available >= %s", [narrowing.published_from.isoformat()]))
    if narrowing.published_to is not None:
        conditions.append(("v.available <= %s", [narrowing.published_to.isoformat()]))
    named = "p.id IN (SELECT passage_id FROM index_entities WHERE entity_id = ANY(%s))"
    conditions.extend((named, [[kept(each) for each in group]]) for group in narrowing.naming)
    return " AND ".join(sql for sql, _ in conditions), [value for _, values in conditions for value in values]


def kept(text: str) -> str:
    """
    A text as PostgreSQL can keep it: the one character it has no room for gives way to another, so offsets stay.
    """
    return text.replace("\x00", "\ufffd")
