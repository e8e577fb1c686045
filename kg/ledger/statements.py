"""
Every table and every statement of the ledger, in SQL that SQLite and PostgreSQL both read.

Parameters are `?`; a door whose driver writes them otherwise translates. Positions are integers that the writer assigns
under its lock, so that a cursor never skips a line that commits late. Times are ISO 8601 in UTC, of one width, so that
they sort as text. Nothing here updates or deletes: each door forbids both for the tables of `TABLES`.
"""

from typing import Final

SCHEMA_VERSION: Final = 1

TABLES: Final[dict[str, str]] = {
    "schema_versions": "version INTEGER NOT NULL PRIMARY KEY, recorded TEXT NOT NULL",
    "changes": """
        position INTEGER NOT NULL PRIMARY KEY, recorded TEXT NOT NULL, kind TEXT NOT NULL, verb TEXT NOT NULL,
        noun TEXT NOT NULL, target TEXT NOT NULL, document_id TEXT, version INTEGER, summary TEXT NOT NULL""",
    # Texts stand apart: listings never read them, and a reverted edit keeps its text once.
    "texts": "text_hash TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL",
    "documents": """
        document_id TEXT NOT NULL, version INTEGER NOT NULL, text_hash TEXT NOT NULL, url TEXT, given_id TEXT,
        title TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT, retrieved TEXT, recorded TEXT NOT NULL,
        manner TEXT NOT NULL, language TEXT NOT NULL, facts TEXT NOT NULL, written_for_project INTEGER NOT NULL,
        available TEXT NOT NULL, gone INTEGER NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (document_id, version)""",
    # One row for each reading of a version that found something else than the reading before it.
    "readings": """
        document_id TEXT NOT NULL, version INTEGER NOT NULL, reading INTEGER NOT NULL, reader TEXT NOT NULL,
        fingerprint TEXT NOT NULL, relevant INTEGER NOT NULL, recorded TEXT NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (document_id, version, reading)""",
    "entities": """
        entity_id TEXT NOT NULL PRIMARY KEY, label TEXT NOT NULL, type TEXT NOT NULL, position INTEGER NOT NULL""",
    "mentions": """
        document_id TEXT NOT NULL, version INTEGER NOT NULL, reading INTEGER NOT NULL, entity_id TEXT NOT NULL,
        text TEXT NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL""",
    "claims": """
        claim_id TEXT NOT NULL PRIMARY KEY, document_id TEXT NOT NULL, version INTEGER NOT NULL,
        subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL, qualifiers TEXT NOT NULL,
        modality TEXT NOT NULL, event_date TEXT, speaker TEXT, quote TEXT NOT NULL, recorded TEXT NOT NULL,
        position INTEGER NOT NULL""",
    "sightings": """
        document_id TEXT NOT NULL, version INTEGER NOT NULL, reading INTEGER NOT NULL, claim_id TEXT NOT NULL,
        start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, extractor TEXT NOT NULL,
        score DOUBLE PRECISION NOT NULL""",
    "judgements": """
        position INTEGER NOT NULL PRIMARY KEY, target TEXT NOT NULL, verdict TEXT NOT NULL, person TEXT NOT NULL,
        reason TEXT NOT NULL, recorded TEXT NOT NULL""",
    "assessments": """
        position INTEGER NOT NULL PRIMARY KEY, subject TEXT NOT NULL, relation TEXT NOT NULL, result TEXT NOT NULL,
        rule TEXT NOT NULL, basis TEXT NOT NULL, dissent TEXT NOT NULL, as_of_position INTEGER NOT NULL,
        recorded TEXT NOT NULL""",
}

INDEXES: Final[dict[str, str]] = {
    "changes_target": "changes (target, position)",
    "mentions_reading": "mentions (document_id, version, reading)",
    "mentions_entity": "mentions (entity_id)",
    "claims_subject": "claims (subject, relation)",
    "claims_object": "claims (object)",
    "sightings_reading": "sightings (document_id, version, reading)",
    "sightings_claim": "sightings (claim_id)",
    "judgements_target": "judgements (target, position)",
    "assessments_subject": "assessments (subject, relation, position)",
}


def insert(table: str, columns: int) -> str:
    """
    The statement that appends one row of so many columns.

    >>> insert("texts", 2)
    'INSERT INTO texts VALUES (?, ?)'
    """
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"  # noqa: S608 - only names from this module


