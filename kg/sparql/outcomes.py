"""
What a worker reports as a failure, turned into the error that a caller of the pool sees.
"""

import re
import signal
from typing import Final

from kg.sparql.errors import (
    ByteLimit,
    MemoryLimit,
    QueryError,
    QueryRefused,
    QuerySyntax,
    RowLimit,
    ServiceForbidden,
    SnapshotGone,
    WorkerLost,
)

ERRORS: Final[dict[str, type[QueryError]]] = {
    error.kind: error for error in (ByteLimit, MemoryLimit, QueryRefused, ServiceForbidden, SnapshotGone)
}
PARSER: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
CHARACTER_CLASS: Final = re.compile(r"(?:, )?(?:\[[^\]]*\](?:,\s*)?)+")
LONGEST_REASON: Final = 240


def error_of(kind: str, message: str, max_rows: int) -> QueryError:
    """
    The error for what a worker wrote.
    """
    if kind == QuerySyntax.kind:
        return syntax_of(message)
    if kind == RowLimit.kind:
        return RowLimit(f"more than {max_rows} rows; add LIMIT and OFFSET, or aggregate")
    if kind == ByteLimit.kind:
        return ByteLimit("the answer is larger than allowed; ask for fewer columns or rows")
    return ERRORS.get(kind, QueryRefused)(message or "the query could not be answered")


def syntax_of(message: str) -> QuerySyntax:
    """
    A parser's message with its line, its column in code points, and what it expected.

    >>> str(syntax_of("error at 1:7: expected one of WHERE, ['a' ..= 'z'], FROM"))
    'line 1, column 7: expected one of WHERE, FROM'
    """
    match = PARSER.match(message)
    if not match:
        return QuerySyntax(message)
    told = CHARACTER_CLASS.sub(", ", match[3]).replace("of , ", "of ").strip(", \n")
    return QuerySyntax(told[:LONGEST_REASON], int(match[1]), int(match[2]))


def loss_of(signal_number: int) -> QueryError:
    """
    Why a worker died that nobody killed on purpose.

    Rust aborts where memory ends, and a stack that ends is a segmentation fault.
    """
    if signal_number == signal.SIGABRT:
        return MemoryLimit("the query needs more memory than a worker may use")
    if signal_number in {signal.SIGSEGV, signal.SIGBUS}:
        return MemoryLimit("the query is nested too deeply")
    return WorkerLost("the worker was lost; ask again")
