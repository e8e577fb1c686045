"""
`orepact wordings`: settled wordings, listed, added and withdrawn.
"""

from dataclasses import asdict
from getpass import getuser
from typing import Annotated, Final

import typer
from rich.table import Table

from api.cli.console import Data, Json, escaped, out, print_json
from api.cli.queries import opened

wordings: Final = typer.Typer(no_args_is_help=True, help="Which reading a question has: list and settle.")
Person = Annotated[str, typer.Option(help="Who decides. [default: the user of this computer]")]


@wordings.command("list")
def list_wordings(*, data: Data = None, as_json: Json = False) -> None:
    """
    Every wording that was settled, newest first, with who settled it and who took it back.
    """
    with opened(data) as service:
        found = service.questions.wordings.all()
    if as_json:
        for each in found:
            print_json(asdict(each))
        return
    table = Table("id", "question", "read as", "by", "withdrawn by")
    for each in found:
        table.add_row(*map(escaped, (each.id, each.question, each.reading, each.accepted_by, each.withdrawn_by)))
    out.print(table)


@wordings.command()
def settle(
    question: Annotated[str, typer.Argument(help="The question as it is worded.")],
    reading: Annotated[int, typer.Argument(min=1, help="Number of the reading, as `orepact ask` lists it.")],
    *,
    data: Data = None,
    person: Person = "",
) -> None:
    """
    Read a question so from now on.
    """
    with opened(data) as service:
        made = service.questions.accept_wording(question, reading, person or getuser())
    out.print(f"{made.id}: {made.question} is read as: {made.reading}", highlight=False, markup=False, soft_wrap=True)


@wordings.command()
def withdraw(
    wording_id: Annotated[str, typer.Argument(help="Id of the wording.")], *, data: Data = None, person: Person = ""
) -> None:
    """
    Read a question like any other again.
    """
    with opened(data) as service:
        gone = service.questions.wordings.withdraw(wording_id, person or getuser())
    out.print(f"withdrawn: {gone.question}", highlight=False, markup=False, soft_wrap=True)
