"""
Ways of finding claims.
"""

from ingest.claims.gather import gather

EXTRACTORS = {"patterns": gather}
"Each takes a marked document and a matcher, and gives sightings and refusals."
