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

from kg.sparql.admission import cleared
from kg.sparql.asking import NEWEST, Asking, Options, QueryResult
from kg.sparql.errors import (
    ByteLimit,
    EngineFailed,
    PoolBusy,
    QueryCancelled,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    RowLimit,
    SnapshotGone,
)
from kg.sparql.outcomes import LONGEST_REASON
from kg.sparql.portable import Asked, asked_elsewhere
from kg.sparql.queries import Queries
from kg.sparql.running import Roll, Running, Stopping
from kg.sparql.solutions import finished
from kg.stores.endpoint import Endpoint
from kg.stores.errors import AnswerCut, EndpointFailed, EndpointLate, NotAnswered
from kg.stores.layout import GRAPH_NAMES, Layout, is_whole, layout_of

SECONDS_BETWEEN_LOOKS: Final = 1.0
"""How long the engine is believed to hold the graph whole."""


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
        self.roll = Roll()
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

    def close(self) -> None:
        """
        See `Queries`. The endpoint stays open: its store may still be written.
        """
        self.roll.close()
        if self._past is not None:
            self._past.close()

    def _before(self) -> Queries:
        """
        Whoever answers over past days.
        """
        self._past = self._past or self._make_past(self.roll)
        return self._past

    @contextmanager
    def _begun(self, asking: Asking) -> Iterator[Future[QueryResult]]:
        """
        A query on its way; leaving stops it.
        """
        running = self.roll.enlisted(asking)
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
            self.roll.leave(running)

    async def _answered(self, running: Running) -> QueryResult:
        """
        Check, wait for a turn, ask, write down.
        """
        asking = running.asking
        query, chosen = cleared(asking)
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
            raise QueryTimeout(
                f"stopped after {asking.timeout_seconds:.3g} s; ask for less or narrow it down"
            ) from late
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


def graphs_of(asking: Asking, asked: Asked, layout: Layout) -> Mapping[str, Sequence[str]]:
    """
    The fields that name the dataset: what was asked for, else ours where the engine must be told.
    """
    dataset = asking.dataset
    if dataset.default_graphs or dataset.named_graphs:
        return {"default-graph-uri": dataset.default_graphs, "named-graph-uri": dataset.named_graphs}
    return {"default-graph-uri": (layout.default,)} if layout.default and not asked.names_dataset else {}


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
