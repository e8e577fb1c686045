"""
Numbers for whoever runs the service, as Prometheus reads them: requests, queries, questions, and how fresh it all is.

Counters grow where things happen; what can be asked of the parts is asked when somebody looks.
"""

import logging
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.service import Service
from api.upkeep import freshness
from kg.sparql.errors import QueryError

MEDIA_TYPE: Final = CONTENT_TYPE_LATEST
BUCKETS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
access = logging.getLogger("orepact.access")


class Metrics:
    """
    The counters of one application.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("orepact_requests", "Requests", ["route", "method", "status"], registry=self.registry)
        self.seconds = Histogram(
            "orepact_request_seconds", "Time to answer", ["route"], buckets=BUCKETS, registry=self.registry
        )
        self.queries = Counter(
            "orepact_queries", "SPARQL queries by what became of them", ["dataset", "outcome"], registry=self.registry
        )

    def watch(self, service: Service) -> None:
        """
        Tell of these parts as well.
        """
        self.registry.register(ServiceNumbers(service))

    def count_query(self, dataset: str, error: QueryError | None) -> None:
        """
        A query was answered, or ended with an error.
        """
        self.queries.labels(dataset, error.kind if error else "answered").inc()

    def text(self) -> bytes:
        """
        Everything, as Prometheus reads it.
        """
        return generate_latest(self.registry)


class ServiceNumbers(Collector):
    """
    What the parts say of themselves at the moment somebody looks.
    """

    def __init__(self, service: Service) -> None:
        self.service = service

    def describe(self) -> Iterable[Metric]:
        """
        Nothing ahead of time: the parts need not be asked to be registered.
        """
        return ()

    def collect(self) -> Iterable[Metric]:
        """
        Positions, questions by outcome, running queries, and each watched source.
        """
        found = freshness(self.service)
        positions = GaugeMetricFamily("orepact_position", "Ledger position applied", labels=["part"])
        positions.add_metric(["ledger"], found.ledger_position)
        positions.add_metric(["graph"], found.graph_position)
        if found.index_position is not None:
            positions.add_metric(["index"], found.index_position)
        yield positions
        yield GaugeMetricFamily("orepact_changes_behind", "Changes not projected yet", found.behind)
        yield GaugeMetricFamily("orepact_data_version", "Version of the data", found.data_version)
        questions = CounterMetricFamily(
            "orepact_questions", "Questions by the outcome of the answer", labels=["outcome"]
        )
        for outcome, number in sorted(self.service.questions.outcomes.items()):
            questions.add_metric([outcome], number)
        yield questions
        running = GaugeMetricFamily("orepact_running_queries", "SPARQL queries on their way", labels=["dataset"])
        for endpoint in self.service.endpoints:
            running.add_metric([endpoint.path], len(endpoint.running()))
        yield running
        yield from self._sources()

    def _sources(self) -> Iterable[Metric]:
        """
        When each watched source was last reached, and last brought something new.
        """
        reached = GaugeMetricFamily("orepact_source_last_success_timestamp_seconds", "Last reached", labels=["source"])
        fresh = GaugeMetricFamily("orepact_source_last_new_timestamp_seconds", "Last brought news", labels=["source"])
        failing = GaugeMetricFamily("orepact_source_failures", "Failed looks in a row", labels=["source"])
        stale = GaugeMetricFamily("orepact_source_is_stale", "1 where it was not reached for long", labels=["source"])
        for health in self.service.watching.health():
            source = [health.source.address]
            reached.add_metric(source, seconds_of(health.state.last_success))
            fresh.add_metric(source, seconds_of(health.state.last_new))
            failing.add_metric(source, health.state.failures)
            stale.add_metric(source, int(health.is_stale))
        return reached, fresh, failing, stale


def seconds_of(moment: datetime | None) -> float:
    """
    Seconds since 1970; 0 for never.
    """
    return moment.timestamp() if moment else 0.0


class Observed:
    """
    The outermost layer: counts and times every request, and writes one line of the log for it.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Observe one request.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = time.perf_counter(), 500

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_observed)
        finally:
            seconds = time.perf_counter() - start
            route = route_of(scope)
            self.metrics.requests.labels(route, scope["method"], status).inc()
            self.metrics.seconds.labels(route).observe(seconds)
            told: dict[str, Any] = {
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "seconds": round(seconds, 4),
                "request_id": scope.get("request_id", ""),
            }
            access.info("request", extra=told)


def route_of(scope: Scope) -> str:
    """
    The pattern a request was answered under, so that ids never become labels.
    """
    return str(getattr(scope.get("route"), "path", "") or "other")
