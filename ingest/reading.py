"""
Reading a source whatever its kind, and the files and folders on disk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import EmptySource, SourceTooLarge, UnreadableSource
from ingest.source import MAX_BYTES, Reader, Source, check_size
from ingest.sources import READERS
from kg.text import Document

SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)

MARKS = ((b"%PDF-", "pdf"), (b"<!doctype html", "page"), (b"<html", "page"))


def reader_for(source: Source) -> Reader:
    """
    The reader of a source: by its first bytes, else its media type, else the ending of its name, else plain text.
    """
    start = source.content[:512].lstrip().lower()
    by_name = {reader.name: reader for reader in READERS}
    for mark, name in MARKS:
        if start.startswith(mark.lower()):
            return by_name[name]
    media_type = source.media_type.partition(";")[0].strip().lower()
    for reader in READERS:
        if media_type in reader.media_types and media_type != "text/plain":
            return reader
    name = source.name.lower().rpartition("/")[2]
    return next((reader for reader in READERS if name.endswith(reader.suffixes)), READERS[-1])


def read(source: Source, max_bytes: int = MAX_BYTES) -> tuple[Document, ...]:
    """
    The documents of a source, whatever its kind.

    Raises:
        UnreadableSource: it cannot be read; the message names it and the remedy.
    """
    check_size(source, max_bytes)
    return reader_for(source).read(source)


@dataclass(frozen=True, slots=True)
class FileReading:
    """
    What came of one file: its documents, or why there are none.
    """

    path: Path
    documents: tuple[Document, ...] = ()
    error: UnreadableSource | None = None


def source_at(path: Path, *, published: str | None = None, max_bytes: int = MAX_BYTES) -> Source:
    """
    The source a file holds; a file beyond the limit is not read at all.

    Raises:
        UnreadableSource: there is no such file, or it cannot be opened.
        SourceTooLarge: it is larger than `max_bytes`.
    """
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise SourceTooLarge(
                f"{path}: {size:,} bytes, more than the {max_bytes:,} allowed; split it or raise the limit"
            )
        if not size:
            raise EmptySource(f"{path}: the file is empty; nothing to read")
        return Source(path.read_bytes(), str(path), published=published, retrieved=datetime.now(UTC))
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; check the path") from error


def files_in(path: Path) -> Iterator[Path]:
    """
    A file itself, or the readable files below a folder in the order of their names; hidden ones are passed over.
    """
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.rglob("*")):
        is_hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
        if each.is_file() and each.suffix.lower() in SUFFIXES and not is_hidden:
            yield each


def read_path(path: Path, *, published: str | None = None, max_bytes: int = MAX_BYTES) -> Iterator[FileReading]:
    """
    What came of each file at a path; a file that cannot be read never stops the rest.
    """
    for each in files_in(path):
        try:
            documents = read(source_at(each, published=published, max_bytes=max_bytes), max_bytes)
        except UnreadableSource as error:
            yield FileReading(each, error=error)
        else:
            yield FileReading(each, documents)
