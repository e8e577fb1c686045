"""
What a worker is sent for a query, and what its answer comes to.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.sparql.asking import Asking, QueryResult
from kg.sparql.formats import Format
from kg.sparql.outcomes import error_of
from kg.sparql.running import Running
from kg.sparql.safety import Query


def request_for(asking: Asking, query: Query, chosen: Format, snapshot: Path) -> dict[str, Any]:
    """
    What a worker is sent.
    """
    return {
        "query": query.text,
        "format": chosen.name,
        "max_rows": asking.max_rows,
        "max_bytes": asking.max_bytes,
        "prefixes": dict(asking.prefixes) if query.form.gives_graph else {},
        "base": asking.base,
        "default_graphs": asking.dataset.default_graphs,
        "named_graphs": asking.dataset.named_graphs,
        "snapshot": str(snapshot),
    }


def result_of(
    answered: tuple[Mapping[str, Any], bytes], running: Running, query: Query, chosen: Format, snapshot: Path
) -> QueryResult:
    """
    What a worker answered: header and body.

    Raises:
        QueryError: it answered with an error.
    """
    header, body = answered
    if "error" in header:
        raise error_of(header["error"], header["message"], running.asking.max_rows)
    seconds = time.monotonic() - running.started
    return QueryResult(body, chosen.media_type, query.form, header["rows"], snapshot.name, seconds)
