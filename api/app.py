"""
The service: routes, errors and pages put together around the parts that `api.wiring` opens.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib import metadata, resources

import anyio
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from api.broadcast import Broadcast
from api.documented import document_problems
from api.errors import TELLINGS
from api.exchanges import Conditional, Sharing
from api.metrics import Metrics, Observed
from api.problems import tell_broken, tell_invalid, tell_known, tell_status
from api.routes import ROUTERS
from api.routes.changes import written
from api.security import Guard
from api.service import Service
from api.settings import Settings
from api.web.pages import Pages
from api.wiring import open_service
from kg.errors import KgError

logger = logging.getLogger(__name__)

DESCRIPTION = """
Who promised what to whom by when, in critical-minerals partnerships: every answer with the sentence that bears it.

Times are UTC, days ISO 8601; `as_of` asks for what could be known by the end of that day. Errors are
`application/problem+json` (RFC 9457) with a `type` of their own and a `remedy`.
"""


def create_app(settings: Settings, opened: Callable[[Settings], Service] = open_service) -> FastAPI:
    """
    The ASGI application.

    Args:
        opened: makes the parts when the application starts; closed again when it stops.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = await anyio.to_thread.run_sync(opened, settings)
        app.state.service = service
        app.state.metrics.watch(service)
        app.state.broadcast = Broadcast(service.ledger, lambda changes: written(service.teller.tell(changes)))
        telling = asyncio.create_task(app.state.broadcast.run())
        service.watching.start()
        service.alerts.start()
        stopping = asyncio.Event()
        following = asyncio.create_task(follow(service, stopping))
        try:
            yield
        finally:
            stopping.set()
            telling.cancel()
            await asyncio.gather(following, telling, return_exceptions=True)
            await anyio.to_thread.run_sync(service.close)

    app = FastAPI(
        title="Orepact",
        summary="Critical-minerals partnerships: claims, beliefs, questions",
        description=DESCRIPTION,
        version=metadata.version("orepact"),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.pages = Pages()
    app.state.metrics = Metrics()
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(resources.files("api.web") / "static")), name="static")
    for kind in TELLINGS:
        app.add_exception_handler(kind, tell_known)
    app.add_exception_handler(HTTPException, tell_status)
    app.add_exception_handler(RequestValidationError, tell_invalid)
    app.add_exception_handler(Exception, tell_broken)
    document_problems(app)
    app.add_middleware(Conditional)
    app.add_middleware(Sharing)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Observed, metrics=app.state.metrics)
    return app


async def follow(service: Service, stopping: asyncio.Event) -> None:
    """
    Keep graph and index in step with a ledger that other commands write to; warm up first.

    Args:
        stopping: set when the parts are about to be closed; what a thread does by then is finished first.
    """
    await anyio.to_thread.run_sync(service.warm)
    while not stopping.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), 1)
        try:
            await anyio.to_thread.run_sync(service.catch_up)
        except KgError:
            logger.exception("the graph could not follow the ledger; tried again in a second")
