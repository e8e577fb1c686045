"""
What each way of the embedded index finds, in an order that depends on content alone.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from kg.search import tables
from kg.search.connections import Connection
from kg.search.index import Narrowing, Passage
from kg.search.queries import Term, to_match
from kg.search.shown import Candidate, by_passage, in_order, to_passages
from kg.search.snippets import MARK_END, MARK_START, Offsets, highlights
from kg.search.vectors import Ids


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
    return by_passage(connection.execute(statement, tuple(ids)))


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
    marked = {id_: marked_in(connection, asked, id_, rows[id_]) for id_ in best}
    return to_passages(best, rows, scores, rankings, named=named_in(connection, best), marked=marked)


def marked_in(connection: Connection, asked: Sequence[Term], id_: int, row: Candidate) -> tuple[Offsets, ...]:
    """
    Where the terms stand in a passage, counted in its document.
    """
    start, text = row[2], row[4]
    if not asked or MARK_START in text or MARK_END in text:
        return ()
    found = connection.execute(tables.MARKED, (MARK_START, MARK_END, to_match(asked), id_)).fetchone()
    return highlights(found[0], start) if found else ()
