"""
The chart: every stretch of a question with its cheapest readings, built from shorter stretches.
"""

import heapq
import time
from collections.abc import Hashable, Iterable
from typing import Final

from kg.ask.compose import Composer
from kg.ask.items import Counts, Item, dearer
from kg.ask.linked import Linked

QUOTAS: Final = {"SET": 16, "VAL": 8, "NUM": 8, "REL": 6, "ATTR": 8}
QUOTA: Final = 6
WINDOW: Final = 5.0
PATIENCE_SECONDS: Final = 2.5
"Processor time of this thread, so that a busy machine does not change an answer."


def signature(item: Item) -> Hashable:
    """
    What makes two readings of one stretch the same for whatever may be built on them.
    """
    if item.kind in ("SET", "NOT"):
        each = item.extra[1].key + item.extra[2].key if item.kind == "SET" and isinstance(item.extra, tuple) else ""
        return item.kind, item.members, item.shape, item.head, each
    if item.kind == "NUM":
        return item.kind, item.extra.key
    if item.kind == "VAL":
        return item.kind, item.path, item.members
    extra: Hashable
    if item.kind in ("CNT", "CMPVAL", "REST", "SUPCOUNT", "SAMEAS", "EACHOF"):
        parts = item.extra if isinstance(item.extra, tuple) else (item.extra,)
        extra = tuple(signature(part) if isinstance(part, Item) else part for part in parts)
    elif item.kind == "ATTRS":
        extra = tuple(part.path for part in item.extra)
    else:
        extra = item.extra
    key = item.node.key if item.node else ""
    return item.kind, item.path, item.shape, key, str(extra) if isinstance(extra, list) else extra


def fill(linked: Linked, composer: Composer, weights: Counts) -> list[Item]:
    """
    The readings of the whole question, the cheapest first.
    """
    size = len(linked.kept)
    cells: dict[tuple[int, int], list[Item]] = {}
    deadline = time.thread_time() + PATIENCE_SECONDS
    for length in range(1, size + 1):
        for start in range(size - length + 1):
            end = start + length
            found = [item for item in linked.atoms.get((start, end), ()) if not composer.is_filed(item)]
            if length > 1:
                found.extend(_skipping(cells, linked, weights, start, end))
                for middle in range(start + 1, end):
                    if time.thread_time() > deadline:
                        break
                    found.extend(_joined(cells[start, middle], cells[middle, end], composer))
            cells[start, end] = pruned(found)
    return sorted(cells.get((0, size), []), key=lambda item: item.cost)


def _joined(lefts: list[Item], rights: list[Item], composer: Composer) -> Iterable[Item]:
    for left in lefts:
        for right in rights:
            if (left.kind, right.kind) in composer.rules:
                yield from composer.combine(left, right)


def _skipping(
    cells: dict[tuple[int, int], list[Item]], linked: Linked, weights: Counts, start: int, end: int
) -> Iterable[Item]:
    for item in cells[start, end - 1]:
        yield dearer(item, weights, linked.skips[end - 1])
    for item in cells[start + 1, end]:
        yield dearer(item, weights, linked.skips[start])


def pruned(found: list[Item]) -> list[Item]:
    """
    The cheapest of each kind, those that mean the same taken together.
    """
    best: dict[Hashable, Item] = {}
    for item in found:
        key = signature(item)
        held = best.get(key)
        if held is None or (item.cost, item.counts) < (held.cost, held.counts):
            best[key] = item
    by_kind: dict[str, list[Item]] = {}
    for item in best.values():
        by_kind.setdefault(item.kind, []).append(item)
    kept: list[Item] = []
    for kind, items in by_kind.items():
        least = min(item.cost for item in items)
        near = [item for item in items if item.cost <= least + WINDOW]
        kept.extend(heapq.nsmallest(QUOTAS.get(kind, QUOTA), near, key=lambda item: (item.cost, item.counts)))
    return kept
