"""
Deadlines and what became of them: who promised what by when, and whether it was kept.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.days import assess_day
from kg.beliefs.status import Step, status_history
from kg.beliefs.testimony import Testimony, credibility, ids, read, reliability
from kg.claims import Modality
from kg.identity import digest
from ontology.values.dates import When, add_duration, day, is_duration

FULFILLED: Final = frozenset({"concluded", "signed", "launched", "inForce"})
OVERTAKEN: Final = frozenset({"terminated", "superseded", "lapsed", "withdrawn"})
ANNOUNCEMENT_DAYS: Final = 14
"A duration told this many days after an announcement is still counted from it: later texts are new promises."


class State(StrEnum):
    """
    What became of a promise, judged on a day.
    """

    PENDING = "pending"
    MET = "met"
    OVERDUE = "overdue"
    OVERTAKEN = "overtaken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Commitment:
    """
    One promise with a deadline.

    Attributes:
        agreement: id of the agreement or instrument that is due.
        deadline: the day or EDTF date it is due, or a duration where nothing tells what it is counted from.
        due: the same as days; `None` for a bare duration.
        made: the day the promise was made, as far as known.
        met: the step that kept it, if any.
    """

    agreement: str
    deadline: str
    due: When | None
    made: date
    testimony: tuple[Testimony, ...]
    state: State
    met: Step | None

    @property
    def id(self) -> str:
        """
        Opaque id of the promise: the same deadline of the same agreement.
        """
        return f"commitment:{digest(f'{self.agreement}{self.deadline}')}"

    @property
    def days_late(self) -> int | None:
        """
        Days between the last day it was due and the day it was met; `None` unless it was met.
        """
        if self.met is None or self.due is None or self.due.latest is None:
            return None
        return (self.met.day - self.due.latest).days


def commitments_of(agreement: str, context: Context) -> tuple[Commitment, ...]:
    """
    The promises about one agreement, earliest deadline first.
    """
    told: defaultdict[str, list[Testimony]] = defaultdict(list)
    for each in context.of(agreement, "deadline"):
        if each.claim.modality in (Modality.NEGATED, Modality.REPORTED):
            continue
        told[deadline_told(each, agreement, context)].append(each)
    history = status_history(agreement, context)
    found = [judged(agreement, deadline, testimony, history, context) for deadline, testimony in told.items()]
    return tuple(sorted(found, key=lambda each: (each.due is None, each.deadline)))


def deadline_told(testimony: Testimony, agreement: str, context: Context) -> str:
    """
    The day a promise is due. A length of time is counted from the announcement, not from the text that retells it: the
    same length told again is the same promise, counted from where it was first told.
    """
    duration = duration_of(testimony)
    if not duration:
        return testimony.claim.object
    same = [each for each in context.of(agreement, "deadline") if duration_of(each) == duration]
    for first in sorted(same, key=lambda each: each.available):
        start = announced(agreement, first, context)
        if start:
            return add_duration(start, duration).isoformat()
    return testimony.claim.object


def duration_of(testimony: Testimony) -> str:
    """
    The length of time a deadline was told as; empty for a plain day.
    """
    claim = testimony.claim
    return dict(claim.qualifiers).get("duration") or (claim.object if is_duration(claim.object) else "")


def announced(agreement: str, testimony: Testimony, context: Context) -> date | None:
    """
    The day a promised length of time is counted from: the believed announcement shortly before the text, else the
    event's own date, else what the extractor counted from.
    """
    days = [
        when.earliest
        for assessment in assess_day(agreement, "announcedOn", context, "")
        if (when := read(assessment.object)) and when.is_day and when.earliest
    ]
    near = [each for each in days if 0 <= (testimony.available - each).days <= ANNOUNCEMENT_DAYS]
    if near:
        return max(near)
    when = read(dict(testimony.claim.qualifiers).get("counted_from") or testimony.claim.date or "")
    return when.earliest if when and when.is_day else None


def judged(
    agreement: str, deadline: str, testimony: Sequence[Testimony], history: Sequence[Step], context: Context
) -> Commitment:
    """
    A promise with its state on the day of the context.
    """
    due = None if is_duration(deadline) else read(deadline)
    made = min(promise_day(each) for each in testimony)
    after = [step for step in history if step.day > made]
    met = next((step for step in after if step.status in FULFILLED), None)
    ended = next((step for step in after if step.status in OVERTAKEN), None)
    return Commitment(agreement, deadline, due, made, tuple(testimony), state_of(due, met, ended, context.today), met)


def promise_day(testimony: Testimony) -> date:
    """
    The day a promise was made: the day of its event, never later than its text.
    """
    when = testimony.event
    return min(when.earliest, testimony.available) if when and when.earliest else testimony.available


def state_of(due: When | None, met: Step | None, ended: Step | None, today: date) -> State:
    """
    Met, overtaken by another end, pending until its last day, then overdue; unknown without a day.
    """
    if met is not None and (ended is None or met.day <= ended.day):
        return State.MET
    if ended is not None:
        return State.OVERTAKEN
    if due is None or due.latest is None:
        return State.UNKNOWN
    return State.OVERDUE if today > due.latest else State.PENDING


def assess_commitments(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    The deadline of an agreement, and each promise as a thing of its own with who, what, by when and its state.
    """
    told = context.to(subject, "partyTo")
    parties = sorted({each.claim.subject for each in told if each.claim.modality is not Modality.NEGATED})
    assessments: list[Assessment] = []
    for commitment in commitments_of(subject, context):
        basis = ids(commitment.testimony)
        kept = ids(commitment.met.testimony) if commitment.met else ()
        marks = (credibility(commitment.testimony), reliability(commitment.testimony))

        def holds(
            relation: str,
            value: str,
            claims: tuple[str, ...] = basis,
            marks: tuple[int, str] = marks,
            node: str = commitment.id,
        ) -> Assessment:
            return Assessment(node, relation, value, Standing.SUPPORTED, rule, claims, (), "", *marks)

        assessments += [
            holds("deadline", commitment.deadline, node=subject),
            holds("type", "Commitment"),
            holds("concerns", subject),
            holds("dueOn", commitment.deadline),
            holds("commitmentState", commitment.state.value, tuple(sorted({*basis, *kept}))),
            holds("promisedOn", day(commitment.made).edtf),
            *(holds("promisedBy", party) for party in promisers(commitment, parties)),
        ]
        if commitment.met is not None:
            assessments.append(holds("metOn", commitment.met.edtf, kept))
            if commitment.days_late is not None and commitment.days_late > 0:
                assessments.append(holds("daysLate", str(commitment.days_late), tuple(sorted({*basis, *kept}))))
    return tuple(assessments)


def promisers(commitment: Commitment, parties: Sequence[str]) -> tuple[str, ...]:
    """
    Who promised: as the claims name them, else the parties of the agreement.
    """
    named = {value for each in commitment.testimony for key, value in each.claim.qualifiers if key == "promised_by"}
    return tuple(sorted(named)) or tuple(parties)


COMMITMENTS = Rule(
    "commitments",
    2,
    frozenset(
        {"type", "deadline", "concerns", "dueOn", "commitmentState", "promisedOn", "promisedBy", "metOn", "daysLate"}
    ),
    "A deadline is a promise. A length of time is counted from the announcement, and the same length told again is the "
    "same promise, so that later texts do not move it. It is met by the first status of fulfilment (concluded, signed, "
    "launched, in force) after the day of the promise, on time or days late; overtaken when the agreement ended "
    "otherwise; pending through its last day and overdue after it; unknown when nothing tells the day.",
    assess_commitments,
)
