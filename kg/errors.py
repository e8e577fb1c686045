"""
What can go wrong on this floor; the name says what the caller should do.

KgError
├── BrokenExtraction    a reading contradicts its own text; mend the extractor named, nothing was recorded
├── UnknownEngine       a setting names an engine that is not there; mend the setting
├── LedgerError
│   ├── LedgerBusy      another process is writing; try again, or stop it
│   ├── LedgerTooNew    a newer Orepact wrote this ledger; upgrade this one
│   └── LedgerDamaged   the file is no sound ledger; restore it from a copy
└── SearchError
    ├── IndexUnavailable the server of a remote index does not answer, or is busy; see whether it is up, try again
    └── IndexUnusable   the passage index cannot be read or written; rebuild it from the ledger
        └── IndexDamaged    its file is broken; delete it and build it anew from the ledger
"""


class KgError(Exception):
    """
    Any broken promise of this floor.
    """


class BrokenExtraction(KgError):
    """
    A reading contradicts its own text: a quote does not stand where its sighting says.
    """


class UnknownEngine(KgError):
    """
    The scheme of a URL names no engine of ours.
    """


class LedgerError(KgError):
    """
    The ledger cannot do what was asked; what it has acknowledged before is safe.
    """


class LedgerBusy(LedgerError):
    """
    Another process held the writer's lock for longer than we were willing to wait.
    """


class LedgerUnavailable(LedgerError):
    """
    The server that keeps the ledger does not answer.
    """


class LedgerTooNew(LedgerError):
    """
    The ledger's schema is newer than this program.
    """


class LedgerDamaged(LedgerError):
    """
    The file is no ledger, or not one that can be read.
    """


class SearchError(KgError):
    """
    The passage index cannot do what was asked.
    """


class IndexUnavailable(SearchError):
    """
    The server that keeps the passage index does not answer, or another process keeps writing to it.
    """


class IndexUnusable(SearchError):
    """
    The passage index is damaged or was made by another program version or another embedder.
    """


class IndexDamaged(IndexUnusable):
    """
    The file of the passage index is broken: nothing in it is to be relied on.
    """
