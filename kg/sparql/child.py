"""
The inside of a process that is asked over pipes: walls up, one request after the other, gone with its parent.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, Final

from kg.sparql.walls import forbid_sockets, limit_memory
from kg.sparql.wire import framed, read_frame

STACK_BYTES: Final = 256 * 1024 * 1024
"""Oxigraph recurses over a query; the usual 8 MiB end at some thousand joined patterns (a segmentation fault)."""

REASONS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (SyntaxError, "syntax"),
    (MemoryError, "memory-limit"),
    (PermissionError, "service-forbidden"),
    (RuntimeError, "query-refused"),
    (ValueError, "query-refused"),
    (OSError, "query-refused"),
)
"""What the engine raises, and the kind of error the parent makes of it; the first that fits."""

RAISED: Final = tuple(raised for raised, _ in REASONS)


def failed(error: Exception) -> bytes:
    """
    The frame that reports one of `RAISED`.
    """
    kind = next(kind for raised, kind in REASONS if isinstance(error, raised))
    return framed({"error": kind, "message": str(error)})


def serve(answer: Callable[[dict[str, Any], bytes], bytes], lifeline: int, max_bytes: int) -> None:
    """
    Answer frames from standard input, in a thread with a deep stack, until they end or the lifeline does.

    Args:
        answer: the frame for a header and a body.
        lifeline: a file descriptor whose other end the parent holds.
        max_bytes: memory this process may take for itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    forbid_sockets()
    limit_memory(max_bytes)
    threading.stack_size(STACK_BYTES)
    threading.Thread(target=answer_all, args=(answer,), daemon=True).start()
    os.read(lifeline, 1)
    os._exit(0)


def answer_all(answer: Callable[[dict[str, Any], bytes], bytes]) -> None:
    """
    Answer requests until there are no more; end the process where the engine panics, so that nobody waits for it.
    """
    try:
        while frame := read_frame(sys.stdin.buffer):
            sys.stdout.buffer.write(answer(*frame))
            sys.stdout.buffer.flush()
    finally:
        os._exit(0)
