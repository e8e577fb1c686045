"""
The change feed to 500 listeners at once, at ten events a second: what they cost the server, against none listening.
"""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from benchmarks.deployment import Deployment
from benchmarks.server import Served, served
from benchmarks.timing import Comparison
from kg.claims import Extraction
from kg.ledger import open_ledger
from kg.ledger.ledger import Ledger
from kg.text import Document

LISTENERS: Final = 500
EVENTS_A_SECOND: Final = 10
SECONDS: Final = 30
BEHIND: Final = 20.0
"Seconds the last event may take to reach the last listener before we stop waiting."


def listeners(deployment: Deployment) -> Iterator[Comparison]:
    """
    Share of a core, and the time from record to listener; every listener gets every event once, in order.
    """
    data = deployment.folder / "listeners"
    ledger = open_ledger(data)
    with served(data) as server:
        alone, _, _ = asyncio.run(told(server, ledger, 0))
        shared, heard, latencies = asyncio.run(told(server, ledger, LISTENERS))
    ledger.close()
    wanted = [str(number) for number in range(SECONDS * EVENTS_A_SECOND)]
    assert all(each == wanted for each in heard), "a listener missed an event, or heard one twice"
    what = f"{LISTENERS} listeners to {EVENTS_A_SECOND} events a second, processor time"
    yield Comparison(what, [shared], [alone], "the same with none", ("of a core", 1.0))
    yield Comparison("from record to listener", latencies, [1 / EVENTS_A_SECOND], "the time between two events")


async def told(server: Served, ledger: Ledger, number: int) -> tuple[float, list[list[str]], list[float]]:
    """
    Share of a core while so many listen, what each heard, and the seconds from record to each hearing.
    """
    recorded: dict[str, float] = {}
    latencies: list[float] = []
    address = server.client.base_url
    run = f"{number}-{time.monotonic_ns()}"
    total = SECONDS * EVENTS_A_SECOND
    tasks = [
        asyncio.create_task(listen(str(address.host), address.port or 80, run, total, recorded, latencies))
        for _ in range(number)
    ]
    await asyncio.sleep(3)
    began, clock = server.cpu_seconds, time.monotonic()
    await asyncio.to_thread(record, ledger, run, recorded)
    await asyncio.sleep(2)
    share = (server.cpu_seconds - began) / (time.monotonic() - clock)
    heard = await asyncio.wait_for(asyncio.gather(*tasks), BEHIND)
    return share, list(heard), latencies


async def listen(  # noqa: PLR0917 - a place, what is waited for, and where it is written
    host: str, port: int, run: str, total: int, recorded: dict[str, float], latencies: list[float]
) -> list[str]:
    """
    The numbers of the events of a run as one listener hears them; a bare socket, so that many fit one process.
    """
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(f"GET /changes/stream?noun=document HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    heard: list[str] = []
    mark = f"New document: {run} ".encode()
    while len(heard) < total:
        line = await reader.readline()
        if line.startswith(b"data:") and mark in line:
            number = line.partition(mark)[2].partition(b" ")[0].decode()
            latencies.append(time.monotonic() - recorded[number])
            heard.append(number)
    writer.close()
    return heard


def record(ledger: Ledger, run: str, recorded: dict[str, float]) -> None:
    """
    Ten documents a second, of which nothing is read: one change each, and hardly any work besides telling it.
    """
    began = time.monotonic()
    for number in range(SECONDS * EVENTS_A_SECOND):
        time.sleep(max(began + number / EVENTS_A_SECOND - time.monotonic(), 0.0))
        document = Document(f"Plums, {run} {number}.", title=f"{run} {number} of plums", url=f"urn:{run}:{number}")
        recorded[str(number)] = time.monotonic()
        ledger.record(document, Extraction(relevant=False), datetime.now(UTC), reader="benchmark@1")
