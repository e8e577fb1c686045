"""
One worker process as the pool holds it: pipes, deadline, and the snapshot it keeps from the pruner.
"""

import asyncio
import contextlib
import fcntl
import os
import select
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final, TypeAlias

import orjson

from kg.sparql.wire import LENGTHS, framed
from kg.stores.folder import hold

PIPE_BYTES: Final = 1024 * 1024
"""The most an unprivileged process may ask for, /proc/sys/fs/pipe-max-size."""

NICENESS: Final = 10
"""Of a process that stands back: a tenth of the weight of the others on a contended core."""


Conversation: TypeAlias = Generator[float, bool, tuple[dict[str, Any], bytes]]
"""
A question put to a process: gives seconds to wait for it to say something, takes whether it did, ends with its answer.
So a thread and an event loop can wait each in its own way.
"""


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
        for pipe in (self._answers, self._requests):
            with contextlib.suppress(OSError, AttributeError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
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
        asking = self._asking(framed(request, body), deadline, prompt_seconds)
        try:
            seconds = next(asking)
            while True:
                seconds = asking.send(self._is_heard_within(seconds))
        except StopIteration as answered:
            return answered.value  # type: ignore[no-any-return]  # what a Conversation ends with

    async def answer(
        self, request: dict[str, Any], deadline: float, *, prompt_seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        """
        `ask` for an event loop. A request that fills the pipe would hold the loop up; a query never does.
        """
        asking = self._asking(framed(request), deadline, prompt_seconds)
        try:
            seconds = next(asking)
            while True:
                seconds = asking.send(await self._heard_within(seconds))
        except StopIteration as answered:
            return answered.value  # type: ignore[no-any-return]  # what a Conversation ends with

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

    def _asking(self, frame: bytes, deadline: float, prompt_seconds: float | None) -> Conversation:
        """
        A request put to the process, and its answer taken; see `ask`.
        """
        try:
            self._write(frame)
            if prompt_seconds is not None and not (prompt_seconds > 0 and (yield prompt_seconds)):
                self.stand_back()
            head_bytes, body_bytes = LENGTHS.unpack((yield from self._read(LENGTHS.size, deadline)))
            header = orjson.loads((yield from self._read(head_bytes, deadline)))
            return header, (yield from self._read(body_bytes, deadline))
        except WorkerLate:
            self.kill()
            raise

    def _is_heard_within(self, seconds: float) -> bool:
        """
        Whether the process says something by then, or has ended.
        """
        poll = select.poll()
        poll.register(self._answers, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    async def _heard_within(self, seconds: float) -> bool:
        """
        The same in an event loop.
        """
        loop = asyncio.get_running_loop()
        heard: asyncio.Future[bool] = loop.create_future()
        loop.add_reader(self._answers, settle, heard, True)  # noqa: FBT003 - the outcome
        late = loop.call_later(seconds, settle, heard, False)  # noqa: FBT003 - the outcome
        try:
            return await heard
        finally:
            late.cancel()
            loop.remove_reader(self._answers)

    def _read(self, size: int, deadline: float) -> Generator[float, bool, bytes]:
        """
        So many bytes, waiting no longer than the deadline.
        """
        pieces, missing = [], size
        while missing:
            with contextlib.suppress(BlockingIOError):
                piece = os.read(self._answers, min(missing, PIPE_BYTES))
                if not piece:
                    raise self._gone()
                pieces.append(piece)
                missing -= len(piece)
                continue
            left = deadline - time.monotonic()
            if left <= 0 or not (yield left):
                raise WorkerLate
        return b"".join(pieces)

    def _gone(self) -> WorkerGone:
        return WorkerGone(max(0, -self._process.wait()))


def settle(heard: asyncio.Future[bool], outcome: bool) -> None:  # noqa: FBT001 - called back with it
    """
    Tell whoever waits, unless it was told already.
    """
    if not heard.done():
        heard.set_result(outcome)
