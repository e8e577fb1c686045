"""
All patterns, in the order they are tried; one file a group of relations.
"""

from ingest.claims.pattern import Pattern
from ingest.claims.relations import (
    coverage,
    instruments,
    investments,
    links,
    meetings,
    membership,
    money,
    offtake,
    paraphrases,
    participation,
    parties,
    production,
    progress,
    projects,
    stakes,
    stances,
    status,
    supply,
    terms,
    venues,
)

PATTERNS: tuple[Pattern, ...] = (
    *parties.PATTERNS,
    *status.PATTERNS,
    *terms.PATTERNS,
    *coverage.PATTERNS,
    *instruments.PATTERNS,
    *paraphrases.PATTERNS,
    *links.PATTERNS,
    *membership.PATTERNS,
    *supply.PATTERNS,
    *projects.PATTERNS,
    *progress.PATTERNS,
    *production.PATTERNS,
    *money.PATTERNS,
    *investments.PATTERNS,
    *stakes.PATTERNS,
    *offtake.PATTERNS,
    *meetings.PATTERNS,
    *venues.PATTERNS,
    *participation.PATTERNS,
    *stances.PATTERNS,
)
