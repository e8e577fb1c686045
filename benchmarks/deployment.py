"""
A service over the corpus in a folder of its own, read by the real pipeline, for the benchmarks to measure.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from api.building import documents_of, keep_coverage
from api.cli.console import progressing
from api.service import Service
from api.settings import Settings
from api.wiring import open_service
from ingest.reading import read_path
from kg.ledger.records import Arrival

CORPUS: Final = Path("corpus")


@dataclass(frozen=True)
class Deployment:
    """
    A service, read into it the corpus, when a benchmark first asks for it.

    Attributes:
        folder: for whatever a benchmark writes.
    """

    folder: Path

    @cached_property
    def service(self) -> Service:
        """
        The service, its data below the folder.
        """
        return open_service(Settings(data=self.folder / "data"))

    @cached_property
    def arrivals(self) -> tuple[Arrival, ...]:
        """
        The documents of the corpus, each with what was read in it; recorded and projected.
        """
        keep_coverage(CORPUS, self.service.settings.data)
        documents = [document for reading in read_path(documents_of(CORPUS)) for document in reading.documents]
        reading = self.service.parts.reader.arrivals(documents)
        arrivals = tuple(progressing(reading, "reading the corpus", len(documents)))
        self.service.ledger.record_all(arrivals, datetime.now(UTC))
        self.service.catch_up()
        return arrivals


@contextmanager
def deployed() -> Iterator[Deployment]:
    """
    A deployment in a temporary folder, gone afterwards.
    """
    with TemporaryDirectory(prefix="orepact-benchmark-") as name:
        deployment = Deployment(Path(name))
        try:
            yield deployment
        finally:
            if "service" in vars(deployment):
                deployment.service.close()
