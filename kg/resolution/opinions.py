"""
Whether two profiles are one thing: evidence added up as log odds, each piece with its name and weight.

The weights were set by hand on a table of pairs (`tests/kg/resolution/`) and read over the corpus; nothing is learnt. A
name alone, however alike, is at most doubtful when it is misprinted: only company it keeps makes two spellings one.
"""

import math
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kg.beliefs.testimony import read
from kg.ledger.records import Verdict
from kg.resolution.profiles import Profile
from kg.resolution.spelling import PART, Likeness, likeness, words_of

PRIOR: Final = -4.0
"Two names picked by their spelling are still mostly two things."
UNLIKELY: Final = "few names are one"
SAME_FROM: Final = 2.2
"Log odds from which two are one: nine in ten."
UNSURE_FROM: Final = -0.5
"Log odds from which a person is asked: four in ten."
DIFFERENT_TO: Final = -3.0
"Log odds up to which two that are spelled alike are said to be different."
RIVAL: Final = 1.0
"A second candidate no further behind makes the first doubtful."
BELOW_SAME: Final = 2.0
"Log odds to which what has a rival is lowered."
A_WHOLE_NAME: Final = 3.0
"The least weight of a likeness of whole names; parts and initials weigh less and tell nothing across kinds."
A_SURNAME: Final = 3.0
IN_ONE_TEXT: Final = {2.0: 1.0, A_SURNAME: 3.0}
"What being named in one text adds, by the weight of the likeness: a text shortens names, but spells them one way."
EVERYBODY: Final = 60
"Whoever is named beside more things than this, such as a great power, is told by none of them."
DAYS_APART: Final = 7
DAYS_OF_ANOTHER: Final = 60


@dataclass(frozen=True, slots=True)
class Opinion:
    """
    What the resolver thinks of a pair, and why.

    Attributes:
        merged: id of the entity that would give way.
        kept: id of the one that would stay: reference data before names from texts, earlier before later.
        evidence: feature in words -> weight as log odds; the prior is among them.
    """

    merged: str
    kept: str
    evidence: Mapping[str, float]

    @property
    def log_odds(self) -> float:
        """
        All evidence together.
        """
        return sum(self.evidence.values())

    @property
    def score(self) -> float:
        """
        The log odds as a probability.
        """
        return 1 / (1 + math.exp(-self.log_odds))

    @property
    def verdict(self) -> Verdict | None:
        """
        What is written down; `None` where the pair is not worth a line.
        """
        if self.log_odds >= SAME_FROM:
            return Verdict.SAME
        if self.log_odds >= UNSURE_FROM:
            return Verdict.UNSURE
        return Verdict.DIFFERENT if self.log_odds <= DIFFERENT_TO else None

    @property
    def reason(self) -> str:
        """
        The evidence in one line, the weightiest first.
        """
        told = sorted(self.evidence.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
        return "; ".join(f"{feature} {weight:+.1f}" for feature, weight in told)


def opinion(merged: Profile, kept: Profile, kind_words: Collection[str]) -> Opinion | None:
    """
    What speaks for and against two being one; `None` where their names, or parties, have nothing in common.
    """
    if "Agreement" in merged.families and "Agreement" in kept.families:
        found = dict(agreement_evidence(merged, kept))
    else:
        found = dict(name_evidence(merged, kept, kind_words))
    return Opinion(merged.id, kept.id, {UNLIKELY: PRIOR, **found}) if found else None


def name_evidence(first: Profile, second: Profile, kind_words: Collection[str]) -> Iterator[tuple[str, float]]:
    """
    The evidence for things that have a name of their own.
    """
    best = best_likeness(first, second, kind_words)
    is_one_family = bool(first.families & second.families)
    if best is None or (best.weight < A_WHOLE_NAME and not is_one_family):
        return
    yield best.feature, best.weight
    if first.class_ == second.class_:
        yield "of one kind", 1.0
    elif not is_one_family:
        yield "of kinds that exclude each other", -4.5
    if first.documents & second.documents:
        yield "named in one text", IN_ONE_TEXT.get(best.weight, -1.0)
    if first.countries and second.countries:
        yield ("of one country", 1.5) if first.countries & second.countries else ("of different countries", -4.0)
    yield from surroundings(first, second)


def best_likeness(first: Profile, second: Profile, kind_words: Collection[str]) -> Likeness | None:
    """
    The likeness of the names most alike; parts count of labels only, and a person's surname alone for more.
    """
    kinds = kind_words if "Project" in first.classes | second.classes else ()
    labels = likeness(first.names[0], second.names[0], kinds)
    found = [each for one in first.names for other in second.names if (each := likeness(one, other, kinds))]
    best = max((each for each in found if each.feature != PART), key=lambda each: each.weight, default=labels)
    if best and best.feature == PART and "Person" in first.families & second.families:
        one, other = sorted((words_of(first.names[0]), words_of(second.names[0])), key=len)
        return Likeness("a surname and a full name", A_SURNAME) if one == other[-1:] else best
    return best


def agreement_evidence(first: Profile, second: Profile) -> Iterator[tuple[str, float]]:
    """
    The evidence for agreements: who agrees on what kind of text, when.
    """
    if not first.parties or first.parties != second.parties:
        return
    yield "between the same parties", 5.5
    if first.class_ == second.class_:
        yield "of one kind", 1.0
    elif first.class_ in second.classes or second.class_ in first.classes:
        yield "of kinds that go together", 1.0
    else:
        yield "of two kinds", -4.0
    apart = days_between(first.days, second.days)
    if apart is not None and apart <= DAYS_APART:
        yield "signed or announced in one week", 2.0
    elif apart is not None and apart > DAYS_OF_ANOTHER:
        yield "signed or announced months apart", -5.0
    yield from surroundings(first, second)


def surroundings(first: Profile, second: Profile) -> Iterator[tuple[str, float]]:
    """
    What is told of both: minerals, and whoever else is named with them; what is named with everybody tells nothing.
    """
    if first.minerals & second.minerals:
        yield "with one mineral", 1.0
    shared = len(first.company & second.company)
    if shared and max(len(first.company), len(second.company)) <= EVERYBODY:
        yield f"{shared} named beside both", min(0.5 * shared, 1.5)


def days_between(first: Collection[str], second: Collection[str]) -> int | None:
    """
    The least distance in days of two sets of EDTF dates; `None` where one says none.
    """
    days = [
        abs((one - other).days)
        for one in map(earliest, first)
        for other in map(earliest, second)
        if one is not None and other is not None
    ]
    return min(days, default=None)


def earliest(edtf: str) -> date | None:
    """
    The first day of a date; `None` where it is none.
    """
    when = read(edtf)
    return when.earliest if when else None


def doubted(opinions: Iterable[Opinion | None], known: Container[str]) -> Iterator[Opinion]:
    """
    The opinions on one name; where two things of the reference data, which are two, are as likely, both are unsure.
    """
    found = [each for each in opinions if each]
    rivals = sorted((each.log_odds for each in found if each.kept in known), reverse=True)
    is_close = len(rivals) > 1 and rivals[0] - rivals[1] <= RIVAL
    for each in found:
        lowered = {"another is as likely": BELOW_SAME - each.log_odds}
        is_rival = each.kept in known and each.verdict is Verdict.SAME and is_close
        yield replace(each, evidence={**each.evidence, **lowered}) if is_rival else each
