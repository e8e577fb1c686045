"""
From candidates to an answer: passages in order, ready to be shown, whatever index they come from.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.search.index import Passage
from kg.search.snippets import Offsets, snippet

Candidate = tuple[Any, ...]
"Document id, version, start, end, text, title, url, publisher, published, whether written for the project."


def by_passage(rows: Iterable[tuple[int, str]]) -> Mapping[int, tuple[str, ...]]:
    """
    The entities of passages, from rows of both that stand in the order of passages.
    """
    return {id_: tuple(entity for _, entity in group) for id_, group in itertools.groupby(rows, key=lambda row: row[0])}


def in_order(scores: Mapping[int, float], rows: Mapping[int, Candidate]) -> list[int]:
    """
    Ids by falling score; equal ones by document, version and place, so that the order does not depend on ids.
    """
    return sorted(scores, key=lambda id_: (-scores[id_], rows[id_][:3]))


def to_passages(
    best: Sequence[int],
    rows: Mapping[int, Candidate],
    scores: Mapping[int, float],
    rankings: Sequence[Sequence[int]],
    *,
    named: Mapping[int, tuple[str, ...]],
    marked: Mapping[int, tuple[Offsets, ...]],
) -> tuple[Passage, ...]:
    """
    Passages by their ids.

    Args:
        rankings: ids by keyword and by vector, best first; neither, where nothing was ranked.
        named: entities of those that name any.
        marked: where the words asked for stand.
    """
    ranks = [{id_: rank for rank, id_ in enumerate(ranking, 1)} for ranking in rankings or ((), ())]
    return tuple(
        to_passage(rows[id_], scores[id_], (ranks[0].get(id_), ranks[1].get(id_)), named.get(id_, ()), marked[id_])
        for id_ in best
    )


def to_passage(
    row: Candidate,
    score: float,
    ranks: tuple[int | None, int | None],
    entities: tuple[str, ...],
    marked: tuple[Offsets, ...],
) -> Passage:
    """
    A passage ready to be shown.

    Args:
        ranks: its place by keyword and by vector.
    """
    document_id, version, start, end, text, title, url, publisher, published, written = row
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
