"""
From a text and its headers to a document: normal form, title, date of publication, language.
"""

import re
import unicodedata

from ingest.errors import EmptySource, UndatedSource
from ingest.headers import Headers
from ingest.source import Source
from kg.text import Document
from ontology.values.date_phrases import find_dates
from ontology.values.dates import UnknownDate, parse_edtf

CONTROLS = dict.fromkeys([*range(32), *range(127, 160), 0xFEFF, 0x200B, 0x200E, 0x200F, 0x2060]) | {9: " ", 10: "\n"}
"Control, zero-width and direction characters go; a tab becomes a space; the line feed stays."
MAX_LINE = 20_000
"Longer lines are no prose; they are cut here at a space, so that no sentence grows without bound."
TITLE_LENGTH = 200
HEAD_LENGTH = 1_500
INVENTED_HOST = re.compile(r"^https?://[^/]*\.example(?:[:/]|$)")
"`.example` is reserved by RFC 2606: an address there was made up for the project's own corpus."
TIMESTAMP = re.compile(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:")
LABELLED = re.compile(
    r"^(?:first |last )?(?:published|posted|date|dated|issued|released?)(?: on| at|:)*[ :]", re.IGNORECASE
)
DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'/-]{2,40}[,(] ?(?P<date>[^()—–]{4,30}?)\)?(?: \([A-Za-z ]+\))? ?(?:--|[-–—:])"
)
DATE_LINE_WORDS = 12


def make_document(text: str, headers: Headers, source: Source) -> Document:
    """
    The document a text and its headers make.

    Raises:
        EmptySource: nothing is left of the text once it is in normal form.
        UndatedSource: `published` is given and means no day.
    """
    kept = normal_text(text)
    if not kept:
        raise EmptySource(f"{source.name}: there is no text below the header; nothing to read")
    url = headers.first("url") or source.url
    given = headers.first("published")
    published = publication_date(given, source.name) if given else None
    return Document(
        text=kept,
        url=url,
        given_id=headers.first("id"),
        title=normal_text(headers.first("title") or "") or title_of(kept),
        publisher=headers.first("publisher") or "",
        published=published or find_publication_date(kept) or fallback_date(source),
        retrieved=source.retrieved,
        manner=headers.first("manner") or "",
        facts=tuple(fact for fact in headers.values.get("facts", ()) if fact),
        written_for_project=bool(url and INVENTED_HOST.match(url)),
    )


def normal_text(text: str) -> str:
    r"""
    A text in the form it is kept: normal form C, `\n` line ends, no control characters, no endless line.

    >>> normal_text("Ge\u0301camines\r\nsigned\x07 ")
    'Gécamines\nsigned'
    """
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)
    lines = (cut for line in plain.split("\n") for cut in cut_line(line.rstrip()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def cut_line(line: str) -> list[str]:
    """
    A line in pieces of at most `MAX_LINE`, cut at spaces where there are any.
    """
    pieces = []
    while len(line) > MAX_LINE:
        cut = line.rfind(" ", MAX_LINE // 2, MAX_LINE)
        cut = cut if cut > 0 else MAX_LINE
        pieces.append(line[:cut])
        line = line[cut:].lstrip()
    return [*pieces, line]


def title_of(text: str) -> str:
    """
    The first line of a text, when it reads as a headline: short and without a full stop.
    """
    first, _, rest = text.partition("\n")
    return first if rest and len(first) <= TITLE_LENGTH and not first.endswith((".", ",", ";")) else ""


def publication_date(given: str, name: str) -> str:
    """
    A stated date of publication as EDTF; a time of day is dropped.

    Raises:
        UndatedSource: it means no day.

    >>> publication_date("2026-02-04T10:30:00Z", "a")
    '2026-02-04'
    """
    plain = matched[1] if (matched := TIMESTAMP.match(given.strip())) else given.strip()
    try:
        return parse_edtf(plain).edtf
    except UnknownDate as error:
        raise UndatedSource(f"{name}: unknown date in `published`: {error}") from error


def fallback_date(source: Source) -> str | None:
    """
    The date handed over with the source, for texts that give none.
    """
    return publication_date(source.published, source.name) if source.published else None


def find_publication_date(text: str) -> str | None:
    r"""
    The date a text prints of itself: a line that is a date, a line that says "Published", or a dateline with a year.

    A date inside a sentence never counts: it is what the text tells of, not when it was printed.

    >>> find_publication_date("Ministers meet\nPublished 4 February 2026\nThe pact of 3 May 2025 holds.")
    '2026-02-04'
    """
    for line in text[:HEAD_LENGTH].split("\n"):
        plain = line.strip(" *_#|")
        dated = DATELINE.match(plain)
        searched = dated["date"] if dated else plain
        if not dated and len(plain.split()) > DATE_LINE_WORDS:
            continue
        for found in find_dates(searched):
            stands_alone = dated or LABELLED.match(plain) or len(plain) - len(found.text) <= len("Wednesday, ")
            if found.kind == "absolute" and found.when and found.when.is_day and stands_alone:
                return found.when.edtf
    return None
