"""
Feeds and sitemaps as lists of what lies where. The one door of feedparser.
"""

import calendar
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import feedparser
from lxml import etree

from ingest.errors import UnreadableSource

ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
TRACKING: Final = re.compile(r"^(?:utm_|fbclid$|gclid$|mc_[ce]id$)")
MAX_ENTRIES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One thing that a list names.

    Attributes:
        name: the id the list gives it; its address where it gives none.
        address: absolute, without fragment and tracking parameters.
        published: ISO day; empty where the list tells none.
        content: plain or marked-up text that the list itself holds.
        fingerprint: hash of all the list says about it.
    """

    name: str
    address: str
    title: str
    published: str
    content: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Listing:
    """
    What a list names.

    Attributes:
        further: addresses of further lists of the same kind.
        problem: what is wrong with it though it could be read.
    """

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()
    title: str = ""
    problem: str = ""


def read_feed(content: bytes, url: str) -> Listing:
    """
    The entries of an RSS or Atom feed; what can be made out of a broken one.

    Raises:
        UnreadableSource: it declares entities of its own, or it is no feed and holds no entry.
    """
    refuse_entities(content, url)
    parsed = feedparser.parse(
        content, response_headers={"content-type": "application/xml", "content-location": url}, sanitize_html=True
    )
    entries = [entry_of(each, url) for each in parsed.entries[:MAX_ENTRIES]]
    problem = str(parsed.get("bozo_exception", "")) if parsed.bozo else ""
    if not parsed.get("version") and not entries:
        raise UnreadableSource(
            f"{url}: this is no feed ({problem or 'no entries'}); give the address of an RSS or Atom feed"
        )
    return Listing(tuple(each for each in entries if each.address), (), str(parsed.feed.get("title", "")), problem)


def entry_of(entry: Any, url: str) -> Entry:
    """
    One entry of a feed.
    """
    address = plain_address(urljoin(url, entry.get("link", ""))) if entry.get("link") else ""
    contents = [str(each.get("value", "")) for each in entry.get("content", ())]
    content = max([*contents, str(entry.get("summary", ""))], key=len)
    # feedparser warns when asked for `updated` where there is only `published`; a plain look-up does not.
    stamp = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    published = datetime.fromtimestamp(calendar.timegm(stamp), UTC).date().isoformat() if stamp else ""
    title = str(entry.get("title", ""))
    told = "\x1f".join((address, title, published, str(dict.get(entry, "updated", "")), content))
    name = str(entry.get("id", "")) or address
    return Entry(name, address, title, published, content, hashlib.sha256(told.encode()).hexdigest())


def read_sitemap(content: bytes, url: str) -> Listing:
    """
    The pages of a sitemap, or the sitemaps of an index of them.

    Raises:
        UnreadableSource: it declares entities of its own, or it is no sitemap.
    """
    refuse_entities(content, url)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(content, parser) if content.strip() else None
    kind = etree.QName(root).localname if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        raise UnreadableSource(f"{url}: this is no sitemap; give the address of one")
    entries, further = [], []
    for place in root.iterchildren(tag=etree.Element):
        told = {etree.QName(child).localname: (child.text or "").strip() for child in place.iterchildren(etree.Element)}
        address = plain_address(urljoin(url, told.get("loc", "")))
        if kind == "sitemapindex":
            further.append(address)
        elif told.get("loc"):
            changed = told.get("lastmod", "")
            entries.append(Entry(address, address, "", "", "", hashlib.sha256(changed.encode()).hexdigest()))
    return Listing(tuple(entries[-MAX_ENTRIES:]), tuple(further))


def refuse_entities(content: bytes, url: str) -> None:
    """
    Turn down markup that declares entities: nobody needs them in a list, and they are how small texts become huge.

    Raises:
        UnreadableSource: it does.
    """
    if ENTITY.search(content):
        raise UnreadableSource(f"{url}: it declares entities of its own and is not read; give a list without them")


def plain_address(url: str) -> str:
    """
    An address without its fragment and without what only counts visitors.

    >>> plain_address("https://a.example/1?utm_source=rss&id=7#top")
    'https://a.example/1?id=7'
    """
    parts = urlsplit(url.strip())
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(key)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
