"""
Fetching one address: every hop past the guard, bounded in time and size.

The one door of httpx on this floor.
"""

import time
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpx

from ingest.errors import RefusedAddress, SourceTooLarge, UnreadableSource
from ingest.source import MAX_BYTES, Source
from ingest.sources.addresses import CheckedAddress, Guard

MAX_REDIRECTS = 5
OK = 200
USER_AGENT = "orepact/0.1 (reads news on critical minerals)"


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
    deadline = time.monotonic() + timeout_seconds
    with httpx.Client(transport=transport, trust_env=False, timeout=timeout_seconds) as client:
        for _ in range(MAX_REDIRECTS + 1):
            checked = guard(url)
            found = fetch_once(client, checked, max_bytes, deadline)
            if isinstance(found, Source):
                return found
            url = urljoin(url, found)
    raise RefusedAddress(f"{url}: more than {MAX_REDIRECTS} redirects; give the final address")


def fetch_once(client: httpx.Client, checked: CheckedAddress, max_bytes: int, deadline: float) -> Source | str:
    """
    The source at a checked address, or where it redirects to.
    """
    address = httpx.URL(checked.url)
    host = f"[{checked.ip}]" if ":" in checked.ip else checked.ip
    request = client.build_request(
        "GET",
        address.copy_with(host=host),
        headers={
            "Host": address.netloc.decode(),
            "User-Agent": USER_AGENT,
            "Accept": "text/html, text/*, application/pdf",
        },
        extensions={"sni_hostname": checked.host},
    )
    try:
        response = client.send(request, stream=True)
        with_content = bytearray()
        try:
            if response.has_redirect_location:
                return str(response.headers["location"])
            if response.status_code != OK:
                raise UnreadableSource(f"{checked.url}: the host answered {response.status_code}; check the address")
            for chunk in response.iter_bytes():
                with_content += chunk
                if len(with_content) > max_bytes:
                    raise SourceTooLarge(f"{checked.url}: more than the {max_bytes:,} bytes allowed; raise the limit")
                if time.monotonic() > deadline:
                    raise UnreadableSource(f"{checked.url}: the host took too long; try again later")
        finally:
            response.close()
    except httpx.HTTPError as error:
        raise UnreadableSource(f"{checked.url}: {error or type(error).__name__}; try again later") from error
    media_type = response.headers.get("content-type", "").partition(";")[0].strip()
    return Source(bytes(with_content), checked.url, media_type, checked.url, retrieved=datetime.now(UTC))
