"""
What is found in PostgreSQL by meaning and by date, and how passages found are made ready to be shown.
"""

from collections.abc import Collection, Mapping, Sequence

from kg.postgres import Connection
from kg.search.canary import LEAST_COSINE
from kg.search.index import EVERYTHING, Narrowing, Passage
from kg.search.postgres import tables
from kg.search.postgres.kept import stems_of
from kg.search.postgres.scoring import Sought
from kg.search.queries import places_of
from kg.search.shown import Candidate, by_passage, in_order, to_passages
from kg.search.snippets import Offsets
from kg.search.vectors import Vector


def by_newest(connection: Connection, narrowing: Narrowing, limit: int) -> list[int]:
    """
    Ids of all passages inside a narrowing, those that became known last first.
    """
    condition, parameters = tables.where(narrowing)
    return [row[0] for row in connection.execute(tables.NEWEST.format(where=condition), [*parameters, limit])]


def by_meaning(
    connection: Connection, vector: Vector, narrowing: Narrowing, exact_up_to: int | None, limit: int
) -> list[int]:
    """
    Ids of the passages nearest to a vector of unit length, best first.

    Args:
        exact_up_to: with more passages inside the narrowing than this the graph of neighbours is searched; `None`:
            there is none.
    """
    condition, narrowed = tables.where(narrowing)
    numbers = vector.tolist()
    if exact_up_to is not None and are_more(connection, narrowing, exact_up_to):
        connection.execute(tables.WIDE_SEARCH)
        statement = tables.NEAR.format(where=condition, dimension=len(numbers))
        rows = connection.execute(statement, [numbers, *narrowed, numbers, limit, LEAST_COSINE])
    else:
        statement = tables.EXACT.format(where=condition)
        rows = connection.execute(statement, [numbers, *narrowed, LEAST_COSINE, limit])
    return [row[0] for row in rows]


def are_more(connection: Connection, narrowing: Narrowing, than: int) -> bool:
    """
    Whether more passages than this are inside a narrowing; of one that leaves nothing out it is known, since there is a
    graph of neighbours, and counting would take thirty times as long as searching it.
    """
    if narrowing == EVERYTHING:
        return True
    condition, narrowed = tables.where(narrowing)
    count: int = connection.execute(tables.HOW_MANY.format(where=condition), narrowed).fetchall()[0][0]
    return count > than


def shown(
    connection: Connection,
    sought: Sequence[Sought],
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
    rows = {row[0]: row[1:] for row in connection.execute(tables.CANDIDATES, (list(scores),))}
    best = in_order(scores, rows)[:limit]
    marked = marked_in(connection, sought, {id_: rows[id_] for id_ in best})
    return to_passages(best, rows, scores, rankings, named=named_in(connection, best), marked=marked)


def named_in(connection: Connection, ids: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """
    The entities each of some passages names; those that name none are left out.
    """
    return by_passage(connection.execute(tables.NAMED_IN, (list(ids),)))


def marked_in(
    connection: Connection, sought: Sequence[Sought], rows: Mapping[int, Candidate]
) -> Mapping[int, tuple[Offsets, ...]]:
    """
    Where the terms stand in some passages, counted in their documents.
    """
    if not sought:
        return dict.fromkeys(rows, ())
    placed = {id_: places_of(row[4]) for id_, row in rows.items()}
    stems = stems_of(connection, {word for words in placed.values() for word, _ in words})
    return {
        id_: tuple((rows[id_][2] + start, rows[id_][2] + end) for start, end in marks(words, stems, sought))
        for id_, words in placed.items()
    }


def marks(
    words: Sequence[tuple[str, Offsets]], stems: Mapping[str, str], sought: Sequence[Sought]
) -> tuple[Offsets, ...]:
    """
    Where terms stand in a text; a phrase is marked from its first word to its last.

    Args:
        words: of the text, with their places in it.
    """
    found: list[Offsets] = []
    for first in range(len(words)):
        ends = [last for each in sought if (last := end_of(each, words, stems, first)) is not None]
        if ends:
            start, end = words[first][1][0], words[max(ends)][1][1]
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
    return tuple(found)


def end_of(term: Sought, words: Sequence[tuple[str, Offsets]], stems: Mapping[str, str], first: int) -> int | None:
    """
    Which word a term ends with that begins at a word; nothing where it does not.
    """
    last = first + len(term.stems) - 1
    if last >= len(words):
        return None
    here = [stems[word] for word, _ in words[first : last + 1]]
    is_last = here[-1].startswith(term.stems[-1]) if term.is_beginning else here[-1] == term.stems[-1]
    return last if is_last and here[:-1] == list(term.stems[:-1]) else None
