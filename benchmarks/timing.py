"""
Two ways of doing one thing, timed in turn, so that whatever else the machine does falls on both.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    What we took for a thing, and what the bare part took.

    Attributes:
        what: the thing done, once.
        ours: seconds it took us, each time; or what else the unit says.
        bare: seconds the bare part took, each time.
        bare_name: which part, doing what.
        unit: what the numbers are shown in, by its name and how many make one of the numbers.
    """

    what: str
    ours: Sequence[float]
    bare: Sequence[float]
    bare_name: str
    unit: tuple[str, float] = ("ms", 1000.0)

    @property
    def ratio(self) -> float:
        """
        Our median over theirs.
        """
        return median(self.ours) / median(self.bare)

    @property
    def more(self) -> float:
        """
        Our best less theirs: what we add where nobody else wants the processor.
        """
        return min(self.ours) - min(self.bare)


def share_at(times: Sequence[float], share: float) -> float:
    """
    The time that this share of all runs stayed within.

    >>> share_at([3.0, 1.0, 2.0, 4.0], 0.5)
    2.0
    """
    ordered = sorted(times)
    return ordered[max(0, round(share * len(ordered)) - 1)]


def seconds_for(work: Callable[[], object]) -> float:
    """
    Wall time of one run.
    """
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turn(
    ours: Sequence[Callable[[], object]], bare: Sequence[Callable[[], object]]
) -> tuple[list[float], list[float]]:
    """
    Wall times of pairs, each pair one after the other.
    """
    pairs = [(seconds_for(one), seconds_for(other)) for one, other in zip(ours, bare, strict=True)]
    return [one for one, _ in pairs], [other for _, other in pairs]
