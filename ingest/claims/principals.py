"""
The company a document is about: whom its clauses mean that name nobody.
"""

from collections import Counter

from ingest.mentions.reading import Marked
from kg.claims import Entity

OPENING, OFTEN, MARGIN = 3, 3, 1.5
"The company a document is about is named in so many sentences from its start, so often, so many times as the next."


def principal_of(marked: Marked) -> tuple[Entity, ...]:
    """
    The company a document is about: brought up at its start, and named far more often than any other; else none.
    """
    named = Counter(
        mark.entity
        for one in marked.sentences
        for mark in one.marks
        if mark.entity.type == "Company" and len(mark.entities) == 1
    )
    first = {mark.entity for one in marked.sentences[:OPENING] for mark in one.marks}
    (firm, count), (_, next_count) = (*named.most_common(2), (None, 0), (None, 0))[:2]
    is_clear = firm in first and count >= OFTEN and count >= MARGIN * next_count
    return (firm,) if firm is not None and is_clear else ()
