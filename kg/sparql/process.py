"""
One worker process as the pool holds it: pipes, deadline, and the snapshot it keeps from the pruner.
"""

import contextlib
import fcntl
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import orjson

from kg.sparql.wire import LENGTHS, framed
from kg.stores.folder import hold

PIPE_BYTES: Final = 1024 * 1024
"""The most an unprivileged process may ask for, /proc/sys/fs/pipe-max-size."""

NICENESS: Final = 10
"""Of a process that stands back: a tenth of the weight of the others on a contended core."""


class WorkerLate(Exception):
    """
    The deadline passed; the process was killed.
    """


class WorkerGone(Exception):
    """
    The process ended before it answered.

    Attributes:
        signal: that ended it; 0 for none.
    """

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.signal = signal


class WorkerProcess:
    """
    A process that runs a module of ours. Used by one thread at a time; only `kill` may come from another.
    """

    def __init__(self, memory_bytes: int, module: str = "kg.sparql.worker", *arguments: str) -> None:
        below, self._lifeline = os.pipe()
        command = [sys.executable, "-m", module, str(below), str(memory_bytes), *arguments]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no input of anybody's
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=[below],
            bufsize=0,
        )
        os.close(below)
        assert self._process.stdin
        assert self._process.stdout
        self._requests = self._process.stdin.fileno()
        self._answers = self._process.stdout.fileno()
        os.set_blocking(self._answers, False)
        with contextlib.suppress(OSError, AttributeError):
            fcntl.fcntl(self._answers, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        self._pinned: tuple[Path, int] | None = None
        self._killed = False
        self._stood_back = False

    @property
    def pid(self) -> int:
        """
        Of the process.
        """
        return self._process.pid

    def ask(
        self, request: dict[str, Any], deadline: float, body: bytes = b"", *, prompt_seconds: float | None = None
    ) -> tuple[dict[str, Any], bytes]:
        """
        Header and body of the answer.

        Args:
            deadline: as `time.monotonic()` counts.
            body: sent along with the request.
            prompt_seconds: a process that has not begun to answer by then stands back; `None`: it never does.

        Raises:
            WorkerLate: the deadline passed; the process is dead.
            WorkerGone: the process ended by itself or by somebody else.
        """
        try:
            self._write(framed(request, body))
            if prompt_seconds is not None and not self._answers_within(prompt_seconds):
                self.stand_back()
            lengths = self._read(LENGTHS.size, deadline)
            head_bytes, body_bytes = LENGTHS.unpack(lengths)
            return orjson.loads(self._read(head_bytes, deadline)), self._read(body_bytes, deadline)
        except WorkerLate:
            self.kill()
            raise

    def pin(self, snapshot: Path) -> bool:
        """
        Keep a snapshot from the pruner, and let go of the one before; whether it exists.
        """
        if self._pinned and self._pinned[0] == snapshot and snapshot.exists():
            return True
        try:
            descriptor = hold(snapshot)
        except (FileNotFoundError, NotADirectoryError):
            return False
        self._let_go()
        self._pinned = (snapshot, descriptor)
        return True

    def is_alive(self) -> bool:
        """
        Whether the process runs and may go on running: a killed one takes a moment to die.
        """
        return not self._killed and self._process.poll() is None

    def is_prompt(self) -> bool:
        """
        Whether the process may be given another query: it lives, and its priority was never lowered.
        """
        return self.is_alive() and not self._stood_back

    def stand_back(self) -> None:
        """
        Leave the processor to others from now on. Nobody but root may raise a priority again, so this is for good.
        """
        self._stood_back = True
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{self.pid}/task").iterdir():
                os.setpriority(os.PRIO_PROCESS, int(task.name), NICENESS)

    def kill(self) -> None:
        """
        Stop it at once. May be called from any thread and more than once.
        """
        self._killed = True
        self._process.kill()

    def end(self) -> None:
        """
        Stop it, wait until it is gone and close everything.
        """
        self._process.kill()
        self._process.wait()
        self._let_go()
        os.close(self._lifeline)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _let_go(self) -> None:
        if self._pinned:
            os.close(self._pinned[1])
            self._pinned = None

    def _write(self, frame: bytes) -> None:
        view = memoryview(frame)
        try:
            while view:
                view = view[os.write(self._requests, view) :]
        except BrokenPipeError as broken:
            raise self._gone() from broken

    def _answers_within(self, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self._answers, select.POLLIN)
        return seconds > 0 and bool(poll.poll(seconds * 1000))

    def _read(self, size: int, deadline: float) -> bytes:
        """
        So many bytes, waiting no longer than the deadline.
        """
        pieces, missing = [], size
        poll = select.poll()
        poll.register(self._answers, select.POLLIN)
        while missing:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise WorkerLate
            piece = os.read(self._answers, min(missing, PIPE_BYTES))
            if not piece:
                raise self._gone()
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def _gone(self) -> WorkerGone:
        return WorkerGone(max(0, -self._process.wait()))
