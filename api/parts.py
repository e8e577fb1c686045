"""
What a deployment is made of: opened once by `wiring`, shared by whatever serves.
"""

from dataclasses import dataclass

from api.lazily import Lazy
from api.reading import DocumentReader
from api.settings import Settings
from kg.ledger.ledger import Ledger
from kg.projector import Projector
from kg.search.index import PassageIndex
from kg.sparql.queries import Queries
from kg.sparql.workspace import Workspace
from kg.stores.endpoint import Endpoint
from kg.stores.store import GraphStore
from kg.views import Background


@dataclass(frozen=True, slots=True)
class WorkspaceParts:
    """
    What a workspace is made of: its one writer, and the processes that read it.
    """

    writer: Workspace
    pool: Lazy[Queries]


@dataclass(frozen=True, slots=True)
class Parts:
    """
    What a service is made of.

    Attributes:
        store: the graph's writer; nothing where another process holds its lock, which then projects.
        projector: keeps graph and index in step; there exactly where `store` is.
        pool: answers SPARQL; its processes start with the first query.
        reader: the language side; its model is loaded at the first relevant document.
        endpoint: the engine that holds the graph instead of the data folder, where one is set.
        workspace: nothing where the deployment holds none, or another process writes it.
    """

    settings: Settings
    ledger: Ledger
    background: Background
    store: GraphStore | None
    projector: Projector | None
    index: PassageIndex
    pool: Lazy[Queries]
    reader: DocumentReader
    workspace: WorkspaceParts | None = None
    endpoint: Endpoint | None = None
