"""
Header lines at the top of a text: `key: value`, one a line, then a blank line.

    id: us-eu-mou-01
    url: https://wire.example/us-eu-mou
    published: 2026-02-04

    WASHINGTON - The United States …
"""

import re
from dataclasses import dataclass, field

KNOWN_KEYS = ("id", "url", "publisher", "title", "published", "manner", "facts")
LINE = re.compile(r"^([A-Za-z][\w-]{0,30}):[ \t]*(.*)$")


@dataclass(frozen=True, slots=True)
class Headers:
    """
    What the header lines say.

    Attributes:
        values: the known keys, each with its lines in order (`facts` may have many).
        unknown: keys we have no use for; kept, never read as text.
    """

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, key: str) -> str | None:
        """
        The first value of a key that is not empty.
        """
        return next((value for value in self.values.get(key, ()) if value), None)


def split_headers(text: str) -> tuple[Headers, str]:
    r"""
    The header lines of a text and what follows the blank line.

    A text whose first lines are not all `key: value`, or hold none of the known keys, has no header.

    >>> split_headers("id: a-1\nmood: fine\n\nJapan signed.")[1]
    'Japan signed.'
    >>> split_headers("Note: Japan signed.\n\nMore.")[1]
    'Note: Japan signed.\n\nMore.'
    """
    head, blank, body = text.lstrip("\n").partition("\n\n")
    lines = [LINE.match(line) for line in head.split("\n")]
    if not blank and len(lines) < 2:  # noqa: PLR2004 - one lone line is a text, not a header
        return Headers(), text
    pairs = [(matched[1].lower(), matched[2].strip()) for matched in lines if matched]
    if len(pairs) < len(lines) or not any(key in KNOWN_KEYS for key, _ in pairs):
        return Headers(), text
    return headers_from(pairs), body


def headers_from(pairs: list[tuple[str, str]]) -> Headers:
    """
    Headers from pairs of key and value.
    """
    headers = Headers()
    for key, value in pairs:
        kept = headers.values if key in KNOWN_KEYS else headers.unknown
        kept[key] = (*kept.get(key, ()), value)
    return headers
