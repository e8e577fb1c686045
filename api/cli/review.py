"""
`orepact review`: names that may be one, to be decided by a person, and any decision taken back.
"""

from dataclasses import asdict
from getpass import getuser
from typing import Annotated, Final

import typer
from rich.table import Table

from api.cli.console import Data, Json, escaped, out, print_json
from api.cli.queries import opened
from api.listings.pairs import list_pairs
from api.reviewing import judge_entities, undo_pair
from kg.ledger.records import Judgement, Verdict

review: Final = typer.Typer(no_args_is_help=True, help="Names that may be one: list them and decide.")
Merged = Annotated[str, typer.Argument(help="Id of the entity that gives way.")]
Kept = Annotated[str, typer.Argument(help="Id of the one that stays.")]
Reason = Annotated[str, typer.Option(help="Why; kept with the decision.")]
Person = Annotated[str, typer.Option(help="Who decides. [default: the user of this computer]")]


@review.command("list")
def list_queue(
    verdict: Annotated[Verdict, typer.Argument(help="unsure: what waits; same, different: what was decided.")] = (
        Verdict.UNSURE
    ),
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """
    Pairs of names, the likeliest first, with what speaks for their being one and against it.
    """
    with opened(data) as service:
        ledger, facts = service.ledger, service.indexed(None).facts
        found = list_pairs(ledger.all_judgements(), ledger.entities(), facts, service.redirects, verdict.value)
    if as_json:
        for pair in found:
            print_json(asdict(pair))
        return
    table = Table("would give way", "to", "score", "by", "because")
    for pair in found:
        score = f"{pair.score:.2f}" if pair.score is not None else ""
        merged, kept = (f"{escaped(each.label)}\n{escaped(each.id)}" for each in (pair.merged, pair.kept))
        table.add_row(merged, kept, score, escaped(pair.by), escaped(pair.reason))
    out.print(table)


@review.command()
def same(merged: Merged, kept: Kept, *, data: Data = None, reason: Reason, person: Person = "") -> None:
    """
    Say that two are one; the first gives way and its address leads to the other's.
    """
    with opened(data) as service:
        told(judge_entities(service, merged, kept, Verdict.SAME, person=person or getuser(), reason=reason))


@review.command()
def different(merged: Merged, kept: Kept, *, data: Data = None, reason: Reason, person: Person = "") -> None:
    """
    Say that two are two; what had been merged is parted.
    """
    with opened(data) as service:
        told(judge_entities(service, merged, kept, Verdict.DIFFERENT, person=person or getuser(), reason=reason))


@review.command()
def undo(merged: Merged, kept: Kept, *, data: Data = None, reason: Reason = "by hand", person: Person = "") -> None:
    """
    Take back the last decision on two names; what held before holds again.
    """
    with opened(data) as service:
        told(undo_pair(service, merged, kept, person=person or getuser(), reason=reason))


def told(judgement: Judgement) -> None:
    """
    Print what holds now.
    """
    merged, kept = judgement.target.split(" ")
    out.print(f"{judgement.verdict.value}: {merged} and {kept}, by {judgement.person}", highlight=False, soft_wrap=True)
