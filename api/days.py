"""
What is believed at one point in time, with everything made from it on demand.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

from api.asking import question_words
from api.lazily import LazyEmbedder, load_embedder
from api.listings.facts import IndexedView
from api.listings.things import Things
from kg.ask.answers import Answer
from kg.ask.engine import Engine
from kg.ask.suggest import Suggester
from kg.askable import askable
from kg.axes import Axes
from kg.coverage import Coverage
from kg.search.index import Counts, Narrowing
from kg.search.quotes import QuoteFinder
from kg.views import View

PAGES_KEPT: Final = 512
"Of about 40 kB each."
Earlier: TypeAlias = Callable[[date], View]
"What was believed at the end of an earlier day."
Past: TypeAlias = date | Axes | None
"Which past is asked for: a day, a point on all three axes, or none: now."


class Day:
    """
    What is believed on one day, with everything made from it on demand.

    Attributes:
        data_version: version of the data it was made from, as answers name it.
        earlier: tells what was believed on an earlier day.
    """

    def __init__(
        self, view: View, data_version: int, coverage: Coverage | None, quoter: QuoteFinder, earlier: Earlier
    ) -> None:
        self.view = view
        self.earlier = earlier
        self.indexed = IndexedView(view)
        self.data_version = data_version
        self.coverage = coverage
        self.quoter = quoter
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._turning = threading.Lock()

    def page(self, key: Hashable, render: Callable[[], str]) -> bytes:
        """
        A finished page, rendered when first asked for; the last used are kept as long as the day is.

        Args:
            key: everything the page depends on beside what is believed.
        """
        with self._turning:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        page = render().encode()
        with self._turning:
            self._pages[key] = page
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return page

    @cached_property
    def engine(self) -> Engine:
        """
        The question engine over what is believed.
        """
        return Engine.compile(
            askable(self.view.triples),
            embedder=LazyEmbedder(load_embedder),
            covers=self.covers,
            words=question_words(),
            quoter=self.quoter,
            history=lambda day: askable(self.earlier(day).triples),
        )

    @cached_property
    def things(self) -> Things:
        """
        What a search finds by name.
        """
        return Things(self.indexed.facts)

    @cached_property
    def named(self) -> Counts:
        """
        How many passages of the day name each thing, by the tag `entity` and its id.
        """
        return self.quoter.index.count("", Narrowing(as_of=self.quoter.as_of), self.things.written_tags)

    @cached_property
    def suggester(self) -> Suggester:
        """
        What suggests questions over the same.
        """
        return Suggester(self.engine)

    def covers(self, answer: Answer) -> bool:
        """
        Whether an empty answer lies inside what the documents claim to cover; they cover all where they claim nothing.
        """
        return self.coverage is None or self.coverage.covers(answer.sparql)


def axes_of(past: Past) -> Axes:
    """
    A past on all its axes; a plain day is what could be known by its end.
    """
    return past if isinstance(past, Axes) else Axes(past)
