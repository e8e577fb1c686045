"""
From candidates to an answer: what each way found, in an order that depends on content alone.
"""

import itertools
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


def by_newest(connection: Connection, narrowing: Narrowing, limit: int) -> list[int]:
    """
    Ids of all passages inside a narrowing, those that became known last first.
    """
    condition, parameters = tables.where(narrowing)
    return [row[0] for row in connection.execute(tables.NEWEST.format(where=condition), (*parameters, limit))]


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


def named_in(connection: Connection, ids: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """
    The entities each of some passages names; those that name none are left out.
    """
    statement = tables.NAMED_IN.format(markers=", ".join("?" * len(ids)))
    rows = connection.execute(statement, tuple(ids))
    return {id_: tuple(row[1] for row in group) for id_, group in itertools.groupby(rows, key=lambda row: row[0])}


def in_order(scores: Mapping[int, float], rows: Mapping[int, Candidate]) -> list[int]:
    """
    Ids by falling score; equal ones by document, version and place, so that the order does not depend on ids.
    """
    return sorted(scores, key=lambda id_: (-scores[id_], rows[id_][:3]))


def shown(
    connection: Connection,
    asked: Sequence[Term],
    rankings: Sequence[Sequence[int]],
    scores: Mapping[int, float],
    limit: int,
) -> tuple[Passage, ...]:
    """
    The best passages ready to be shown.

    Args:
        rankings: ids by keyword and by vector, best first; neither, where nothing was ranked.
        scores: fused, by id.
    """
    rows = candidates(connection, scores)
    best = in_order(scores, rows)[:limit]
    named = named_in(connection, best)
    ranks = [{id_: rank for rank, id_ in enumerate(ranking, 1)} for ranking in rankings or ((), ())]
    return tuple(
        to_passage(
            connection,
            asked,
            id_=id_,
            row=rows[id_],
            score=scores[id_],
            ranks=(ranks[0].get(id_), ranks[1].get(id_)),
            entities=named.get(id_, ()),
        )
        for id_ in best
    )


def to_passage(
    connection: Connection,
    asked: Sequence[Term],
    *,
    id_: int,
    row: Candidate,
    score: float,
    ranks: tuple[int | None, int | None],
    entities: tuple[str, ...],
) -> Passage:
    """
    A passage ready to be shown.

    Args:
        ranks: its place by keyword and by vector.
    """
    document_id, version, start, end, text, title, url, publisher, published, written = row
    marking = (MARK_START, MARK_END, to_match(asked), id_)
    found = connection.execute(tables.MARKED, marking).fetchone() if asked else None
    is_markable = MARK_START not in text and MARK_END not in text
    marked = highlights(found[0], start) if found and is_markable else ()
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
        entities=entities,
    )
