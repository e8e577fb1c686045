"""
The coverage statement of a deployment, version after version: what its texts claim to cover.

The last version holds. The statement of a corpus is kept when it is new, and not again: an edit by a person stays until
the corpus states something else.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from api.errors import UnreadableBody
from kg.coverage import Coverage, read_coverage
from kg.stores.errors import UnreadableTriples
from kg.stores.triple_files import read_triples

FOLDER: Final = "coverage"


@dataclass(frozen=True, slots=True)
class Statements:
    """
    The versions in a data folder, each a Turtle file named by its number.
    """

    data: Path

    @property
    def numbers(self) -> tuple[int, ...]:
        """
        Numbers of the versions, oldest first.
        """
        folder = self.data / FOLDER
        return tuple(sorted(int(path.stem) for path in folder.glob("*.ttl"))) if folder.is_dir() else ()

    @property
    def current(self) -> Coverage | None:
        """
        What holds now; nothing where nothing was ever stated.
        """
        return self.read(self.numbers[-1]) if self.numbers else None

    def read(self, number: int) -> Coverage:
        """
        One version.
        """
        stated = read_coverage(read_triples([self.path(number)]))
        assert stated is not None
        return stated

    def path(self, number: int) -> Path:
        """
        Where a version is kept.
        """
        return self.data / FOLDER / f"{number:04}.ttl"

    def keep(self, turtle: bytes) -> int:
        """
        Keep a statement as the version that holds from now on; its number.

        Raises:
            UnreadableBody: it is no Turtle, or states no coverage.
        """
        number = (self.numbers or (0,))[-1] + 1
        path = self.path(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"draft-{number}.ttl")
        draft.write_bytes(turtle)
        try:
            stated = read_coverage(read_triples([draft]))
            if stated is None:
                raise UnreadableBody("no coverage statement: nothing here is an ore:Coverage")
        except UnreadableTriples as error:
            raise UnreadableBody(str(error).replace(f"{draft}: ", "")) from error
        else:
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
        return number

    def keep_new(self, turtle: bytes) -> None:
        """
        Keep a statement that was never kept before.
        """
        if all(self.path(number).read_bytes() != turtle for number in self.numbers):
            self.keep(turtle)
