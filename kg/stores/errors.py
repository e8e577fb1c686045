"""
What can go wrong with a store; the name says what the caller should do.

StoreError
├── StoreDamaged       its files are broken; load it anew from the ledger
├── StoreFailed        the disk did not do what was asked; make room, then try again
├── StoreInUse         another process writes to this folder; stop it, or write to the ledger only
├── NotStorable        a term cannot be written as N-Quads; mend whoever made it
├── UnreadableTriples  a file is not what its ending says; mend the line named
└── EndpointFailed     the remote endpoint did not do what was asked; try again, or look at it
"""

from kg.errors import KgError


class StoreError(KgError):
    """
    Any broken promise of a store.
    """


class StoreInUse(StoreError):
    """
    The one writer's lock of a graph folder is held by another process.
    """


class StoreDamaged(StoreError):
    """
    What lies on the disk is not what was written: a block that fails its checksum, a file cut short or gone.
    """


class StoreFailed(StoreError):
    """
    The disk is full or refuses to write; what was read before is still there.
    """


class NotStorable(StoreError):
    """
    An IRI or a language tag holds characters that no RDF syntax could carry.
    """


class UnreadableTriples(StoreError):
    """
    A file could not be parsed.

    Attributes:
        file: its path.
        line: first line of the trouble, from 1; 0 where the parser does not say.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line


class EndpointFailed(StoreError):
    """
    A SPARQL endpoint answered with an error, cut its answer short or did not answer.
    """
