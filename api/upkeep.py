"""
How a deployment is doing: whether every part answers, and how far graph and index follow the ledger.
"""

from dataclasses import dataclass
from typing import Final

from api.service import Service
from kg.errors import SearchError
from kg.search.index import PassageIndex
from kg.sparql.errors import PoolBusy, QueryTimeout

PROBE_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Freshness:
    """
    How far graph and index follow the ledger.

    Attributes:
        index_position: `None` where the index does not answer.
        behind: changes in the ledger that are not projected yet.
    """

    ledger_position: int
    graph_position: int
    index_position: int | None
    data_version: int
    behind: int


def troubles(service: Service) -> tuple[str, ...]:
    """
    Why questions and queries could not be answered right now; empty where they can.

    Every part is really asked. A pool that is busy with others' queries is no trouble.
    """
    found = []
    for part, ask in (
        ("ledger", lambda: service.ledger.position),
        ("index", lambda: service.parts.index.position),
        ("graph", lambda: service.parts.pool.part.query("ASK {}", timeout_seconds=PROBE_SECONDS)),
    ):
        try:
            ask()
        except (PoolBusy, QueryTimeout):
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, the part does not answer
            found.append(f"{part}: {error}")
    return tuple(found)


def freshness(service: Service) -> Freshness:
    """
    How far graph and index follow the ledger.
    """
    store = service.parts.store
    position = service.ledger.position
    return Freshness(
        position,
        store.position if store else 0,
        position_of(service.parts.index),
        service.data_version,
        service.pasts.behind,
    )


def position_of(index: PassageIndex) -> int | None:
    """
    The last ledger position an index has applied; nothing where it does not answer.
    """
    try:
        return index.position
    except SearchError:
        return None
