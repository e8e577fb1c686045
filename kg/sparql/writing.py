"""
Results of pyoxigraph written out as answers, whole or not at all: a limit passed is an error.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph as ox
from typing_extensions import Buffer

from kg.sparql.rows import BETWEEN_ROWS, RowCounter, exact_rows

ROWS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class LimitReached(Exception):
    """
    A limit was passed; its only argument is the kind of the error as the pool knows it.
    """


class Answer(io.BytesIO):
    """
    What pyoxigraph writes an answer into, in pieces of 8 kB; it breaks off as soon as a limit is passed.
    """

    def __init__(self, form: str, max_rows: int, max_bytes: int) -> None:
        super().__init__()
        self._max_rows = max_rows
        self._max_bytes = max_bytes
        self._counter = RowCounter(form)

    def write(self, piece: Buffer) -> int:
        """
        Keep one piece.
        """
        written = super().write(piece)
        if self.tell() > self._max_bytes:
            raise LimitReached("byte-limit")
        if self._counter.at_least(bytes(piece)) > self._max_rows:
            raise LimitReached("row-limit")
        return written


def written(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    form: str,
    *,
    max_rows: int,
    max_bytes: int,
    prefixes: Mapping[str, str],
) -> tuple[int, bytes]:
    """
    Rows (or triples; 1 for a boolean) and body of an answer.

    Args:
        form: name of a format, as `kg.sparql.formats` has them.

    Raises:
        LimitReached: it has more rows or bytes than allowed.
    """
    answer = Answer(form, max_rows, max_bytes)
    if isinstance(result, ox.QueryTriples) and form not in BETWEEN_ROWS:
        triples = Counted(result, max_rows)
        ox.serialize(triples, answer, GRAPHS[form], prefixes=dict(prefixes))
        return triples.count, answer.getvalue()
    if isinstance(result, ox.QueryTriples):
        result.serialize(answer, GRAPHS[form])
    else:
        result.serialize(answer, ROWS[form])
    body = answer.getvalue()
    rows = 1 if isinstance(result, ox.QueryBoolean) else exact_rows(body, form)
    if rows > max_rows:
        raise LimitReached("row-limit")
    return rows, body


class Counted:
    """
    Triples, counted as they pass.
    """

    def __init__(self, triples: ox.QueryTriples, max_rows: int) -> None:
        self.count = 0
        self._triples = triples
        self._max_rows = max_rows

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._triples:
            self.count += 1
            if self.count > self._max_rows:
                raise LimitReached("row-limit")
            yield triple
