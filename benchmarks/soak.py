"""
Thirty-two clients for a minute, one of whom sends a query that never ends every second; the others must hardly notice.

Each client is an address of its own on loopback, asks one of the shorter shapes twice a second, and counts what it
waits. First all are well-behaved, then one is not.
"""

import asyncio
import itertools
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import httpx

from benchmarks.connection import PROLOGUE, ROWS
from benchmarks.deployment import Deployment
from benchmarks.queries import SHAPES, loaded, written_claims
from benchmarks.server import served
from benchmarks.timing import Comparison, share_at

QUADS: Final = 100_000
CLIENTS: Final = 32
QUIET_SECONDS: Final = 30
SECONDS: Final = 60
PAUSE_SECONDS: Final = 0.5
ASKED: Final = ("all facts of a claim", "star: every claim of a name", "path of three", "who says a triple")
RUNAWAY: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
MEBIBYTE: Final = 1024 * 1024


def soak(deployment: Deployment) -> Iterator[Comparison]:
    """
    What the others wait with a runaway among them, against what they wait without; and the server's memory.
    """
    data = deployment.folder / "soak"
    loaded(data / "workspace" / "live", written_claims(data, QUADS))
    with served(data, OREPACT_QUERY_TIMEOUT_SECONDS="10", OREPACT_QUERY_SECONDS_PER_MINUTE="60") as server:
        base = str(server.client.base_url)
        asyncio.run(asked(base, 5, runaway=False))
        before = tree_bytes()
        quiet, _ = asyncio.run(asked(base, QUIET_SECONDS, runaway=False))
        disturbed, statuses = asyncio.run(asked(base, SECONDS, runaway=True))
        time.sleep(12)
        after = tree_bytes()
    print(f"answers to the runaway queries, by status: {statuses}", file=sys.stderr)
    for share in (0.5, 0.99):
        yield Comparison(
            f"what {CLIENTS - 1} clients wait beside a runaway, p{100 * share:.0f} of {len(disturbed):,}",
            [share_at(disturbed, share)],
            [share_at(quiet, share)],
            f"the same without, of {len(quiet):,}",
        )
    yield Comparison("memory of the server and its workers after", [after], [before], "before", ("MB", 1.0))


async def asked(base: str, seconds: float, *, runaway: bool) -> tuple[list[float], dict[int, int]]:
    """
    Seconds that the well-behaved waited for each answer, and how often the runaway got which status.
    """
    until = time.monotonic() + seconds
    waits: list[float] = []
    statuses: dict[int, int] = {}
    async with asyncio.TaskGroup() as group:
        for number in range(CLIENTS - runaway):
            group.create_task(well_behaved(base, f"127.0.1.{number + 1}", until, waits, random.Random(number)))  # noqa: S311 - to spread them
        if runaway:
            group.create_task(runaways(base, until, statuses))
    return waits, statuses


async def well_behaved(base: str, address: str, until: float, waits: list[float], pick: random.Random) -> None:
    """
    One client that asks, waits for the answer, and pauses.
    """
    async with client_from(base, address) as client:
        await asyncio.sleep(pick.random() * PAUSE_SECONDS)
        while time.monotonic() < until:
            began = time.monotonic()
            response = await client.post(
                "/workspace/sparql", data={"query": PROLOGUE + SHAPES[pick.choice(ASKED)]}, headers={"Accept": ROWS}
            )
            waits.append(time.monotonic() - began)
            response.raise_for_status()
            await asyncio.sleep(PAUSE_SECONDS)


async def runaways(base: str, until: float, statuses: dict[int, int]) -> None:
    """
    One client that sends a query without end every second and does not wait for the one before.
    """

    async def send(client: httpx.AsyncClient) -> None:
        with suppress(httpx.TransportError):
            response = await client.post("/workspace/sparql", data={"query": RUNAWAY}, headers={"Accept": ROWS})
            statuses[response.status_code] = statuses.get(response.status_code, 0) + 1

    async with client_from(base, "127.0.2.1") as client, asyncio.TaskGroup() as group:
        while time.monotonic() < until:
            group.create_task(send(client))
            await asyncio.sleep(1)


def client_from(base: str, address: str) -> httpx.AsyncClient:
    """
    A client whose requests come from an address of its own.
    """
    return httpx.AsyncClient(base_url=base, timeout=60, transport=httpx.AsyncHTTPTransport(local_address=address))


def tree_bytes() -> float:
    """
    Resident memory of everything this process has started, in megabytes.
    """
    parents = {int(path.name): status_of(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    family = {os.getpid()}
    while grown := {pid for pid, (parent, _) in parents.items() if parent in family} - family:
        family |= grown
    return sum(parents[pid][1] for pid in family - {os.getpid()} if pid in parents) / MEBIBYTE


def status_of(path: Path) -> tuple[int, int]:
    """
    Parent and resident bytes of a process; nothing of one that is gone.
    """
    with suppress(OSError):
        lines = dict(itertools.islice((line.split(":", 1) for line in (path / "status").read_text().splitlines()), 40))
        return int(lines["PPid"]), int(lines.get("VmRSS", "0 kB").split()[0]) * 1024
    return 0, 0
