"""
The base of every IRI of ours: one for a process, settled before anything that bears it is imported.

IRIs are constants all over the house, and made of this one. So whoever starts a process says the base first
(`api.main`), and from then on it stands; a process that needs another is another process. Our Turtle files are written
with `WRITTEN` and read under the base that was settled.
"""

from typing import Final
from urllib.parse import urlsplit

from ontology.errors import BaseStands, UnusableBase

WRITTEN: Final = "https://orepact.example/"
"""As our files have it, and the base unless another is settled."""


class Base:
    """
    The base of this process; it stands as soon as somebody has asked for it.
    """

    def __init__(self) -> None:
        self._iri = WRITTEN
        self._stands = False

    def settle(self, iri: str) -> None:
        """
        Make this the base.

        Raises:
            UnusableBase: it is no absolute address that ends in a slash.
            BaseStands: another is in use.
        """
        parts = urlsplit(iri)
        if (
            parts.scheme not in {"http", "https"}
            or not parts.netloc
            or not iri.endswith("/")
            or "#" in iri
            or "?" in iri
        ):
            raise UnusableBase(f"{iri!r} is no base for IRIs; write an address that ends in '/', as {WRITTEN}")
        if self._stands and iri != self._iri:
            raise BaseStands(f"this process names things below {self._iri}; start another to name them below {iri}")
        self._iri = iri

    def iri(self) -> str:
        """
        The base, which stands from now on.
        """
        self._stands = True
        return self._iri


OF_THIS_PROCESS: Final = Base()


def rebased(text: bytes) -> bytes:
    """
    A file of ours with its IRIs below the base of this process.
    """
    return text.replace(WRITTEN.encode(), OF_THIS_PROCESS.iri().encode())
