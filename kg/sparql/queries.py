"""
The port of whoever answers strangers' queries: workers over snapshots, or another engine.
"""

from typing import Protocol, Unpack

from kg.sparql.asking import Options, QueryResult
from kg.sparql.running import Roll


class Queries(Protocol):
    """
    Whoever answers queries: the pool over snapshots, or another engine.
    """

    @property
    def roll(self) -> Roll:
        """
        The queries on their way.
        """
        ...

    @property
    def graph_names(self) -> str:
        """
        The query that gives the names of the graphs, as `?graph`.
        """
        ...

    def query(self, text: str, accept: str = "", **options: Unpack[Options]) -> QueryResult:
        """
        The answer to a query; blocks until it is there, the deadline passes or somebody cancels it.

        Raises:
            QueryError: one of its kinds; there is never a part of an answer.
        """
        ...

    async def answer(self, text: str, accept: str = "", **options: Unpack[Options]) -> QueryResult:
        """
        `query` for an event loop: cancelling the task stops the query.
        """
        ...

    def close(self) -> None:
        """
        Stop what runs and let go of everything.
        """
        ...
