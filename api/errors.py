"""
What can go wrong at the front door, and the one table that says how each exception of any floor is told to a client.

ApiError
├── UnknownAddress      nothing is kept under this address
├── GoneAddress         something was, and is no longer held up
├── BadParameter        a parameter cannot be read
├── UnreadableBody      the body is not what its content type says
├── UnsupportedBody     no reader for this content type
├── NotOffered          none of the forms the client accepts can be given
├── BodyTooLarge        the request is larger than the settings allow
├── UpdateForbidden     SPARQL Update or a graph write on the read-only dataset
├── KeyWanted           a write without a valid key
├── ScopeWanted         a key without the scope, or a write from outside
├── TooManyRequests     one address asks too often
└── NotReady            the parts are still being opened
"""

from dataclasses import dataclass
from typing import Any, Final

from ingest.errors import (
    BinarySource,
    EmptySource,
    RefusedAddress,
    SourceTooLarge,
    TextlessPdf,
    UndatedSource,
    UnreadableSource,
    WrongEncoding,
)
from kg.errors import IndexUnavailable, LedgerBusy, LedgerUnavailable
from kg.sparql.errors import (
    ByteLimit,
    DatasetConflict,
    DereferenceForbidden,
    EngineFailed,
    MemoryLimit,
    PoolBusy,
    QueryCancelled,
    QueryError,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    RowLimit,
    ServiceFailed,
    ServiceForbidden,
    SnapshotGone,
    UnreadableContent,
)
from kg.sparql.errors import NotOffered as QueryFormat
from kg.sparql.errors import UpdateForbidden as QueryUpdate
from kg.stores.errors import EndpointFailed
from ontology.values.dates import UnknownDate


class ApiError(Exception):
    """
    Something the client can put right.

    Args:
        detail: names the culprit.
        extra: further members of the problem (`line`, `column`, …).
    """

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.extra = extra


class UnknownAddress(ApiError):
    """
    Nothing is kept under this address.
    """


class GoneAddress(ApiError):
    """
    Something was kept under this address and is no longer held up.
    """


class BadParameter(ApiError):
    """
    A parameter cannot be read.
    """


class UnreadableBody(ApiError):
    """
    The body is not what its content type says.
    """


class UnsupportedBody(ApiError):
    """
    No reader for this content type.
    """


class NotOffered(ApiError):
    """
    None of the forms the client accepts can be given.
    """


class BodyTooLarge(ApiError):
    """
    The request is larger than the settings allow.
    """


class UpdateForbidden(ApiError):
    """
    SPARQL Update or a graph write on the read-only dataset.
    """


class KeyWanted(ApiError):
    """
    A write without a valid key.
    """


class ScopeWanted(ApiError):
    """
    A key without the scope, or a write from outside.
    """


class TooManyRequests(ApiError):
    """
    One address asks too often.
    """


class NotReady(ApiError):
    """
    The parts are still being opened.
    """


@dataclass(frozen=True, slots=True)
class Telling:
    """
    How a kind of exception is told.

    Attributes:
        slug: last part of the problem's `type`.
        remedy: what the client can do.
        retry_after_seconds: when it is worth asking again; 0 where it never is.
    """

    status: int
    slug: str
    title: str
    remedy: str
    retry_after_seconds: int = 0


