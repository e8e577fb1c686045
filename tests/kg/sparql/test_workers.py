import asyncio
import json
import os
import threading
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from kg.sparql.asking import Dataset
from kg.sparql.errors import (
    ByteLimit,
    DereferenceForbidden,
    NotOffered,
    PoolBusy,
    QueryCancelled,
    QuerySyntax,
    QueryTimeout,
    RowLimit,
    SnapshotGone,
)
from kg.sparql.formats import GRAPH_FORMATS, ROW_FORMATS
from kg.sparql.process import NICENESS
from kg.sparql.workers import QueryPool
from kg.stores.oxigraph import OxigraphStore
from kg.stores.snapshots import PastDays
from kg.stores.store import Edit

GRAPH = "https://orepact.example/documents/1"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LABELS = "SELECT ?s ?o { ?s <urn:label> ?o }"


def bindings(body: bytes) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(body)["results"]["bindings"]
    return found


def is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def niceness_of(pid: int) -> set[int]:
    found = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(ProcessLookupError):
            found.add(os.getpriority(os.PRIO_PROCESS, int(task.name)))
    return found


def wait_until(condition) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "did not happen within 10 s"
        time.sleep(0.01)


def test_a_query_is_answered_from_the_newest_snapshot(pool):
    result = pool.query("SELECT ?o { <urn:eu> ?p ?o }")

    assert [row["o"]["value"] for row in bindings(result.body)] == ["urn:mou"]
    assert (result.media_type, result.rows, result.snapshot) == ("application/sparql-results+json", 1, "v1")


def test_a_fact_of_two_graphs_counts_once_in_the_default_graph(pool):
    result = pool.query("SELECT (COUNT(*) AS ?n) { <urn:eu> <urn:partyTo> ?o }", "csv")

    assert result.body == b"n\r\n1\r\n"


@pytest.mark.parametrize("form", ROW_FORMATS, ids=lambda form: form.name)
def test_rows_are_counted_in_every_format(pool, form):
    result = pool.query(LABELS, form.media_type)

    assert (result.media_type, result.rows) == (form.media_type, 100)


@pytest.mark.parametrize("form", ROW_FORMATS, ids=lambda form: form.name)
def test_rows_without_a_value_are_counted_too(pool, form):
    assert pool.query("SELECT ?nothing { ?s <urn:label> ?o } LIMIT 7", form.name).rows == 7
    assert pool.query("SELECT ?nothing { ?s <urn:none> ?o }", form.name).rows == 0


@pytest.mark.parametrize("form", ROW_FORMATS, ids=lambda form: form.name)
def test_one_row_too_many_is_an_error_and_never_a_cut_answer(pool, form):
    with pytest.raises(RowLimit, match="99 rows"):
        pool.query(LABELS, form.name, max_rows=99)


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_triples_are_counted_and_limited_in_every_format(pool, form):
    construct = "CONSTRUCT { ?s <urn:label> ?o } WHERE { ?s <urn:label> ?o }"

    assert pool.query(construct, form.media_type, max_rows=100).rows == 100
    with pytest.raises(RowLimit):
        pool.query(construct, form.media_type, max_rows=99)


def test_too_many_bytes_are_an_error(pool):
    with pytest.raises(ByteLimit):
        pool.query(LABELS, max_bytes=1000)


def test_an_ask_is_answered_in_json_and_xml(pool):
    assert json.loads(pool.query("ASK { <urn:eu> ?p ?o }").body) == {"head": {}, "boolean": True}
    assert b"<boolean>false</boolean>" in pool.query("ASK { <urn:nobody> ?p ?o }", "application/xml").body


def test_turtle_is_written_with_prefixes(pool):
    result = pool.query("DESCRIBE <urn:eu>", prefixes={"u": "urn:"})

    assert b"u:eu u:partyTo u:mou" in result.body


def test_an_answer_of_some_megabytes_arrives_whole(pool):
    result = pool.query("SELECT * { ?a <urn:label> ?b . ?c <urn:label> ?d . } LIMIT 10000")

    assert len(bindings(result.body)) == 10_000
    assert len(result.body) > 1_500_000


def test_a_syntax_error_names_line_and_column(pool):
    with pytest.raises(QuerySyntax) as caught:
        pool.query("SELECT *\n{ ?s ?p 'é' . ) }")

    assert (caught.value.line, caught.value.column) == (2, 18)


def test_a_format_that_cannot_carry_the_answer_is_not_acceptable(pool):
    with pytest.raises(NotOffered, match="text/csv"):
        pool.query("SELECT * { ?s ?p ?o }", "text/turtle")


def test_the_dataset_may_be_chosen_beside_the_query(pool):
    ours = Dataset(default_graphs=(GRAPH,))

    assert pool.query("SELECT * { ?s ?p ?o }", dataset=ours).rows == 1
    assert pool.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", dataset=ours).rows == 0
    assert pool.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", dataset=Dataset(named_graphs=(GRAPH,))).rows == 1


def test_a_graph_outside_named_beside_the_query_is_refused(pool):
    with pytest.raises(DereferenceForbidden):
        pool.query("SELECT * { ?s ?p ?o }", dataset=Dataset(default_graphs=("file:///etc/passwd",)))


def test_a_runaway_query_is_stopped_at_its_deadline(pool):
    start = time.monotonic()

    with pytest.raises(QueryTimeout, match=r"stopped after 0\.5 s"):
        pool.query(RUNAWAY, timeout_seconds=0.5)

    assert time.monotonic() - start < 0.7
    assert pool.query("ASK {}").rows == 1


