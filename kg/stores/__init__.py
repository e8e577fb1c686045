"""
Every kind of store, and how to open one: a new kind is a file and a line here, and the contract test runs over it.
"""

from collections.abc import Callable
from typing import Final

from kg.stores.oxigraph import OxigraphStore
from kg.stores.remote import RemoteStore
from kg.stores.store import GraphStore

STORES: Final[dict[str, Callable[..., GraphStore]]] = {
    "oxigraph": OxigraphStore.open,
    "memory": OxigraphStore.in_memory,
    "remote": RemoteStore.open,
}
