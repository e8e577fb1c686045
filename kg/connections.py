"""
Connections that are lent and come back, whatever engine they lead to.
"""

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """
    What an engine's connection has in common with the others'.
    """

    def close(self) -> None:
        """
        Let go of it.
        """
        ...


Connection = TypeVar("Connection", bound=Closable)


class IdleConnections(Generic[Connection]):
    """
    The connections that nobody uses just now.

    Connections are lent, not bound to threads: a web server's thread pool would otherwise hold one for each thread it
    ever had.
    """

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._idle: list[Connection] = []
        self._lock = threading.Lock()

    def take(self) -> Connection:
        """
        A connection nobody else has, a new one where none is idle.
        """
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        return connection or self._connect()

    def give_back(self, connection: Connection) -> None:
        """
        Let others have it.
        """
        with self._lock:
            self._idle.append(connection)

    def close(self) -> None:
        """
        Close every connection that is not lent out.
        """
        with self._lock:
            while self._idle:
                self._idle.pop().close()
