"""
A SPARQL 1.1 endpoint over HTTP: queries and updates, to an address past the guard, within a deadline and a size.

This floor's one door of httpx. Everything is asked for as SPARQL JSON, whose end can be seen: a result cut short, as
the Oxigraph server's own timeout leaves it under a status of 200, is no JSON any more. Virtuoso cuts rows at its
`ResultSetMaxRows` and says so only in headers.
"""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeAlias, TypeVar

import httpx

from kg.stores.errors import AnswerCut, EndpointFailed, EndpointLate, NotAnswered

Given = TypeVar("Given")

JSON: Final = "application/sparql-results+json"
CHECKED_SECONDS: Final = 30.0
"""How long the guard's word on an address holds: names are looked up again, but not for every query."""

UPDATE_SECONDS: Final = 600.0
UNAUTHORISED: Final = 401
REFUSALS: Final = frozenset({400, 422, 500, 501})
"""What engines answer to a query they will not run; 500 is Virtuoso's for what it cannot compile."""

CUT_SIGNS: Final = ("x-sparql-maxrows", "x-sql-state")
"""Headers of Virtuoso: rows were cut at its limit; a query was broken off at its timeout."""


class Checked(Protocol):
    """
    An address the guard let pass, and where to connect to.
    """

    @property
    def ip(self) -> str:
        """
        The very address that was checked.
        """
        ...


Guard: TypeAlias = Callable[[str], Checked]
"""Says whether an address may be reached; raises where it may not."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """
    Where an engine is reached.

    Attributes:
        query: address of its SPARQL query service.
        update: of its update service; empty for the same.
        login: `user:password`, for Basic or Digest as the engine demands; empty for none.
    """

    query: str
    update: str = ""
    login: str = field(default="", repr=False)


class Endpoint:
    """
    One engine. Any thread may ask; requests run in an event loop of its own, so that each can be cancelled.
    """

    def __init__(self, addresses: Addresses, guard: Guard) -> None:
        self.addresses = addresses
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="endpoint", daemon=True)
        self._thread.start()
        self._client = httpx.AsyncClient(
            transport=PinnedTransport(guard),
            auth=Login(addresses.login) if addresses.login else None,
            trust_env=False,
            timeout=None,  # noqa: S113 - every request has a deadline for the whole of it
        )

    def start(self, work: Coroutine[Any, Any, Given]) -> Future[Given]:
        """
        Something of this endpoint begun; cancelling it closes its connection.
        """
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def ask(self, sparql: str, graphs: Mapping[str, Sequence[str]], *, timeout_seconds: float, max_bytes: int) -> bytes:
        """
        `fetch`, waited for.
        """
        return self._done(self.fetch(sparql, graphs, timeout_seconds=timeout_seconds, max_bytes=max_bytes))

    def update(self, sparql: str) -> None:
        """
        Run one update request.

        Raises:
            EndpointFailed: it was not, or nobody knows.
        """
        address = self.addresses.update or self.addresses.query
        self._done(self._body(address, {"update": sparql}, UPDATE_SECONDS, None))

    async def fetch(
        self, sparql: str, graphs: Mapping[str, Sequence[str]], *, timeout_seconds: float, max_bytes: int
    ) -> bytes:
        """
        The SPARQL JSON that answers a SELECT or ASK query.

        Args:
            graphs: fields of the protocol that name a dataset.

        Raises:
            EndpointLate: no whole answer by then.
            AnswerCut: more bytes than allowed, or the engine says that it cut rows.
            NotAnswered: the engine does not answer this query.
            EndpointFailed: it does not answer at all.
        """
        fields = {"query": sparql, **{name: list(values) for name, values in graphs.items()}}
        return await self._body(self.addresses.query, fields, timeout_seconds, max_bytes)

    def close(self) -> None:
        """
        Close all connections.
        """
        if self._loop.is_running():
            self._done(self._client.aclose())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _done(self, work: Coroutine[Any, Any, Given]) -> Given:
        try:
            return self.start(work).result()
        except CancelledError as cancelled:
            raise EndpointFailed(f"{self.addresses.query}: closed") from cancelled

    async def _body(self, url: str, fields: Mapping[str, Any], timeout_seconds: float, max_bytes: int | None) -> bytes:
        """
        The body of an answer that is whole.
        """
        try:
            async with asyncio.timeout(timeout_seconds):
                request = self._client.stream("POST", url, data=fields, headers={"Accept": JSON})
                async with request as response:
                    return await whole(response, max_bytes)
        except TimeoutError as late:
            raise EndpointLate(f"{url}: no answer within {timeout_seconds:g} s") from late
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EndpointFailed(f"{url}: {error or type(error).__name__}; is the engine up?") from error


async def whole(response: httpx.Response, max_bytes: int | None) -> bytes:
    """
    The body of a good answer.

    Raises:
        AnswerCut, NotAnswered, EndpointFailed: it is none.
    """
    if not response.is_success:
        told = (await response.aread()).decode(errors="replace").partition("\n\nSPARQL query:")[0].strip()
        kind = NotAnswered if response.status_code in REFUSALS else EndpointFailed
        raise kind(told or f"{response.url}: status {response.status_code}")
    if any(sign in response.headers for sign in CUT_SIGNS):
        raise AnswerCut("row-limit")
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if max_bytes is not None and len(body) > max_bytes:
            raise AnswerCut("byte-limit")
    return bytes(body)


class Login(httpx.Auth):
    """
    A user and a password, shown as the engine's first challenge demands.
    """

    def __init__(self, login: str) -> None:
        user, _, password = login.partition(":")
        self._digest = httpx.DigestAuth(user, password)
        self._basic = httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """
        See httpx.
        """
        if self._chosen is None:
            response = yield request
            if response.status_code != UNAUTHORISED:
                return
            challenge = response.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if challenge.startswith("digest") else self._basic
        flow = self._chosen.sync_auth_flow(request)
        ready = next(flow)
        while True:
            response = yield ready
            try:
                ready = flow.send(response)
            except StopIteration:
                return


class PinnedTransport(httpx.AsyncBaseTransport):
    """
    Connects to the very address the guard has checked, so that a second look-up cannot lead elsewhere.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._inner = httpx.AsyncHTTPTransport()
        self._checked: dict[str, tuple[float, str]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """
        See httpx.
        """
        ip = await self._ip_of(request.url)
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=f"[{ip}]" if ":" in ip else ip),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.host},
        )
        return await self._inner.handle_async_request(pinned)

    async def aclose(self) -> None:
        """
        See httpx.
        """
        await self._inner.aclose()

    async def _ip_of(self, url: httpx.URL) -> str:
        origin = f"{url.scheme}://{url.netloc.decode()}/"
        until, ip = self._checked.get(origin, (0.0, ""))
        if time.monotonic() > until:
            ip = (await asyncio.get_running_loop().run_in_executor(None, self._guard, origin)).ip
            self._checked[origin] = (time.monotonic() + CHECKED_SECONDS, ip)
        return ip
