"""
Strangers' queries over what is believed now, answered by another engine; past days are asked of local snapshots.

Whoever asks gets what the pool would give: admitted by the same rules, in the same formats, whole or not at all. Rows
come as SPARQL JSON and are written here; a CONSTRUCT is asked as the rows of its template. What the pool can do and
nobody can over HTTP is to kill: a query past its deadline loses its connection, and the engine's own time limit must
end it. `FROM` and the protocol's dataset mean what the engine makes of them.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from functools import partial
from typing import Final, Unpack

import orjson
import pyoxigraph as ox

from kg.sparql.asking import NEWEST, Asking, Options, QueryResult
from kg.sparql.errors import (
    ByteLimit,
    EngineFailed,
    PoolBusy,
    QueryCancelled,
    QueryError,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    RowLimit,
    SnapshotGone,
)
from kg.sparql.formats import Format, negotiated
from kg.sparql.outcomes import LONGEST_REASON, error_of
from kg.sparql.portable import GRAPH_VARIABLE, Asked, asked_elsewhere
from kg.sparql.queries import Queries
from kg.sparql.running import Roll, Running
from kg.sparql.safety import Form, Query, admitted
from kg.sparql.writing import LimitReached, written
from kg.stores.bindings import truth_of
from kg.stores.endpoint import Endpoint
from kg.stores.errors import AnswerCut, EndpointFailed, EndpointLate, NotAnswered
from kg.stores.layout import GRAPH_NAMES, Layout, is_whole, layout_of

YES: Final = b'{"head":{},"boolean":true}'
SECONDS_BETWEEN_LOOKS: Final = 1.0
"""How long the engine is believed to hold the graph whole."""

NO: Final = b'{"head":{},"boolean":false}'


class RemoteQueries:
    """
    Queries to one endpoint; past days go to `past`.
    """

    graph_names = GRAPH_NAMES

    def __init__(self, endpoint: Endpoint, past: Callable[[Roll], Queries], *, at_once: int) -> None:
        """
        Args:
            past: makes whoever answers over snapshots, when first needed.
            at_once: queries that run on the engine at the same time.
        """
        self._endpoint = endpoint
        self._make_past = past
        self._past: Queries | None = None
        self._slots = asyncio.Semaphore(at_once)
        self._roll = Roll()
        self._layout: Layout | None = None
        self._looked_at = float("-inf")

    def query(self, text: str, accept: str = "", **options: Unpack[Options]) -> QueryResult:
        """
        See `Queries`.
        """
        options["dataset"] = options.get("dataset", NEWEST).made()
        if options["dataset"].snapshot is not None:
            return self._before().query(text, accept, **options)
        with self._begun(Asking(text, accept, **options)) as future, as_query_errors():
            return future.result()

    async def answer(self, text: str, accept: str = "", **options: Unpack[Options]) -> QueryResult:
        """
        See `Queries`.
        """
        made = options.get("dataset", NEWEST).made
        options["dataset"] = await asyncio.get_running_loop().run_in_executor(None, made)
        if options["dataset"].snapshot is not None:
            return await self._before().answer(text, accept, **options)
        with self._begun(Asking(text, accept, **options)) as future, as_query_errors():
            return await asyncio.wrap_future(future)

    def running(self) -> tuple[Running, ...]:
        """
        See `Queries`.
        """
        return self._roll.running()

    def cancel(self, query_id: int) -> bool:
        """
        See `Queries`.
        """
        return self._roll.cancel(query_id)

    def close(self) -> None:
        """
        See `Queries`. The endpoint stays open: its store may still be written.
        """
        self._roll.close()
        if self._past is not None:
            self._past.close()

    def _before(self) -> Queries:
        """
        Whoever answers over past days.
        """
        self._past = self._past or self._make_past(self._roll)
        return self._past

    @contextmanager
    def _begun(self, asking: Asking) -> Iterator[Future[QueryResult]]:
        """
        A query on its way; leaving stops it.
        """
        running = self._roll.enlisted(asking)
        future = self._endpoint.start(self._answered(running))
        running.worker = Stopping(future)
        try:
            if running.cancelled.is_set():
                future.cancel()
            yield future
        except (CancelledError, asyncio.CancelledError) as cancelled:
            future.cancel()
            if running.cancelled.is_set():
                raise QueryCancelled("the query was cancelled") from cancelled
            raise
        finally:
            self._roll.leave(running)

    async def _answered(self, running: Running) -> QueryResult:
        """
        Check, wait for a turn, ask, write down.
        """
        asking, dataset = running.asking, running.asking.dataset
        query = admitted(asking.text, dataset.policy)
        for graph in (*dataset.default_graphs, *dataset.named_graphs):
            dataset.policy.check(graph)
        chosen = negotiated(query.form, asking.accept)
        threads = asyncio.get_running_loop()
        layout = await threads.run_in_executor(None, self._known_layout)
        asked = asked_elsewhere(query, by_variable=layout.default is not None)
        body = await self._body(running, asked, graphs_of(asking, asked, layout))
        rows, answer = await threads.run_in_executor(None, partial(finished, body, query, asked, chosen, asking))
        seconds = time.monotonic() - running.started
        return QueryResult(answer, chosen.media_type, query.form, rows, NOW, seconds)

    async def _body(self, running: Running, asked: Asked, graphs: Mapping[str, Sequence[str]]) -> bytes:
        asking = running.asking
        deadline = running.started + asking.timeout_seconds
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                await self._slots.acquire()
        except TimeoutError as late:
            raise PoolBusy(f"no turn came within {asking.timeout_seconds:g} s; ask again later") from late
        try:
            text = f"BASE <{asking.base}>\n{asked.text}" if asking.base else asked.text
            left = deadline - time.monotonic()
            return await self._endpoint.fetch(text, graphs, timeout_seconds=left, max_bytes=asking.max_bytes)
        except EndpointLate as late:
            raise QueryTimeout(f"stopped after {asking.timeout_seconds:g} s; ask for less or narrow it down") from late
        finally:
            self._slots.release()

    def _known_layout(self) -> Layout:
        """
        How our graphs lie on the engine.

        Raises:
            SnapshotGone: there are none yet, or not all of them.
        """
        if time.monotonic() > self._looked_at + SECONDS_BETWEEN_LOOKS:
            if not is_whole(self._endpoint):
                raise SnapshotGone("the engine holds no whole graph: it is being loaded, or has lost it")
            self._looked_at = time.monotonic()
        self._layout = self._layout or layout_of(self._endpoint)
        if self._layout is None:
            raise SnapshotGone("nothing was published yet")
        return self._layout


NOW: Final = "now"
"""What stands for the name of a snapshot: an engine keeps none, it shows the newest state."""


class Stopping:
    """
    A query under way, as whoever stops it sees it.
    """

    def __init__(self, future: Future[QueryResult]) -> None:
        self._future = future

    def kill(self) -> None:
        """
        See `Stoppable`: the connection is closed, and the engine may notice.
        """
        self._future.cancel()


def graphs_of(asking: Asking, asked: Asked, layout: Layout) -> Mapping[str, Sequence[str]]:
    """
    The fields that name the dataset: what was asked for, else ours where the engine must be told.
    """
    dataset = asking.dataset
    if dataset.default_graphs or dataset.named_graphs:
        return {"default-graph-uri": dataset.default_graphs, "named-graph-uri": dataset.named_graphs}
    return {"default-graph-uri": (layout.default,)} if layout.default and not asked.names_dataset else {}


def finished(body: bytes, query: Query, asked: Asked, chosen: Format, asking: Asking) -> tuple[int, bytes]:
    """
    Rows and body of an answer, from the SPARQL JSON an engine gave.

    Raises:
        QueryError: it is not whole, or has more rows or bytes than allowed.
    """
    failure: QueryError
    prefixes = asking.prefixes if query.form.gives_graph else {}
    try:
        return written(
            result_of(body, query, asked, asking),
            chosen.name,
            max_rows=asking.max_rows,
            max_bytes=asking.max_bytes,
            prefixes=prefixes,
        )
    except LimitReached as limit:
        failure = error_of(str(limit), "", asking.max_rows)
    except QueryRefused as refused:
        failure = QueryRefused(str(refused))
    except SyntaxError as error:
        failure = EngineFailed(f"the engine's answer was cut or is no SPARQL JSON: {error.msg[:LONGEST_REASON]}")
    raise failure  # bare: the frames of the first error hold results that only this thread may let go


def result_of(
    body: bytes, query: Query, asked: Asked, asking: Asking
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """
    The result as the embedded engine would have it.
    """
    if query.form is Form.ASK:
        return ox.parse_query_results(YES if truth_of(body) else NO, ox.QueryResultsFormat.JSON)
    if GRAPH_VARIABLE.encode() in body:
        body = without_our_variables(body)
    solutions = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return constructed(solutions, asked.template, asking) if asked.template else solutions


def without_our_variables(body: bytes) -> bytes:
    """
    A SELECT answer without the variables that stand for graphs, which `SELECT *` brings along.

    >>> without_our_variables(b'{"head":{"vars":["s","orepactGraph1"]},"results":{"bindings":[{"orepactGraph1":{}}]}}')
    b'{"head":{"vars":["s"]},"results":{"bindings":[{}]}}'
    """
    answer = orjson.loads(body)
    answer["head"]["vars"] = [name for name in answer["head"]["vars"] if not name.startswith(GRAPH_VARIABLE)]
    for solution in answer["results"]["bindings"]:
        for name in [name for name in solution if name.startswith(GRAPH_VARIABLE)]:
            del solution[name]
    return orjson.dumps(answer)


def constructed(solutions: ox.QuerySolutions, template: str, asking: Asking) -> ox.QueryTriples:
    """
    The triples that a template makes of rows.

    Raises:
        QueryRefused: a row holds a blank node, which no query can hold as a value.
        LimitReached: there are more rows than an answer may have.
    """
    rows: list[str] = []
    for solution in solutions:
        if len(rows) == asking.max_rows:
            raise LimitReached("row-limit")
        if any(isinstance(term, ox.BlankNode) for term in solution):
            raise QueryRefused("the pattern gives blank nodes, which this engine cannot hand on; name them with IRI(…)")
        rows.append(f"({' '.join('UNDEF' if term is None else str(term) for term in solution)})")
    variables = " ".join(str(variable) for variable in solutions.variables)
    query = f"{template} WHERE {{ VALUES ({variables}) {{ {' '.join(rows)} }} }}"
    triples = ox.Store().query(query, base_iri=asking.base)
    assert isinstance(triples, ox.QueryTriples)
    return triples


@contextmanager
def as_query_errors() -> Iterator[None]:
    """
    What an endpoint raises, as whoever asked the query is told.

    Raises:
        QueryError: one of its kinds.
    """
    try:
        yield
    except NotAnswered as refused:
        told = str(refused)[:LONGEST_REASON]
        raise (
            QuerySyntax(told) if "syntax" in told or told.startswith("error at") else QueryRefused(told)
        ) from refused
    except AnswerCut as cut:
        kind = RowLimit if str(cut) == RowLimit.kind else ByteLimit
        raise kind("the answer is larger than allowed; add LIMIT and OFFSET, or aggregate") from cut
    except EndpointFailed as failed:
        raise EngineFailed(str(failed)) from failed
