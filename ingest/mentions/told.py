"""
One agreement as a document tells of it, while the document is still being read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.mentions.kinds import GENERIC, MEASURE, OWN_HEADS, kinds_fit, singular
from ingest.mentions.lexicon import NamedEntity
from ingest.mentions.nominals import Nominal
from kg.claims import Entity


@dataclass(slots=True)
class Told:
    """
    One agreement as a document tells of it.

    Attributes:
        is_passing: told only as one of several, as in "like the frameworks with Peru and Chile".
        head: the noun it was first called by.
        implied: parties that a phrase leaves to be understood: whose "the memorandum with the United Kingdom" is.
        party_names: short names of its parties, as names of agreements are made of them.
        known: the entity when a known name stands for it.
        entity: what it turned out to be; set when the whole document has been read.
    """

    parties: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    topic: str = ""
    name: str = ""
    known: NamedEntity | None = None
    entity: Entity | None = None
    last_sentence: int = 0
    is_off_topic: bool = False
    head: str = ""
    is_passing: bool = False
    party_names: dict[str, Entity] = field(default_factory=dict)
    implied: set[str] = field(default_factory=set)

    def fits_kind(self, kind: str) -> bool:
        """
        True when a phrase of this kind can mean it.
        """
        kinds = set(self.kinds) | set(self.known.kinds if self.known else ())
        if MEASURE in (kind, *kinds):
            return kind in kinds
        specific = kinds - {GENERIC}
        if kind == GENERIC or not specific:
            return True
        return any(kinds_fit(kind, each) for each in specific)

    def is_called(self, nominal: Nominal) -> bool:
        """
        True where a phrase can mean it by its noun: what has a name of its own is "the Act" or "the text", no other.
        """
        noun = singular(nominal.words[-1])
        is_free = nominal.kind == GENERIC if self.name_is_own else noun not in OWN_HEADS
        return is_free or noun == self.head

    @property
    def name_is_own(self) -> bool:
        """
        True for a body or text that a new name stands for.
        """
        return self.known is None and bool(self.entity)

    def is_one_of(self, kinds: Iterable[str]) -> bool:
        """
        True for one of these kinds or classes; the generic kind is that of every agreement with two sides.
        """
        class_ = self.known.entity.type if self.known else ""
        return any(
            self.has_kind(kind) or kind == class_ or (kind == GENERIC and len(self.parties) > 1) for kind in kinds
        )

    def has_kind(self, kind: str) -> bool:
        """
        True when it was called by just this kind.
        """
        return kind in self.kinds or bool(self.known and kind in self.known.kinds)


def is_other_title(nominal: Nominal, told: Told) -> bool:
    """
    True for "the Critical Minerals Agreement" beside a framework told before: a title of another kind is another text.
    """
    is_title = nominal.is_proper and nominal.kind == GENERIC and bool(nominal.topic)
    return is_title and bool(set(told.kinds) - {GENERIC}) and GENERIC not in told.kinds
