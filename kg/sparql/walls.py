"""
What a worker process may not do: open a socket, or take more memory than it was given.

Oxigraph makes its HTTP calls itself, so taking `socket` away from Python would stop nothing: the kernel must refuse.
On Linux a seccomp filter does, without any privilege; elsewhere the wall of `kg.sparql.safety` stands alone.
"""

import ctypes
import errno
import platform
import resource
import struct
import sys
from typing import Final

SOCKET_CALLS: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine: its AUDIT_ARCH and the number of socket(2), from the kernel's uapi headers."""

PR_SET_NO_NEW_PRIVS: Final = 38
PR_SET_SECCOMP: Final = 22
SECCOMP_MODE_FILTER: Final = 2
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000


class Program(ctypes.Structure):
    """
    `struct sock_fprog`: the number of instructions and where they stand.
    """

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def forbid_sockets() -> bool:
    """
    Make socket(2) fail with EACCES in this thread and all it will start; whether the kernel took it.
    """
    if not sys.platform.startswith("linux") or platform.machine() not in SOCKET_CALLS:
        return False
    architecture, socket_call = SOCKET_CALLS[platform.machine()]
    instructions = b"".join(
        struct.pack("HBBI", *instruction)
        for instruction in (
            (LOAD, 0, 0, 4),
            (JUMP_IF_EQUAL, 1, 0, architecture),
            (RETURN, 0, 0, REFUSE | errno.EACCES),
            (LOAD, 0, 0, 0),
            (JUMP_IF_EQUAL, 0, 1, socket_call),
            (RETURN, 0, 0, REFUSE | errno.EACCES),
            (RETURN, 0, 0, ALLOW),
        )
    )
    buffer = ctypes.create_string_buffer(instructions, len(instructions))
    program = Program(len(instructions) // 8, ctypes.addressof(buffer))
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def limit_memory(max_bytes: int) -> None:
    """
    Let this process have at most so much memory of its own; files it maps do not count. No core file is left behind.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (max_bytes, max_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
