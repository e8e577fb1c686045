"""
What can go wrong with a query; the name says whose turn it is.

QueryError
├── QueryRefused                it will never run here as it stands
│   ├── QuerySyntax             it is no SPARQL 1.1; mend the line and column named
│   ├── UpdateForbidden         it writes; queries only read
│   ├── ServiceForbidden        it calls another endpoint that is not listed
│   ├── DereferenceForbidden    it names a graph outside the dataset as one to fetch
│   ├── DatasetConflict         the update and the request both name a dataset; do it once
│   ├── UnreadableContent       what a graph shall hold cannot be parsed; mend it
│   └── NotOffered              none of the formats asked for suits the query's form
├── QueryStopped                it ran and was stopped; ask for less
│   ├── QueryTimeout            the deadline passed
│   ├── RowLimit                the answer has more rows than allowed; nothing is sent rather than a cut answer
│   ├── ByteLimit               the same for bytes
│   ├── MemoryLimit             it needed more memory than a worker has
│   └── QueryCancelled          somebody cancelled it
├── WorkerLost                  the worker died under it; ask again
├── EngineFailed                the engine behind us did not answer, or not to the end; look whether it is up
├── ServiceFailed               an endpoint that SERVICE calls did not answer; look there, or say SILENT
├── PoolBusy                    no worker came free in time; ask again later
└── SnapshotGone                the snapshot asked for does not exist
"""

from typing import ClassVar

from kg.errors import KgError


class QueryError(KgError):
    """
    Any query that did not get an answer. `kind` names it towards the outside and never changes.
    """

    kind: ClassVar[str] = "query-failed"


class QueryRefused(QueryError):
    """
    The query will never run here as it stands.
    """

    kind = "query-refused"


class QuerySyntax(QueryRefused):
    """
    The text is no SPARQL 1.1 query.

    Attributes:
        line: from 1; 0 where the trouble has no place.
        column: from 1, in code points; 0 where it has none.
    """

    kind = "syntax"

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason, line, column)
        self.reason = reason
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.reason}" if self.line else self.reason


class UpdateForbidden(QueryRefused):
    """
    A SPARQL update where only queries are answered.
    """

    kind = "update-forbidden"


class ServiceForbidden(QueryRefused):
    """
    A SERVICE clause whose endpoint is not listed.
    """

    kind = "service-forbidden"


class DereferenceForbidden(QueryRefused):
    """
    A FROM clause, or a graph named beside the query, that lies outside the dataset.
    """

    kind = "dereference-forbidden"


class DatasetConflict(QueryRefused):
    """
    WITH or USING in an update whose dataset the request names as well.
    """

    kind = "dataset-conflict"


class UnreadableContent(QueryRefused):
    """
    The triples handed in for a graph are not what their media type says.
    """

    kind = "unreadable-content"


class NotOffered(QueryRefused):
    """
    No format asked for can carry the answer.
    """

    kind = "not-acceptable"


class QueryStopped(QueryError):
    """
    The query ran and was stopped.
    """

    kind = "query-stopped"


class QueryTimeout(QueryStopped):
    """
    The deadline passed; the worker was killed.
    """

    kind = "timeout"


class RowLimit(QueryStopped):
    """
    More rows, or triples, than allowed.
    """

    kind = "row-limit"


class ByteLimit(QueryStopped):
    """
    More bytes than allowed.
    """

    kind = "byte-limit"


class MemoryLimit(QueryStopped):
    """
    More memory than a worker may use, stack included.
    """

    kind = "memory-limit"


class QueryCancelled(QueryStopped):
    """
    Cancelled through the list of running queries, or because its client went away.
    """

    kind = "cancelled"


class WorkerLost(QueryError):
    """
    The worker process died under the query, and not by us.
    """

    kind = "worker-lost"


class EngineFailed(QueryError):
    """
    The engine that holds the graph could not be reached, or its answer is not whole.
    """

    kind = "engine-failed"


class ServiceFailed(QueryError):
    """
    A listed endpoint that the query calls could not be reached, or its answer is not whole.
    """

    kind = "service-failed"


class PoolBusy(QueryError):
    """
    Every worker was busy until the deadline.
    """

    kind = "busy"


class SnapshotGone(QueryError):
    """
    There is no such snapshot, or none was published yet.
    """

    kind = "no-snapshot"
