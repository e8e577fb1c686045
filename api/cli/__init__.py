"""
The command `orepact` and its verbs: adding one is a file and a line.
"""

import sys
from importlib import metadata
from typing import Annotated, Final

import typer

from api.cli.alerts import subscriptions, webhooks
from api.cli.announcements import announcements
from api.cli.asking import ask
from api.cli.commitments import commitments
from api.cli.console import REFUSALS, say_error
from api.cli.evaluate import evaluate
from api.cli.explain import explain
from api.cli.queries import export, rebuild, sparql
from api.cli.replay import replay
from api.cli.review import review
from api.cli.search import search
from api.cli.serve import build, serve
from api.cli.sources import sources, watch
from api.cli.texts import extract, ingest
from api.cli.wordings import wordings
from api.cli.workspace import workspace

app: Final = typer.Typer(
    name="orepact",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
VERBS: Final = (
    *(serve, build, watch, ingest, extract, explain),
    *(ask, commitments, announcements, sparql, search),
    *(replay, evaluate, rebuild, export),
)
for verb in VERBS:
    app.command()(verb)
app.add_typer(workspace)
app.add_typer(sources, name="sources")
app.add_typer(subscriptions, name="subscriptions")
app.add_typer(webhooks, name="webhooks")
app.add_typer(review, name="review")
app.add_typer(wordings, name="wordings")


@app.callback(invoke_without_command=True)
def version(
    *, version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False
) -> None:
    """
    Who promised what to whom by when: critical-minerals partnerships, with the sentence behind every answer.
    """
    if version:
        typer.echo(f"orepact {metadata.version('orepact')}")
        raise typer.Exit


def main() -> None:
    """
    Run the command; what the caller can put right is one line, never a traceback.
    """
    try:
        app()
    except REFUSALS as error:
        say_error(str(error) or type(error).__name__)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
