"""
Every kind of source keeps the same promises.
"""

import io

import pytest
from pypdf import PdfWriter

from ingest.errors import BadLine, BinarySource, EmptySource, SourceTooLarge, TextlessPdf, UndatedSource, WrongEncoding
from ingest.reading import read, reader_for
from ingest.source import Source
from ingest.sources import READERS

TEXT = "Japan and the European Union signed a memorandum on critical minerals in Tokyo."
SAMPLES = {
    "text": f"published: 2026-02-04\n\n{TEXT}".encode(),
    "markdown": f"published: 2026-02-04\n\n{TEXT}".encode(),
    "page": (
        f'<html><head><meta property="article:published_time" content="2026-02-04T10:00:00Z"></head>'
        f"<body><article><p>{TEXT}</p></article></body></html>"
    ).encode(),
    "json-lines": f'{{"text": "{TEXT}", "published": "2026-02-04"}}\n'.encode(),
}


def blank_pdf():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("reader", [reader for reader in READERS if reader.name in SAMPLES], ids=lambda each: each.name)
def test_every_reader_keeps_text_and_date(reader):
    source = Source(SAMPLES[reader.name], f"a{reader.suffixes[0]}", reader.media_types[0])

    [document] = read(source)

    assert reader_for(source) is reader
    assert TEXT in document.text
    assert document.published == "2026-02-04"


@pytest.mark.parametrize("reader", READERS, ids=lambda each: each.name)
def test_every_reader_refuses_nothing_at_all(reader):
    with pytest.raises(EmptySource, match="empty"):
        read(Source(b" \n", f"a{reader.suffixes[0]}"))


@pytest.mark.parametrize("reader", READERS, ids=lambda each: each.name)
def test_every_reader_refuses_what_is_too_large(reader):
    with pytest.raises(SourceTooLarge, match="raise the limit"):
        read(Source(b"x" * 11, f"a{reader.suffixes[0]}"), max_bytes=10)


@pytest.mark.parametrize(
    ("content", "name", "error", "says"),
    [
        (b"\x00\x01\x02\x03", "a.txt", BinarySource, "binary"),
        ("Gécamines".encode("latin-1"), "a.txt", WrongEncoding, "UTF-8"),
        (b"published: some day\n\ntext", "a.txt", UndatedSource, "some day"),
        (b'{"text": "a"}\nnonsense', "a.jsonl", BadLine, "line 2"),
        (blank_pdf(), "a.pdf", TextlessPdf, "OCR"),
        (b"%PDF-1.4 nonsense", "a.pdf", BinarySource, "cannot be opened"),
    ],
)
def test_bad_input_is_named_with_its_remedy(content, name, error, says):
    with pytest.raises(error, match=says):
        read(Source(content, name))
