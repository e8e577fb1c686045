"""
`orepact sparql`, `export` and `rebuild`: the graph for those who know what they want.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.console import Data, err, out
from api.cli.days import read_day
from api.dumps import FOLDER as DUMPS
from api.dumps import write_dump
from api.service import Service
from api.settings import Settings
from api.wiring import open_service


class ExportForm(StrEnum):
    """
    How the graph is written out.
    """

    NQUADS = "nquads"
    TURTLE = "turtle"
    CSV = "csv"


EXPORTS: Final = {
    ExportForm.TURTLE: ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "turtle"),
    ExportForm.CSV: ("SELECT ?subject ?relation ?object WHERE { ?subject ?relation ?object }", "csv"),
}
MOST_ROWS: Final = 50_000_000
AsOfOption = Annotated[str | None, typer.Option(help="What could be known by the end of this day.")]


@contextmanager
def opened(data: Path | None) -> Iterator[Service]:
    """
    The parts over a data folder, closed afterwards.
    """
    service = open_service(Settings.from_env(data=data, max_rows=MOST_ROWS), must_write=False)
    try:
        yield service
    finally:
        service.close()


def sparql(
    query: Annotated[str, typer.Argument(help="A query; @FILE reads it from a file, - from stdin.")],
    *,
    data: Data = None,
    form: Annotated[str, typer.Option("--format", help="json, xml, csv, tsv, turtle, ntriples.")] = "",
    as_of: AsOfOption = None,
) -> None:
    """
    Run a SPARQL query over the graph.
    """
    text = sys.stdin.read() if query == "-" else Path(query[1:]).read_text() if query.startswith("@") else query
    with opened(data) as service:
        result = service.query(text, form or "csv,turtle", read_day(as_of))
    sys.stdout.buffer.write(result.body)


def export(
    *,
    data: Data = None,
    form: Annotated[ExportForm, typer.Option("--format", help="nquads, turtle or csv.")] = ExportForm.NQUADS,
    as_of: AsOfOption = None,
    dump: Annotated[bool, typer.Option("--dump", help="Write a dated dump into the data folder instead.")] = False,
) -> None:
    """
    Write the graph out: every quad, or the default graph as Turtle or CSV; or a dump with all of it and checksums.
    """
    with opened(data) as service:
        if dump:
            written = write_dump(service)
            out.print(str(service.settings.data / DUMPS / written.name), highlight=False)
        elif form is ExportForm.NQUADS:
            sys.stdout.buffer.write(service.pasts.canonical_quads())
        else:
            query, name = EXPORTS[form]
            sys.stdout.buffer.write(service.query(query, name, read_day(as_of)).body)


def rebuild(*, data: Data = None) -> None:
    """
    Throw graph and index away and project them anew from the ledger.
    """
    service = open_service(Settings.from_env(data=data))
    try:
        version = service.pasts.rebuild()
    finally:
        service.close()
    err.print(f"graph and index are built anew: data version {version}", highlight=False)
