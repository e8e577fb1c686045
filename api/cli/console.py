"""
What the command says and where: results on stdout, progress and errors on stderr, so that `--json` can be piped.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.errors import ApiError
from api.settings import BadSetting
from ingest.errors import IngestError
from kg.errors import KgError
from ontology.values.dates import UnknownDate

REFUSALS: Final = (ApiError, BadSetting, IngestError, KgError, UnknownDate, OSError)
"What is told in one line: it names the culprit and the remedy."

Step = TypeVar("Step")
Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder that holds ledger, graph and index. [env: OREPACT_DATA, else data]"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")]

out: Final = Console()
err: Final = Console(stderr=True)


def say_error(message: str) -> None:
    """
    One line that names the culprit and the remedy.
    """
    err.print(f"[bold red]error:[/] {escaped(message)}", highlight=False, soft_wrap=True)


def escaped(text: str) -> str:
    """
    A text whose square brackets are no markup.
    """
    return text.replace("[", r"\[")


def print_json(value: Any) -> None:
    """
    One JSON object on a line of stdout.
    """
    sys.stdout.write(orjson.dumps(value).decode() + "\n")
    sys.stdout.flush()


def progressing(steps: Iterable[Step], title: str, total: int) -> Iterator[Step]:
    """
    The steps, with a progress bar on stderr while they are taken.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=not err.is_terminal) as progress:
        task = progress.add_task(title, total=total)
        for step in steps:
            yield step
            progress.advance(task)
