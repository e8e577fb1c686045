"""
`orepact ingest` and `orepact extract`: documents into the ledger, or only looked at.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from api.building import ingest_path
from api.cli.console import Data, Json, out, print_json, say_error
from api.lazily import LazyAnalyser, load_analyser
from api.reading import DocumentReader
from api.settings import Settings
from api.wiring import open_service
from ingest.reading import read_path
from ingest.report import report_of
from kg.text import Document
from ontology.values.dates import parse_edtf

Files = Annotated[list[Path], typer.Argument(help="Files or folders.")]
Published = Annotated[str | None, typer.Option(help="Date of publication of texts that give none (EDTF).")]


def ingest(files: Files, *, data: Data = None, published: Published = None, as_json: Json = False) -> None:
    """
    Read documents into the ledger; an empty data folder is started with ontology and reference data.
    """
    if published:
        parse_edtf(published)
    failed = False
    service = open_service(Settings.from_env(data=data), must_write=False)
    try:
        for path in files:
            for result in ingest_path(service, path, published):
                failed = failed or result.error is not None
                if result.error is not None:
                    say_error(str(result.error))
                for each in result.recorded:
                    told = {
                        "path": str(result.path),
                        "outcome": each.outcome.value,
                        "document": each.document_id,
                        "added": len(each.added),
                        "withdrawn": len(each.withdrawn),
                        "reason": each.reason,
                    }
                    if as_json:
                        print_json(told)
                    else:
                        out.print("{path}: {outcome}, {added} claims new, {withdrawn} withdrawn".format(**told))
        service.catch_up()
    finally:
        service.close()
    if failed:
        raise typer.Exit(1)


def extract(files: Files, *, published: Published = None, as_json: Json = False) -> None:
    """
    Show what would be read in documents; no ledger is touched.
    """
    reader = DocumentReader(LazyAnalyser(load_analyser))
    for document, path in documents_in(files, published):
        told = report_of(document, reader.extraction(document), path)
        if as_json:
            print_json(told)
        else:
            show_extraction(told)


def documents_in(files: Sequence[Path], published: str | None) -> Iterator[tuple[Document, str]]:
    """
    The documents of files and folders, each with its path; what cannot be read is told, and exits 1 after the last.

    Raises:
        UnknownDate: `published` is no date.
    """
    if published:
        parse_edtf(published)
    failed = False
    limit = Settings.from_env().max_body_bytes
    for path in files:
        for reading in read_path(path, published=published, max_bytes=limit):
            if reading.error is not None:
                failed = True
                say_error(str(reading.error))
            for document in reading.documents:
                yield document, str(reading.path)
    if failed:
        raise typer.Exit(1)


def show_extraction(told: dict[str, Any]) -> None:
    """
    One document's claims as a table.
    """
    document = told["document"]
    title = f"{document['title'] or document['path']} ({document['published'] or 'no date'})"
    if not document["relevant"]:
        out.print(f"{title}: not about critical minerals", markup=False)
        return
    rows: Sequence[dict[str, Any]] = told["claims"]
    table = Table("subject", "relation", "object", "how", "date", title=title)
    for claim in rows:
        table.add_row(
            claim["subject_label"], claim["relation"], claim["object_label"], claim["modality"], claim["date"]
        )
    out.print(table)
    out.print(f"{len(told['entities'])} entities named", highlight=False)
