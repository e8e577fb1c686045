"""
Who joins a body is its member from then on: what a text says of one it says of the other.
"""

from collections.abc import Iterator
from dataclasses import replace

from ingest.claims.matching import Candidate
from ingest.claims.pattern import Pattern, Role

BODIES = frozenset({"Forum", "Bloc"})
MEMBER = Pattern("memberOf", "joined", frozenset({"join"}), Role((), ()), score=0.8)


def member_candidates(candidate: Candidate) -> Iterator[Candidate]:
    """
    The membership of one who is said to join a body.
    """
    body = candidate.object_entity
    if candidate.pattern.relation == "joined" and body is not None and body.type in BODIES:
        yield replace(candidate, pattern=MEMBER)
