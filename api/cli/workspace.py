"""
`orepact workspace backup` and `restore`: a workspace has no ledger behind it, so its copies are made here.
"""

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.console import Data, err
from api.errors import UnknownAddress
from api.settings import Settings
from api.wiring import WORKSPACE_FOLDER
from kg.sparql.workspace import Workspace
from kg.stores.folder import GraphFolder
from kg.stores.snapshots import dump_snapshot

workspace: Final = typer.Typer(
    name="workspace", help="Keep and bring back copies of the workspace.", no_args_is_help=True
)


@workspace.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write N-Quads.")],
    *,
    data: Data = None,
) -> None:
    """
    Write the newest published state as N-Quads; a running service goes on undisturbed.
    """
    newest = GraphFolder(Settings.from_env(data=data).data / WORKSPACE_FOLDER).newest()
    if newest is None:
        raise UnknownAddress("there is no workspace in this data folder; serve it once with OREPACT_WORKSPACE=true")
    with file.open("wb") as written:
        dump_snapshot(newest, written)
    err.print(f"{newest.name} is kept in {file}", highlight=False)


@workspace.command()
def restore(
    file: Annotated[Path, typer.Argument(help="N-Quads, as `backup` writes them.")],
    *,
    data: Data = None,
) -> None:
    """
    Replace the whole workspace by a copy; stop the service first.
    """
    with Workspace(Settings.from_env(data=data).data / WORKSPACE_FOLDER) as opened:
        written = opened.restore(file.read_bytes())
    err.print(f"restored as version {written.data_version}", highlight=False)
