"""
JSON Lines: one object a line, with `text` and any of the header keys.
"""

import json
from typing import Any

from ingest.documents import make_document
from ingest.errors import BadLine, UnreadableSource
from ingest.headers import headers_from
from ingest.source import Source
from ingest.sources.text import decode
from kg.text import Document


def read_json_lines(source: Source) -> tuple[Document, ...]:
    """
    The documents of a JSON Lines source, in order; blank lines are passed over.

    Raises:
        BadLine: a line is no object with a text; the message names the line.
    """
    return tuple(
        read_line(line, number, source) for number, line in enumerate(decode(source).split("\n"), 1) if line.strip()
    )


def read_line(line: str, number: int, source: Source) -> Document:
    """
    The document of one line.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"{source.name}, line {number}: no JSON ({error}); write one object a line") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise BadLine(f'{source.name}, line {number}: no object with a "text"; write {{"text": "…", "published": "…"}}')
    try:
        return make_document(fields["text"], headers_from(list(pairs(fields))), source)
    except UnreadableSource as error:
        raise BadLine(f"{source.name}, line {number}: {error}") from error


def pairs(fields: dict[str, Any]) -> list[tuple[str, str]]:
    """
    The header values of a line's object; a list gives one pair for each of its values.
    """
    found: list[tuple[str, str]] = []
    for key, value in fields.items():
        values = value if isinstance(value, list) else [value]
        found.extend((key, str(each)) for each in values if key != "text" and each is not None)
    return found
