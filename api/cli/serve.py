"""
`orepact serve` and `orepact build`: the service on loopback, with what is new in a corpus read first.
"""

import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.building import build as build_files
from api.building import changed_files, keep_coverage
from api.cli.console import Data, err, progressing, say_error
from api.errors import ApiError
from api.logs import write_logs
from api.service import Service
from api.settings import Settings
from api.wiring import open_service

CORPUS = Path("corpus")


class PortTaken(ApiError):
    """
    Somebody else listens at the address.
    """


class AnnouncingServer(uvicorn.Server):
    """
    A server that prints its address once it accepts connections.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """
        Start, then tell where.
        """
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            err.print(f"Orepact is at http://{shown}:{port}/  (stop it with Ctrl-C)", highlight=False)


def serve(
    *,
    data: Data = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on. [default: 127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 picks a free one. [default: 8080]")] = None,
    build: Annotated[Path | None, typer.Option(help="Read what is new in this corpus folder first.")] = None,
) -> None:
    """
    Start the service and print its address.
    """
    settings = Settings.from_env(data=data, host=host, port=port)
    write_logs(settings.log_format)
    listening = bound_socket(settings.host, settings.port)
    service = open_service(settings)
    if build is not None:
        read_new(service, build)
    app = create_app(settings, lambda _: service)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=5)
    AnnouncingServer(config).run(sockets=[listening])


def build(
    corpus: Annotated[Path, typer.Argument(help="Folder of documents.")] = CORPUS,
    *,
    data: Data = None,
) -> None:
    """
    Build ledger, graph and index from a corpus; what was read before is left alone.
    """
    service = open_service(Settings.from_env(data=data))
    try:
        read_new(service, corpus)
    finally:
        service.close()


def read_new(service: Service, corpus: Path) -> None:
    """
    Read what is new in a corpus, with a progress bar.
    """
    keep_coverage(corpus, service.settings.data)
    files = changed_files(corpus, service.settings.data)
    if not files:
        return
    for result in progressing(build_files(service, files), "reading", len(files)):
        if result.error is not None:
            say_error(str(result.error))


def bound_socket(host: str, port: int) -> socket.socket:
    """
    A socket on the address, taken before anything slow begins.

    Raises:
        PortTaken: somebody else listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        why = error.strerror or str(error)
        raise PortTaken(f"cannot listen on {host}:{port} ({why}); choose another with --port, or 0") from error
    return listening
