"""
What a document has named so far, and what of it a noun or a plural can mean.
"""

from dataclasses import dataclass, field

from ingest.mentions.agreements import Agreements
from ingest.mentions.marks import How, Mark
from ingest.mentions.parties import ACTORS
from ingest.mentions.sites import KINDS, is_site
from ingest.mentions.told import Told
from kg.claims import Entity

OF_STATES = frozenset("countries governments nations capitals economies states neighbours neighbors powers".split())
OF_FIRMS = frozenset({"companies", "firms"})
"Plurals that mean states alone, and those that mean firms."
SINGLE_NOUNS = {
    "company": "Company", "firm": "Company", "miner": "Company", "producer": "Company", "group": "Company",
    "country": "Country", "nation": "Country", "kingdom": "Country", "government": "Country",
    "agency": "Agency", "ministry": "Agency", "department": "Agency", "commission": "Agency",
    "mine": "Project", "project": "Project", "refinery": "Project", "plant": "Project", "deposit": "Project",
    "smelter": "Project", "factory": "Project", "facility": "Project", "site": "Project",
    "consortium": "Company", "carmaker": "Company", "developer": "Company", "refiner": "Company", "bank": "Agency",
    "lender": "Agency",
}  # fmt: skip
CALLED_SO = frozenset({"ministry", "department", "bank", "consortium", "commission"})
"Nouns that can only mean what has them in its name."
SINGULAR_TYPES = frozenset({"Country", "Bloc", "Territory", "Company", "Agency", "Project"})
DEFINED = "Company"
"So written, in the middle of a sentence, it is who issues the text."
TOO_MANY = 3
"Never guess across so many."
NEAR = 2
"Sentences back in which what a noun refers to stands first of all."
FAR = 10
"Sentences back in which it may stand where nothing else of its kind is named nearer."


@dataclass(slots=True)
class Discourse:
    """
    What a document has named so far, the last first.

    Attributes:
        actors: entities of single types with the number of the sentence that named them last.
        subjects: entities that were subjects of a main clause, the last first.
        group: the several actors that were the subject of a main clause last.
        issuer: the company named first of all.
        topic: the last thing that was the subject of a sentence, or was introduced by it.
    """

    agreements: Agreements
    actors: list[tuple[Entity, int]] = field(default_factory=list)
    subjects: list[Entity] = field(default_factory=list)
    group: tuple[Entity, ...] = ()
    group_sentence: int = -9
    issuer: Entity | None = None
    topic: Told | Entity | None = None
    topic_sentence: int = -9

    def note(self, mark: Mark, sentence: int) -> None:
        """
        Remember an entity as the last one named.
        """
        if mark.how is How.DEMONYM:
            return
        for entity in mark.entities:
            if self.issuer is None and entity.type == "Company":
                self.issuer = entity
            self.actors = [(entity, sentence), *(pair for pair in self.actors if pair[0].id != entity.id)]

    def has_sites(self) -> bool:
        """
        True once a mine or a plant was named.
        """
        return bool(self.sites())

    def sites(self) -> list[Entity]:
        """
        The mines and plants named so far, the last first.
        """
        return [entity for entity, _ in self.actors if is_of_kind(entity, "Project")]

    def meant_by(self, noun: str, sentence: int) -> Entity | None:
        """
        What "the company" or "the refinery" means: of what was named close by, else in the document, the one thing of
        that kind; of two the one spoken of last as a subject; `None` across three.
        """
        told = [(entity, number) for entity, number in self.actors if can_be_called(entity, noun)]
        near = [entity for entity, number in told if sentence - number <= NEAR]
        found = near or [entity for entity, number in told if sentence - number <= FAR]
        if len(found) > 1:
            found = [entity for entity in self.subjects if entity in found][:1] if len(found) < TOO_MANY else []
        return found[0] if len(found) == 1 else None

    def those_before(self, sentence: int) -> tuple[Entity, ...]:
        """
        Who "they" are: the several subjects of the sentence before, else the parties of the agreement spoken of.
        """
        return self.group if sentence - self.group_sentence == 1 else members_of(self, 0)


def is_of_kind(entity: Entity, type_: str) -> bool:
    """
    True for an entity of a single type; mines and plants of every class are projects.
    """
    return entity.type == type_ or (type_ == "Project" and is_site(entity))


def can_be_called(entity: Entity, noun: str) -> bool:
    """
    True for an entity of the type a noun names, and of the class it names where it names one: no mine is a refinery.
    """
    if not is_of_kind(entity, SINGLE_NOUNS[noun]) or (noun in CALLED_SO and noun not in entity.label.lower().split()):
        return False
    kinds = KINDS.get(noun, frozenset())
    return not kinds or entity.type in kinds | {"Project"}


def members_of(discourse: Discourse, count: int, noun: str = "") -> tuple[Entity, ...]:
    """
    The parties of the last agreement with so many; failing that, the last so many states named together.

    Args:
        noun: what they are called: "governments" are no firms.
    """
    for told in discourse.agreements.told:
        if len(told.parties) > 1 and count in (0, len(told.parties)) and are_called(told.parties, noun):
            return tuple(entity for party in sorted(told.parties) if (entity := party_entity(party, discourse)))
    states = [entity for entity, _ in discourse.actors if entity.type in ACTORS]
    return tuple(states[:count]) if count and len(states) == count and noun not in OF_FIRMS else ()


def are_called(parties: set[str], noun: str) -> bool:
    """
    True for parties that a plural can mean: states where it says so, firms where it says so.
    """
    firms = {each for each in parties if each.startswith("company:")}
    return not (noun in OF_STATES and firms) and not (noun in OF_FIRMS and firms != parties)


def party_entity(party: str, discourse: Discourse) -> Entity | None:
    """
    The entity of a party id.
    """
    named = discourse.agreements.lexicon.named.get(party)
    if named:
        return named.entity
    return next((entity for entity, _ in discourse.actors if entity.id == party), None)
