"""
All patterns, in the order they are tried; one file a group of relations.
"""

from ingest.claims.pattern import Pattern
from ingest.claims.relations import (
    coverage,
    links,
    meetings,
    money,
    offtake,
    parties,
    production,
    projects,
    stakes,
    stances,
    status,
    supply,
)

PATTERNS: tuple[Pattern, ...] = (
    *parties.PATTERNS,
    *status.PATTERNS,
    *coverage.PATTERNS,
    *links.PATTERNS,
    *supply.PATTERNS,
    *projects.PATTERNS,
    *production.PATTERNS,
    *money.PATTERNS,
    *stakes.PATTERNS,
    *offtake.PATTERNS,
    *meetings.PATTERNS,
    *stances.PATTERNS,
)
