"""
The port of the graph: what a store of quads must do, the right to read apart from the right to write.

Triples are plain (`kg.triples`); bulk travels as N-Quads. A store remembers in the same transaction as its data which
position of the ledger it has applied, so that whoever projects knows where to go on.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from kg.stores.nquads import Quad
from kg.triples import Term, Triple

Row: TypeAlias = dict[str, Term]
"""One solution: variable name without its question mark to term; an unbound variable is left out."""


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One change of the graph, applied whole or not at all.

    Attributes:
        replaced: graph (`None`: the default graph) to its whole new content; an empty content removes the graph.
        added: quads that must stand afterwards.
        removed: quads that must not, unless also added.
    """

    replaced: Mapping[str | None, Collection[Triple]] = field(default_factory=dict)
    added: Collection[Quad] = ()
    removed: Collection[Quad] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """
    What an edit really changed: `added` and `removed` count quads; `data_version` is the version it made.
    """

    data_version: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    A state of the graph that will not change any more.

    Attributes:
        path: folder to open read-only; `None` where the store keeps no snapshots (in memory, remote).
        data_version: grows with every edit; `max(last + 1, position)`, so it also grows over a rebuild from nothing.
        position: of the ledger, as applied.
    """

    path: Path | None
    data_version: int
    position: int


class GraphReader(Protocol):
    """
    The right to look, at the newest state. For our own queries: a stranger's go through `kg.sparql.workers`.
    """

    @property
    def position(self) -> int:
        """
        The last applied position of the ledger; 0 for none.
        """
        ...

    @property
    def data_version(self) -> int:
        """
        Version of the data; 0 for an empty store.
        """
        ...

    def graphs(self) -> tuple[str, ...]:
        """
        The names of the named graphs, sorted; the store's own bookkeeping left out.
        """
        ...

    def triples(self, graph: str | None = None) -> Iterator[Triple]:
        """
        The triples of one graph, in no particular order.
        """
        ...

    def rows(self, sparql: str) -> tuple[Row, ...]:
        """
        The solutions of a SELECT query.
        """
        ...

    def holds(self, sparql: str) -> bool:
        """
        The answer of an ASK query.
        """
        ...

    def canonical(self) -> bytes:
        """
        Every quad as N-Quads, lines sorted: equal bytes mean equal graphs. Bookkeeping is left out.
        """
        ...


class GraphWriter(Protocol):
    """
    The right to change; one holder at a time.
    """

    def commit(self, edit: Edit, *, position: int) -> Applied:
        """
        Apply an edit and move the position, in one transaction.

        Raises:
            StoreDamaged: what lies there is broken; `load` makes it anew.
            StoreFailed: it could not be written.
        """
        ...

    def replace_graph(self, graph: str | None, triples: Collection[Triple], *, position: int) -> Applied:
        """
        Give one graph new content by adding and removing only what differs.
        """
        ...

    def load(self, nquads: BinaryIO, *, position: int) -> None:
        """
        Replace everything by these N-Quads: the way to rebuild. Faster than `commit` from some 10,000 quads on.
        """
        ...

    def publish(self) -> Snapshot:
        """
        Let readers see the newest state.
        """
        ...

    def close(self) -> None:
        """
        Give back locks and files; the store is not used afterwards.
        """
        ...


class GraphStore(GraphReader, GraphWriter, Protocol):
    """
    Both rights.
    """
