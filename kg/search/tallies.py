"""
How found passages fall: by publisher, by month, and by the tags of the entities they name.

As one statement of SQLite this took 3 s for 100 000 passages that name 500 000 entities; over arrays it takes 0.4 s.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import numpy as np

from kg.search.index import Counts
from kg.search.vectors import Ids

Namings = Mapping[str, Ids]
"The passages that name each entity, by id."

NOTHING: Final[Mapping[str, Collection[str]]] = {}


def namings_of(rows: Iterable[tuple[str, int]]) -> Namings:
    """
    Where each entity is named.

    Args:
        rows: entity and passage, in the order of the entities.
    """
    return {
        entity: np.asarray([row[1] for row in group], dtype=np.int64)
        for entity, group in itertools.groupby(rows, key=lambda row: row[0])
    }


def counts_of(
    found: Collection[tuple[int, str, str]], namings: Namings, tags: Mapping[str, Collection[str]] | None
) -> Counts:
    """
    The counts of found passages.

    Args:
        found: passage id, publisher and month.
    """
    publishers = Counter(publisher.casefold() for _, publisher, _ in found)
    spelled = {publisher.casefold(): publisher for publisher in sorted({row[1] for row in found}, reverse=True)}
    return Counts(
        len(found),
        {spelled[plain]: number for plain, number in publishers.items()},
        Counter(month for _, _, month in found),
        tallied(np.asarray([row[0] for row in found], dtype=np.int64), namings, tags or NOTHING),
    )


def tallied(found: Ids, namings: Namings, tags: Mapping[str, Collection[str]]) -> dict[str, int]:
    """
    How many of the found passages name a bearer of each tag; tags of none are left out.
    """
    bearers: defaultdict[str, list[Ids]] = defaultdict(list)
    for entity, those in tags.items():
        if entity in namings:
            for tag in those:
                bearers[tag].append(namings[entity])
    last = max([int(found.max(initial=0)), *(int(where.max()) for where in namings.values())])
    is_found = np.zeros(last + 1, dtype=bool)
    is_found[found] = True
    counts = {}
    for tag, places in bearers.items():
        if len(places) == 1:
            counts[tag] = int(is_found[places[0]].sum())
        else:
            named = np.zeros_like(is_found)
            for where in places:
                named[where] = True
            counts[tag] = int((named & is_found).sum())
    return {tag: number for tag, number in counts.items() if number}
