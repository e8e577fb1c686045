"""
A claim with who said it, who printed it and when it could be known: what rules weigh.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.claims import Claim, Modality
from ontology.values.dates import UnknownDate, When, parse_edtf

RELIABILITY: Final = {
    "statement": "A",
    "readout": "A",
    "read-out": "A",
    "factsheet": "A",
    "sheet": "A",
    "wire": "B",
    "story": "B",
    "alert": "B",
    "trade": "B",
    "press": "B",
    "release": "C",
    "newsletter": "C",
    "brief": "C",
    "blog": "D",
}
"""
Reliability of a source by a word of its manner of writing ("official read-out", "wire story"), A (completely reliable)
to F (cannot be judged), the scale of NATO's AJP-2.1. The last listed word counts: a "press release" is a release.
Company releases stand below the press because they speak of themselves.
"""

SAID: Final = (Modality.ASSERTED, Modality.BACKGROUND)
"Modalities in which a document says that something is so."


@dataclass(frozen=True, slots=True)
class Testimony:
    """
    One claim as a witness of something.

    Attributes:
        id: claim id.
        document: document id.
        group: id of the earliest document that holds nearly the same text; copies of one story share it.
        manner: manner of writing of the document.
        available: day from which it could be known: published, else retrieved.
        publisher: who printed it; it speaks where the document names no speaker.
    """

    claim: Claim
    id: str
    document: str
    group: str
    manner: str
    available: date
    publisher: str = ""

    @property
    def is_said(self) -> bool:
        """
        True when the document says that it is so, as news or as background.
        """
        return self.claim.modality in SAID

    @property
    def event(self) -> When | None:
        """
        When the event told happened; for news without a date the day of the text, for background unknown.
        """
        if self.claim.date:
            return read(self.claim.date)
        if self.claim.modality is Modality.BACKGROUND:
            return None
        return parse_edtf(self.available.isoformat())

    @property
    def witness(self) -> tuple[str, str]:
        """
        Who bears it: syndication group and speaker. Two are independent when both differ.

        Where nobody is quoted the publisher speaks: a paper that repeats itself is one witness.
        """
        return self.group, self.claim.speaker or self.publisher

    @property
    def reliability(self) -> str:
        """
        Reliability of the document by its manner, A to F.
        """
        words = [word for word in self.manner.casefold().split() if word in RELIABILITY]
        return RELIABILITY[words[-1]] if words else "F"


def read(edtf: str) -> When | None:
    """
    A date, or nothing where an extractor wrote what is none.
    """
    try:
        return parse_edtf(edtf)
    except UnknownDate:
        return None


def independent(testimony: Iterable[Testimony]) -> int:
    """
    How many independent witnesses bear something: distinct syndication group and distinct speaker.

    Ten copies of one wire story are one witness; so is one minister quoted by ten papers.
    """
    groups: set[str] = set()
    speakers: set[str] = set()
    count = 0
    for group, speaker in sorted({each.witness for each in testimony}):
        if group in groups or (speaker and speaker in speakers):
            continue
        groups.add(group)
        speakers.add(speaker)
        count += 1
    return count


def reliability(testimony: Iterable[Testimony]) -> str:
    """
    The best reliability among the sources, A to F.
    """
    return min((each.reliability for each in testimony), default="F")


def credibility(basis: Iterable[Testimony], dissent: Iterable[Testimony] = ()) -> int:
    """
    Credibility of an item, 1 to 6, apart from the reliability of who printed it.

    1 confirmed by an independent witness; 2 one witness who says it is so; 3 said only as a plan; 4 doubtful: as many
    witnesses against it as for it; 5 improbable: more against than for; 6 cannot be judged: only rumour.
    """
    basis, dissent = tuple(basis), tuple(dissent)
    said = [each for each in basis if each.is_said]
    pro, contra = independent(basis), independent(dissent)
    if contra and contra >= pro:
        return 4 if contra == pro else 5
    if said:
        return 1 if independent(said) > 1 else 2
    return 3 if any(each.claim.modality is Modality.PLANNED for each in basis) else 6


def ids(testimony: Iterable[Testimony]) -> tuple[str, ...]:
    """
    The claim ids, each once, sorted.
    """
    return tuple(sorted({each.id for each in testimony}))
