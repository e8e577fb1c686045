"""
The terms of the ontology as plain frozen data: classes, relations, statuses, the steps between them, and their words.

Ids are local names (`partyTo`, `MemorandumOfUnderstanding`) and status codes (`inForce`); IRIs are made from them with
`ontology.namespaces`. `ontology.load.load_terms()` reads them from the schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ontology.errors import UnknownTerm

THING = "Thing"


@dataclass(frozen=True, slots=True)
class Words:
    """
    How a term is spoken of; each field holds what the annotation of `lex:` with that name says.
    """

    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    inverse_nouns: tuple[str, ...] = ()
    inverse_verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    negative_adjectives: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    low_dimensions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Class:
    """
    A class of things.

    Attributes:
        parents: its direct superclasses of our own.
        code: the code by which claims name it (`MOU`); empty for most.
        is_event: questions cross its things without naming them.
        is_hidden: never in a question.
        default_measure: relation meant by "large" where nothing else is said; empty for most.
    """

    id: str
    label: str
    definition: str
    parents: tuple[str, ...]
    words: Words
    code: str = ""
    is_event: bool = False
    is_hidden: bool = False
    default_measure: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """
    A relation between a thing and another thing or a value.

    Attributes:
        domain: class of its subjects; `Thing` where anything will do.
        range: class of its objects; empty where the object is a literal.
        range_kinds: what may stand as object in a claim, best first: entity, code, date, duration, number, boolean,
            text.
        inverse: the relation the other way round; empty for literals.
        parents: relations it implies.
        is_claimable: a text can be found to say it.
        contested_form_of: the relation whose contested sides it holds; empty for all but one.
    """

    id: str
    label: str
    definition: str
    domain: str
    range: str
    range_kinds: tuple[str, ...]
    words: Words
    inverse: str = ""
    parents: tuple[str, ...] = ()
    unit: str = ""
    is_claimable: bool = False
    is_hidden: bool = False
    contested_form_of: str = ""

    @property
    def range_kind(self) -> str:
        """
        The usual kind of object.
        """
        return self.range_kinds[0]


@dataclass(frozen=True, slots=True)
class StatusTerm:
    """
    A status of an undertaking, or of a project.

    Attributes:
        id: local name of its IRI below `namespaces.STATUSES`.
        code: the code by which claims name it; two vocabularies may share a code (`committed`).
        is_of_project: true for the statuses of projects.
    """

    id: str
    code: str
    label: str
    definition: str
    aliases: tuple[str, ...]
    words: Words
    is_of_project: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """
    A way in which texts say a status or a relation.

    Attributes:
        phrases: patterns; `{…}` stands for what varies.
        status: code of the status it says; empty where it says none.
        relation: id of the relation it says; empty where it says none.
        modality: code of the modality it carries.
    """

    code: str
    phrases: tuple[str, ...]
    status: str
    relation: str
    modality: str


@dataclass(frozen=True)
class Terms:
    """
    Everything the schema declares, by id.

    Attributes:
        transitions: (kind, from, to): a step that undertakings of this class, and of its subclasses, may take.
    """

    version: str
    classes: Mapping[str, Class]
    relations: Mapping[str, Relation]
    statuses: Mapping[str, StatusTerm]
    project_statuses: Mapping[str, StatusTerm]
    wordings: tuple[Wording, ...]
    transitions: frozenset[tuple[str, str, str]]

    def relation(self, relation_id: str) -> Relation:
        """
        The relation with this id.

        Raises:
            UnknownTerm: there is none.
        """
        if relation_id not in self.relations:
            raise UnknownTerm(f"no relation {relation_id!r}; declare it in ontology/schema/relations.ttl")
        return self.relations[relation_id]

    def superclasses(self, class_id: str) -> frozenset[str]:
        """
        The class and all it is a subclass of, our own only.

        Raises:
            UnknownTerm: there is no such class.
        """
        if class_id not in self._superclasses:
            raise UnknownTerm(f"no class {class_id!r}; declare it in ontology/schema/classes.ttl")
        return self._superclasses[class_id]

    def subclasses(self, class_id: str) -> frozenset[str]:
        """
        The class and all its subclasses.
        """
        return frozenset(other for other, above in self._superclasses.items() if class_id in above)

    def is_a(self, class_id: str, ancestor: str) -> bool:
        """
        Whether the class is the ancestor or below it; everything is a `Thing`.
        """
        return ancestor == THING or ancestor in self.superclasses(class_id)

    def fits(self, relation_id: str, subject_class: str, object_class: str) -> bool:
        """
        Whether the relation may hold between things of these classes.
        """
        relation = self.relation(relation_id)
        return (
            self.is_a(subject_class, relation.domain)
            and bool(relation.range)
            and self.is_a(object_class, relation.range)
        )

    def class_of_code(self, code: str) -> Class:
        """
        The class that claims name by this code: `MOU` is `MemorandumOfUnderstanding`.

        Raises:
            UnknownTerm: no class has the code.
        """
        for one in self.classes.values():
            if one.code == code:
                return one
        raise UnknownTerm(
            f"no kind of agreement has the code {code!r}; known: {', '.join(self.codes('agreementType'))}"
        )

    def codes(self, relation_id: str) -> tuple[str, ...]:
        """
        The codes that may stand as object of a claim of this relation; none where it takes no codes.
        """
        if relation_id == "agreementType":
            return tuple(one.code for one in self.classes.values() if one.code)
        if relation_id in {"status", "contestedStatus"}:
            return tuple(status.code for status in self.statuses.values())
        if relation_id == "projectStatus":
            return tuple(status.code for status in self.project_statuses.values())
        return ()

    def claimable(self) -> tuple[Relation, ...]:
        """
        The relations that a text can be found to say.
        """
        return tuple(relation for relation in self.relations.values() if relation.is_claimable)

    def steps(self, kind: str) -> frozenset[tuple[str, str]]:
        """
        The steps from status to status that undertakings of this kind may take.

        A kind takes the steps of its superclasses. What is only known to be an agreement, or a measure, may take every
        step that one of its kinds may: the kind is not known yet.
        """
        allowing = self.superclasses(kind)
        if kind in {"Agreement", "Undertaking", "Measure"}:
            allowing = allowing | self.subclasses(kind)
        return frozenset((before, after) for allowed, before, after in self.transitions if allowed in allowing)

    def allows(self, kind: str, before: str, after: str) -> bool:
        """
        Whether an undertaking of this kind may go from one status to the other; staying is always allowed.
        """
        return before == after or (before, after) in self.steps(kind)

    def statuses_of(self, kind: str) -> frozenset[str]:
        """
        The status codes that undertakings of this kind can have.
        """
        return frozenset(code for step in self.steps(kind) for code in step)

    @cached_property
    def _superclasses(self) -> dict[str, frozenset[str]]:
        closed: dict[str, frozenset[str]] = {}

        def close(class_id: str) -> frozenset[str]:
            if class_id not in closed:
                closed[class_id] = frozenset({class_id}).union(
                    *(close(parent) for parent in self.classes[class_id].parents)
                )
            return closed[class_id]

        for class_id in self.classes:
            close(class_id)
        return closed
