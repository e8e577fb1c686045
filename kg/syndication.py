"""
Copies of one story: which documents hold nearly the same text, and so are one witness. The door of datasketch.

Papers print an agency's story with another headline, a paragraph less, a word changed. Texts count as copies when half
of their runs of five words are shared; in the corpus copies share two thirds and more, others less than a twentieth.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from datasketch import MinHash, MinHashLSH

from kg.ledger.records import StoredDocument

SHARED: Final = 0.5
RUN: Final = 5
HASHES: Final = 128
WORD: Final = re.compile(r"\w+")
SIGNATURES_KEPT: Final = 100_000


def copies(documents: Iterable[StoredDocument]) -> dict[str, str]:
    """
    Each document's id with the id of the earliest copy of its text, which may be itself.

    Copies of copies belong together. The result depends on the documents alone, not on their order.
    """
    ordered = sorted(documents, key=lambda each: (each.available, each.id))
    rank = {document.id: place for place, document in enumerate(ordered)}
    signatures: dict[str, MinHash] = {}
    index = MinHashLSH(threshold=SHARED, num_perm=HASHES)
    head = {id_: id_ for id_ in rank}
    members = {id_: [id_] for id_ in rank}
    for document in ordered:
        own = signature(document.document.text)
        for near in index.query(own):
            if signatures[near].jaccard(own) >= SHARED and head[near] != head[document.id]:
                older, younger = sorted((head[near], head[document.id]), key=rank.__getitem__)
                for id_ in members[younger]:
                    head[id_] = older
                members[older] += members.pop(younger)
        signatures[document.id] = own
        index.insert(document.id, own)
    return head


@lru_cache(maxsize=SIGNATURES_KEPT)
def signature(text: str) -> MinHash:
    """
    What is compared of a text: the least hashes of its runs of words; the words themselves where it is shorter.
    """
    words = WORD.findall(text.lower())
    runs = [" ".join(words[start : start + RUN]).encode() for start in range(max(1, len(words) - RUN + 1))]
    found = MinHash(num_perm=HASHES)
    found.update_batch(runs)
    return found
