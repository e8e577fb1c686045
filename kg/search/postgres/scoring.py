"""
What is asked for in PostgreSQL's terms, and how well a passage answers it: BM25, which PostgreSQL has not.

Its `ts_rank` knows nothing of how rare a word is. But of one word it is a sum over the word's places, 1 + 1/4 + 1/9 + …
divided by pi²/6, so it tells how often the word stands there; that, the length of passages and the number of passages
with each stem, which are kept, make the same BM25 as the embedded index has from SQLite's FTS5.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from kg.postgres import Connection
from kg.search.index import Narrowing
from kg.search.postgres import tables
from kg.search.queries import Term

# Source: `bm25` of FTS5, where a word that more than half of all passages hold still counts a millionth.
SATURATION: Final = 2.2
LEAST_WEIGHT: Final = 1e-6
# A passage is never longer than this many words.
MOST_HITS: Final = 300
# Where ranks of one word, two, three … begin, less than any two of them differ.
RANKS: Final = [
    total / (math.pi**2 / 6) - 1e-6 for total in accumulate(1 / place**2 for place in range(1, MOST_HITS + 1))
]
# The text's places come first, so both ranks run from 1; half of their sum is text + title / 2.
WORD_HITS: Final = """
    (width_bucket(ts_rank('{1, 0, 0, 0}', p.words, %s::tsquery)::float8, begun)
    + width_bucket(ts_rank('{1, 1, 1, 1}', p.words, %s::tsquery)::float8, begun)) / 2.0::float8"""
PLACES_HIT: Final = """
    CASE WHEN p.words @@ %s::tsquery THEN (
        SELECT COALESCE(SUM(CASE weight WHEN 'D' THEN 1 ELSE 0.5 END), 0) FROM (
            SELECT weight FROM unnest(p.words) AS held (stem, places, weights),
                unnest(held.places, held.weights) AS at (place, weight),
                unnest(%s::text[]) WITH ORDINALITY AS sought (stem, number)
            WHERE held.stem = sought.stem OR (%s AND number = %s AND starts_with(held.stem, sought.stem))
            GROUP BY place - number, weight HAVING COUNT(*) = %s) AS hit) ELSE 0 END::float8"""
# More words than a person types; of a longer text the rarest count.
MOST_TERMS: Final = 40


@dataclass(frozen=True, slots=True)
class Sought:
    """
    A term by its stems.
    """

    stems: tuple[str, ...]
    is_beginning: bool

    @property
    def is_word(self) -> bool:
        """
        Neither a phrase nor a beginning.
        """
        return len(self.stems) == 1 and not self.is_beginning

    @property
    def query(self) -> str:
        """
        The term as a tsquery; the words of a phrase stand side by side in the text, or in the title.

        >>> Sought(("rare", "earth"), is_beginning=False).query
        "('rare':D <-> 'earth':D | 'rare':A <-> 'earth':A)"
        """
        mark = "*" if self.is_beginning else ""
        if len(self.stems) == 1:
            return f"'{self.stems[0]}':{mark}" if mark else f"'{self.stems[0]}'"
        places = (
            " <-> ".join([*(f"'{stem}':{weight}" for stem in self.stems[:-1]), f"'{self.stems[-1]}':{mark}{weight}"])
            for weight in "DA"
        )
        return f"({' | '.join(places)})"

    @property
    def hits(self) -> tuple[str, list[Any]]:
        """
        How often it stands in a passage, as an expression with its parameters.
        """
        if self.is_word:
            return WORD_HITS, [self.query, self.query]
        return PLACES_HIT, [self.query, list(self.stems), self.is_beginning, len(self.stems), len(self.stems)]


def sought_of(asked: Sequence[Term], stems: Mapping[str, str]) -> tuple[Sought, ...]:
    """
    Terms by their stems; two words of one stem are one.
    """
    return tuple(dict.fromkeys(Sought(tuple(stems[word] for word in t.words), t.is_beginning) for t in asked))


def to_query(sought: Sequence[Sought]) -> str:
    """
    The passages that hold any of the terms, as a tsquery.
    """
    return " | ".join(each.query for each in sought)


def by_keyword(
    connection: Connection, sought: Sequence[Sought], narrowing: Narrowing, statistics: tuple[int, float], limit: int
) -> list[int]:
    """
    Ids of the passages that hold any of the terms, best first by BM25.

    Args:
        statistics: how many passages there are, of every version, and their mean length.
    """
    passages, length = statistics
    held = how_many_hold(connection, sought)
    weights = {each: weight_of(held[each], passages) for each in sought if held[each]}
    if not weights:
        return []
    rarest = sorted(weights, key=lambda each: (-weights[each], each.query))[:MOST_TERMS]
    hits = [each.hits for each in rarest]
    condition, narrowed = tables.where(narrowing)
    statement = tables.KEYWORD.format(
        hits=", ".join(f"{sql} AS hits{number}" for number, (sql, _) in enumerate(hits)),
        where=condition,
        score=" + ".join(
            f"%s::float8 * hits{number} * {SATURATION} / (hits{number} + damping)" for number in range(len(hits))
        ),
    )
    values = [value for _, given in hits for value in given]
    weighted = [weights[each] for each in rarest]
    rows = connection.execute(statement, [length, *values, RANKS, to_query(rarest), *narrowed, *weighted, limit])
    return [row[0] for row in rows]


def weight_of(held: int, passages: int) -> float:
    """
    How much a term says that so many of all passages hold.
    """
    weight = math.log((passages - held + 0.5) / (held + 0.5))
    return weight if weight > 0 else LEAST_WEIGHT


def how_many_hold(connection: Connection, sought: Sequence[Sought]) -> Mapping[Sought, int]:
    """
    How many passages, of every version, hold each of the terms.
    """
    words = [each.stems[0] for each in sought if each.is_word]
    counted: dict[str, int] = dict(connection.execute(tables.HOW_MANY_HOLD, (words,)).fetchall())
    return {
        each: counted.get(each.stems[0], 0)
        if each.is_word
        else connection.execute(tables.HOW_MANY_MATCH, (each.query,)).fetchall()[0][0]
        for each in sought
    }
