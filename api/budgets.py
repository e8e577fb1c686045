"""
How much of the query workers one asker may have: so many at once, so many seconds a minute, so many errors a minute.

What was used is known only afterwards, so a purse can be overdrawn; then its owner waits until it is filled again.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from api.errors import TooManyRequests
from kg.sparql.errors import PoolBusy, QueryCancelled, QueryRefused, QueryStopped

MOST_ASKERS: Final = 10_000
SECONDS_A_MINUTE: Final = 60


@dataclass(slots=True)
class Purse:
    """
    What one asker has left.

    Attributes:
        seconds: of query time; negative when overdrawn.
        errors: how many more queries may fail.
        filled: when it was last filled up, as the clock says.
        turns: lets in as many queries at once as one asker may run.
    """

    seconds: float
    errors: float
    filled: float
    turns: asyncio.Semaphore
    inside: int = field(default=0)


class Budgets:
    """
    A purse for each asker, filled steadily; those of askers longest unseen are forgotten.
    """

    def __init__(
        self,
        *,
        seconds_per_minute: float,
        errors_per_minute: float,
        at_once: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds_per_minute
        self._errors = errors_per_minute
        self._at_once = at_once
        self._clock = clock
        self._purses: OrderedDict[str, Purse] = OrderedDict()

    @asynccontextmanager
    async def turn(self, asker: str, timeout_seconds: float) -> AsyncIterator[float]:
        """
        The right to run one query; gives the seconds that are left for it after waiting.

        Raises:
            TooManyRequests: too much was used, or too much failed; with the seconds to wait.
            PoolBusy: the asker's own queries took all the time there was.
        """
        purse = self._purse(asker)
        start = self._clock()
        purse.inside += 1
        try:
            async with asyncio.timeout(timeout_seconds):
                await purse.turns.acquire()
        except TimeoutError as late:
            raise PoolBusy(f"{asker} already runs {self._at_once} at once; ask again when they are done") from late
        finally:
            purse.inside -= 1
        began = self._clock()
        try:
            yield max(0.0, timeout_seconds - (began - start))
        except (QueryRefused, QueryStopped) as error:
            purse.errors -= not isinstance(error, QueryCancelled)
            raise
        finally:
            purse.turns.release()
            purse.seconds -= self._clock() - began

    def _purse(self, asker: str) -> Purse:
        """
        The purse of an asker, filled up to now.
        """
        now = self._clock()
        purse = self._purses.pop(asker, None) or Purse(
            self._seconds, self._errors, now, asyncio.Semaphore(self._at_once)
        )
        self._purses[asker] = purse
        passed = (now - purse.filled) / SECONDS_A_MINUTE
        purse.seconds = min(self._seconds, purse.seconds + passed * self._seconds)
        purse.errors = min(self._errors, purse.errors + passed * self._errors)
        purse.filled = now
        self._forget()
        for missing, rate, what in (
            (-purse.seconds, self._seconds, f"{self._seconds:g} seconds of query time"),
            (1 - purse.errors, self._errors, f"{self._errors:g} failed queries"),
        ):
            if missing > 0:
                wait = max(1, ceil(missing / rate * SECONDS_A_MINUTE))
                raise TooManyRequests(
                    f"{asker} has used up its {what} a minute; wait {wait} s", retry_after_seconds=wait
                )
        return purse

    def _forget(self) -> None:
        """
        Drop the purse longest unseen where there are too many, unless somebody waits with it.
        """
        if len(self._purses) > MOST_ASKERS:
            asker, purse = next(iter(self._purses.items()))
            if not purse.inside and not purse.turns.locked():
                del self._purses[asker]
