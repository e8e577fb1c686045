"""
OntologyError
├── BrokenTurtle    a file of ours cannot be parsed; mend the line it names
├── InvalidData     a file parses but breaks a shape; mend the terms it names
├── UnknownTerm     somebody asked for a class, relation or status that does not exist
├── UnusableBase    no IRI can lie below this base; write another
└── BaseStands      IRIs below another base are in use; start a process for this one
"""

from dataclasses import dataclass
from pathlib import Path


class OntologyError(Exception):
    """
    Whatever goes wrong on this floor.
    """


class BrokenTurtle(OntologyError):
    """
    A Turtle file that cannot be parsed.

    Attributes:
        path: the file.
        line: line number from 1.
        term: subject of the block the line stands in, as written; empty before the first block.
    """

    def __init__(self, path: Path, line: int, term: str, reason: str) -> None:
        super().__init__(f"{path.name}, line {line}, in {term or 'the head'}: {reason}; mend it there")
        self.path, self.line, self.term = path, line, term


@dataclass(frozen=True, slots=True)
class Violation:
    """
    One breach of a shape.

    Attributes:
        focus: IRI of the thing that breaks it.
        term: IRI of the property concerned; empty where the thing as a whole is.
        message: what is wrong, in words.
        file: name of the file the thing stands in; empty for data that is in none.
        line: line of its block, from 1; 0 where unknown.
    """

    focus: str
    term: str
    message: str
    file: str = ""
    line: int = 0


class InvalidData(OntologyError):
    """
    Data that parses and breaks shapes.
    """

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        lines = [f"{v.file}, line {v.line}: {v.focus} {v.term}: {v.message}" for v in violations]
        super().__init__("\n".join(lines))
        self.violations = violations


class UnknownTerm(OntologyError, KeyError):
    """
    A term nobody has declared.
    """

    def __str__(self) -> str:
        return str(self.args[0])


class UnusableBase(OntologyError):
    """
    No absolute address that ends in a slash.
    """


class BaseStands(OntologyError):
    """
    Things below another base were named already by this process.
    """
