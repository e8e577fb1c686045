"""
The company a document is about, and who gives the money it is about: whom its clauses mean that name nobody.
"""

from collections import Counter

from ingest.mentions.reading import Marked
from kg.claims import Entity

OPENING, OFTEN, MARGIN = 3, 3, 1.5
"The company a document is about is named in so many sentences from its start, so often, so many times as the next."

AWARDS = frozenset("awards award grants grant loans funding recipients".split())
AWARDING = frozenset("announce award select grant make unveil name choose offer issue give".split())
"Words of money that is given away, and verbs by which an agency does so."


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


def giver_of(marked: Marked) -> tuple[Entity, ...]:
    """
    Who gives the money a document is about: the one agency that its opening says announces or makes awards.
    """
    found = [
        mark.entity
        for one in marked.sentences[:OPENING]
        if AWARDS & {token.text.lower() for token in one.tree.tokens}
        for mark in one.acting
        if mark.entity.type in ("Agency", "Bloc") and one.tree.tokens[mark.head].dep == "nsubj"
        if one.tree.tokens[one.tree.tokens[mark.head].head].lemma.lower() in AWARDING
    ]
    return tuple(dict.fromkeys(found))[:1] if len(set(found)) == 1 else ()
