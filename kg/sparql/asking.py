"""
A query as it is asked, with everything said beside it, and its finished answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypedDict

from kg.sparql.safety import OURS, Form, Policy
from ontology.namespaces import PREFIXES

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Dataset:
    """
    What a query is asked of.

    Attributes:
        snapshot: folder to read, or the name of a projected day (`2026-03-10-v42`); `None` for the newest snapshot.
        default_graphs: graphs that make up the default graph instead of ours (the protocol's `default-graph-uri`).
        named_graphs: graphs that GRAPH may see instead of all (`named-graph-uri`).
        policy: which graphs may be named at all.
        made_first: brings the data up to date and gives the snapshot, in the query's own thread and off its time.
    """

    snapshot: Path | str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    policy: Policy = OURS
    made_first: Callable[[], Path | None] | None = None

    def made(self) -> "Dataset":
        """
        The same, with its snapshot at hand.
        """
        return self if self.made_first is None else replace(self, snapshot=self.made_first(), made_first=None)


NEWEST: Final = Dataset()


class Options(TypedDict, total=False):
    """
    What may be said beside a query; meanings and defaults are those of `Asking`.
    """

    timeout_seconds: float
    max_rows: int
    max_bytes: int
    dataset: Dataset
    prefixes: Mapping[str, str]
    base: str | None
    asker: str


@dataclass(frozen=True, slots=True)
class Asking:
    """
    A query with everything that was said beside it.

    Attributes:
        accept: an Accept header or a format's name; empty for the usual one.
        timeout_seconds: from now, waiting for a worker included.
        max_rows: solutions, or triples; one more is an error, never a cut answer.
        prefixes: to shorten Turtle with; a query declares its own.
        base: to resolve the query's relative IRIs against.
        asker: whoever asks, for the list of running queries.
    """

    text: str
    accept: str = ""
    timeout_seconds: float = 30.0
    max_rows: int = 100_000
    max_bytes: int = 256 * MEBIBYTE
    dataset: Dataset = NEWEST
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)
    base: str | None = None
    asker: str = ""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """
    A finished answer.

    Attributes:
        body: as it is sent.
        rows: solutions or triples; 1 for a boolean.
        snapshot: name of the snapshot that answered (`v42`, `2026-03-10-v42`).
    """

    body: bytes
    media_type: str
    form: Form
    rows: int
    snapshot: str
    seconds: float
