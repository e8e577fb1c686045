"""
Whether files are still as they were when they were closed: a seal is their sizes and checksums.

Oxigraph checks a block only when it reads it, and after a start it reads one of its indexes: damage in the others
showed itself as a query that never ended (tried with every file of a store). SQLite has no checksums at all. So a
projection is closed under a seal, and one with a broken seal is built anew from the ledger. Sealing costs a read of
every file.
"""

import json
import zlib
from enum import Enum, auto
from pathlib import Path
from typing import Final

CHANGING: Final = ("LOCK", "LOG", "OPTIONS", "IDENTITY")
"""Beginnings of the names of files that hold no data, or are written anew at every start."""

PIECE_BYTES: Final = 8 * 1024 * 1024


class Seal(Enum):
    """
    How a seal was found; missing where the files were never closed, or are gone.
    """

    UNBROKEN = auto()
    MISSING = auto()
    BROKEN = auto()


def place_of(folder: Path) -> Path:
    """
    Where the seal of a folder lies: beside it.

    >>> place_of(Path("graph/live")).as_posix()
    'graph/live.seal.json'
    """
    return folder.with_name(f"{folder.name}.seal.json")


def seal(folder: Path) -> None:
    """
    Seal a folder whose files are closed.
    """
    path = place_of(folder)
    aside = path.with_suffix(".next")
    aside.write_text(json.dumps(checksums(folder)))
    aside.replace(path)


def break_seal(folder: Path) -> Seal:
    """
    Take the seal away, because the files are about to be written; how it was.
    """
    path = place_of(folder)
    try:
        kept, held = json.loads(path.read_text()), checksums(folder)
    except FileNotFoundError:
        return Seal.MISSING
    except (OSError, ValueError):
        return Seal.BROKEN
    finally:
        path.unlink(missing_ok=True)
    if kept == held:
        return Seal.UNBROKEN
    return Seal.BROKEN if held else Seal.MISSING


def checksums(folder: Path) -> dict[str, list[int]]:
    """
    Size and CRC-32 of each file that holds data, by its name.
    """
    files = sorted(path for path in folder.iterdir() if not path.name.startswith(CHANGING))
    return {path.name: [path.stat().st_size, checksum(path)] for path in files}


def checksum(path: Path) -> int:
    """
    The CRC-32 of a file.
    """
    found = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            found = zlib.crc32(piece, found)
    return found
