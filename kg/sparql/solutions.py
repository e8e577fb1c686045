"""
The SPARQL JSON that another engine gave, made into the answer that was asked for.
"""

from typing import Final

import orjson
import pyoxigraph as ox

from kg.sparql.asking import Asking
from kg.sparql.errors import EngineFailed, QueryError, QueryRefused
from kg.sparql.formats import Format
from kg.sparql.outcomes import LONGEST_REASON, error_of
from kg.sparql.portable import GRAPH_VARIABLE, Asked
from kg.sparql.safety import Form, Query
from kg.sparql.writing import LimitReached, written
from kg.stores.bindings import truth_of

YES: Final = b'{"head":{},"boolean":true}'
NO: Final = b'{"head":{},"boolean":false}'


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
