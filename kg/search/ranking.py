"""
From candidates to an answer: what each way found, in an order that depends on content alone.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from kg.search import tables
from kg.search.connections import Connection
from kg.search.index import Narrowing, Passage
from kg.search.queries import Term, to_match
from kg.search.snippets import MARK_END, MARK_START, highlights, snippet
from kg.search.vectors import Ids

Candidate = tuple[Any, ...]


def by_keyword(connection: Connection, asked: Sequence[Term], narrowing: Narrowing, limit: int) -> list[int]:
    """
    Ids of the passages that hold any of the terms, best first by BM25.
    """
    condition, parameters = tables.where(narrowing)
    statement = tables.KEYWORD.format(where=condition)
    return [row[0] for row in connection.execute(statement, (to_match(asked), *parameters, limit))]


def allowed_by(connection: Connection, narrowing: Narrowing) -> Ids:
    """
    Ids of all passages inside a narrowing, ascending.
    """
    condition, parameters = tables.where(narrowing)
    found = connection.execute(tables.ALLOWED.format(where=condition), parameters)
    return np.fromiter((row[0] for row in found), dtype=np.int64)


def candidates(connection: Connection, ids: Collection[int]) -> Mapping[int, Candidate]:
    """
    What is kept of some passages, by id: document id, version, start, end, text, title, url, publisher, …
    """
    statement = tables.CANDIDATES.format(markers=", ".join("?" * len(ids)))
    return {row[0]: row[1:] for row in connection.execute(statement, tuple(ids))}


def in_order(scores: Mapping[int, float], rows: Mapping[int, Candidate]) -> list[int]:
    """
    Ids by falling score; equal ones by document, version and place, so that the order does not depend on ids.
    """
    return sorted(scores, key=lambda id_: (-scores[id_], rows[id_][:3]))


def to_passage(
    connection: Connection,
    asked: Sequence[Term],
    *,
    id_: int,
    row: Candidate,
    score: float,
    ranks: tuple[int | None, int | None],
) -> Passage:
    """
    A passage ready to be shown.

    Args:
        ranks: its place by keyword and by vector.
    """
    document_id, version, start, end, text, title, url, publisher, published, written = row
    found = connection.execute(tables.MARKED, (MARK_START, MARK_END, to_match(asked), id_)).fetchone()
    is_markable = found is not None and MARK_START not in text and MARK_END not in text
    marked = highlights(found[0], start) if is_markable else ()
    return Passage(
        document_id=document_id,
        version=version,
        start=start,
        end=end,
        text=text,
        score=score,
        keyword_rank=ranks[0],
        vector_rank=ranks[1],
        highlights=marked,
        snippet=snippet(text, start, marked),
        title=title,
        url=url,
        publisher=publisher,
        published=published,
        written_for_project=bool(written),
    )
