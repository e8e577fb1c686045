"""
Twelve shapes of queries on five engines, side by side: the embedded store in process, our service over HTTP, the
Oxigraph server, Virtuoso where it is installed, and rdflib where the graph is small enough for it.

All hold the same synthetic claims and answer whole results, one engine after the other, forwards and then backwards.
"""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final, TypeAlias

import httpx
import pyoxigraph as ox
from rdflib import Dataset

from benchmarks.claims import documents_for, synthetic_quads
from benchmarks.deployment import Deployment
from benchmarks.queries import PROLOGUE, ROWS, SHAPES, TRIPLES, ask, loaded, written
from benchmarks.server import served
from benchmarks.timing import Comparison, seconds_for
from ingest.sources.addresses import make_guard
from kg.stores.endpoint import Addresses, Endpoint
from kg.stores.folder import GraphFolder
from kg.stores.layout import BELIEVED
from kg.stores.remote import RemoteStore

REPEATS: Final = 6
PATIENCE_SECONDS: Final = 20
RDFLIB_QUADS: Final = 100_000
"""Beyond, rdflib takes 1.7 kB of memory a quad and some of the shapes minutes."""

VIRTUOSO_INI: Final = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 2000
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:18111
NumberOfBuffers = 85000
MaxDirtyBuffers = 65000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:18112
"""

Query: TypeAlias = Callable[[str], object]
"""Runs one query to its last byte."""


class TooSlow(Exception):
    """
    A query took longer than anybody waits.
    """


def engines(deployment: Deployment) -> Iterator[Comparison]:
    """
    At 100,000 quads.
    """
    return side_by_side(deployment.folder / "engines", 100_000)


def engines_at_a_million(deployment: Deployment) -> Iterator[Comparison]:
    """
    At 1,000,000; rdflib is left out.
    """
    return side_by_side(deployment.folder / "engines-1m", 1_000_000)


def engines_at_ten_million(deployment: Deployment) -> Iterator[Comparison]:
    """
    At 10,000,000; rdflib is left out.
    """
    return side_by_side(deployment.folder / "engines-10m", 10_000_000)


def side_by_side(folder: Path, quads: int) -> Iterator[Comparison]:
    """
    Each shape on each engine against the embedded store in process; a shape that an engine does not answer is left out.
    """
    data = folder / "ours"
    loaded(data / "workspace" / "live", quads)
    lines = "".join(synthetic_quads(documents_for(quads))).encode()
    with ExitStack() as stack:
        client = stack.enter_context(served(data)).client
        snapshot = GraphFolder(data / "workspace").newest()
        assert snapshot is not None
        bare = partial(written, ox.Store.read_only(str(snapshot)))
        runs: dict[str, Query] = {"our service": lambda query: ask(client, query, accept_of(query))}
        runs["Oxigraph server"] = stack.enter_context(oxigraph_server(folder / "oxigraph", lines))
        if shutil.which("virtuoso-t"):
            runs["Virtuoso"] = stack.enter_context(virtuoso(folder / "virtuoso", lines))
        if quads <= RDFLIB_QUADS:
            runs["rdflib"] = rdflib_memory(lines)
        for name, query in SHAPES.items():
            times, bares = timed(runs, bare, query)
            for engine, seconds in times.items():
                yield Comparison(f"{name}, {quads:,} quads: {engine}", seconds, bares, "pyoxigraph in process")


def timed(runs: dict[str, Query], bare: Query, query: str) -> tuple[dict[str, list[float]], list[float]]:
    """
    Seconds of each engine and of the bare one, in turn, first once for nothing.
    """
    times: dict[str, list[float]] = {name: [] for name in runs}
    bares: list[float] = []
    for repeat in range(-1, REPEATS):
        order = list(times) if repeat % 2 else list(times)[::-1]
        for name in order:
            try:
                with patience():
                    seconds = seconds_for(partial(runs[name], query))
            except (TooSlow, httpx.HTTPStatusError) as error:
                print(f"{name} does not answer {query[:60]!r}: {type(error).__name__} {error}", file=sys.stderr)
                del times[name]
                continue
            times[name] += [seconds] * (repeat >= 0)
        bares += [seconds_for(partial(bare, query))] * (repeat >= 0)
    return times, bares


@contextmanager
def patience() -> Iterator[None]:
    """
    A limit on what runs in this thread.

    Raises:
        TooSlow: it was passed.
    """

    def give_up(*_: object) -> None:
        raise TooSlow(f"more than {PATIENCE_SECONDS} s")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def accept_of(query: str) -> str:
    """
    The format a query's answer is asked in.
    """
    return TRIPLES if "CONSTRUCT" in query else ROWS


@contextmanager
def oxigraph_server(folder: Path, lines: bytes) -> Iterator[Query]:
    """
    The Oxigraph server over claims loaded in bulk.
    """
    store = ox.Store(str(folder))
    store.bulk_load(BytesIO(lines), ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    del store
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve", "--location", str(folder), "--bind", "127.0.0.1:18113"]
    with running(command, folder), httpx.Client(base_url="http://127.0.0.1:18113", timeout=180) as client:
        wait_for(client, "/")
        yield partial(over_protocol, client, "/query", {})


@contextmanager
def virtuoso(folder: Path, lines: bytes) -> Iterator[Query]:
    """
    Virtuoso over the same claims, loaded by our store for other engines.
    """
    folder.mkdir(parents=True)
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI)
    address = "http://127.0.0.1:18112"
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with running(command, folder), httpx.Client(base_url=address, timeout=180) as client:
        wait_for(client, "/sparql")
        addresses = Addresses(f"{address}/sparql", f"{address}/sparql-auth", "dba:dba")
        endpoint = Endpoint(addresses, make_guard(["127.0.0.1"]))
        store = RemoteStore.open(folder / "lock", endpoint)
        seconds = seconds_for(lambda: store.load(BytesIO(b"".join(grouped(lines))), position=1))
        print(f"Virtuoso: loaded through SPARQL Update in {seconds:.1f} s", file=sys.stderr)
        store.close()
        endpoint.close()
        yield partial(over_protocol, client, "/sparql", {"default-graph-uri": BELIEVED})


def grouped(lines: bytes) -> list[bytes]:
    """
    The lines with those of a graph together, as our projection gives them.
    """
    return sorted(lines.splitlines(keepends=True), key=lambda line: line.rstrip(b" .\n").rpartition(b" ")[2])


def rdflib_memory(lines: bytes) -> Query:
    """
    Rdflib's own store.
    """
    dataset = Dataset()
    dataset.parse(data=lines, format="nquads")
    return lambda query: dataset.query(PROLOGUE + query).serialize(format="nt" if "CONSTRUCT" in query else "json")


def over_protocol(client: httpx.Client, path: str, graphs: dict[str, str], query: str) -> int:
    """
    A query over HTTP; the bytes of its answer.
    """
    fields = {"query": PROLOGUE + query, **graphs}
    response = client.post(path, data=fields, headers={"Accept": accept_of(query)})
    response.raise_for_status()
    return len(response.content)


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[None]:
    """
    A server until we are through with it.
    """
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - our own command
        try:
            yield
        finally:
            server.kill()


def wait_for(client: httpx.Client, path: str) -> None:
    """
    Return as soon as a server answers.
    """
    for _ in range(600):
        try:
            client.get(path)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TooSlow(f"{client.base_url} did not come up; is its port free?")
