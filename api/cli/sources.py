"""
`orepact sources` and `orepact watch`: what is looked at again and again, and how it is doing.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.table import Table

from api.cli.console import Data, Json, err, escaped, out, print_json
from api.cli.queries import opened
from api.errors import BadParameter
from api.web.pages import count_in_words
from ingest.watch.records import Health, Kind

sources: Final = typer.Typer(no_args_is_help=True, help="Watched feeds, sitemaps, pages and folders.")
Wanted = Annotated[str, typer.Argument(help="Id or address of a source.")]


@sources.command()
def add(
    address: Annotated[str | None, typer.Argument(help="Address, or path of a folder.")] = None,
    *,
    data: Data = None,
    kind: Annotated[Kind | None, typer.Option(help="Guessed where it is not given.")] = None,
    publisher: Annotated[str, typer.Option(help="Of documents that name none.")] = "",
    manner: Annotated[str, typer.Option(help="Of writing (trade press, wire story); decides reliability.")] = "",
    every: Annotated[int, typer.Option(help="Seconds between two looks. [default: 3600; folders 60]")] = 0,
    starter: Annotated[bool, typer.Option("--starter", help="Add the starter list of real feeds.")] = False,
) -> None:
    """
    Watch a source from now on; a running service begins within a second.
    """
    if (address is None) != starter:
        raise BadParameter("give either an address or --starter, not both and not neither")
    with opened(data) as service:
        if address is None:
            added = service.watching.add_starter()
        else:
            place = address if "://" in address else str(Path(address).resolve())
            added = (service.watching.add(place, kind, publisher=publisher, manner=manner, every_seconds=every),)
    for source in added:
        out.print(f"{source.id}  {source.kind.value}  {escaped(source.address)}", soft_wrap=True)


@sources.command("list")
def list_sources(*, data: Data = None, as_json: Json = False) -> None:
    """
    Every source with how it is doing.
    """
    with opened(data) as service:
        found = service.watching.health()
    if as_json:
        for health in found:
            print_json(told(health))
        return
    table = Table("id", "kind", "address", "last success", "last new", "items", "note")
    for health in found:
        state = health.state
        failing = f"failing since {state.failing_since:%Y-%m-%d %H:%M}: " if state.failing_since else ""
        table.add_row(
            health.source.id,
            health.source.kind.value,
            escaped(health.source.address),
            f"{state.last_success:%Y-%m-%d %H:%M}" if state.last_success else "never",
            f"{state.last_new:%Y-%m-%d %H:%M}" if state.last_new else "never",
            ", ".join(f"{number} {name}" for name, number in sorted(health.counts.items())),
            escaped(failing + state.note),
        )
    out.print(table)


@sources.command()
def check(wanted: Wanted, *, data: Data = None, as_json: Json = False) -> None:
    """
    Look at a source now and say what came of it; exit 1 where it failed.
    """
    with opened(data) as service:
        health = service.watching.check(wanted)
        service.catch_up()
    if as_json:
        print_json(told(health))
    else:
        said = ", ".join(
            count_in_words(number, f"item {name}", f"items {name}") for name, number in health.counts.items()
        )
        out.print(f"{'failed' if health.state.failures else 'well'}; {said or 'nothing listed'}")
        if health.state.note:
            out.print(escaped(health.state.note), soft_wrap=True)
        for title, reason in health.skipped:
            out.print(f"skipped {escaped(title)}: {escaped(reason)}", soft_wrap=True)
    if health.state.failures:
        raise typer.Exit(1)


@sources.command()
def remove(wanted: Wanted, *, data: Data = None) -> None:
    """
    Watch a source no more; its documents stay.
    """
    with opened(data) as service:
        out.print(f"no longer watched: {escaped(service.watching.remove(wanted).address)}", soft_wrap=True)


def watch(*, data: Data = None) -> None:
    """
    Watch until stopped, where no service does; the graph is left to the service.
    """
    with opened(data) as service:
        err.print(f"watching {count_in_words(len(service.watching.health()), 'source')} (stop with Ctrl-C)")
        service.watching.run()


def told(health: Health) -> dict[str, Any]:
    """
    A source as JSON.
    """
    return asdict(health.source) | asdict(health.state) | {"items": health.counts, "is_stale": health.is_stale}
