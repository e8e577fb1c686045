"""
How a live Oxigraph folder is opened: as it was closed, else empty, because the ledger has everything.
"""

from pathlib import Path

import pyoxigraph as ox

from kg.stores.edits import BOOKKEEPING, DATA_VERSION, POSITION
from kg.stores.folder import GraphFolder
from kg.stores.seal import Seal, break_seal


def open_or_restart(folder: GraphFolder) -> ox.Store:
    """
    The live store as it was closed; a fresh one where its seal is missing or broken.
    """
    store = opened_if_sound(folder.live) if break_seal(folder.live) is Seal.UNBROKEN else None
    if store is None:
        folder.discard(folder.live)
        return ox.Store(str(folder.live))
    return store


def opened_if_sound(live: Path) -> ox.Store | None:
    """
    The store, unless it cannot be opened or has lost its bookkeeping.

    A function of its own: while anything holds the store, its folder stays locked.
    """
    try:
        store = ox.Store(str(live))
        return store if read_bookkeeping(store) or is_empty(store) else None
    except (OSError, RuntimeError, ValueError):
        return None


def is_empty(store: ox.Store) -> bool:
    """
    Whether there is no quad at all; `len` would count them one by one.
    """
    return next(iter(store.quads_for_pattern(None, None, None)), None) is None


def read_bookkeeping(store: ox.Store) -> tuple[int, int] | None:
    """
    Position and version of the data as the store remembers them, `None` where it does not.
    """
    node = ox.NamedNode(BOOKKEEPING)
    facts = {quad.predicate.value: quad.object for quad in store.quads_for_pattern(node, None, None, node)}
    position, data_version = facts.get(POSITION), facts.get(DATA_VERSION)
    if not isinstance(position, ox.Literal) or not isinstance(data_version, ox.Literal):
        return None
    return int(position.value), int(data_version.value)
