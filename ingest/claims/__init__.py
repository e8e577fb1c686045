"""
Ways of finding claims.
"""

from ingest.claims.gather import Finder, pattern_candidates
from ingest.claims.learned.finding import learned_candidates

EXTRACTORS: dict[str, Finder] = {"patterns": pattern_candidates, "learned": learned_candidates}
"Each gives the candidates it sees in a marked document; what one has seen, those after it do not claim again."
