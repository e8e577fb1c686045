import subprocess
import sys

import pytest

from benchmarks import BENCHMARKS
from benchmarks.timing import Comparison, in_turn, share_at


def test_the_ratio_is_our_median_over_theirs():
    comparison = Comparison("a thing", [3.0, 2.0, 100.0], [1.0, 2.0, 1.5], "a part")

    assert comparison.ratio == 2.0


def test_what_we_add_is_told_by_the_best_of_both():
    assert Comparison("a thing", [3.0, 2.0, 100.0], [1.5, 2.0, 70.0], "a part").more == 0.5


@pytest.mark.parametrize(("share", "seconds"), [(0.0, 1.0), (0.5, 2.0), (0.95, 4.0), (1.0, 4.0)])
def test_a_share_of_the_runs_stayed_within(share, seconds):
    assert share_at([4.0, 1.0, 3.0, 2.0], share) == seconds


def test_both_ways_run_in_turn():
    order = []

    ours, bare = in_turn([lambda: order.append("ours")] * 2, [lambda: order.append("bare")] * 2)

    assert order == ["ours", "bare", "ours", "bare"]
    assert len(ours) == len(bare) == 2


def test_an_unknown_benchmark_is_named_with_those_there_are():
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "everything"], capture_output=True, text=True, check=False
    )

    assert run.returncode == 2
    assert "no benchmark everything" in run.stderr
    assert all(name in run.stderr for name in BENCHMARKS)
