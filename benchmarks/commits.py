"""
Recording one document durably, against writing as many bytes to a bare file and flushing it.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from benchmarks.deployment import Deployment
from benchmarks.timing import Comparison, in_turn
from kg.ledger import open_ledger


def commits(deployment: Deployment) -> Iterator[Comparison]:
    """
    Every document of the corpus, one commit each, into a fresh ledger; the bare file grows as much as the ledger did.
    """
    folder = deployment.folder / "commits"
    folder.mkdir()
    ledger = open_ledger(folder)
    try:
        now = datetime.now(UTC)
        record: list[Callable[[], object]] = [
            partial(ledger.record, each.document, each.extraction, now, reader=each.reader)
            for each in deployment.arrivals
        ]
        kept = deployment.service.settings.data.glob("ledger.db*")
        size = sum(path.stat().st_size for path in kept) // len(record)
        with (folder / "bare").open("wb", buffering=0) as bare:
            written = partial(write_and_flush, bare.fileno(), os.urandom(size))
            ours, theirs = in_turn(record, [written] * len(record))
    finally:
        ledger.close()
    yield Comparison("commit of one document", ours, theirs, f"write of {size:,} bytes and fdatasync")


def write_and_flush(descriptor: int, content: bytes) -> None:
    """
    Bytes at the end of a file, on the disk when this returns.
    """
    os.write(descriptor, content)
    os.fdatasync(descriptor)
