"""
Web pages: the article without its surroundings, with title, publisher and date from the page's own data.

The one door of trafilatura.
"""

import logging
import re

import trafilatura

from ingest.documents import make_document, normal_text
from ingest.errors import EmptySource
from ingest.headers import headers_from
from ingest.source import Source
from ingest.sources.text import decode
from kg.text import Document

CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", re.IGNORECASE)
DAY = r"(?P<date>\d{4}-\d\d(?:-\d\d)?)"
PRINTED_DATES = tuple(
    re.compile(pattern.replace("DAY", DAY), re.IGNORECASE)
    for pattern in (
        r'"datePublished"\s*:\s*"DAY',
        r"<meta[^>]{0,200}(?:published_time|datePublished|dc(?:terms)?\.(?:issued|date))[^>]{0,80}content=[\"']DAY",
        r"<meta[^>]{0,200}(?:pubdate|publish[-_]?date|[\"']date[\"'])[^>]{0,80}content=[\"']DAY",
        r"<meta[^>]{0,80}content=[\"']DAY[^>]{0,80}(?:published_time|datePublished|pubdate)",
        r"<time[^>]{0,200}datetime=[\"']DAY",
    )
)
"Where pages state their day of publication: JSON-LD, meta elements, the first `time` element; in this order."
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_page(source: Source) -> tuple[Document, ...]:
    """
    The one document of a web page; its headline is the first line of the kept text.

    Raises:
        EmptySource: the page holds no text.
    """
    markup = decode_page(source)
    found = trafilatura.bare_extraction(
        markup, url=source.url, include_comments=False, include_tables=True, favor_precision=False, with_metadata=True
    )
    fields = found if isinstance(found, dict) else found.as_dict() if found else {}
    text = str(fields.get("text") or "") or bare_text(markup)
    if not text.strip():
        raise EmptySource(f"{source.name}: the page holds no text; give the article's own address or its text")
    title = normal_text(str(fields.get("title") or ""))
    if title and not normal_text(text).startswith(title):
        text = f"{title}\n\n{text}"
    stated = next((match["date"] for pattern in PRINTED_DATES if (match := pattern.search(markup))), "")
    pairs = [
        ("title", title),
        ("publisher", str(fields.get("sitename") or fields.get("hostname") or "")),
        ("published", stated),
        ("url", source.url or ""),
    ]
    return (make_document(text, headers_from(pairs), source),)


def decode_page(source: Source) -> str:
    """
    The markup of a page in the encoding it states, UTF-8 where it states none.
    """
    stated = CHARSET.search(source.content[:2048])
    name = stated[1].decode("ascii", "replace").lower() if stated else "utf-8"
    if name in ("utf-8", "utf8"):
        return decode(source)
    try:
        return source.content.decode(name)
    except (LookupError, UnicodeDecodeError):
        return decode(source)


def bare_text(markup: str) -> str:
    """
    All text of a page, for pages too short to tell article from surroundings.
    """
    return str(trafilatura.html2txt(markup) or "")
