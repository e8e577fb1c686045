"""
The second wall: even a query that got past the first one reaches nothing from inside a worker.
"""

import socket
import threading
import time

import pytest

from kg.sparql.asking import Dataset
from kg.sparql.errors import QueryError, QueryRefused
from kg.sparql.process import WorkerProcess
from kg.sparql.safety import Policy


@pytest.fixture
def listener():
    """
    A server on loopback that counts who connects.
    """
    connections = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stopping = threading.Event()

        def accept():
            while not stopping.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                connections.append(connection)
                connection.close()

        thread = threading.Thread(target=accept)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", connections
        stopping.set()
        thread.join()


def test_the_listener_sees_who_connects(listener):
    address, connections = listener
    port = int(address.rpartition(":")[2].partition("/")[0])

    with socket.create_connection(("127.0.0.1", port)):
        pass

    threading.Event().wait(0.5)
    assert len(connections) == 1


def test_a_service_call_that_passed_the_first_wall_opens_no_socket(pool, listener):
    address, connections = listener
    listed = Dataset(policy=Policy(services=frozenset({address})))

    with pytest.raises(QueryRefused):
        pool.query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", dataset=listed)

    assert connections == []


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_an_update_handed_straight_to_the_writing_process_opens_no_socket(tmp_path, listener, silent):
    address, connections = listener
    process = WorkerProcess(2**31, "kg.sparql.updater", str(tmp_path / "live"))
    try:
        header, _ = process.ask(
            {"do": "update", "update": f"LOAD {silent}<{address}>", "base": address}, time.monotonic() + 30
        )
    finally:
        process.end()

    assert connections == []
    assert ("error" in header) is (not silent)


def test_a_file_handed_straight_to_the_writing_process_is_not_read(tmp_path):
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> <urn:c> .")
    process = WorkerProcess(2**31, "kg.sparql.updater", str(tmp_path / "live"))
    try:
        header, _ = process.ask(
            {"do": "update", "update": f"LOAD <{secret.as_uri()}>", "base": "urn:x"}, time.monotonic() + 30
        )
    finally:
        process.end()

    assert "error" in header


def test_a_file_named_beside_a_query_is_not_read(pool, tmp_path):
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> <urn:c> .")

    with pytest.raises(QueryError):
        pool.query(f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}")
