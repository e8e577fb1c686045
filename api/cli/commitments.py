"""
`orepact commitments`: who promised what by when, and what became of it.
"""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from api.cli.console import Data, Json, escaped, out, print_json
from api.cli.days import AsOfDay, OnDay, RecordedAsOf, read_axes
from api.cli.queries import opened
from api.listings.commitments import list_promises
from api.web.pages import count_in_words, day_in_words
from kg.beliefs.commitments import State


def commitments(
    *,
    data: Data = None,
    state: Annotated[State | None, typer.Option(help="Only these.")] = None,
    as_of: AsOfDay = None,
    on: OnDay = None,
    recorded_as_of: RecordedAsOf = None,
    as_json: Json = False,
) -> None:
    """
    List promises with their days, judged on a day; latest day due first.
    """
    with opened(data) as service:
        facts = service.indexed(read_axes(as_of, on, recorded_as_of)).facts
        found = list_promises(facts, state.value if state else "")
    if as_json:
        for promise in found:
            print_json(asdict(promise))
        return
    table = Table("concerns", "promised by", "made", "due", "state")
    for promise in found:
        late = f", {count_in_words(promise.days_late, 'day')} late" if promise.days_late else ""
        met = f" {day_in_words(promise.met_on)}{late}" if promise.met_on else ""
        table.add_row(
            escaped(promise.concerns.label if promise.concerns else promise.id),
            escaped(", ".join(party.label for party in promise.promised_by)),
            day_in_words(promise.made),
            day_in_words(promise.due),
            promise.state + met,
        )
    out.print(table)
