"""
What HTTP itself offers whoever reads often or from elsewhere: validators with 304, and reading from other sites' pages.
"""

import hashlib
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING: Final = ("GET", "HEAD")
OK: Final = 200
NOT_MODIFIED: Final = 304
KEPT_IN_304: Final = frozenset(
    {"etag", "last-modified", "vary", "cache-control", "content-location", "expires", "link", "x-request-id"}
)
SHARED: Final = (
    "/sparql",
    "/graphs",
    "/entities",
    "/documents",
    "/claims",
    "/assessments",
    "/status",
    "/ontology",
    "/problems",
    "/dumps",
    "/search",
    "/agreements",
    "/announcements",
    "/commitments",
    "/changes",
    "/ask",
    "/void",
    "/.well-known/void",
)
"""What a page of any site may read: what is believed, and nothing of the workspace or of who asks what."""

PREFLIGHT: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, HEAD, POST"),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match, If-Modified-Since, X-Request-ID"),
    (b"access-control-max-age", b"86400"),
    (b"content-length", b"0"),
)
EXPOSED: Final = "ETag, Last-Modified, Link, Location, Retry-After, X-Request-ID"


class Conditional:
    """
    Gives whole answers to GET and HEAD an ETag, and answers 304 to whoever has them already.

    The tag is a hash of the body, so it changes exactly when the body does; answers sent in pieces pass untouched.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer one request.
        """
        if scope["type"] != "http" or scope["method"] not in READING:
            await self.app(scope, receive, send)
            return
        asked, start = Headers(scope=scope), list[Message]()

        async def send_once_known(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == OK:
                start.append(message)
                return
            if start and message["type"] == "http.response.body":
                message = validated(start[0], message, asked)
                await send(start.pop())
            await send(message)

        await self.app(scope, receive, send_once_known)


def validated(start: Message, body: Message, asked: Headers) -> Message:
    """
    The body to send; `start` gets its tag, and becomes a 304 where the client has this body already.
    """
    headers = MutableHeaders(raw=start["headers"])
    if body.get("more_body"):
        return body
    if "etag" not in headers:
        headers["ETag"] = f'"{hashlib.blake2b(body.get("body", b""), digest_size=12).hexdigest()}"'
    headers.setdefault("Cache-Control", "no-cache")
    if not is_known(asked, headers["etag"], headers.get("last-modified")):
        start["headers"] = headers.raw
        return body
    start["status"] = NOT_MODIFIED
    start["headers"] = [(name, value) for name, value in headers.raw if name.decode().lower() in KEPT_IN_304]
    return {"type": "http.response.body", "body": b""}


def is_known(asked: Headers, tag: str, modified: str | None) -> bool:
    """
    Whether a client has this answer (RFC 9110, section 13.2.2): its tags first, its date where it shows none.
    """
    if "if-none-match" in asked:
        tags = {each.strip().removeprefix("W/") for each in asked["if-none-match"].split(",")}
        return "*" in tags or tag.removeprefix("W/") in tags
    if "if-modified-since" not in asked or modified is None:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(asked["if-modified-since"])
    except ValueError:
        return False


class Sharing:
    """
    Lets pages of other sites read what is public (CORS), without credentials.
    """

    def __init__(self, app: ASGIApp, paths: Iterable[str] = SHARED) -> None:
        self.app = app
        self.paths = tuple(paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer one request.
        """
        if scope["type"] != "http" or not self.is_shared(scope["path"]):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope):
            await send({"type": "http.response.start", "status": 204, "headers": list(PREFLIGHT)})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_shared(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = EXPOSED
                message["headers"] = headers.raw
            await send(message)

        await self.app(scope, receive, send_shared)

    def is_shared(self, path: str) -> bool:
        """
        Whether a path is one of those, or lies below one.
        """
        return any(path == shared or path.startswith(f"{shared}/") for shared in self.paths)
