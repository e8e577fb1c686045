"""
How the parts are joined: opened from the settings, closed cleanly, the heavy ones only when first needed.
"""

from dataclasses import dataclass

from api.settings import Settings
from kg.ledger import open_ledger
from kg.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Service:
    """
    Every part of a running deployment.
    """

    settings: Settings
    ledger: Ledger

    def close(self) -> None:
        """
        Let go of everything.
        """
        self.ledger.close()


def open_service(settings: Settings) -> Service:
    """
    The parts of a deployment, over its data folder.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    return Service(settings, open_ledger(settings.data))
