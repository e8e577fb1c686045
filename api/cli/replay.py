"""
`orepact replay`: the corpus as if it arrived day by day.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from api.building import documents_of
from api.cli.console import Json, err, escaped, out, print_json, say_error
from api.cli.days import read_day
from api.errors import BadParameter
from api.listings.agreements import AgreementFilter
from api.listings.commitments import Promise
from api.listings.facts import Facts, IndexedView
from api.replaying import Replay, ReplayedDay
from api.service import Service
from api.settings import Settings
from api.web.pages import day_in_words
from api.wiring import open_service
from ingest.reading import read_path
from kg.text import Document

CORPUS: Final = Path("corpus")


def replay(
    corpus: Annotated[Path, typer.Argument(help="Folder of documents.")] = CORPUS,
    *,
    first: Annotated[str, typer.Option("--from", help="First day told.")] = "2025-10-01",
    last: Annotated[str, typer.Option("--to", help="Last day told.")] = "2026-11-22",
    speed: Annotated[float, typer.Option(min=0, help="Days with news a second; 0: as fast as it goes.")] = 0,
    party: Annotated[str, typer.Option(help="Alert to agreements of this party.")] = "",
    mineral: Annotated[str, typer.Option(help="Alert to agreements on this mineral.")] = "",
    as_json: Json = False,
) -> None:
    """
    Hand the documents of a corpus in as they were published, and tell what changed, what was due and what was late.
    """
    begins, ends = read_day(first), read_day(last)
    if begins is None or ends is None or begins > ends:
        raise BadParameter(f"--from {first} and --to {last} are no stretch of days")
    watched = AgreementFilter(party=party, mineral=mineral) if party or mineral else None
    with own_service() as service:
        for day in replayed(service, documents_in(corpus), watched).days(begins, ends):
            if as_json:
                print_json(told(day))
            else:
                show(day)
            if speed:
                time.sleep(1 / speed)


@contextmanager
def own_service() -> Iterator[Service]:
    """
    Parts over a folder that is gone afterwards: a replay never touches a ledger that is kept.
    """
    with tempfile.TemporaryDirectory(prefix="orepact-replay-") as folder:
        service = open_service(Settings(data=Path(folder)))
        try:
            yield service
        finally:
            service.close()


def replayed(service: Service, documents: list[Document], watched: AgreementFilter | None) -> Replay:
    """
    A replay of documents over the parts of a service.
    """

    def facts(now: datetime) -> Facts:
        projector = service.parts.projector
        if projector is None:
            raise BadParameter("another process keeps the graph of this folder")
        projector.catch_up(now)
        return IndexedView(projector.view(None, now)).facts

    return Replay(service.parts, documents, service.teller.tell, facts, watched)


def documents_in(corpus: Path) -> list[Document]:
    """
    The documents of a corpus; files that cannot be read are said.
    """
    found: list[Document] = []
    for reading in read_path(documents_of(corpus)):
        if reading.error is not None:
            say_error(str(reading.error))
        found += reading.documents
    err.print(f"{len(found)} documents; those before the first day are read first", style="dim")
    return found


def show(day: ReplayedDay) -> None:
    """
    One day for a person.
    """
    out.print(f"[bold]{day_in_words(day.day)}[/]")
    for title in day.documents:
        out.print(f"  [dim]read[/] {escaped(title)}", soft_wrap=True)
    for change in day.changes:
        out.print(f"  [cyan]{change.kind}[/] {escaped(change.title)}", soft_wrap=True)
        for each in change.evidence[:1]:
            out.print(f"        [dim]“{escaped(each.quote)}” ({escaped(each.publisher)})[/]", soft_wrap=True)
    for promise in day.due:
        out.print(f"  [yellow]due today[/] {escaped(named(promise))}", soft_wrap=True)
    for promise in day.overdue:
        out.print(f"  [red]overdue[/] {escaped(named(promise))}", soft_wrap=True)
    for alert in day.alerts:
        out.print(f"  [magenta]alert[/] {escaped(alert)}", soft_wrap=True)


def named(promise: Promise) -> str:
    """
    A promise in words.
    """
    return f"{promise.concerns.label if promise.concerns else promise.id}, due {day_in_words(promise.due)}"


def told(day: ReplayedDay) -> dict[str, Any]:
    """
    One day as JSON.
    """
    return {
        "day": day.day.isoformat(),
        "documents": list(day.documents),
        "changes": [
            {
                "kind": each.kind,
                "target": each.target,
                "title": each.title,
                "before": dict(each.before),
                "now": dict(each.now),
                "evidence": [sentence.quote for sentence in each.evidence],
            }
            for each in day.changes
        ],
        "due": [named(each) for each in day.due],
        "overdue": [named(each) for each in day.overdue],
        "alerts": list(day.alerts),
    }
