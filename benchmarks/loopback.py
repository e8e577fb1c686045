"""
Other engines on loopback, started for benchmarks and tests alike.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

from kg.stores.endpoint import Addresses

WAIT_SECONDS: Final = 60
OXIGRAPH: Final = str(Path(sys.executable).with_name("oxigraph"))
VIRTUOSO: Final = "virtuoso-t"
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
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
CheckpointInterval = 0
DirsAllowed = {readable}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
{limits}
"""


def free_port() -> int:
    """
    A port nobody listens at just now.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def oxigraph_server(*arguments: str, port: int = 0) -> Iterator[Addresses]:
    """
    The Oxigraph server until we are through with it.

    Args:
        arguments: its command with all options but the address.
        port: 0 for any that is free.
    """
    address = f"http://127.0.0.1:{port or free_port()}"
    with running([OXIGRAPH, *arguments, "--bind", address.removeprefix("http://")], Path.cwd(), address):
        yield Addresses(f"{address}/query", f"{address}/update")


@contextmanager
def virtuoso_server(
    folder: Path, *, buffers: int, limits: str = "", sql: int | None = None, readable: Path | None = None
) -> Iterator[Addresses]:
    """
    Virtuoso with a database of its own in a folder, until we are through with it.

    Args:
        buffers: pages of 8 kB that it keeps in memory.
        limits: lines of its section SPARQL.
        sql: port for its own clients; any for none.
        readable: a folder that its bulk loader may read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    http = free_port()
    told = {"sql": sql or free_port(), "http": http, "buffers": buffers, "dirty": buffers * 3 // 4}
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(readable=readable or folder, limits=limits, **told))
    address = f"http://127.0.0.1:{http}"
    with running([VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"], folder, f"{address}/sparql"):
        yield Addresses(f"{address}/sparql", f"{address}/sparql-auth", "dba:dba")


@contextmanager
def running(command: Sequence[str], folder: Path, address: str) -> Iterator[None]:
    """
    A server until we are through with it, from when it answers on.
    """
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while not answers(address):
            assert server.poll() is None, f"{command[0]} ended: see {folder}"
            assert time.monotonic() < deadline, f"{command[0]} did not answer at {address}"
            time.sleep(0.1)
        yield
    finally:
        server.kill()
        server.wait()


def answers(address: str) -> bool:
    """
    Whether a server at an address answers, be it to refuse.
    """
    try:
        return not httpx.get(address).is_server_error
    except httpx.TransportError:
        return False
