"""
What is read: bytes with the name of where they came from. Every reader turns one source into documents.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ingest.errors import EmptySource, SourceTooLarge
from kg.text import Document

MAX_BYTES = 20_000_000
"Default limit of one source: twenty times the longest policy report seen as text; a setting overrides it."


@dataclass(frozen=True, slots=True)
class Source:
    """
    One thing handed to us to be read.

    Attributes:
        name: what messages call it: a path, an address, `request body`.
        media_type: as its sender states it, without parameters; empty where unknown.
        url: the address it was fetched from; `None` for files and request bodies.
        published: a date for texts that give none, ISO or EDTF.
        retrieved: when we fetched or were handed it, UTC.
    """

    content: bytes
    name: str
    media_type: str = ""
    url: str | None = None
    published: str | None = None
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """
    One way of reading sources.

    Attributes:
        suffixes: endings of file names, lower case, with the dot.
        media_types: as HTTP names them.
        read: the documents of a source; raises `UnreadableSource`.
    """

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Callable[[Source], tuple[Document, ...]]


def check_size(source: Source, max_bytes: int) -> None:
    """
    Turn down a source that is empty or beyond the limit.

    Raises:
        EmptySource: it holds nothing but white space.
        SourceTooLarge: it is larger than `max_bytes`.
    """
    if len(source.content) > max_bytes:
        raise SourceTooLarge(
            f"{source.name}: {len(source.content):,} bytes, more than the {max_bytes:,} allowed; "
            "split it or raise the limit"
        )
    if not source.content.strip():
        raise EmptySource(f"{source.name}: the source is empty; nothing to read")
