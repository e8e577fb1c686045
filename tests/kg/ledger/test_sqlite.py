import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import pytest

from kg.claims import Extraction
from kg.errors import LedgerBusy, LedgerDamaged, LedgerTooNew
from kg.ledger import open_ledger
from kg.ledger.ledger import Ledger
from kg.ledger.sqlite import SqliteDatabase
from kg.ledger.statements import TABLES
from kg.text import Document

NOW = datetime(2026, 2, 9, tzinfo=UTC)
NOTHING = Extraction(relevant=True)

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.ledger import open_ledger
from kg.text import Document

ledger = open_ledger(Path(sys.argv[1]))
for number in range(100_000):
    quote = f"Country {number} joined."
    claim = Claim(f"state:{number}", "partyTo", "bloc:forge", Modality.ASSERTED, quote)
    seen = tuple(Sighting(claim, 0, len(quote), f"e{k}", 0.5) for k in range(5))
    told = Document(quote, url=f"https://a.example/{number}")
    recorded = ledger.record(told, Extraction(relevant=True, sightings=seen), datetime.now(UTC))
    print(recorded.document_id, flush=True)
"""

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


def started(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def record(ledger, number):
    return ledger.record(Document(f"text {number}", url=f"https://a.example/{number}"), NOTHING, NOW)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_what_was_said_can_be_neither_changed_nor_deleted(tmp_path, table, statement):
    open_ledger(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    columns = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    connection.execute(
        f"INSERT INTO {table} VALUES ({', '.join('1' * columns)})"
    ) if table != "schema_versions" else None

    with pytest.raises(sqlite3.IntegrityError, match=r"append-only"):
        connection.execute(statement.format(table))

    connection.close()


def test_killing_the_writer_loses_no_acknowledged_document_and_keeps_no_half(tmp_path):
    writer = started(WRITER, tmp_path)
    acknowledged = [writer.stdout.readline().strip() for _ in range(60)]
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    writer.wait()
    writer.stdout.close()
    writer.stdin.close()

    ledger = open_ledger(tmp_path)

    documents = {document.id for document in ledger.documents()}
    assert set(acknowledged) <= documents
    assert {claim.document_id for claim in ledger.claims()} == documents
    assert all(len(ledger.sightings(claim.id)) == 5 for claim in ledger.claims())
    assert ledger.check() == ()
    ledger.close()


def test_a_second_writer_waits_for_its_turn_and_then_gives_up_with_a_remedy(tmp_path):
    ledger = Ledger(SqliteDatabase(tmp_path / "ledger.db", busy_seconds=0.2))
    holder = started(HOLDER, tmp_path / "ledger.db")
    assert holder.stdout.readline() == "held\n"

    with pytest.raises(LedgerBusy, match=r"another process is writing to .*ledger.db; try again"):
        record(ledger, 1)
    assert ledger.documents() == ()
    holder.communicate("done\n")

    assert record(ledger, 1).position == 1
    ledger.close()


def test_many_threads_write_and_read_at_once_and_lose_nothing(ledger):
    seen = []

    def write(thread):
        for number in range(10):
            record(ledger, f"{thread}-{number}")
            seen.append(len(ledger.documents()))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(ledger.documents()) == 80
    assert [change.position for change in ledger.changes()] == list(range(1, 81))
    assert max(seen) == 80


def test_threads_that_record_at_the_same_time_share_a_commit(ledger, monkeypatch):
    groups = []
    commit = ledger._group._commit

    def slow_commit(group):
        groups.append(len(group))
        time.sleep(0.05)
        return commit(group)

    monkeypatch.setattr(ledger._group, "_commit", slow_commit)
    threads = [threading.Thread(target=record, args=(ledger, number)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(groups) == 12
    assert len(groups) <= 4


def test_everyone_in_a_failed_group_learns_of_it(tmp_path):
    ledger = Ledger(SqliteDatabase(tmp_path / "ledger.db", busy_seconds=0.05))
    holder = started(HOLDER, tmp_path / "ledger.db")
    holder.stdout.readline()
    failures = []

    def attempt(number):
        try:
            record(ledger, number)
        except LedgerBusy:
            failures.append(number)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    holder.communicate("done\n")

    assert sorted(failures) == [0, 1, 2, 3]
    ledger.close()


def test_a_newer_ledger_is_left_alone_and_the_remedy_named(tmp_path):
    open_ledger(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("INSERT INTO schema_versions VALUES (99, '2027-01-01')")
    connection.commit()
    connection.close()

    with pytest.raises(LedgerTooNew, match=r"has schema 99, .* upgrade orepact"):
        open_ledger(tmp_path)


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"not a database at all" * 100)

    with pytest.raises(LedgerDamaged, match=r"ledger.db cannot be read as a ledger"):
        open_ledger(tmp_path)


def test_a_database_of_something_else_is_left_alone(tmp_path):
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()

    with pytest.raises(LedgerDamaged, match=r"database of something else"):
        open_ledger(tmp_path)


def test_damage_inside_the_file_is_found(tmp_path):
    ledger = open_ledger(tmp_path)
    for number in range(200):
        record(ledger, number)
    ledger.close()
    path = tmp_path / "ledger.db"
    content = bytearray(path.read_bytes())
    place = content.find(b"text 120")
    content[place : place + 8] = b"lies 120"
    path.write_bytes(content)

    damaged = open_ledger(tmp_path)

    assert any("text differs from its hash" in problem for problem in damaged.check())
    damaged.close()


def test_a_ledger_reopened_goes_on_where_it_stood(tmp_path):
    first = open_ledger(tmp_path)
    record(first, 1)
    first.close()

    second = open_ledger(tmp_path)

    assert record(second, 2).position == 2
    second.close()


def test_a_ledger_of_an_older_release_gets_the_tables_it_lacks_and_keeps_what_it_holds(tmp_path):
    older = open_ledger(tmp_path)
    record(older, 1)
    older.close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.executescript("DROP TABLE projections; DROP TRIGGER schema_versions_never_update;")
    connection.execute("UPDATE schema_versions SET version = 1")
    connection.commit()
    connection.close()

    for _ in range(2):
        opened = open_ledger(tmp_path)
        opened.mark_projected(1, datetime.now(UTC))
        assert (opened.projected, len(opened.documents())) == (1, 1)
        assert opened.check() == ()
        opened.close()
