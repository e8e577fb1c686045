"""
How pool and worker talk over a pipe: a frame is two lengths, a JSON header and a body of bytes.
"""

import json
import struct
from typing import IO, Any, Final

LENGTHS: Final = struct.Struct("!IQ")


def framed(header: dict[str, Any], body: bytes = b"") -> bytes:
    """
    One frame.
    """
    head = json.dumps(header).encode()
    return LENGTHS.pack(len(head), len(body)) + head + body


def read_frame(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """
    The next frame of a blocking stream, `None` at its end.

    >>> import io
    >>> read_frame(io.BytesIO(framed({"rows": 1}, b"x")))
    ({'rows': 1}, b'x')
    """
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    return json.loads(stream.read(head)), stream.read(body)
