"""
`orepact announcements`: events as documents report them, with what each adds and contradicts.
"""

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.console import Data, Json, escaped, out, print_json
from api.cli.days import AsOfDay, OnDay, RecordedAsOf, read_axes
from api.cli.queries import opened
from api.listings.announcements import Announcement, Said, list_announcements
from api.web.pages import count_in_words, day_in_words


def announcements(
    *,
    data: Data = None,
    about: Annotated[str, typer.Option(help="Only events that befell the entity with this id.")] = "",
    as_of: AsOfDay = None,
    on: OnDay = None,
    recorded_as_of: RecordedAsOf = None,
    as_json: Json = False,
) -> None:
    """
    List events as documents report them, newest first; copies of one text count once.
    """
    with opened(data) as service:
        found = list_announcements(service.indexed(read_axes(as_of, on, recorded_as_of)), about)
    for announcement in found:
        if as_json:
            print_json(asdict(announcement))
        else:
            tell(announcement)


def tell(announcement: Announcement) -> None:
    """
    Print one event, then each text that reports it.
    """
    about = f"{announcement.about.label}: " if announcement.about else ""
    days = " or ".join(map(day_in_words, announcement.days or (announcement.first_seen,)))
    out.print(f"[bold]{escaped(about + announcement.what)}[/] ({days})", highlight=False, soft_wrap=True)
    for report in announcement.reports:
        text = report.text
        copies = f", {count_in_words(text.copies, 'copy', 'copies')}" if text.copies > 1 else ""
        line = f"  {day_in_words(text.published)}, {', '.join(text.publishers)}: {text.title}{copies}"
        out.print(escaped(line), highlight=False, soft_wrap=True)
        for name, statements in (("adds", report.adds), ("contradicts", report.contradicts)):
            for said in statements:
                out.print(escaped(f"    {name} {in_words(said)}"), highlight=False, soft_wrap=True)


def in_words(said: Said) -> str:
    """
    One statement with its sentence.
    """
    how = "" if said.modality in ("asserted", "background") else f" ({said.modality})"
    return f"{said.relation}: {said.value.label}{how} - {said.quote!r}"
