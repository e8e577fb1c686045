"""
SERVICE of listed endpoints: asked before a query runs and the answers put in place, so that no worker needs a socket.

What stands in a SERVICE clause means the same whatever stands around it, so `VALUES` with its answers joins alike. The
clause is asked whole, not once for each row around it; blank nodes come as IRIs (RDF 1.1 Concepts, §3.5).
"""

import re
import time
from collections.abc import Collection, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Final

from kg.sparql.errors import QueryCancelled, QuerySyntax, QueryTimeout, RowLimit, ServiceFailed, ServiceForbidden
from kg.sparql.lexer import Kind, Token, place, tokens
from kg.sparql.running import Running, Stopping
from kg.sparql.safety import Form, Names, Policy, Query, refusals
from kg.stores.bindings import rows_of
from kg.stores.endpoint import Addresses, Endpoint, Guard
from kg.stores.errors import EndpointFailed, EndpointLate, NotStorable
from kg.stores.nquads import term_text
from kg.stores.store import Row

MAY_CALL: Final = re.compile(r"service|\\u", re.IGNORECASE)
NOTHING_SAID: Final = "VALUES () { () }"
"""What a SILENT clause of a failed endpoint means: one solution that binds nothing (Federated Query, §2.3)."""


@dataclass(frozen=True, slots=True)
class Clause:
    """
    One SERVICE clause of a query.

    Attributes:
        start: offset of the word SERVICE.
        end: offset behind the closing brace.
        pattern: from brace to brace.
    """

    start: int
    end: int
    endpoint: str
    is_silent: bool
    pattern: str


class Services:
    """
    The endpoints that queries may call.
    """

    def __init__(self, addresses: Collection[str], guard: Guard) -> None:
        self.listed = frozenset(addresses)
        self._endpoints = {address: Endpoint(Addresses(address), guard) for address in self.listed}

    def answered(self, query: Query, running: Running, policy: Policy) -> Query:
        """
        The query with the answers of others in place of its SERVICE clauses, if it has any.

        Args:
            policy: what the query may name; it lists no service any more.

        Raises:
            QueryError: an endpoint did not answer, too late, or with too much; or what is left may not run.
        """
        if not may_call(query.text):
            return query
        text, at, parts = query.text, 0, list[str]()
        base = f"BASE <{running.asking.base}>\n" if running.asking.base else ""
        prologue = base + text[: next(token.start for token in tokens(text) if is_form(token))]
        for clause in clauses(text):
            parts += [text[at : clause.start], self._values(clause, prologue, running)]
            at = clause.end
        whole = "".join([*parts, text[at:]])
        if refusal := next(refusals(whole, policy), None):
            raise refusal
        return Query(whole, query.form)

    def close(self) -> None:
        """
        Close all connections.
        """
        for endpoint in self._endpoints.values():
            endpoint.close()

    def _values(self, clause: Clause, prologue: str, running: Running) -> str:
        asking, endpoint = running.asking, self._endpoints[clause.endpoint]
        left = max(0.0, running.started + asking.timeout_seconds - time.monotonic())
        asked = f"{prologue}\nSELECT * WHERE {clause.pattern} LIMIT {asking.max_rows + 1}"
        future = endpoint.start(endpoint.fetch(asked, {}, timeout_seconds=left, max_bytes=asking.max_bytes))
        running.worker = Stopping(future)
        if running.cancelled.is_set():
            future.cancel()
        try:
            rows = rows_of(future.result())
            if len(rows) > asking.max_rows:
                raise RowLimit(f"<{clause.endpoint}> has more than {asking.max_rows} rows for SERVICE; narrow it down")
            return values_of(rows)
        except CancelledError as cancelled:
            raise QueryCancelled("the query was cancelled") from cancelled
        except EndpointLate as late:
            if clause.is_silent:
                return NOTHING_SAID
            raise QueryTimeout(f"<{clause.endpoint}>, called by SERVICE, did not answer in time") from late
        except (EndpointFailed, NotStorable) as failed:
            if clause.is_silent:
                return NOTHING_SAID
            raise ServiceFailed(f"SERVICE failed: {failed}") from failed
        finally:
            running.worker = None


def may_call(text: str) -> bool:
    """
    Whether a query could call another endpoint, at a glance.
    """
    return MAY_CALL.search(text) is not None


def is_form(token: Token) -> bool:
    """
    Whether a token begins what a query asks for; the prologue ends before it.
    """
    return token.kind is Kind.WORD and token.text.upper().startswith(tuple(Form))


def clauses(text: str) -> Iterator[Clause]:
    """
    The SERVICE clauses of a query that may call what they call.

    Raises:
        ServiceForbidden: one stands in another.
        QuerySyntax: one has no end.
    """
    names, read = Names(), list(tokens(text))
    at = 0
    while at < len(read):
        names.learn(read[max(0, at - 2) : at], read[at])
        if read[at].kind is not Kind.WORD or read[at].text.upper() != "SERVICE":
            at += 1
            continue
        is_silent = read[at + 1].text.upper() == "SILENT"
        called = at + (2 if is_silent else 1)
        last = closing(text, read, called + 1)
        inside = read[called + 1 : last + 1]
        if any(token.kind is Kind.WORD and token.text.upper() == "SERVICE" for token in inside):
            raise ServiceForbidden("SERVICE within SERVICE is not asked for others; call that endpoint itself")
        endpoint = names.resolved(read[called]) or ""
        pattern = text[inside[0].start : inside[-1].end]
        yield Clause(read[at].start, inside[-1].end, endpoint, is_silent, pattern)
        at = last + 1


def closing(text: str, read: list[Token], opening: int) -> int:
    """
    The place of the brace that closes the one at a place.

    Raises:
        QuerySyntax: there is none, or no brace stands there.
    """
    depth = 0
    for at in range(opening, len(read)):
        depth += {"{": 1, "}": -1}.get(read[at].text, 0)
        if depth == 0:
            break
    if opening >= len(read) or read[opening].text != "{" or depth:
        raise QuerySyntax(
            "a SERVICE clause wants a pattern in braces", *place(text, read[min(opening, len(read) - 1)].start)
        )
    return at


def values_of(rows: Collection[Row]) -> str:
    """
    Solutions as a VALUES block.

    Raises:
        NotStorable: a term is none.

    >>> values_of([{"a": "urn:x"}, {}])
    'VALUES (?a) { (<urn:x>) (UNDEF) }'
    """
    names = sorted({name for row in rows for name in row})
    told = (" ".join(term_text(row[name]) if name in row else "UNDEF" for name in names) for row in rows)
    return f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ {' '.join(f'({each})' for each in told)} }}"
