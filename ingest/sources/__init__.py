"""
Kinds of source, and which reader takes which.
"""

from ingest.source import Reader
from ingest.sources.json_lines import read_json_lines
from ingest.sources.pages import read_page
from ingest.sources.pdfs import read_pdf
from ingest.sources.text import read_markdown, read_text

READERS: tuple[Reader, ...] = (
    Reader("pdf", (".pdf",), ("application/pdf",), read_pdf),
    Reader("page", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), read_page),
    Reader(
        "json-lines",
        (".jsonl", ".ndjson"),
        ("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
        read_json_lines,
    ),
    Reader("markdown", (".md", ".markdown"), ("text/markdown",), read_markdown),
    Reader("text", (".txt", ".text"), ("text/plain",), read_text),
)
"In the order they are asked; the last takes what no other claims."
