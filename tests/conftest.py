import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import httpx
import pytest
import uvicorn


@pytest.fixture(scope="session")
def corpus():
    return Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="session")
def served():
    """
    Serve opened parts over real HTTP on loopback; gives a client that has the address.
    """
    from api.app import create_app  # noqa: PLC0415 - only tests that serve pay for it
    from api.cli.serve import bound_socket  # noqa: PLC0415 - same

    @contextmanager
    def serving(service, settings):
        listening = bound_socket("127.0.0.1", 0)
        app = create_app(settings, lambda _: service)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        with httpx.Client(
            base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60, follow_redirects=True
        ) as client:
            yield client
        server.should_exit = True
        thread.join(20)
        listening.close()

    return serving


def missing(engine: str) -> None:
    """
    Skip a test whose Debian package is not there; with CI=true that is a failure.
    """
    told = f"{engine} is missing; run ./system.sh as root on Debian"
    if os.environ.get("CI") == "true":
        pytest.fail(told)
    pytest.skip(told)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgresql_server():
    """
    A PostgreSQL of our own on loopback; gives its URL. `initdb` refuses root, so root becomes `postgres` for it.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        missing("PostgreSQL")
    programs = found[-1].parent
    folder, port = Path(tempfile.mkdtemp(prefix="orepact-pg-", dir="/tmp")), free_port()
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if become:
        shutil.chown(folder, "postgres", "postgres")

    def run(*command: str) -> None:
        subprocess.run([*become, *command], check=True, capture_output=True, cwd=folder)

    run(f"{programs}/initdb", "-D", f"{folder}/db", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c max_connections=50"
    control = f"{programs}/pg_ctl"
    run(control, "-D", f"{folder}/db", "-l", f"{folder}/log", "-o", options, "-w", "start")
    yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    run(control, "-D", f"{folder}/db", "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def fresh_postgresql(postgresql_server):
    """
    The URL of an empty ledger, a new one at every call.
    """
    import psycopg  # noqa: PLC0415 - only tests of this engine pay for it

    numbers = count(1)

    def fresh() -> str:
        name = f"ledger_{next(numbers)}"
        with psycopg.connect(postgresql_server, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{postgresql_server}?options=-csearch_path%3D{name}"

    return fresh


LEDGER_ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.system)]


@pytest.fixture(params=LEDGER_ENGINES)
def ledger_location(request, tmp_path):
    """
    Where an empty ledger of each engine is made: engine and location.
    """
    if request.param == "postgresql":
        return request.param, request.getfixturevalue("fresh_postgresql")()
    return request.param, str(tmp_path)