def test_a_cancelled_query_stops_and_its_process_is_gone(pool):
    caught: list[BaseException] = []

    def ask() -> None:
        try:
            pool.query(RUNAWAY, asker="ada")
        except QueryCancelled as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    wait_until(lambda: pool.roll.running() and pool.roll.running()[0].worker)
    (running,) = pool.roll.running()
    pid = running.worker.pid

    assert running.asking.asker == "ada"
    assert pool.roll.cancel(running.id)

    thread.join(timeout=5)
    assert len(caught) == 1
    wait_until(lambda: not is_running(pid))
    assert not pool.roll.cancel(running.id)


def test_a_long_query_gives_way_to_others(pool):
    thread = threading.Thread(target=run_away, args=(pool, 2.5))
    thread.start()
    wait_until(lambda: pool.roll.running() and pool.roll.running()[0].worker)
    pid = pool.roll.running()[0].worker.pid

    wait_until(lambda: niceness_of(pid) == {NICENESS})

    thread.join()


def test_a_worker_that_gave_way_is_replaced(pool, monkeypatch):
    monkeypatch.setattr("kg.sparql.workers.PROMPT_SECONDS", -1.0)
    before = {worker.pid for worker in pool._idle}
    assert pool.query(LABELS).rows == 100
    monkeypatch.undo()

    wait_until(lambda: len(before - {worker.pid for worker in pool._idle}) == 1)

    assert pool.query(LABELS).rows == 100


def test_a_client_that_goes_away_takes_its_query_with_it(pool):
    async def ask_and_leave() -> int:
        task = asyncio.create_task(pool.answer(RUNAWAY))
        while not (pool.roll.running() and pool.roll.running()[0].worker):  # noqa: ASYNC110 - no event tells a test
            await asyncio.sleep(0.01)
        pid: int = pool.roll.running()[0].worker.pid
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return pid

    pid = asyncio.run(ask_and_leave())

    wait_until(lambda: not is_running(pid) and not pool.roll.running())


def test_many_questions_at_once_are_all_answered(pool):
    async def ask_all() -> list[int]:
        return [result.rows for result in await asyncio.gather(*(pool.answer(LABELS) for _ in range(40)))]

    assert asyncio.run(ask_all()) == [100] * 40


def test_a_question_to_a_free_worker_takes_no_thread(store):
    with QueryPool(store._folder.root, workers=1, spares=0) as fresh:
        before = threading.active_count()

        assert asyncio.run(fresh.answer(LABELS)).rows == 100
        assert threading.active_count() == before


def test_an_answer_larger_than_a_pipe_is_whole_in_an_event_loop(pool):
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 40000"

    assert asyncio.run(pool.answer(query)).body == pool.query(query).body


def test_an_event_loop_waits_no_longer_than_the_deadline(pool):
    with pytest.raises(QueryTimeout):
        asyncio.run(pool.answer(RUNAWAY, timeout_seconds=0.3))

    assert asyncio.run(pool.answer(LABELS)).rows == 100


def run_away(pool, seconds=1.0):
    with pytest.raises(QueryTimeout):
        pool.query(RUNAWAY, timeout_seconds=seconds)


def test_who_waits_too_long_is_told_that_the_pool_is_busy(store):
    with QueryPool(store._folder.root, workers=1, spares=0) as small:
        thread = threading.Thread(target=run_away, args=(small,))
        thread.start()
        wait_until(lambda: small.roll.running() and small.roll.running()[0].worker)

        with pytest.raises(PoolBusy):
            small.query("ASK {}", timeout_seconds=0.1)

        thread.join()
        assert small.query("ASK {}").rows == 1


def test_workers_pick_up_what_is_published(tmp_path):
    store = OxigraphStore.open(tmp_path / "graph")
    with QueryPool(tmp_path / "graph") as pool:
        with pytest.raises(SnapshotGone, match="nothing was published"):
            pool.query("ASK {}")
        for number in range(1, 8):
            store.commit(Edit(added=[("urn:s", "urn:p", f"urn:o{number}", None)]), position=number)
            store.publish()

            result = pool.query("SELECT * { ?s ?p ?o }")

            assert (result.rows, result.snapshot) == (number, f"v{number}")
    store.close()


def test_a_past_day_is_asked_by_its_name(tmp_path):
    store = OxigraphStore.open(tmp_path / "graph")
    store.commit(Edit(added=[("urn:s", "urn:p", "urn:now", None)]), position=3)
    store.publish()
    then = BytesIO(b"<urn:s> <urn:p> <urn:then> .\n")
    day = PastDays(tmp_path / "graph").publish("2026-03-10", then, position=3, data_version=3)

    with QueryPool(tmp_path / "graph") as pool:
        result = pool.query("SELECT ?o { ?s ?p ?o }", "csv", dataset=Dataset(snapshot=day.name))
        assert (result.body, result.snapshot) == (b"o\r\nurn:then\r\n", "2026-03-10-v3")
        for wrong in ("2026-03-11-v3", "../snapshots/v3", "../../..", "/etc"):
            with pytest.raises(SnapshotGone):
                pool.query("ASK {}", dataset=Dataset(snapshot=wrong))
    store.close()


def test_no_process_outlives_the_pool(store):
    pool = QueryPool(store._folder.root)
    pids = [worker.pid for worker in pool._idle]
    pool.query("ASK {}")

    pool.close()

    assert not any(is_running(pid) for pid in pids)
    with pytest.raises(PoolBusy, match="closed"):
        pool.query("ASK {}")


def test_a_worker_imports_no_other_part_of_the_house(pool):
    pool.query("ASK {}")
    (worker, *_) = pool._idle
    mapped = Path(f"/proc/{worker.pid}/maps").read_text()

    assert "pyoxigraph" in mapped
    assert not [name for name in ("numpy", "rdflib", "orjson", "onnxruntime", "sqlite3") if name in mapped]
    assert Path(f"/proc/{worker.pid}").exists()
