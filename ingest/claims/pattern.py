"""
The language patterns are written in: what triggers one, who fills its roles, which claim it gives. All of it is data.
"""

from dataclasses import dataclass
from typing import Literal

PRODUCER = "Producer"
"A project, or a company known to run one: who sells where others buy."
AGREEMENT = "Agreement"
UNDERTAKING = "Undertaking"
STATE = "State"
ACTOR = "Actor"
Reach = Literal["head", "subtree", "nearest"]


@dataclass(frozen=True, slots=True)
class Role:
    """
    Who may fill one end of a claim.

    Attributes:
        paths: where in the frame of the trigger it stands, as `ingest.frames` names roles; `self` is the trigger's own
            mark, `topic` the agreement the passage is about when no path gives one, `firm` the company the document
            is about, `giver` who gives the money it is about.
        types: classes allowed, of the ontology; a subclass will do.
        reach: `head` takes what the phrase itself names, `subtree` also what stands inside it, `nearest` only what
            stands highest in it ("a stake in the owner of the mine" is in the owner).
        is_first: only the first path that gives somebody counts: a loan "to" the firm "for" its mine is the firm's.
        for_home: an agency stands for its state here: what a ministry bans, its country bans.
    """

    paths: tuple[str, ...]
    types: tuple[str, ...]
    reach: Reach = "head"
    for_home: bool = False
    is_first: bool = False


NOBODY = Role((), ())
"Of a pattern whose ends are not looked for in a frame."


@dataclass(frozen=True, slots=True)
class Example:
    """
    A sentence and the claims, `subject relation object modality`, that the pattern must find in it.
    """

    text: str
    claims: tuple[str, ...]
    published: str = "2026-02-05"


@dataclass(frozen=True, slots=True)
class Pattern:
    """
    One way of saying one relation.

    Attributes:
        name: unique among the patterns of its relation.
        triggers: lemmas, lower case; a word group is written with spaces ("take effect").
        subject: who stands at the subject end of the claim.
        object: who stands at its object end; `None` where `value` does.
        pos: the part of speech of the trigger, where only one will do: a fund is not to fund.
        under: lemmas of verbs; the trigger is a noun that one of them governs, whose arguments are roles as
            `verb-subject`, `verb-object`, `verb-from`.
        value: a fixed object (a status, a kind), or `date`, `until`, `deadline` to take what the sentence says.
        modality: forced, where the wording itself sets it; else read from the sentence.
        is_event: it tells of something that happens at a time; else a standing condition.
        needs: lower-case words one of which must stand in the sentence.
        without: lower-case words none of which may stand in it.
        score: confidence, set from precision on the training documents.
    """

    relation: str
    name: str
    triggers: frozenset[str]
    subject: Role
    object: Role | None = None
    pos: str = ""
    under: frozenset[str] = frozenset()
    value: str = ""
    modality: str = ""
    is_event: bool = False
    needs: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    version: int = 1
    score: float = 0.8
    examples: tuple[Example, ...] = ()

    @property
    def id(self) -> str:
        """
        Name and version, as sightings carry them.
        """
        return f"{self.relation}/{self.name}@{self.version}"


def words(text: str) -> frozenset[str]:
    """
    Trigger lemmas from a line of words; `_` joins a word group.

    >>> sorted(words("sign take_effect"))
    ['sign', 'take effect']
    """
    return frozenset(word.replace("_", " ") for word in text.split())
