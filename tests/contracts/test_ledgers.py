"""
What every engine of the ledger promises; a new row of `LEDGERS` is held to it unasked.
"""

from datetime import UTC, datetime

import pytest

from kg.ledger import LEDGERS

ROW = (1, "2026-02-09", "world", "added", "claim", "c1", None, None, "{}")
INSERT = "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
POSITIONS = "SELECT position FROM changes ORDER BY position"


@pytest.fixture(params=LEDGERS)
def database(request, tmp_path):
    database = LEDGERS[request.param](tmp_path)
    yield database
    database.close()


def test_what_was_written_is_read(database):
    with database.writing() as session:
        session.append(INSERT, [ROW, (2, *ROW[1:])])
        assert session.rows(POSITIONS) == [(1,), (2,)]

    with database.reading() as session:
        assert session.rows(POSITIONS) == [(1,), (2,)]
        assert session.rows("SELECT document_id FROM changes WHERE position = ?", (1,)) == [(None,)]


def test_an_error_while_writing_leaves_nothing_behind(database):
    def fail_halfway():
        with database.writing() as session:
            session.append(INSERT, [ROW])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()

    with database.reading() as session:
        assert session.rows(POSITIONS) == []


def test_a_reader_sees_one_state_from_first_to_last(database):
    with database.reading() as session:
        before = session.rows(POSITIONS)
        with database.writing() as writing:
            writing.append(INSERT, [ROW])
        after = session.rows(POSITIONS)

    assert before == after == []


def test_a_sound_database_has_no_complaints(database):
    assert database.check() == ()


def test_the_day_it_was_made_is_kept(database):
    with database.reading() as session:
        ((recorded,),) = session.rows("SELECT recorded FROM schema_versions")

    assert datetime.fromisoformat(recorded).tzinfo == UTC
