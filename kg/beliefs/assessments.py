"""
What is believed and why: an assessment names its rule, its basis and its dissent.

An assessment stands for one triple; what a rule concludes about one thing is a tuple of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from kg.beliefs.testimony import Testimony
from kg.identity import digest
from kg.triples import Literal, Term
from ontology.namespaces import XSD


class Standing(StrEnum):
    """
    How a believed triple stands.
    """

    SUPPORTED = "supported"
    CONTESTED = "contested"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    One triple and why it is, or is not quite, believed.

    Attributes:
        subject: entity id.
        relation: local name of the relation.
        object: entity id, code, or literal in its lexical form, as in a claim.
        rule: name and version of the rule that concluded it (`status@1`).
        basis: ids of the claims it rests on, sorted.
        dissent: ids of the claims that say otherwise, sorted.
        since: EDTF date from which it held; empty where unknown.
        credibility: 1 (confirmed by others) to 6 (cannot be judged), the scale of NATO's AJP-2.1.
        reliability: A to F, the best source among the basis, same scale.
    """

    subject: str
    relation: str
    object: str
    standing: Standing
    rule: str
    basis: tuple[str, ...]
    dissent: tuple[str, ...] = ()
    since: str = ""
    credibility: int = 6
    reliability: str = "F"

    @property
    def id(self) -> str:
        """
        Opaque id: the same triple keeps it, whatever is concluded about it.
        """
        return digest(f"{self.subject}\x1f{self.relation}\x1f{self.object}")


Follows = Callable[[str, str, str], bool]
"kind code, status code, status code -> whether the second may come after the first, at once or through others."


@dataclass(frozen=True, slots=True)
class Context:
    """
    What a rule may look at: the testimony selected for a day, by the things it is about.

    Attributes:
        today: the day deadlines are judged on.
        about: testimony by entity id; each stands under its subject and under its object.
        kinds: codes of the kinds of agreement by entity id, from reference data.
        follows: the allowed transitions of the ontology.
    """

    today: date
    about: Mapping[str, tuple[Testimony, ...]]
    kinds: Mapping[str, frozenset[str]]
    follows: Follows

    def of(self, subject: str, *relations: str) -> tuple[Testimony, ...]:
        """
        Testimony with this subject and one of these relations.
        """
        return tuple(
            each
            for each in self.about.get(subject, ())
            if each.claim.subject == subject and each.claim.relation in relations
        )

    def to(self, target: str, *relations: str) -> tuple[Testimony, ...]:
        """
        Testimony with this object and one of these relations.
        """
        return tuple(
            each
            for each in self.about.get(target, ())
            if each.claim.object == target and each.claim.relation in relations
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One rule of belief.

    Attributes:
        name: with the version, what assessments quote.
        version: raised whenever the rule may conclude something else from the same claims.
        relations: the relations it concludes.
        why: the rule in a paragraph, as shown to readers.
        assess: concludes everything the rule can about one entity.
    """

    name: str
    version: int
    relations: frozenset[str]
    why: str
    assess: Callable[[str, Context, str], tuple[Assessment, ...]] = field(repr=False)

    @property
    def id(self) -> str:
        """
        Name and version as assessments quote them.
        """
        return f"{self.name}@{self.version}"


DATE_TYPES: Final = {4: f"{XSD}gYear", 7: f"{XSD}gYearMonth", 10: f"{XSD}date"}


def date_term(edtf: str) -> Term:
    """
    A date as a literal: a day, a month or a year where it is one, else its EDTF text.

    >>> date_term("2026-04").datatype.rpartition("#")[2]
    'gYearMonth'
    """
    datatype = DATE_TYPES.get(len(edtf)) if edtf.replace("-", "").isdigit() else None
    return Literal(edtf, datatype) if datatype else Literal(edtf)
