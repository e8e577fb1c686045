"""
`python -m benchmarks [NAME …]`: all of them, or those named.
"""

import os
import sys

from rich.console import Console
from rich.table import Table

from benchmarks import BENCHMARKS, SLOW
from benchmarks.deployment import deployed
from benchmarks.timing import Comparison, share_at


def row(comparison: Comparison) -> tuple[str, ...]:
    """
    A comparison as a line of the table.
    """
    name, size = comparison.unit
    times = (share_at(comparison.ours, 0.5), share_at(comparison.ours, 0.95), share_at(comparison.bare, 0.5))
    return (
        comparison.what,
        *(f"{size * time:.2f} {name}" for time in times),
        comparison.bare_name,
        f"{comparison.ratio:.2f}",
        f"{size * comparison.more:+.2f} {name}",
    )


def main(names: list[str]) -> int:
    """
    Run benchmarks and print their table.
    """
    known = {**BENCHMARKS, **SLOW}
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.stderr.write(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}\n")
        return 2
    table = Table("what", "ours", "p95", "bare", "bare part", "ratio", "more at best")
    with deployed() as deployment:
        for name in names or BENCHMARKS:
            for comparison in known[name](deployment):
                table.add_row(*row(comparison))
                print(*row(comparison), sep=" · ", file=sys.stderr)
    load = os.getloadavg()[0]
    Console(width=150).print(table, f"{os.cpu_count()} cores, load {load:.1f}: read ratios, not milliseconds", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