def markers(count: int) -> str:
    """
    So many parameters for an IN list.

    >>> markers(3)
    '?, ?, ?'
    """
    return ", ".join("?" * count)


INSERT_SCHEMA: Final = insert("schema_versions", 2)
INSERT_CHANGE: Final = insert("changes", 9)
INSERT_TEXT: Final = insert("texts", 2)
INSERT_DOCUMENT: Final = insert("documents", 17)
INSERT_READING: Final = insert("readings", 8)
INSERT_ENTITY: Final = insert("entities", 4)
INSERT_MENTION: Final = insert("mentions", 7)
INSERT_CLAIM: Final = insert("claims", 13)
INSERT_SIGHTING: Final = insert("sightings", 8)
INSERT_JUDGEMENT: Final = insert("judgements", 6)
INSERT_ASSESSMENT: Final = insert("assessments", 9)

SCHEMA: Final = "SELECT MAX(version) FROM schema_versions"
POSITION: Final = "SELECT COALESCE(MAX(position), 0) FROM changes"
HAS_TEXT: Final = "SELECT 1 FROM texts WHERE text_hash = ?"

DOCUMENT_COLUMNS: Final = """
    d.document_id, d.version, d.text_hash, d.url, d.given_id, d.title, d.publisher, d.published, d.retrieved,
    d.recorded, d.manner, d.language, d.facts, d.written_for_project, d.available, d.gone, d.position"""

# The version of each document that was current on a day, and its latest reading: parameters day, recorded, recorded.
CURRENT: Final = """
    WITH versions AS (
        SELECT document_id, MAX(version) AS version FROM documents
        WHERE available <= ? AND recorded <= ? GROUP BY document_id),
    current_readings AS (
        SELECT r.document_id, r.version, MAX(r.reading) AS reading FROM readings r
        JOIN versions v ON v.document_id = r.document_id AND v.version = r.version
        WHERE r.recorded <= ? GROUP BY r.document_id, r.version)"""

_STORED_DOCUMENT: Final = f"""
    SELECT {DOCUMENT_COLUMNS}, t.text, r.relevant, r.reader, r.position
    FROM documents d JOIN texts t ON t.text_hash = d.text_hash
    JOIN readings r ON r.document_id = d.document_id AND r.version = d.version"""  # noqa: S608 - only names from this module

DOCUMENT: Final = f"""{_STORED_DOCUMENT}
    WHERE d.document_id = ? ORDER BY d.version DESC, r.reading DESC LIMIT 1"""
DOCUMENT_VERSION: Final = f"""{_STORED_DOCUMENT}
    WHERE d.document_id = ? AND d.version = ? ORDER BY r.reading DESC LIMIT 1"""
DOCUMENTS: Final = f"""{CURRENT}{_STORED_DOCUMENT}
    JOIN current_readings c
        ON c.document_id = r.document_id AND c.version = r.version AND c.reading = r.reading
    ORDER BY d.document_id"""
LATEST_READING: Final = """
    SELECT reading, fingerprint, reader FROM readings
    WHERE document_id = ? AND version = ? ORDER BY reading DESC LIMIT 1"""
READING_CLAIMS: Final = """
    SELECT DISTINCT s.claim_id, c.quote FROM sightings s JOIN claims c ON c.claim_id = s.claim_id
    WHERE s.document_id = ? AND s.version = ? AND s.reading = ?"""
MENTIONS: Final = """
    SELECT entity_id, text, start_offset, end_offset FROM mentions
    WHERE document_id = ? AND version = ? AND reading = ? ORDER BY start_offset, end_offset"""

_STORED_CLAIM: Final = """
    SELECT c.claim_id, c.document_id, s.version, c.subject, c.relation, c.object, c.qualifiers, c.modality,
        c.event_date, c.speaker, c.quote, s.start_offset, s.end_offset, s.extractor, s.score, d.title, d.url,
        d.publisher, d.published, CASE WHEN f.available < d.available THEN f.available ELSE d.available END,
        c.recorded, c.position, d.written_for_project, d.text_hash
    FROM sightings s
    JOIN claims c ON c.claim_id = s.claim_id
    JOIN documents d ON d.document_id = s.document_id AND d.version = s.version
    JOIN documents f ON f.document_id = c.document_id AND f.version = c.version"""
