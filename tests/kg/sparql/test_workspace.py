import os
import signal
import threading
import time

import pytest

from kg.sparql.errors import PoolBusy, QuerySyntax, QueryTimeout, UnreadableContent, WorkerLost
from kg.sparql.workers import QueryPool
from kg.sparql.workspace import Content, Workspace
from kg.stores.errors import StoreInUse

BASE = "https://orepact.example/workspace/sparql"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
RUNAWAY = "INSERT { ?a <urn:q> ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def workspace(tmp_path):
    with Workspace(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def pool(workspace, tmp_path):
    with QueryPool(tmp_path / "workspace", workers=1, spares=0) as opened:
        yield opened


def update(workspace, text, seconds=10.0):
    return workspace.update(text, base=BASE, timeout_seconds=seconds)


def count(pool):
    return int(pool.query(COUNT, "csv").body.split()[1])


def test_a_new_workspace_is_empty_and_can_be_asked(pool):
    assert count(pool) == 0


def test_whoever_asks_after_a_write_was_answered_sees_it(workspace, pool):
    for number in range(1, 6):
        update(workspace, f"INSERT DATA {{ <urn:s> <urn:p> {number} }}")

        assert count(pool) == number


def test_a_written_state_survives_the_death_of_its_writer(workspace, pool, tmp_path):
    update(workspace, "INSERT DATA { <urn:s> <urn:p> 1 }")
    os.kill(workspace._process.pid, signal.SIGKILL)

    with pytest.raises(WorkerLost):
        update(workspace, "INSERT DATA { <urn:s> <urn:p> 2 }")
    update(workspace, "INSERT DATA { <urn:s> <urn:p> 3 }")

    assert count(pool) == 2


def test_a_runaway_update_is_stopped_and_changes_nothing(workspace, pool):
    update(workspace, "INSERT DATA { " + " ".join(f"<urn:{n}> <urn:p> {n} ." for n in range(300)) + " }")
    start = time.monotonic()

    with pytest.raises(QueryTimeout, match="nothing was changed"):
        update(workspace, RUNAWAY, 0.5)

    assert time.monotonic() - start < 2
    update(workspace, "INSERT DATA { <urn:after> <urn:p> 1 }")
    assert count(pool) == 301


def test_an_update_is_whole_or_not_at_all(workspace, pool):
    update(workspace, "INSERT DATA { <urn:s> <urn:p> 1 }")

    with pytest.raises(QuerySyntax):
        update(workspace, "CLEAR ALL ; CLEAR NOTHING")

    assert count(pool) == 1


def test_who_waits_too_long_for_other_writes_is_told(workspace):
    update(workspace, "INSERT DATA { " + " ".join(f"<urn:{n}> <urn:p> {n} ." for n in range(300)) + " }")

    def run_away():
        with pytest.raises(QueryTimeout):
            update(workspace, RUNAWAY, 1.5)

    thread = threading.Thread(target=run_away)
    thread.start()
    time.sleep(0.2)

    with pytest.raises(PoolBusy):
        update(workspace, "CLEAR ALL", 0.2)
    thread.join()


def test_blank_nodes_of_two_bodies_never_become_one(workspace, pool):
    content = Content((("turtle", b"_:x <urn:p> 1 ."), ("ntriples", b"_:x <urn:q> <urn:o> .")), BASE)

    workspace.write_graph("replace", None, content, timeout_seconds=10)

    assert pool.query("SELECT DISTINCT ?s { ?s ?p ?o }", "csv").rows == 2


def test_triples_that_cannot_be_read_name_their_line_and_change_nothing(workspace, pool):
    workspace.write_graph("replace", None, Content((("turtle", b"<urn:a> <urn:b> 1 ."),), BASE), timeout_seconds=10)

    with pytest.raises(UnreadableContent, match="line 2"):
        workspace.write_graph(
            "replace", None, Content((("turtle", b"<urn:a> <urn:b>\n 1 1"),), BASE), timeout_seconds=9
        )

    assert count(pool) == 1


def test_an_empty_graph_is_there_until_it_is_removed(workspace, pool):
    there = "ASK { GRAPH <urn:g> {} }"
    workspace.write_graph("replace", "urn:g", Content((("turtle", b""),), BASE), timeout_seconds=10)
    assert b"true" in pool.query(there, "json").body

    workspace.remove_graph("urn:g", timeout_seconds=10)

    assert b"false" in pool.query(there, "json").body


def test_one_process_writes_a_workspace(workspace, tmp_path):
    with pytest.raises(StoreInUse):
        Workspace(tmp_path / "workspace")


def test_a_bad_backup_leaves_the_workspace_as_it_was(workspace, pool):
    update(workspace, "INSERT DATA { <urn:s> <urn:p> 1 }")

    with pytest.raises(UnreadableContent):
        workspace.restore(b"<urn:a> <urn:b> <urn:c> .\nnonsense")

    assert count(pool) == 1
