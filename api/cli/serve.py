"""
`orepact serve`: the service on loopback, with the graph built first where there is none.
"""

import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.cli.console import Data, err
from api.errors import ApiError
from api.settings import Settings


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
    listening = bound_socket(settings.host, settings.port)
    if build is not None:
        err.print(f"building from {build}")
    config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False, timeout_graceful_shutdown=5)
    AnnouncingServer(config).run(sockets=[listening])


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
        raise PortTaken(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port, or 0"
        ) from error
    return listening
