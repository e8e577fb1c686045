"""
Plain text and Markdown: decoding, header lines, and what of Markdown is no prose.
"""

import re

from ingest.documents import make_document
from ingest.errors import BinarySource, WrongEncoding
from ingest.headers import split_headers
from ingest.source import Source
from kg.text import Document

BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL_SHARE = 0.1
"More control bytes than this and it is no text; prose seen so far has none, a picture 10–15 %."
SAMPLE = 65_536
MARKUP = (
    (re.compile(r"^#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]]*)\]\([^)\s]*\)"), r""),
    (re.compile(r"\[([^\]]+)\]\([^)\s]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?![\w*])"), r"\1"),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*_]{3,}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)


def read_text(source: Source) -> tuple[Document, ...]:
    """
    The one document of a plain text.

    Raises:
        BinarySource: it is no text.
        WrongEncoding: it is text, but neither UTF-8 nor marked UTF-16.
    """
    headers, body = split_headers(decode(source))
    return (make_document(body, headers, source),)


def read_markdown(source: Source) -> tuple[Document, ...]:
    """
    The one document of a Markdown text, its marks taken off; bullets stay.
    """
    headers, body = split_headers(decode(source))
    return (make_document(without_markup(body), headers, source),)


def without_markup(text: str) -> str:
    r"""
    Markdown as plain text.

    >>> without_markup("## The **pact**\nsee [here](https://a.example)")
    'The pact\nsee here'
    """
    for pattern, replacement in MARKUP:
        text = pattern.sub(replacement, text)
    return text


def decode(source: Source) -> str:
    r"""
    The text of a source: UTF-8, or UTF-16 with a byte order mark; line ends `\n`.
    """
    content = source.content
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    if encoding != "utf-16" and is_binary(content):
        raise BinarySource(
            f"{source.name}: binary content, no text; give plain text, Markdown, HTML, PDF or JSON Lines"
        )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise WrongEncoding(
            f"{source.name}: byte {error.start} is not {encoding.removesuffix('-sig').upper()}; save the text as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_binary(content: bytes) -> bool:
    """
    True when the bytes are no text in any encoding: a NUL, or too many control bytes.
    """
    sample = content[:SAMPLE]
    controls = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1b")
    return b"\x00" in sample or controls > CONTROL_SHARE * len(sample)
