"""
What can go wrong with a store; the name says what the caller should do.

StoreError
├── StoreDamaged       its files are broken; load it anew from the ledger
├── StoreFailed        the disk did not do what was asked; make room, then try again
├── StoreInUse         another process writes to this folder; stop it, or write to the ledger only
├── NotStorable        a term cannot be written as N-Quads; mend whoever made it
├── UnreadableTriples  a file is not what its ending says; mend the line named
└── EndpointFailed     the remote engine did not do what was asked; look whether it is up
    ├── EndpointLate   it did not answer in time; ask for less
    ├── AnswerCut      its answer is larger than allowed, or it cut rows; ask for less
    ├── NotAnswered    it does not answer this query; ask otherwise
    └── UnfitEngine    it cannot hold our graphs as they are; the message says what to set
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
    A remote engine could not be reached, or answered with an error.
    """


class EndpointLate(EndpointFailed):
    """
    No whole answer came by the deadline.
    """


class AnswerCut(EndpointFailed):
    """
    The answer is not whole; its only argument is the limit passed, `row-limit` or `byte-limit`.
    """


class NotAnswered(EndpointFailed):
    """
    The engine refuses the query itself; the message is the engine's.
    """


class UnfitEngine(EndpointFailed):
    """
    The engine cuts results without saying so, or cannot show named graphs beside a default graph.
    """
