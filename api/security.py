"""
Who may do what, how much and how often: request ids, size and rate limits, keys and scopes, headers of every answer.
"""

import binascii
import ipaddress
import secrets
import time
from base64 import b64decode
from collections import OrderedDict
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import BodyTooLarge, KeyWanted, ScopeWanted, TooManyRequests
from api.problems import tell_known
from api.settings import Key, Settings

REQUEST_ID: Final = b"x-request-id"
MAX_ID_LENGTH: Final = 64
MAX_ADDRESSES: Final = 10_000
DRAINED_TIMES: Final = 8
BASIC: Final = "Basic "
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final[tuple[tuple[bytes, bytes], ...]] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)


class Guard:
    """
    The outermost layer of the service: gives each request an id, refuses too large and too frequent ones.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.rates = Rates(settings.requests_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Let one request through, or answer it here.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["request_id"] = request_id(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (REQUEST_ID, scope["request_id"].encode()),
                    *HEADERS,
                ]
            await send(message)

        request = Request(scope, receive)
        try:
            self.rates.check(request)
            await refuse_announced_size(request, receive, self.settings.max_body_bytes)
        except (TooManyRequests, BodyTooLarge) as error:
            response = await tell_known(request, error)
            await response(scope, receive, send_with_headers)
            return
        await self.app(scope, counted(receive, self.settings.max_body_bytes), send_with_headers)


def request_id(scope: Scope) -> str:
    """
    The id the client gave, where it is a plain short word; else a new one.
    """
    given = Headers(scope=scope).get("x-request-id", "")
    if 0 < len(given) <= MAX_ID_LENGTH and given.replace("-", "").replace("_", "").isalnum() and given.isascii():
        return given
    return secrets.token_hex(8)


async def refuse_announced_size(request: Request, receive: Receive, max_bytes: int) -> None:
    """
    Turn down a body whose announced length is too large, after reading some of it away.

    A client that is still sending would see its connection broken instead of the answer.

    Raises:
        BodyTooLarge: with both sizes.
    """
    announced = request.headers.get("content-length", "")
    if not announced.isdigit() or int(announced) <= max_bytes:
        return
    drained = 0
    while drained < min(int(announced), DRAINED_TIMES * max_bytes):
        message = await receive()
        drained += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            break
    raise BodyTooLarge(f"the body has {int(announced):,} bytes; at most {max_bytes:,} are read")


def counted(receive: Receive, max_bytes: int) -> Receive:
    """
    The same body, cut off with an error once it grows too large; for bodies that announce no length.
    """
    read = 0

    async def receive_counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > max_bytes:
            raise HTTPException(413, f"the body has more than {max_bytes:,} bytes")
        return message

    return receive_counted


class Rates:
    """
    A bucket of permits for each address, refilled steadily; the addresses longest unseen are forgotten.
    """

    def __init__(self, per_minute: int) -> None:
        self.per_second = per_minute / 60
        self.most = max(per_minute / 4, 1.0)
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, request: Request) -> None:
        """
        Take one permit; probes of the service's health need none.

        Raises:
            TooManyRequests: with the seconds to wait.
        """
        if request.url.path in {"/healthz", "/readyz"}:
            return
        address = request.client.host if request.client else ""
        now = time.monotonic()
        permits, seen = self.buckets.pop(address, (self.most, now))
        permits = min(self.most, permits + (now - seen) * self.per_second)
        self.buckets[address] = (max(permits - 1, 0.0), now)
        if len(self.buckets) > MAX_ADDRESSES:
            self.buckets.popitem(last=False)
        if permits < 1:
            wait = int((1 - permits) / self.per_second) + 1
            raise TooManyRequests(f"{address} asks too often; wait {wait} s", retry_after_seconds=wait)


def require_scope(request: Request, settings: Settings, scope: str) -> str:
    """
    The name of whoever may do this.

    With keys set, a key with the scope is wanted; one that a browser remembers is good for pages of ours alone.
    Without keys, only programs on this machine may write: a page of another site, opened in a browser here, is turned
    away by its `Origin`, and a rebound name by its `Host`.

    Raises:
        KeyWanted: keys are set and none, or a wrong one, was shown.
        ScopeWanted: the key lacks the scope, or the request comes from outside.
    """
    if settings.keys:
        key = shown_key(request, settings)
        if key is None:
            raise KeyWanted(f"writing wants a key with the scope {scope!r}")
        if scope not in key.scopes:
            raise ScopeWanted(f"the key of {key.name!r} has no scope {scope!r}")
        if is_remembered(request):
            refuse_other_origins(request)
        return key.name
    host = request.client.host if request.client else ""
    if not is_loopback(host):
        raise ScopeWanted(f"without keys only this machine may write, not {host}; set OREPACT_KEYS")
    if not is_loopback(request.url.hostname or ""):
        raise ScopeWanted(f"without keys only loopback names may write, not {request.url.hostname}; set OREPACT_KEYS")
    refuse_other_origins(request)
    return "local"


def is_remembered(request: Request) -> bool:
    """
    Whether the key was shown by a browser that remembers it, and so may show it unasked.
    """
    return request.headers.get("authorization", "").startswith(BASIC)


def refuse_other_origins(request: Request) -> None:
    """
    Turn away what a page of another site had a browser send.

    Raises:
        ScopeWanted: naming the page's host.
    """
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.url.netloc:
        raise ScopeWanted(f"a page of {origin} may not write here; write from a page of this service, or with a key")


def shown_key(request: Request, settings: Settings) -> Key | None:
    """
    The key a request shows, where it is one of ours: as a bearer's token, or as the password a browser asked for.
    """
    header = request.headers.get("authorization", "")
    shown = header.removeprefix("Bearer ").encode()
    if header.startswith(BASIC):
        with suppress(binascii.Error):
            shown = b64decode(header.removeprefix(BASIC)).partition(b":")[2]
    found = None
    for key in settings.keys:
        if secrets.compare_digest(key.secret.encode(), shown):
            found = key
    return found


def asker_of(request: Request, settings: Settings) -> str:
    """
    Who asks: the name of the key shown, where it is one of ours, else the address.
    """
    key = shown_key(request, settings)
    return key.name if key else request.client.host if request.client else ""


def has_scope(request: Request, settings: Settings, scope: str) -> bool:
    """
    Whether the key shown has a scope.
    """
    key = shown_key(request, settings)
    return key is not None and scope in key.scopes


def is_loopback(host: str) -> bool:
    """
    Whether a host is this machine, by its name or number; no name is looked up.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("evil.example")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
