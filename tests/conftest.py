import threading
import time
from contextlib import contextmanager
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
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60) as client:
            yield client
        server.should_exit = True
        thread.join(20)
        listening.close()

    return serving
