"""
Which outside addresses may be fetched: public hosts over HTTP, and whatever is listed by name.

A host is looked up before every request, and every address it resolves to must be public; the fetcher then connects to
the very address that was checked, so a second look-up cannot lead elsewhere.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from ingest.errors import RefusedAddress

SCHEMES = {"http": 80, "https": 443}
Resolve = Callable[[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CheckedAddress:
    """
    An address that may be fetched, and where to connect to.
    """

    url: str
    host: str
    port: int
    ip: str


Guard = Callable[[str], CheckedAddress]
"Whoever says whether an address may be fetched; raises `RefusedAddress`."


def resolve(host: str, port: int) -> tuple[str, ...]:
    """
    Every address a host name stands for.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def make_guard(allowed_hosts: Collection[str] = (), resolve: Resolve = resolve) -> Guard:
    """
    A guard that lets public hosts pass, and those listed.

    Args:
        allowed_hosts: hosts of a private network that may be fetched all the same, as `host` or `host:port`.
    """

    def guard(url: str) -> CheckedAddress:
        parts = split(url)
        host, port = str(parts.hostname), parts.port or SCHEMES[parts.scheme]
        try:
            addresses = resolve(host, port)
        except OSError as error:
            raise RefusedAddress(f"{host}: no such host ({error}); check the address") from error
        is_listed = host in allowed_hosts or f"{host}:{port}" in allowed_hosts
        for address in addresses:
            if not is_listed and not is_public(address):
                raise RefusedAddress(f"{host}: {address} is no public address; list the host to allow it")
        if not addresses:
            raise RefusedAddress(f"{host}: the host has no address; check it")
        return CheckedAddress(url, host, port, addresses[0])

    return guard


def split(url: str) -> SplitResult:
    """
    The parts of an address that could be fetched.

    Raises:
        RefusedAddress: another scheme than HTTP, no host, or a user name in the address.
    """
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError as error:
        raise RefusedAddress(f"{url!r} is no address ({error})") from error
    if parts.scheme not in SCHEMES or not parts.hostname or not has_port:
        raise RefusedAddress(f"{url!r}: only http:// and https:// addresses with a host are fetched")
    if parts.username or parts.password:
        raise RefusedAddress(f"{parts.hostname}: an address with a user name is not fetched; take the name out")
    return parts


def is_public(address: str) -> bool:
    """
    True for an address of the open internet.

    >>> is_public("192.168.0.7"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1"), is_public("9.9.9.9")
    (False, False, False, True)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    return bool(inner.is_global and ip.is_global and not inner.is_multicast) if inner is ip else is_public(str(inner))
