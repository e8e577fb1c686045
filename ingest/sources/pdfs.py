"""
PDF: the text of its pages, lines joined into paragraphs and words split at line ends made whole.

The one door of pypdf.
"""

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.documents import make_document
from ingest.errors import BinarySource, TextlessPdf
from ingest.headers import headers_from
from ingest.source import Source
from kg.text import Document

MAX_PAGES = 500
PAGE_NUMBER = re.compile(r"^(?:page )?\d{1,4}(?: (?:of|/) ?\d{1,4})?$", re.IGNORECASE)
HYPHEN_AT_END = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
SENTENCE_END = re.compile(r"[.!?:;”\"’)]$")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(source: Source) -> tuple[Document, ...]:
    """
    The one document of a PDF.

    Raises:
        BinarySource: it is no PDF that can be opened.
        TextlessPdf: its pages hold no text.
    """
    try:
        reader = PdfReader(io.BytesIO(source.content))
        pages = [page.extract_text() for page in reader.pages[:MAX_PAGES]]
        title = str((reader.metadata.title if reader.metadata else "") or "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise BinarySource(
            f"{source.name}: this PDF cannot be opened ({error}); save it anew or give its text"
        ) from error
    text = "\n\n".join(paragraphs(page) for page in pages)
    if not text.strip():
        raise TextlessPdf(f"{source.name}: the PDF holds pictures of pages, no text; recognise its text (OCR) first")
    return (make_document(text, headers_from([("title", title), ("url", source.url or "")]), source),)


def paragraphs(page: str) -> str:
    r"""
    A page's lines joined into paragraphs: a line that does not end a sentence and is nearly full runs on.

    >>> paragraphs("The partnership covers gal-\nlium and other minerals of the\nvalue chain.\nPage 3")
    'The partnership covers gallium and other minerals of the value chain.'
    """
    lines = [line.strip() for line in HYPHEN_AT_END.sub("", page).split("\n")]
    lines = [line for line in lines if not PAGE_NUMBER.match(line)]
    full = max((len(line) for line in lines), default=0) * 0.6
    joined = ""
    for line in lines:
        runs_on = joined and not joined.endswith("\n") and line and not line.startswith(("•", "-", "–", "*"))
        before = joined.rsplit("\n", 1)[-1]
        is_open = not SENTENCE_END.search(before) or line[:1].islower()
        if runs_on and len(before) >= full and is_open:
            joined += " " + line
        else:
            joined += ("\n" if joined else "") + line
    return joined.strip()
