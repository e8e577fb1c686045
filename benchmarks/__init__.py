"""
How fast the parts are against the bare thing they are made of; each benchmark gives ratios, none asserts a time.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from benchmarks.arrivals import arrivals
from benchmarks.asking import asking
from benchmarks.commits import commits
from benchmarks.deployment import Deployment
from benchmarks.engines import engines, engines_at_a_million, engines_at_ten_million
from benchmarks.listeners import listeners
from benchmarks.pages import pages, pages_at_a_million
from benchmarks.projections import projections
from benchmarks.queries import queries, queries_at_a_million
from benchmarks.questions import questions
from benchmarks.reading import reading
from benchmarks.soak import soak
from benchmarks.stores import stores, stores_at_a_million
from benchmarks.timing import Comparison
from benchmarks.vectors import vectors

# What `python -m benchmarks NAME` runs; a new benchmark is a file and a line here.
BENCHMARKS: Final[Mapping[str, Callable[[Deployment], Iterator[Comparison]]]] = {
    "commits": commits,
    "projections": projections,
    "questions": questions,
    "queries": queries,
    "reading": reading,
    "stores": stores,
    "vectors": vectors,
}

# Too long for every day: run only where they are named.
SLOW: Final[Mapping[str, Callable[[Deployment], Iterator[Comparison]]]] = {
    "asking": asking,
    "queries-at-a-million": queries_at_a_million,
    "listeners": listeners,
    "arrivals": arrivals,
    "engines": engines,
    "engines-at-a-million": engines_at_a_million,
    "engines-at-ten-million": engines_at_ten_million,
    "pages": pages,
    "pages-at-a-million": pages_at_a_million,
    "soak": soak,
    "stores-at-a-million": stores_at_a_million,
}
