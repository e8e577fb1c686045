"""
The folder of the graph on disk: one live store, its published snapshots, and projections of past days.

    graph/writer.lock        held by the one writer
    graph/live/              the store being written; nobody else opens it
    graph/snapshots/v7/      hard-linked copies that never change
    graph/current            link to the newest of them, replaced by one rename
    graph/dated/2026-03-10-v42/   what was known by the end of that day, from ledger position 42

Whoever reads a snapshot holds a shared lock on its folder, and the pruner takes an exclusive one before it deletes: a
lock dies with its process, so a killed reader leaves nothing behind. No RDF library is imported here, because workers
and tests need the folder alone.
"""

import fcntl
import os
import shutil
from pathlib import Path
from typing import Final

from kg.stores.errors import StoreInUse

KEPT_SNAPSHOTS: Final = 3
KEPT_DATED: Final = 24


class GraphFolder:
    """
    Names and housekeeping below `<data>/graph`.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.live = root / "live"
        self.snapshots = root / "snapshots"
        self.dated = root / "dated"
        self.current = root / "current"

    def make(self) -> None:
        """
        Create what is missing.
        """
        self.snapshots.mkdir(parents=True, exist_ok=True)
        self.dated.mkdir(parents=True, exist_ok=True)

    def lock_writer(self) -> int:
        """
        The file descriptor that holds the writer's lock; closing it gives the lock back.

        Raises:
            StoreInUse: another process holds it.
        """
        descriptor = os.open(self.root / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            os.close(descriptor)
            raise StoreInUse(f"another process writes to {self.root}; stop it or leave the graph to it") from busy
        return descriptor

    def newest(self) -> Path | None:
        """
        The snapshot `current` points to, `None` before the first publication.
        """
        try:
            return self.root / self.current.readlink()
        except FileNotFoundError:
            return None

    def newest_version(self) -> int:
        """
        The data version that the newest snapshot's name tells, 0 where there is none.
        """
        newest = self.newest()
        return int(newest.name.removeprefix("v").partition("-")[0]) if newest else 0

    def fresh_snapshot(self, data_version: int) -> Path:
        """
        A path below `snapshots` that does not exist yet: a crash may have left the plain name behind.
        """
        path = self.snapshots / f"v{data_version}"
        attempt = 1
        while path.exists():
            attempt += 1
            path = self.snapshots / f"v{data_version}-{attempt}"
        return path

    def point_to(self, snapshot: Path) -> None:
        """
        Make `current` name this snapshot, in one step: a reader sees the old one or the new one.
        """
        link = self.root / "current.next"
        link.unlink(missing_ok=True)
        link.symlink_to(snapshot.relative_to(self.root))
        link.replace(self.current)

    def dated_path(self, day: str, position: int) -> Path:
        """
        Where the projection of a past day belongs.

        Args:
            day: ISO date.
        """
        return self.dated / f"{day}-v{position}"

    def prune(self) -> None:
        """
        Delete all but the newest snapshots and the last used dated ones, as far as nobody reads them.
        """
        newest = self.newest()
        by_age = sorted(self.snapshots.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in by_age[KEPT_SNAPSHOTS:]:
            if path != newest:
                remove_unread(path)
        dated = sorted(self.dated.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in dated[KEPT_DATED:]:
            remove_unread(path)

    def discard(self, path: Path) -> None:
        """
        Remove a folder of ours whatever it holds; a missing one is no error.
        """
        shutil.rmtree(path, ignore_errors=True)


def remove_unread(path: Path) -> bool:
    """
    Delete a snapshot nobody holds; whether it was.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def hold(path: Path) -> int:
    """
    A file descriptor that keeps a snapshot from the pruner until it is closed.

    Raises:
        FileNotFoundError: it was pruned before we came.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    if not path.exists():
        os.close(descriptor)
        raise FileNotFoundError(path)
    return descriptor
