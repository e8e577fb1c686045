"""
The command `orepact`: the base of IRIs is settled before anything that bears it is imported.
"""

import sys

from api.settings import BadSetting, Settings
from ontology.base import OF_THIS_PROCESS
from ontology.errors import UnusableBase


def main() -> None:
    """
    Run the command.
    """
    try:
        OF_THIS_PROCESS.settle(Settings.from_env().base_iri)
    except (BadSetting, UnusableBase) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
    from api.cli import main as run  # noqa: PLC0415 - bears the base that was just settled

    run()
