"""
A server in a process of its own, for the benchmarks that go over HTTP.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

NO_LIMITS: Final = {
    "OREPACT_WORKSPACE": "true",
    "OREPACT_REQUESTS_PER_MINUTE": "10000000",
    "OREPACT_QUERY_SECONDS_PER_MINUTE": "100000",
    "OREPACT_QUERY_TIMEOUT_SECONDS": "120",
    "OREPACT_FETCH_HOSTS": "127.0.0.1",
}


@dataclass(frozen=True, slots=True)
class Served:
    """
    A running server.

    Attributes:
        address: its beginning.
        client: has its address.
        process: its number.
    """

    address: str
    client: httpx.Client
    process: int

    @property
    def cpu_seconds(self) -> float:
        """
        Processor time of the server, its workers left out.
        """
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(data: Path, **limits: str) -> Iterator[Served]:
    """
    A server over a data folder, warm, without limits that a benchmark would meet.

    Args:
        limits: settings to have all the same, by the names of their variables.
    """
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--data", str(data), "--port", "0"]
    environment = {**os.environ, **NO_LIMITS, **limits}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:  # noqa: S603 - our own command
        assert server.stderr is not None
        try:
            address = next(found[1] for line in server.stderr if (found := re.search(r"(http://[\d.:]+)/", line)))
            with httpx.Client(base_url=address, timeout=180) as client:
                while client.get("/readyz").status_code != httpx.codes.OK:
                    pass
                client.post("/ask", json={"question": "Who operates Mountain Pass?"}).raise_for_status()
                yield Served(address, client, server.pid)
        finally:
            server.terminate()
