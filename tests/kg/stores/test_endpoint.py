"""
What an endpoint may do wrong, played by a server on loopback.
"""

import threading
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest

from ingest.errors import RefusedAddress
from ingest.sources.addresses import make_guard
from kg.stores.bindings import rows_of
from kg.stores.endpoint import Addresses, Endpoint
from kg.stores.errors import AnswerCut, EndpointFailed, EndpointLate, NotAnswered
from kg.stores.nquads import to_nquads
from kg.stores.remote import RemoteStore
from kg.stores.store import Edit

WHOLE = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:a"}}]}}'
DIGEST = 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'


@pytest.fixture
def engine():
    """
    A server that answers with what its `reply` gives for a request's headers: status, headers, body.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, body = server.reply(self.headers)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.reply = lambda _: (200, {}, WHOLE)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ask(engine):
    address = f"http://127.0.0.1:{engine.server_port}/sparql"
    with closing(Endpoint(Addresses(address, login="ada:pass"), make_guard(["127.0.0.1"]))) as endpoint:
        yield lambda **limits: endpoint.ask("ASK {}", {}, **{"timeout_seconds": 5, "max_bytes": 10_000, **limits})


def test_a_whole_answer_is_handed_on(ask):
    assert rows_of(ask()) == ({"x": "urn:a"},)


@pytest.mark.parametrize("header", ["X-SPARQL-MaxRows", "X-SQL-State"])
def test_an_engine_that_says_it_cut_rows_is_believed(engine, ask, header):
    engine.reply = lambda _: (200, {header: "1000"}, WHOLE)

    with pytest.raises(AnswerCut):
        ask()


def test_a_body_cut_under_a_good_status_is_no_answer(engine, ask):
    engine.reply = lambda _: (200, {}, WHOLE[:-20] + b"The query has been cancelled")

    with pytest.raises(EndpointFailed, match="cut"):
        rows_of(ask())


def test_an_answer_larger_than_allowed_is_none(engine, ask):
    engine.reply = lambda _: (200, {}, WHOLE + b" " * 20_000)

    with pytest.raises(AnswerCut, match="byte-limit"):
        ask()


def test_an_answer_that_does_not_come_is_not_waited_for(engine, ask):
    engine.reply = lambda _: (time.sleep(1), (200, {}, WHOLE))[1]
    started = time.monotonic()

    with pytest.raises(EndpointLate):
        ask(timeout_seconds=0.2)

    assert time.monotonic() - started < 0.9


@pytest.mark.parametrize(
    ("status", "error"), [(400, NotAnswered), (500, NotAnswered), (404, EndpointFailed), (503, EndpointFailed)]
)
def test_a_refusal_tells_what_the_engine_said(engine, ask, status, error):
    engine.reply = lambda _: (status, {}, b"no such thing\n\nSPARQL query:\nASK {}")

    with pytest.raises(error, match=r"^no such thing$"):
        ask()


@pytest.mark.parametrize(
    ("challenge", "shown"), [('Basic realm="r"', "Basic YWRhOnBhc3M="), (DIGEST, "Digest username=")]
)
def test_a_login_is_shown_as_the_engine_demands_and_only_then(engine, ask, challenge, shown):
    seen = []

    def reply(headers):
        seen.append(headers.get("Authorization", ""))
        return (200, {}, WHOLE) if seen[-1].startswith(shown) else (401, {"WWW-Authenticate": challenge}, b"")

    engine.reply = reply

    assert ask() == ask() == WHOLE
    assert seen[0] == ""
    assert seen[-1].startswith(shown)


def test_an_engine_that_is_down_is_named(engine):
    address = "http://127.0.0.1:1/sparql"
    with (
        closing(Endpoint(Addresses(address), make_guard(["127.0.0.1"]))) as endpoint,
        pytest.raises(EndpointFailed, match=address),
    ):
        endpoint.update("CLEAR DEFAULT")


def test_an_address_goes_through_the_guard():
    with closing(Endpoint(Addresses("http://127.0.0.1:1/"), make_guard())) as endpoint, pytest.raises(RefusedAddress):
        endpoint.update("CLEAR DEFAULT")


def test_a_change_that_fails_half_way_leaves_no_position_and_is_loaded_anew(oxigraph_server, tmp_path):
    wanted = [("urn:s", "urn:p", f"urn:o{number}", "urn:g") for number in range(5)]
    with closing(Endpoint(oxigraph_server, make_guard(["127.0.0.1"]))) as endpoint:
        store = RemoteStore.open(tmp_path / "graph", endpoint)
        store.load(BytesIO(), position=3)
        broken = Endpoint(Addresses(oxigraph_server.query, "http://127.0.0.1:1/"), make_guard(["127.0.0.1"]))
        store._endpoint = broken
        with pytest.raises(EndpointFailed):
            store.commit(Edit(added=wanted), position=4)
        broken.close()
        store._endpoint = endpoint

        assert store.position == 0
        store.load(BytesIO(to_nquads(wanted)), position=4)
        assert (store.position, store.canonical()) == (4, to_nquads(wanted))

        endpoint.update("CLEAR ALL")
        store.close()
