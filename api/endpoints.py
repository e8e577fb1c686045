"""
The datasets that are asked over the SPARQL protocol: what is believed, and the workspace where a deployment holds one.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import anyio
from fastapi import Request

from api.budgets import Budgets
from api.errors import BadParameter, UpdateForbidden
from api.lazily import Lazy
from api.protocol import QueryOperation, UpdateOperation
from api.settings import Settings
from kg.axes import Axes
from kg.sparql.asking import Dataset, QueryResult
from kg.sparql.errors import QueryCancelled
from kg.sparql.queries import Queries
from kg.sparql.running import Running
from kg.sparql.safety import OURS, Policy
from kg.sparql.updates import Using
from kg.sparql.workspace import OPEN_TO_ALL, Content, Workspace, Written
from ontology.namespaces import BASE

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """
    One dataset as the protocol sees it.

    Attributes:
        path: of the endpoint, below the base.
        graphs: path of its graph store.
        budgets: how much of the workers one asker may have.
        is_current: whether the newest snapshot tells a past, told without waiting; where it cannot be, false.
        snapshot_for: brings the dataset up to date; the snapshot that tells a past, `None` for the newest.
        writer: who writes it; `None` where it is derived and nobody may.
    """

    path: str
    graphs: str
    title: str
    settings: Settings
    pool: Lazy[Queries]
    budgets: Budgets
    policy: Policy
    is_current: Callable[[Axes], bool]
    snapshot_for: Callable[[Axes], Path | None]
    writer: Workspace | None = None

    @property
    def iri(self) -> str:
        """
        Of the endpoint, which relative IRIs of queries and updates are resolved against.
        """
        return BASE + self.path.removeprefix("/")

    @property
    def writing(self) -> Workspace:
        """
        Who writes.

        Raises:
            UpdateForbidden: nobody may.
        """
        if self.writer is None:
            raise UpdateForbidden("this dataset is derived from documents and read-only; nothing is written here")
        return self.writer

    async def answer(self, operation: QueryOperation, asker: str) -> QueryResult:
        """
        The answer to a query, whole or not at all; cancelling the task kills the query.

        Raises:
            QueryError: one of its kinds.
            TooManyRequests: the asker has used up its share.
        """
        settings = self.settings
        async with self.budgets.turn(asker, settings.query_timeout_seconds) as seconds:
            is_current = self.is_current(operation.as_of)
            made_first = None if is_current else partial(self.snapshot_for, operation.as_of)
            return await self.pool.part.answer(
                operation.sparql,
                operation.accept,
                timeout_seconds=seconds,
                max_rows=settings.max_rows,
                max_bytes=settings.max_result_bytes,
                dataset=Dataset(
                    default_graphs=operation.default_graphs,
                    named_graphs=operation.named_graphs,
                    policy=self.policy,
                    made_first=made_first,
                ),
                base=self.iri,
                asker=asker,
            )

    def running(self) -> tuple[Running, ...]:
        """
        The queries on their way, oldest first.
        """
        return self.pool.part.roll.running()

    def cancel(self, query_id: int) -> bool:
        """
        Stop a query; whether there was one with this id.
        """
        return self.pool.part.roll.cancel(query_id)

    async def update(self, operation: UpdateOperation) -> Written:
        """
        Run an update; it is published when this returns.
        """

        def work() -> Written:
            return self.writing.update(
                operation.sparql,
                base=self.iri,
                timeout_seconds=self.settings.query_timeout_seconds,
                using=Using(operation.default_graphs, operation.named_graphs),
            )

        return await anyio.to_thread.run_sync(work)

    async def write_graph(self, graph: str | None, content: Content, *, whole: bool) -> Written:
        """
        Replace a graph, or add to it; it is published when this returns.
        """

        def work() -> Written:
            seconds = self.settings.query_timeout_seconds
            return self.writing.write_graph("replace" if whole else "add", graph, content, timeout_seconds=seconds)

        return await anyio.to_thread.run_sync(work)

    async def remove_graph(self, graph: str | None) -> Written:
        """
        Remove a graph; published when this returns.
        """

        def work() -> Written:
            return self.writing.remove_graph(graph, timeout_seconds=self.settings.query_timeout_seconds)

        return await anyio.to_thread.run_sync(work)

    async def graph_names(self, asker: str) -> tuple[str, ...]:
        """
        The named graphs.
        """
        result = await self.answer(QueryOperation(self.pool.part.graph_names, "csv"), asker)
        return tuple(result.body.decode().split("\r\n")[1:-1])

    async def holds(self, graph: str, asker: str) -> bool:
        """
        Whether there is a named graph, be it empty; where nobody writes none is.
        """
        pattern = "{}" if self.writer else "{ ?s ?p ?o }"
        result = await self.answer(QueryOperation(f"ASK {{ GRAPH <{graph}> {pattern} }}", "json"), asker)
        return b"true" in result.body


def beliefs_endpoint(
    settings: Settings,
    pool: Lazy[Queries],
    budgets: Budgets,
    is_current: Callable[[Axes], bool],
    snapshot_for: Callable[[Axes], Path | None],
) -> Endpoint:
    """
    The endpoint of what is believed.
    """
    title = "What is believed about critical-minerals partnerships, and who said it"
    return Endpoint("/sparql", "/graphs", title, settings, pool, budgets, OURS, is_current, snapshot_for)


def workspace_endpoint(settings: Settings, writer: Workspace, pool: Lazy[Queries], budgets: Budgets) -> Endpoint:
    """
    The endpoint of a workspace.
    """
    title = "A workspace: what people of this deployment wrote themselves"
    return Endpoint(
        "/workspace/sparql",
        "/workspace/graphs",
        title,
        settings,
        pool,
        budgets,
        OPEN_TO_ALL,
        lambda past: not past.name,
        newest_only,
        writer,
    )


def newest_only(past: Axes) -> None:
    """
    A workspace knows no past days.

    Raises:
        BadParameter: one is asked for.
    """
    if past.name:
        raise BadParameter("the workspace keeps no past days; leave 'as_of', 'on' and 'recorded_as_of' out")


async def while_connected(request: Request, work: Awaitable[Result]) -> Result:
    """
    The result of some work, which is cancelled when the client goes away.

    Raises:
        QueryCancelled: it went.
    """
    task = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(left(request))
    try:
        await asyncio.wait((task, leaving), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise QueryCancelled("the client went away")
    finally:
        leaving.cancel()
        if not task.done():
            task.cancel()


async def left(request: Request) -> None:
    """
    Returns when the client closes the connection; what is left of the body is read away.
    """
    while (await request.receive())["type"] != "http.disconnect":
        pass
