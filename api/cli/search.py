"""
`orepact search`: one box for passages, agreements, entities and announcements, with the filters of the page.
"""

from typing import Annotated

import typer

from api.cli.console import Data, Json, escaped, out, print_json
from api.cli.days import AsOfDay, read_day
from api.cli.queries import opened
from api.routes.search import search_out
from api.searching import FACETS, Searched, ThingHit, Wanted
from api.web.pages import count_in_words, status_in_words
from kg.search.index import Passage

THINGS_SHOWN = 5
VALUES_SHOWN = 6


def search(
    text: Annotated[str, typer.Argument(help='Words, a "phrase", a begin*, a sentence; may be left out.')] = "",
    *,
    data: Data = None,
    entity: Annotated[list[str] | None, typer.Option(help="Name or id of who is named; may be repeated.")] = None,
    mineral: Annotated[list[str] | None, typer.Option(help="The same for minerals; may be repeated.")] = None,
    kind: Annotated[str, typer.Option(help="Class of a thing named (memorandum of understanding, Company).")] = "",
    status: Annotated[str, typer.Option(help="Status of an agreement named (signed, inForce).")] = "",
    publisher: Annotated[str, typer.Option(help="Who printed it.")] = "",
    published_from: Annotated[str | None, typer.Option("--from", help="First day of publication.")] = None,
    published_to: Annotated[str | None, typer.Option("--to", help="Last day of publication.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many of each noun.")] = 10,
    as_of: AsOfDay = None,
    as_json: Json = False,
) -> None:
    """
    Find passages, agreements, entities and announcements, and how to narrow further.
    """
    wanted = Wanted(
        text,
        tuple(entity or ()),
        tuple(mineral or ()),
        kind,
        status,
        publisher,
        read_day(published_from, "--from"),
        read_day(published_to, "--to"),
        read_day(as_of),
    )
    with opened(data) as service:
        found = service.search(wanted, limit)
    if as_json:
        print_json(search_out(found).model_dump(mode="json"))
    else:
        show(found)


def show(found: Searched) -> None:
    """
    What was found, for a person: things, passages, facets.
    """
    for typed, read in found.corrections:
        out.print(f"“{escaped(typed)}” stands nowhere; searched for “{escaped(read)}”", style="yellow")
    for hit in (*found.agreements[:THINGS_SHOWN], *found.entities[:THINGS_SHOWN]):
        out.print(thing_line(hit), soft_wrap=True)
    for passage in found.passages:
        source = escaped(f"{passage.publisher} {passage.published or ''}")
        out.print(f"\n[bold]{escaped(passage.title)}[/] [dim]{source}[/]", soft_wrap=True)
        out.print(f"  {marked(passage)}")
    out.print(f"\n{count_in_words(found.total, 'passage holds', 'passages hold')} the words", style="dim")
    for facet, title in FACETS.items():
        values = ", ".join(f"{each.label} {each.count}" for each in found.facets.get(facet, ())[:VALUES_SHOWN])
        if values:
            out.print(f"[dim]{title}:[/] {escaped(values)}", highlight=False, soft_wrap=True)


def thing_line(hit: ThingHit) -> str:
    """
    An agreement or entity as one line.
    """
    kinds = ", ".join(kind.label for kind in hit.kinds)
    stood = "".join(f", {status_in_words(status)}" for status in hit.statuses)
    return f"[bold]{escaped(hit.label)}[/] [dim]{escaped(hit.id)}[/] {escaped(kinds + stood)}"


def marked(passage: Passage) -> str:
    """
    The snippet of a passage with the words asked for underlined.
    """
    start, end = passage.snippet
    told, at = "", start
    for first, last in passage.highlights:
        if start <= first and last <= end:
            told += escaped(passage.text[at - passage.start : first - passage.start])
            told += f"[underline]{escaped(passage.text[first - passage.start : last - passage.start])}[/]"
            at = last
    return told + escaped(passage.text[at - passage.start : end - passage.start])