_BEST_FIRST: Final = "ORDER BY c.position, s.version DESC, s.reading DESC, s.score DESC, s.start_offset, s.extractor"

# The one selection of claims: parameters day, recorded, recorded, recorded, recorded.
CLAIMS: Final = f"""{CURRENT}{_STORED_CLAIM}
    JOIN current_readings r ON r.document_id = s.document_id AND r.version = s.version AND r.reading = s.reading
    WHERE c.claim_id NOT IN (
        SELECT j.target FROM judgements j WHERE j.verdict = 'reject' AND j.recorded <= ?
        AND j.position = (SELECT MAX(k.position) FROM judgements k WHERE k.target = j.target AND k.recorded <= ?))
    {{about}} {_BEST_FIRST}"""  # noqa: S608 - only text from this module


def claims(about: int = 0) -> str:
    """
    The one selection of claims, narrowed to those whose subject or object is among so many ids (0: all).
    """
    if not about:
        return CLAIMS.format(about="")
    listed = markers(about)
    narrowed = f"""AND c.claim_id IN (
        SELECT claim_id FROM claims WHERE subject IN ({listed})
        UNION SELECT claim_id FROM claims WHERE object IN ({listed}))"""  # noqa: S608 - only markers
    return CLAIMS.format(about=narrowed)


def claims_by_id(count: int) -> str:
    """
    So many claims by id, each with its latest sighting, be it withdrawn or rejected meanwhile.
    """
    return f"{_STORED_CLAIM} WHERE c.claim_id IN ({markers(count)}) {_BEST_FIRST}"


def known(table: str, column: str, count: int) -> str:
    """
    Which of so many ids stand in a column of a table.
    """
    return f"SELECT {column} FROM {table} WHERE {column} IN ({markers(count)})"  # noqa: S608 - only names and markers


ENTITIES: Final = "SELECT entity_id, label, type FROM entities ORDER BY position"
SIGHTINGS: Final = """
    SELECT document_id, version, reading, start_offset, end_offset, extractor, score FROM sightings
    WHERE claim_id = ? ORDER BY version, reading, start_offset, extractor"""
JUDGEMENTS: Final = """
    SELECT target, verdict, person, reason, recorded, position FROM judgements WHERE target = ? ORDER BY position"""
_ASSESSMENT: Final = """
    SELECT subject, relation, result, rule, basis, dissent, as_of_position, recorded, position FROM assessments"""
ASSESSMENTS: Final = f"{_ASSESSMENT} WHERE subject = ? ORDER BY position"
LATEST_ASSESSMENT: Final = f"{_ASSESSMENT} WHERE subject = ? AND relation = ? ORDER BY position DESC LIMIT 1"
_CHANGE: Final = """
    SELECT position, recorded, kind, verb, noun, target, document_id, version, summary FROM changes"""
HISTORY: Final = f"{_CHANGE} WHERE target = ? ORDER BY position"


def changes(kinds: int) -> str:
    """
    The change feed after a position, narrowed to so many kinds (0: all): parameters position, kinds, limit.
    """
    narrowed = f"AND kind IN ({markers(kinds)})" if kinds else ""
    return f"{_CHANGE} WHERE position > ? {narrowed} ORDER BY position LIMIT ?"


# What a sound ledger answers with no row; each is named by what is wrong when it does.
UNSOUND: Final[dict[str, str]] = {
    "version without its text": """
        SELECT d.document_id FROM documents d LEFT JOIN texts t ON t.text_hash = d.text_hash
        WHERE t.text_hash IS NULL""",
    "version without a reading": """
        SELECT d.document_id FROM documents d
        LEFT JOIN readings r ON r.document_id = d.document_id AND r.version = d.version
        WHERE r.document_id IS NULL""",
    "sighting without its claim": """
        SELECT s.claim_id FROM sightings s LEFT JOIN claims c ON c.claim_id = s.claim_id
        WHERE c.claim_id IS NULL""",
    "sighting without its reading": """
        SELECT s.claim_id FROM sightings s LEFT JOIN readings r
            ON r.document_id = s.document_id AND r.version = s.version AND r.reading = s.reading
        WHERE r.document_id IS NULL""",
    "gap in the positions": """
        SELECT MAX(position) FROM changes HAVING COUNT(*) <> COALESCE(MAX(position), 0)""",
}
TEXTS: Final = "SELECT text_hash, text FROM texts ORDER BY text_hash"
