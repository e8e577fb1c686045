"""
Every table and every statement of the ledger, in SQL that SQLite and PostgreSQL both read.

Parameters are `?`; a door whose driver writes them otherwise translates. Positions are integers that the writer assigns
under its lock, so that a cursor never skips a line that commits late. Times are ISO 8601 in UTC, of one width, so that
they sort as text. Nothing here updates or deletes: each door forbids both for the tables of `TABLES`.
"""

from typing import Final

SCHEMA_VERSION: Final = 2

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
        position INTEGER NOT NULL PRIMARY KEY, document_id TEXT NOT NULL, version INTEGER NOT NULL,
        reader TEXT NOT NULL, fingerprint TEXT NOT NULL, relevant INTEGER NOT NULL, recorded TEXT NOT NULL""",
    "entities": """
        entity_id TEXT NOT NULL PRIMARY KEY, label TEXT NOT NULL, type TEXT NOT NULL, position INTEGER NOT NULL""",
    # Mentions and sightings name their reading and claim by position: ascending integers keep the indexes' pages few.
    # With the hashes instead, a commit at 100 000 claims wrote twice as many pages (measured).
    "mentions": """
        reading INTEGER NOT NULL, entity_id TEXT NOT NULL, text TEXT NOT NULL, start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL""",
    "claims": """
        position INTEGER NOT NULL PRIMARY KEY, claim_id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
        version INTEGER NOT NULL, subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL,
        qualifiers TEXT NOT NULL, modality TEXT NOT NULL, event_date TEXT, speaker TEXT, quote TEXT NOT NULL,
        available TEXT NOT NULL, recorded TEXT NOT NULL""",
    "sightings": """
        reading INTEGER NOT NULL, claim INTEGER NOT NULL, start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL, extractor TEXT NOT NULL, score DOUBLE PRECISION NOT NULL""",
    "judgements": """
        position INTEGER NOT NULL PRIMARY KEY, target TEXT NOT NULL, verdict TEXT NOT NULL, person TEXT NOT NULL,
        reason TEXT NOT NULL, recorded TEXT NOT NULL""",
    "assessments": """
        position INTEGER NOT NULL PRIMARY KEY, subject TEXT NOT NULL, relation TEXT NOT NULL, result TEXT NOT NULL,
        rule TEXT NOT NULL, basis TEXT NOT NULL, dissent TEXT NOT NULL, as_of_position INTEGER NOT NULL,
        recorded TEXT NOT NULL""",
    # Up to where the rules of belief have run: what lies before it can be the cause of no new assessment.
    "projections": "position INTEGER NOT NULL PRIMARY KEY, recorded TEXT NOT NULL",
}

INDEXES: Final[dict[str, str]] = {
    "changes_target": "changes (target, position)",
    "readings_version": "readings (document_id, version, position)",
    "mentions_reading": "mentions (reading)",
    "claims_subject": "claims (subject, relation)",
    "claims_object": "claims (object)",
    "sightings_reading": "sightings (reading)",
    "sightings_claim": "sightings (claim)",
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
INSERT_READING: Final = insert("readings", 7)
INSERT_ENTITY: Final = insert("entities", 4)
INSERT_MENTION: Final = insert("mentions", 5)
INSERT_CLAIM: Final = insert("claims", 14)
INSERT_SIGHTING: Final = insert("sightings", 6)
INSERT_JUDGEMENT: Final = insert("judgements", 6)
INSERT_PROJECTION: Final = insert("projections", 2)
INSERT_ASSESSMENT: Final = insert("assessments", 9)

SCHEMA: Final = "SELECT MAX(version) FROM schema_versions"
LAST_RECORDED: Final = """
    SELECT recorded FROM schema_versions
    UNION ALL SELECT recorded FROM changes WHERE position = (SELECT MAX(position) FROM changes)"""
POSITION: Final = "SELECT COALESCE(MAX(position), 0) FROM changes"
PROJECTED: Final = "SELECT COALESCE(MAX(position), 0) FROM projections"
HAS_TEXT: Final = "SELECT 1 FROM texts WHERE text_hash = ?"

DOCUMENT_COLUMNS: Final = """
    d.document_id, d.version, d.text_hash, d.url, d.given_id, d.title, d.publisher, d.published, d.retrieved,
    d.recorded, d.manner, d.language, d.facts, d.written_for_project, d.available, d.gone, d.position"""

_STORED_DOCUMENT: Final = f"""
    SELECT {DOCUMENT_COLUMNS}, t.text, r.relevant, r.reader, r.position
    FROM documents d JOIN texts t ON t.text_hash = d.text_hash
    JOIN readings r ON r.document_id = d.document_id AND r.version = d.version"""  # noqa: S608 - only names from here

# Whether a reading was the one in force: of the version current on a day, the latest reading. Parameters day, recorded,
# recorded. Written as look-ups for each row: a sub-select over all documents made asking about one entity cost as much
# as asking for all (204 ms against 1 ms at 100 000 claims, measured).
IN_FORCE: Final = """
    r.version = (
        SELECT MAX(v.version) FROM documents v
        WHERE v.document_id = r.document_id AND v.available <= ? AND v.recorded <= ?)
    AND r.position = (
        SELECT MAX(o.position) FROM readings o
        WHERE o.document_id = r.document_id AND o.version = r.version AND o.recorded <= ?)"""

DOCUMENT: Final = f"""{_STORED_DOCUMENT}
    WHERE d.document_id = ? ORDER BY d.version DESC, r.position DESC LIMIT 1"""
DOCUMENT_VERSION: Final = f"""{_STORED_DOCUMENT}
    WHERE d.document_id = ? AND d.version = ? ORDER BY r.position DESC LIMIT 1"""
DOCUMENTS: Final = f"{_STORED_DOCUMENT} WHERE {IN_FORCE} ORDER BY d.document_id"
LATEST_READING: Final = """
    SELECT position, fingerprint FROM readings
    WHERE document_id = ? AND version = ? ORDER BY position DESC LIMIT 1"""
READING_CLAIMS: Final = """
    SELECT DISTINCT c.claim_id, c.quote FROM sightings s JOIN claims c ON c.position = s.claim WHERE s.reading = ?"""
MENTIONS: Final = """
    SELECT entity_id, text, start_offset, end_offset FROM mentions
    WHERE reading = ? ORDER BY start_offset, end_offset"""

# Two selections over the same columns: from the readings when all claims are wanted, from the claims when a few are.
_CLAIM_COLUMNS: Final = """
    c.claim_id, c.document_id, r.version, c.subject, c.relation, c.object, c.qualifiers, c.modality, c.event_date,
    c.speaker, c.quote, s.start_offset, s.end_offset, s.extractor, s.score, d.title, d.url, d.publisher, d.published,
    CASE WHEN c.available < d.available THEN c.available ELSE d.available END, c.recorded, c.position,
    d.written_for_project, r.position"""
_STORED_CLAIM: Final = f"""
    SELECT {_CLAIM_COLUMNS}
    FROM readings r
    JOIN documents d ON d.document_id = r.document_id AND d.version = r.version
    JOIN sightings s ON s.reading = r.position
    JOIN claims c ON c.position = s.claim"""  # noqa: S608 - only names from this module
# Parameters recorded, recorded.
_NOT_REJECTED: Final = """
    c.claim_id NOT IN (
        SELECT j.target FROM judgements j WHERE j.verdict = 'reject' AND j.recorded <= ?
        AND j.position = (SELECT MAX(k.position) FROM judgements k WHERE k.target = j.target AND k.recorded <= ?))"""


def claims(about: int = 0) -> str:
    """
    The one selection of claims, narrowed to those whose subject or object is among so many ids (0: all).

    Parameters day, recorded four times, then the ids twice.
    """
    listed = markers(about)
    narrowed = f"""AND c.position IN (
        SELECT position FROM claims WHERE subject IN ({listed})
        UNION SELECT position FROM claims WHERE object IN ({listed}))"""  # noqa: S608 - only markers
    return f"{_STORED_CLAIM} WHERE {IN_FORCE} AND {_NOT_REJECTED} {narrowed if about else ''}"


def claims_by_id(count: int) -> str:
    """
    So many claims by id with all their sightings, be they withdrawn or rejected meanwhile.
    """
    return f"{_STORED_CLAIM} WHERE c.claim_id IN ({markers(count)})"


def known(table: str, column: str, count: int) -> str:
    """
    Which of so many ids stand in a column of a table, each with its position.
    """
    return f"SELECT {column}, position FROM {table} WHERE {column} IN ({markers(count)})"  # noqa: S608 - only names


ENTITIES: Final = "SELECT entity_id, label, type FROM entities ORDER BY position"
SIGHTINGS: Final = """
    SELECT r.document_id, r.version, r.position, s.start_offset, s.end_offset, s.extractor, s.score
    FROM claims c JOIN sightings s ON s.claim = c.position JOIN readings r ON r.position = s.reading
    WHERE c.claim_id = ? ORDER BY r.position, s.start_offset, s.extractor"""
JUDGEMENTS: Final = """
    SELECT j.target, j.verdict, j.person, j.reason, j.recorded, j.position, c.summary
    FROM judgements j JOIN changes c ON c.position = j.position WHERE j.target = ? ORDER BY j.position"""
ALL_JUDGEMENTS: Final = """
    SELECT j.target, j.verdict, j.person, j.reason, j.recorded, j.position, c.summary
    FROM judgements j JOIN changes c ON c.position = j.position WHERE j.recorded <= ? ORDER BY j.position"""
_ASSESSMENT: Final = """
    SELECT subject, relation, result, rule, basis, dissent, as_of_position, recorded, position FROM assessments"""
ASSESSMENTS: Final = f"{_ASSESSMENT} WHERE subject = ? ORDER BY position"
LATEST_ASSESSMENT: Final = f"{_ASSESSMENT} WHERE subject = ? AND relation = ? ORDER BY position DESC LIMIT 1"
LATEST_ASSESSMENTS: Final = f"""{_ASSESSMENT} WHERE position IN (
    SELECT MAX(position) FROM assessments GROUP BY subject, relation)"""  # noqa: S608 - only names from this module
ASSESSMENT_AT: Final = f"{_ASSESSMENT} WHERE position = ?"
_CHANGE: Final = """
    SELECT position, recorded, kind, verb, noun, target, document_id, version, summary FROM changes"""
HISTORY: Final = f"{_CHANGE} WHERE target = ? ORDER BY position"


def changes(kinds: int, nouns: int = 0, *, newest_first: bool = False) -> str:
    """
    The change feed after a position, or before one from its end, narrowed to so many kinds and nouns (0: all).

    Parameters position, kinds, nouns, limit.
    """
    narrowed = f"AND kind IN ({markers(kinds)})" if kinds else ""
    narrowed += f" AND noun IN ({markers(nouns)})" if nouns else ""
    place, order = ("<", "DESC") if newest_first else (">", "ASC")
    return f"{_CHANGE} WHERE position {place} ? {narrowed} ORDER BY position {order} LIMIT ?"


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
        SELECT s.claim FROM sightings s LEFT JOIN claims c ON c.position = s.claim WHERE c.position IS NULL""",
    "sighting without its reading": """
        SELECT s.reading FROM sightings s LEFT JOIN readings r ON r.position = s.reading WHERE r.position IS NULL""",
    "claim without a sighting": """
        SELECT c.claim_id FROM claims c LEFT JOIN sightings s ON s.claim = c.position WHERE s.claim IS NULL""",
    "gap in the positions": """
        SELECT MAX(position) FROM changes HAVING COUNT(*) <> COALESCE(MAX(position), 0)""",
}
TEXTS: Final = "SELECT text_hash, text FROM texts ORDER BY text_hash"