TELLING_OF_UPDATE: Final = Telling(
    403,
    "update-forbidden",
    "This dataset is read-only",
    "The graph is derived from documents; hand in documents at /documents instead.",
)
TELLINGS: Final[dict[type[Exception], Telling]] = {
    UnknownAddress: Telling(404, "not-found", "Nothing is kept here", "Search for it at /search or ask at /."),
    GoneAddress: Telling(410, "gone", "This is no longer held up", "See /changes for what became of it."),
    BadParameter: Telling(400, "bad-parameter", "A parameter cannot be read", "Correct the parameter named."),
    UnreadableBody: Telling(400, "unreadable-body", "The body cannot be read", "Send what the content type promises."),
    UnsupportedBody: Telling(
        415, "unsupported-media-type", "No reader for this content type", "See /api for the types."
    ),
    NotOffered: Telling(406, "not-acceptable", "None of these forms can be given", "Ask for one of the forms named."),
    BodyTooLarge: Telling(413, "too-large", "The request is too large", "Send less, or raise OREPACT_MAX_BODY_BYTES."),
    UpdateForbidden: TELLING_OF_UPDATE,
    KeyWanted: Telling(
        401, "key-wanted", "A key is wanted", "Send 'Authorization: Bearer …' with a key of OREPACT_KEYS."
    ),
    ScopeWanted: Telling(403, "scope-wanted", "This is not allowed from here", "Use a key that has the scope named."),
    TooManyRequests: Telling(429, "too-many-requests", "Too many requests", "Wait as long as Retry-After says."),
    NotReady: Telling(503, "not-ready", "The service is not ready", "Wait until /readyz answers 200.", 2),
    RefusedAddress: Telling(403, "address-refused", "This address is not fetched", "Send the text itself."),
    SourceTooLarge: Telling(413, "too-large", "The document is too large", "Split it, or raise the limit."),
    EmptySource: Telling(422, "empty-document", "The document is empty", "Send a document with text in it."),
    BinarySource: Telling(422, "binary-document", "The document is no text", "Send text, Markdown, HTML or PDF."),
    WrongEncoding: Telling(422, "wrong-encoding", "The text is not UTF-8", "Save it as UTF-8 and send it again."),
    TextlessPdf: Telling(422, "textless-pdf", "The PDF holds no text", "Recognise its text first, then send it."),
    UndatedSource: Telling(422, "unknown-date", "The date means no day", "Write it as 2026-02-04, 2026-02 or 2026."),
    UnknownDate: Telling(422, "unknown-date", "The date means no day", "Write it as 2026-02-04, 2026-02 or 2026."),
    UnreadableSource: Telling(422, "unreadable-document", "The document cannot be read", "Mend what the detail names."),
    LedgerBusy: Telling(503, "ledger-busy", "Another process is writing", "Try again; nothing was recorded.", 2),
    LedgerUnavailable: Telling(503, "ledger-failed", "The ledger does not answer", "Ask again later.", 5),
    IndexUnavailable: Telling(503, "index-failed", "The index of passages does not answer", "Ask again later.", 5),
    QuerySyntax: Telling(400, "syntax", "The query is no SPARQL 1.1", "Mend the line and column named."),
    QueryUpdate: TELLING_OF_UPDATE,
    ServiceForbidden: Telling(403, "service-forbidden", "SERVICE is not allowed", "Leave the SERVICE clause out."),
    DereferenceForbidden: Telling(
        403,
        "dereference-forbidden",
        "Only graphs of this dataset may be named",
        "Leave FROM out, or name a graph here.",
    ),
    DatasetConflict: Telling(400, "dataset-conflict", "Two datasets are named", "Name the dataset once."),
    UnreadableContent: Telling(400, "unreadable-body", "The body cannot be read", "Mend what the detail names."),
    QueryFormat: Telling(406, "not-acceptable", "None of these forms can be given", "Ask for one of the forms named."),
    QueryRefused: Telling(400, "query-refused", "This query is not run", "Mend what the detail names."),
    QueryTimeout: Telling(503, "timeout", "The query took too long", "Ask for less, or narrow it down."),
    RowLimit: Telling(403, "row-limit", "The answer has too many rows", "Add LIMIT and OFFSET, or aggregate."),
    ByteLimit: Telling(403, "byte-limit", "The answer is too large", "Ask for fewer columns or rows."),
    MemoryLimit: Telling(403, "memory-limit", "The query needs too much memory", "Ask for less, or narrow it down."),
    SnapshotGone: Telling(503, "not-ready", "The graph is not published yet", "Wait until /readyz answers 200.", 2),
    QueryCancelled: Telling(503, "cancelled", "The query was cancelled", "Ask again if you still want to know."),
    PoolBusy: Telling(503, "busy", "Every worker is busy", "Ask again in a moment.", 2),
    EngineFailed: Telling(503, "engine-failed", "The engine of the graph does not answer", "Ask again later.", 5),
    ServiceFailed: Telling(
        502,
        "service-failed",
        "An endpoint called by SERVICE does not answer",
        "Ask again later, or say SERVICE SILENT.",
    ),
    EndpointFailed: Telling(503, "engine-failed", "The engine of the graph does not answer", "Ask again later.", 5),
    QueryError: Telling(503, "query-failed", "The query got no answer", "Ask again in a moment."),
}
STATUSES: Final[dict[int, Telling]] = {
    404: TELLINGS[UnknownAddress],
    405: Telling(405, "method-not-allowed", "This method is not offered here", "Use a method of the Allow header."),
    413: TELLINGS[BodyTooLarge],
}
INVALID: Final = Telling(422, "invalid-request", "The request does not fit", "Correct the fields named in 'errors'.")
BROKEN: Final = Telling(500, "internal", "Something broke on our side", "Tell us the request_id; nothing was lost.")


def telling_of(error: Exception) -> Telling:
    """
    The row of the table for an exception: its own, its nearest ancestor's, else `BROKEN`.

    >>> telling_of(BodyTooLarge("21 MB")).status
    413
    """
    for kind in type(error).__mro__:
        if kind in TELLINGS:
            return TELLINGS[kind]
    return BROKEN
