"""
How the parts are joined: opened from the settings, the heavy ones only when first needed.
"""

from pathlib import Path
from typing import Final

from api.lazily import Lazy, LazyAnalyser, LazyEmbedder, load_analyser, load_embedder
from api.parts import Parts, WorkspaceParts
from api.reading import DocumentReader
from api.service import Service
from api.settings import Settings
from ingest.sources.addresses import make_guard
from kg.background import load_background
from kg.ledger import open_ledger
from kg.projector import Projector
from kg.search import open_or_renew
from kg.sparql.federation import Services
from kg.sparql.queries import Queries
from kg.sparql.remote import RemoteQueries
from kg.sparql.running import Roll
from kg.sparql.workers import QueryPool
from kg.sparql.workspace import Workspace
from kg.stores.endpoint import Addresses, Endpoint
from kg.stores.errors import StoreInUse
from kg.stores.oxigraph import OxigraphStore
from kg.stores.remote import RemoteStore
from kg.stores.snapshots import PastDays
from kg.stores.store import GraphStore
from ontology.base import OF_THIS_PROCESS

GRAPH_FOLDER: Final = "graph"
WORKSPACE_FOLDER: Final = "workspace"


def open_service(settings: Settings, *, must_write: bool = True) -> Service:
    """
    The parts of a deployment, over its data folder.

    Args:
        must_write: refuse where another process keeps the graph; else leave the projecting to it.

    Raises:
        StoreInUse: another process keeps the graph.
        LedgerError: the ledger cannot be opened.
        SearchError: the index cannot be opened.
        BaseStands: this process names things below another base already.
    """
    OF_THIS_PROCESS.settle(settings.base_iri)
    settings.data.mkdir(parents=True, exist_ok=True)
    root = settings.data / GRAPH_FOLDER
    endpoint = open_endpoint(settings)
    store = open_store(settings, endpoint, must_write=must_write)
    ledger = open_ledger(settings.data, settings.ledger_url)
    background = load_background()
    index = open_or_renew(settings.data, LazyEmbedder(load_embedder), settings.index_url)
    projector = Projector(ledger, store, index, background, PastDays(root)) if store else None
    pool = elsewhere(endpoint, root, settings) if endpoint else readers(root, settings)
    reader = DocumentReader(LazyAnalyser(load_analyser))
    workspace = open_workspace(settings) if settings.workspace and store else None
    return Service(Parts(settings, ledger, background, store, projector, index, pool, reader, workspace, endpoint))


def open_workspace(settings: Settings) -> WorkspaceParts:
    """
    The workspace: its writer, and readers of its own.

    Raises:
        StoreInUse: another process writes to it.
    """
    root = settings.data / WORKSPACE_FOLDER
    return WorkspaceParts(Workspace(root, memory_bytes=settings.query_memory_bytes), readers(root, settings))


def readers(root: Path, settings: Settings) -> Lazy[Queries]:
    """
    The processes that query the snapshots below a folder.
    """
    workers, memory_bytes = settings.query_workers, settings.query_memory_bytes
    return Lazy(
        lambda: QueryPool(root, workers=workers, spares=1, memory_bytes=memory_bytes, services=open_services(settings))
    )


def open_services(settings: Settings) -> Services | None:
    """
    The endpoints that queries may call; nothing where none is listed.
    """
    listed = settings.service_endpoints
    return Services(listed, make_guard(settings.fetch_hosts)) if listed else None


def elsewhere(endpoint: Endpoint, root: Path, settings: Settings) -> Lazy[Queries]:
    """
    Queries to the engine that holds the graph; past days are asked of snapshots below a folder.
    """
    workers, memory_bytes = settings.query_workers, settings.query_memory_bytes

    def past(roll: Roll) -> Queries:
        return QueryPool(root, workers=workers, spares=0, memory_bytes=memory_bytes, roll=roll)

    return Lazy(lambda: RemoteQueries(endpoint, past, at_once=workers))


def open_endpoint(settings: Settings) -> Endpoint | None:
    """
    The engine that holds the graph instead of the data folder; nothing where none is set.
    """
    if not settings.graph_url:
        return None
    addresses = Addresses(settings.graph_url, settings.graph_update_url, settings.graph_login)
    return Endpoint(addresses, make_guard(settings.fetch_hosts))


def open_store(settings: Settings, endpoint: Endpoint | None, *, must_write: bool) -> GraphStore | None:
    """
    The graph's writer; nothing where another process is it and that is allowed.

    Raises:
        StoreInUse: another process is it and that is not allowed.
    """
    root = settings.data / GRAPH_FOLDER
    try:
        return RemoteStore.open(root, endpoint, max_rows=settings.max_rows) if endpoint else OxigraphStore.open(root)
    except StoreInUse:
        if must_write:
            close(endpoint)
            raise
        return None
    except BaseException:
        close(endpoint)
        raise


def close(endpoint: Endpoint | None) -> None:
    """
    Let go of an engine, where there is one.
    """
    if endpoint is not None:
        endpoint.close()
