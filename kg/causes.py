"""
Why a belief changed: because of the world, of a publisher, of a person's judgement, or of our own pipeline.

Nobody else keeps these apart, so the order is strict. What the changed assessment rests on, or rested on, decides
first: if any of those claims came, went or was judged since the last projection, the change is theirs. Else a new
version of its rule makes it `pipeline`. Else, if the same rules at the day of the last projection give the old result,
only time has passed, and that is the world. Whatever is left is what else moved the ledger, and without that our own
doing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from kg.ledger.reader import LedgerReader
from kg.ledger.records import Assessment, ChangeKind, Noun, StoredAssessment

Key = tuple[str, str]
Results = Mapping[Key, Mapping[str, Any]]
STRONGEST_FIRST: Final = (ChangeKind.WORLD, ChangeKind.SOURCE, ChangeKind.REVIEW, ChangeKind.PIPELINE)


def key_of(assessment: Assessment) -> Key:
    """
    What an assessment is about: subject and relation.
    """
    return assessment.subject, assessment.relation


def differences(latest: Mapping[Key, StoredAssessment], now: Iterable[Assessment], position: int) -> list[Assessment]:
    """
    The assessments that say something else than the latest kept; those that nothing bears any more say nothing at all.

    Args:
        position: ledger position the new ones were made from.
    """
    current = {key_of(each): each for each in now}
    changed = [
        each
        for key, each in current.items()
        if key not in latest or dict(latest[key].assessment.result) != dict(each.result)
    ]
    gone = [
        Assessment(*key, {}, stored.assessment.rule, (), stored.assessment.basis, position)
        for key, stored in latest.items()
        if key not in current and stored.assessment.result
    ]
    return sorted([*changed, *gone], key=key_of)


@dataclass(frozen=True)
class Causes:
    """
    What moved since the last projection.

    Attributes:
        latest: the assessments as they were kept before.
        moved: kinds of the changes of each claim.
        others: kinds of all changes but those of assessments.
        on: what the rules of today conclude from the claims of today on another day.
    """

    latest: Mapping[Key, StoredAssessment]
    moved: Mapping[str, frozenset[ChangeKind]]
    others: frozenset[ChangeKind]
    on: Callable[[date], Results]

    def of(self, assessment: Assessment) -> ChangeKind:
        """
        Why an assessment says something else than before.
        """
        stored = self.latest.get(key_of(assessment))
        before = stored.assessment if stored else None
        claims = {*assessment.basis, *assessment.dissent}
        if before is not None:
            claims |= {*before.basis, *before.dissent}
        kinds = {kind for claim in claims for kind in self.moved.get(claim, ())}
        if kinds:
            return strongest(kinds)
        if before is not None and assessment.result and before.rule != assessment.rule:
            return ChangeKind.PIPELINE
        told = before.result if before else {}
        if self.earlier.get(key_of(assessment), {}) == told and self.earlier:
            return ChangeKind.WORLD
        return strongest(self.others)

    @cached_property
    def earlier(self) -> Results:
        """
        What would be concluded on the day of the last projection; nothing where there was none.
        """
        days = [each.recorded.date() for each in self.latest.values()]
        return self.on(max(days)) if days else {}


def strongest(kinds: Iterable[ChangeKind]) -> ChangeKind:
    """
    The kind that a mixed change is told as: the world before the publisher, a person before us.
    """
    found = set(kinds)
    return next((kind for kind in STRONGEST_FIRST if kind in found), ChangeKind.PIPELINE)


def causes_since(ledger: LedgerReader, latest: Mapping[Key, StoredAssessment], on: Callable[[date], Results]) -> Causes:
    """
    What moved after the position last projected, or after the one last assessed where that is further.

    Both stand in the ledger: a graph that was lost, or is built anew, makes nothing move again.
    """
    assessed = max((each.assessment.as_of_position for each in latest.values()), default=0)
    moved: defaultdict[str, set[ChangeKind]] = defaultdict(set)
    others: set[ChangeKind] = set()
    for change in ledger.replay(max(ledger.projected, assessed)):
        if change.noun is Noun.ASSESSMENT:
            continue
        others.add(change.kind)
        if change.noun in (Noun.CLAIM, Noun.JUDGEMENT):
            moved[change.target].add(change.kind)
    return Causes(latest, {claim: frozenset(kinds) for claim, kinds in moved.items()}, frozenset(others), on)


def by_cause(changed: Sequence[Assessment], causes: Causes) -> dict[ChangeKind, list[Assessment]]:
    """
    Changed assessments by why they changed.
    """
    grouped: defaultdict[ChangeKind, list[Assessment]] = defaultdict(list)
    for each in changed:
        grouped[causes.of(each)].append(each)
    return {kind: grouped[kind] for kind in STRONGEST_FIRST if kind in grouped}
