"""
What every engine of the ledger promises; a new row of `LEDGERS` is held to it unasked.
"""

import threading
from datetime import UTC, datetime
from itertools import chain

import pytest

from kg.errors import UnknownEngine
from kg.ledger import LEDGERS, open_ledger

ROW = (1, "2026-02-09", "world", "added", "claim", "c1", None, None, "{}")
INSERT = "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
POSITIONS = "SELECT position FROM changes ORDER BY position"


@pytest.fixture
def database(ledger_location):
    engine, location = ledger_location
    database = LEDGERS[engine](location)
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


@pytest.mark.parametrize("change", ["UPDATE changes SET kind = 'x'", "DELETE FROM changes"])
def test_what_was_said_cannot_be_changed(database, change):
    with database.writing() as session:
        session.append(INSERT, [ROW])

    with pytest.raises(Exception, match="append-only"), database.writing() as session:
        session.append(change, [()])

    with database.reading() as session:
        assert session.rows("SELECT position, kind FROM changes") == [(1, "world")]


def test_one_writes_at_a_time_and_the_next_sees_what_it_wrote(database):
    def write(positions):
        for _ in range(10):
            with database.writing() as session:
                last = session.rows("SELECT COALESCE(MAX(position), 0) FROM changes")[0][0]
                session.append(INSERT, [(last + 1, *ROW[1:])])
                positions.append(last + 1)

    written: list[list[int]] = [[], [], []]
    threads = [threading.Thread(target=write, args=(positions,)) for positions in written]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(chain(*written)) == list(range(1, 31))


def test_what_was_written_is_there_when_it_is_opened_again(ledger_location):
    engine, location = ledger_location
    first = LEDGERS[engine](location)
    with first.writing() as session:
        session.append(INSERT, [ROW])
    first.close()

    second = LEDGERS[engine](location)

    with second.reading() as session:
        assert session.rows(POSITIONS) == [(1,)]
    second.close()


def test_every_engine_is_held_to_this():
    assert set(LEDGERS) == {"sqlite", "postgresql"}


def test_an_engine_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnknownEngine, match="mysql"):
        open_ledger(tmp_path, "mysql://host/db")
