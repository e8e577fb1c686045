"""
Fetching one address: every hop past the guard, bounded in time and size.

The one door of httpx on this floor.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpx

from ingest.errors import RefusedAddress, SourceTooLarge, UnreadableSource
from ingest.source import MAX_BYTES, Source
from ingest.sources.addresses import CheckedAddress, Guard

MAX_REDIRECTS = 5
OK = 200
NAME = "orepact"
USER_AGENT = f"{NAME}/0.1 (reads news on critical minerals)"
ACCEPT = "text/html, application/xhtml+xml, text/*, application/pdf, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What a host answered, whatever its status.

    Attributes:
        url: where it came from in the end, after redirects.
        etag: to be shown next time as `If-None-Match`; so `modified` as `If-Modified-Since`.
        retry_after: how long the host asks us to wait, as it wrote it.
    """

    url: str
    status: int
    content: bytes = b""
    media_type: str = ""
    etag: str = ""
    modified: str = ""
    retry_after: str = ""


def fetch(
    url: str,
    guard: Guard,
    *,
    max_bytes: int = MAX_BYTES,
    timeout_seconds: float = 20.0,
    transport: httpx.BaseTransport | None = None,
) -> Source:
    """
    The source at an address.

    Args:
        guard: asked for the address itself and for every address it redirects to.
        timeout_seconds: for the whole fetch, redirects and all.

    Raises:
        RefusedAddress: the guard turned an address down, or there were too many redirects.
        UnreadableSource: the host did not answer, or not with a page.
        SourceTooLarge: the answer is larger than `max_bytes`.
    """
    reply = ask(url, guard, max_bytes=max_bytes, timeout_seconds=timeout_seconds, transport=transport)
    if reply.status != OK:
        raise UnreadableSource(f"{reply.url}: the host answered {reply.status}; check the address")
    return Source(reply.content, reply.url, reply.media_type, reply.url, retrieved=datetime.now(UTC))


def ask(
    url: str,
    guard: Guard,
    *,
    etag: str = "",
    modified: str = "",
    max_bytes: int = MAX_BYTES,
    timeout_seconds: float = 20.0,
    transport: httpx.BaseTransport | None = None,
) -> Reply:
    """
    The answer of a host, whatever its status; redirects are followed past the guard.

    Args:
        etag: of the copy we have; a host that has nothing newer answers 304. So `modified`.

    Raises:
        RefusedAddress, UnreadableSource, SourceTooLarge: as `fetch`, but for the status.
    """
    deadline = time.monotonic() + timeout_seconds
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    with httpx.Client(transport=transport, trust_env=False, timeout=timeout_seconds) as client:
        for _ in range(MAX_REDIRECTS + 1):
            found = ask_once(client, guard(url), {k: v for k, v in conditions.items() if v}, max_bytes, deadline)
            if isinstance(found, Reply):
                return found
            url = urljoin(url, found)
    raise RefusedAddress(f"{url}: more than {MAX_REDIRECTS} redirects; give the final address")


def ask_once(
    client: httpx.Client, checked: CheckedAddress, conditions: Mapping[str, str], max_bytes: int, deadline: float
) -> Reply | str:
    """
    The answer at a checked address, or where it redirects to.
    """
    address = httpx.URL(checked.url)
    host = f"[{checked.ip}]" if ":" in checked.ip else checked.ip
    request = client.build_request(
        "GET",
        address.copy_with(host=host),
        headers={"Host": address.netloc.decode(), "User-Agent": USER_AGENT, "Accept": ACCEPT, **conditions},
        extensions={"sni_hostname": checked.host},
    )
    try:
        response = client.send(request, stream=True)
        with_content = bytearray()
        try:
            if response.has_redirect_location:
                return str(response.headers["location"])
            for chunk in response.iter_bytes() if response.status_code == OK else ():
                with_content += chunk
                if len(with_content) > max_bytes:
                    raise SourceTooLarge(f"{checked.url}: more than the {max_bytes:,} bytes allowed; raise the limit")
                if time.monotonic() > deadline:
                    raise UnreadableSource(f"{checked.url}: the host took too long; try again later")
        finally:
            response.close()
    except httpx.HTTPError as error:
        raise UnreadableSource(f"{checked.url}: {error or type(error).__name__}; try again later") from error
    headers = response.headers
    return Reply(
        checked.url,
        response.status_code,
        bytes(with_content),
        headers.get("content-type", "").partition(";")[0].strip(),
        headers.get("etag", ""),
        headers.get("last-modified", ""),
        headers.get("retry-after", ""),
    )


def post(
    url: str,
    guard: Guard,
    content: bytes,
    headers: Mapping[str, str],
    *,
    timeout_seconds: float = 15.0,
    transport: httpx.BaseTransport | None = None,
) -> int:
    """
    Send something to an address; the status of the answer. Redirects are not followed.

    Raises:
        RefusedAddress: the guard turned it down.
        UnreadableSource: the host did not answer.
    """
    checked = guard(url)
    address = httpx.URL(checked.url)
    host = f"[{checked.ip}]" if ":" in checked.ip else checked.ip
    with httpx.Client(transport=transport, trust_env=False, timeout=timeout_seconds) as client:
        request = client.build_request(
            "POST",
            address.copy_with(host=host),
            content=content,
            headers={"Host": address.netloc.decode(), "User-Agent": USER_AGENT, **headers},
            extensions={"sni_hostname": checked.host},
        )
        try:
            response = client.send(request, stream=True)
            response.close()
        except httpx.HTTPError as error:
            raise UnreadableSource(f"{checked.url}: {error or type(error).__name__}; tried again later") from error
    return response.status_code
