"""
Building from a folder of documents: what has changed is read, what has not is left alone.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import orjson

from api.reading import reader_name
from api.service import Service
from api.statements import Statements
from ingest.errors import UnreadableSource
from ingest.reading import files_in, read_path
from kg.ledger.records import Recorded

MANIFEST: Final = "build.json"
COVERAGE: Final = "coverage.ttl"
DOCUMENTS: Final = "documents"


@dataclass(frozen=True, slots=True)
class FileResult:
    """
    What became of one file: what was recorded of it, or why nothing was.
    """

    path: Path
    recorded: tuple[Recorded, ...] = ()
    error: UnreadableSource | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    What has been read already.

    Attributes:
        reader: name and version of the pipeline that read it.
        hashes: SHA-256 of each file by its path.
    """

    reader: str = ""
    hashes: dict[str, str] = field(default_factory=dict)


def changed_files(corpus: Path, data: Path) -> list[Path]:
    """
    The files of a corpus whose content was not read yet by this version of the reader.
    """
    manifest = read_manifest(data)
    known = manifest.hashes if manifest.reader == reader_name() else {}
    return [path for path in files_in(documents_of(corpus)) if known.get(str(path)) != content_hash(path)]


def build(service: Service, files: Iterable[Path]) -> Iterator[FileResult]:
    """
    Read files into the ledger, remember that they were read, and project at the end.
    """
    data = service.settings.data
    manifest = read_manifest(data)
    hashes = dict(manifest.hashes) if manifest.reader == reader_name() else {}
    for path in files:
        result = next(ingest_path(service, path, None), FileResult(path))
        if result.error is None:
            hashes[str(path)] = content_hash(path)
        yield result
    (data / MANIFEST).write_bytes(orjson.dumps({"reader": reader_name(), "hashes": hashes}))
    service.catch_up()


def keep_coverage(corpus: Path, data: Path) -> None:
    """
    Keep the coverage statement of a corpus beside the data, where it has one.
    """
    statement = corpus / COVERAGE
    if statement.exists():
        Statements(data).keep_new(statement.read_bytes())


def ingest_path(service: Service, path: Path, published: str | None) -> Iterator[FileResult]:
    """
    Read the files at a path into the ledger; one that cannot be read never stops the rest.
    """
    for reading in read_path(path, published=published, max_bytes=service.settings.max_body_bytes):
        if reading.error is not None:
            yield FileResult(reading.path, error=reading.error)
        else:
            yield FileResult(reading.path, tuple(service.ingest(reading.documents)))


def documents_of(corpus: Path) -> Path:
    """
    The folder of the texts: `documents` in a corpus, else the folder itself.

    Raises:
        UnreadableSource: there is no such folder.
    """
    if not corpus.exists():
        raise UnreadableSource(f"{corpus}: no such folder; name the corpus, or run from the project's root")
    inner = corpus / DOCUMENTS
    return inner if inner.is_dir() else corpus


def read_manifest(data: Path) -> Manifest:
    """
    What a data folder remembers; nothing where it remembers nothing, or nothing that can be read.
    """
    try:
        kept = orjson.loads((data / MANIFEST).read_bytes())
        return Manifest(str(kept["reader"]), dict(kept["hashes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def content_hash(path: Path) -> str:
    """
    SHA-256 of a file.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest()
