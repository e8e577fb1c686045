"""
All patterns, in the order they are tried; one file a group of relations.
"""

from ingest.claims.pattern import Pattern
from ingest.claims.relations import (
    coverage,
    instruments,
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
    terms,
)

PATTERNS: tuple[Pattern, ...] = (
    *parties.PATTERNS,
    *status.PATTERNS,
    *terms.PATTERNS,
    *coverage.PATTERNS,
    *instruments.PATTERNS,
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
