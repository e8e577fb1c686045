"""
SPARQL 1.1 Query Results JSON as plain rows, with the habits of engines that write it otherwise.
"""

from typing import Any, Final

import orjson

from kg.stores.errors import EndpointFailed
from kg.stores.store import Row
from kg.triples import STRING, Literal, Term
from ontology.namespaces import XSD

BOOLEAN: Final = f"{XSD}boolean"
TRUTHS: Final = {"1": "true", "0": "false"}


def rows_of(body: bytes) -> tuple[Row, ...]:
    """
    The solutions of a SELECT answer.

    Raises:
        EndpointFailed: it is no whole answer.

    >>> rows_of(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:a"}}]}}')
    ({'x': 'urn:a'},)
    """
    try:
        solutions = orjson.loads(body)["results"]["bindings"]
        return tuple({name: term_of(term) for name, term in solution.items()} for solution in solutions)
    except (ValueError, KeyError, TypeError) as error:
        raise EndpointFailed(f"the engine's answer is no SPARQL JSON, or was cut: {error!r}") from error


def truth_of(body: bytes) -> bool:
    """
    The answer to an ASK query; Virtuoso gives a row for yes and none for no.

    Raises:
        EndpointFailed: it is no whole answer.
    """
    try:
        answer = orjson.loads(body)
        return bool(answer["boolean"] if "boolean" in answer else answer["results"]["bindings"])
    except (ValueError, KeyError, TypeError) as error:
        raise EndpointFailed(f"the engine's answer is no SPARQL JSON, or was cut: {error!r}") from error


def term_of(told: dict[str, Any]) -> Term:
    """
    A term; Virtuoso says `typed-literal`, and writes booleans as numbers.
    """
    value = str(told["value"])
    if told["type"] == "uri":
        return value
    if told["type"] == "bnode":
        return f"_:{value.removeprefix('_:')}"
    if "xml:lang" in told:
        return Literal(value, language=told["xml:lang"])
    datatype = told.get("datatype", STRING)
    return Literal(TRUTHS.get(value, value) if datatype == BOOLEAN else value, datatype)
