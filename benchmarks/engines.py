"""
Twelve shapes of queries on five engines, side by side: the embedded store in process, our service over HTTP, the
Oxigraph server, Virtuoso where it is installed, and rdflib where the graph is small enough for it.

All hold the same synthetic claims and answer whole results, one engine after the other, forwards and then backwards.
"""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import Dataset

from benchmarks.connection import PROLOGUE, Connection, NotAnswered
from benchmarks.deployment import Deployment
from benchmarks.loopback import VIRTUOSO, free_port, oxigraph_server, virtuoso_server
from benchmarks.queries import ENDPOINT, SHAPES, loaded, written, written_claims
from benchmarks.server import served
from benchmarks.timing import Comparison, seconds_for
from kg.stores.folder import GraphFolder
from kg.stores.layout import BELIEVED

REPEATS: Final = 6
FEW_REPEATS: Final = 3
"""Of shapes that take seconds, at ten million."""

PATIENCE_SECONDS: Final = 20
RDFLIB_QUADS: Final = 100_000
"""Beyond, rdflib takes 1.7 kB of memory a quad and some of the shapes minutes."""

VIRTUOSO_BUFFERS: Final = 200_000
"""Enough for 10,000,000 quads: it is measured warm, as the others are."""

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
    return side_by_side(deployment.folder / "engines-10m", 10_000_000, FEW_REPEATS)


def side_by_side(folder: Path, quads: int, repeats: int = REPEATS) -> Iterator[Comparison]:
    """
    Each shape on each engine against the embedded store in process; a shape that an engine does not answer is left out.
    """
    data = folder / "ours"
    lines = written_claims(folder, quads)
    loaded(data / "workspace" / "live", lines)
    with ExitStack() as stack:
        server = stack.enter_context(served(data))
        snapshot = GraphFolder(data / "workspace").newest()
        assert snapshot is not None
        bare = partial(written, ox.Store.read_only(str(snapshot)))
        runs: dict[str, Query] = {"our service": over_protocol(server.address + ENDPOINT)}
        runs["Oxigraph server"] = stack.enter_context(oxigraph(snapshot))
        if shutil.which(VIRTUOSO):
            runs["Virtuoso"] = stack.enter_context(virtuoso(folder / "virtuoso", lines))
        if quads <= RDFLIB_QUADS:
            runs["rdflib"] = rdflib_memory(lines)
        for name, query in SHAPES.items():
            times, bares = timed(runs, bare, query, repeats)
            for engine, seconds in times.items():
                yield Comparison(f"{name}, {quads:,} quads: {engine}", seconds, bares, "pyoxigraph in process")


def timed(runs: dict[str, Query], bare: Query, query: str, repeats: int) -> tuple[dict[str, list[float]], list[float]]:
    """
    Seconds of each engine and of the bare one, in turn, first once for nothing.
    """
    times: dict[str, list[float]] = {name: [] for name in runs}
    bares: list[float] = []
    for repeat in range(-1, repeats):
        order = list(times) if repeat % 2 else list(times)[::-1]
        for name in order:
            try:
                with patience():
                    seconds = seconds_for(partial(runs[name], query))
            except (TooSlow, NotAnswered) as error:
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


@contextmanager
def oxigraph(snapshot: Path) -> Iterator[Query]:
    """
    The Oxigraph server over the very snapshot that our service reads.
    """
    with oxigraph_server("serve-read-only", "--location", str(snapshot)) as addresses:
        yield over_protocol(addresses.query)


@contextmanager
def virtuoso(folder: Path, lines: Path) -> Iterator[Query]:
    """
    Virtuoso over the same claims, loaded by its own bulk loader.
    """
    sql = free_port()
    with virtuoso_server(folder, buffers=VIRTUOSO_BUFFERS, sql=sql, readable=lines.parent) as addresses:
        orders = f"ld_dir('{lines.parent}', '{lines.name}', '{BELIEVED}'); rdf_loader_run(); checkpoint;"
        command = ["isql-vt", str(sql), "dba", "dba", f"exec={orders}"]
        seconds = seconds_for(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603 - our own
        print(f"Virtuoso: loaded in {seconds:.1f} s", file=sys.stderr)
        yield over_protocol(addresses.query, {"default-graph-uri": BELIEVED})


def rdflib_memory(lines: Path) -> Query:
    """
    Rdflib's own store.
    """
    dataset = Dataset()
    dataset.parse(lines, format="nquads")
    return lambda query: dataset.query(PROLOGUE + query).serialize(format="nt" if "CONSTRUCT" in query else "json")


def over_protocol(address: str, graphs: dict[str, str] | None = None) -> Query:
    """
    Queries over HTTP; whatever breaks one off, the next is asked all the same.
    """
    connection = Connection(address)

    def ask(query: str) -> int:
        try:
            return len(connection.ask(query, graphs))
        except BaseException:
            connection.renew()
            raise

    return ask
