"""
The status of an agreement or instrument, by the order of events and the transitions its kind allows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.beliefs.assessments import Assessment, Context, Rule, Standing
from kg.beliefs.days import assess_day
from kg.beliefs.testimony import Testimony, credibility, ids, independent, read, reliability
from kg.claims import Modality

UNBINDING = {"inForce": "launched"}
"A text that binds nobody is launched, never in force (shape `ore:NonBindingShape`)."

PROMISED = frozenset({"signed", "concluded", "agreed", "launched", "inForce"})
"Statuses that, when only planned, say that somebody has committed to them."


@dataclass(frozen=True, slots=True)
class Step:
    """
    One status on one day, with who says so.
    """

    day: date
    edtf: str
    status: str
    testimony: tuple[Testimony, ...]


def assess_status(subject: str, context: Context, rule: str) -> tuple[Assessment, ...]:
    """
    The status on the day of the context, what speaks against it, and since when; both sides where it is contested.
    """
    steps = steps_of(subject, context)
    history = walk(subject, steps, context)
    if not history:
        return ()
    current = history[-1]
    denials = denials_of(current[0].status, subject, context, current[0].day)
    otherwise = [step for step in steps if step.status != current[0].status and step.day >= current[0].day]
    if outweighed(current[0].testimony, denials):
        return contested(subject, rule, [*current, *(step for step in otherwise if step not in current)], denials)
    if len(current) > 1:
        return contested(subject, rule, current, denials)
    step = current[0]
    dissent = [*denials, *(each for other in otherwise for each in other.testimony)]
    return (
        Assessment(
            subject,
            "status",
            step.status,
            Standing.SUPPORTED,
            rule,
            ids(step.testimony),
            ids(dissent),
            step.edtf,
            credibility(step.testimony, denials),
            reliability(step.testimony),
        ),
    )


def status_history(subject: str, context: Context) -> tuple[Step, ...]:
    """
    The statuses an agreement went through, oldest first; a contested end is given by its sides.
    """
    return tuple(step for steps in walk(subject, steps_of(subject, context), context) for step in steps)


def steps_of(subject: str, context: Context) -> tuple[Step, ...]:
    """
    What was said of the status, as dated steps in order of the events, none later than today.

    A status told without a day is told of the nearest day on which somebody saw it happen.
    """
    dated: defaultdict[tuple[date, str], list[Testimony]] = defaultdict(list)
    undated: defaultdict[tuple[date, str], list[Testimony]] = defaultdict(list)
    written: dict[tuple[date, str], str] = {}
    for each in context.of(subject, "status", "signedOn"):
        status = status_told(subject, each, context)
        when = read(each.claim.object) if each.claim.relation == "signedOn" else each.event
        day = (when.latest or when.earliest) if when else None
        if status is None or when is None or day is None or (when.earliest and when.earliest > context.today):
            continue
        key = (min(day, each.available), status)
        has_day = each.claim.relation == "signedOn" or bool(each.claim.date)
        (dated if has_day else undated)[key].append(each)
        written.setdefault(key, when.edtf)
    told = {key: list(testimony) for key, testimony in settled(subject, dated, context).items()}
    for (day, status), testimony in undated.items():
        near = [known for known, same in told if same == status]
        told.setdefault((min(near, key=lambda known: abs(known - day)) if near else day, status), []).extend(testimony)
    return tuple(
        Step(day, written.get((day, status), day.isoformat()), status, tuple(told[day, status]))
        for day, status in sorted(told)
    )


def settled(
    subject: str, dated: Mapping[tuple[date, str], list[Testimony]], context: Context
) -> dict[tuple[date, str], list[Testimony]]:
    """
    Dated testimony moved to the days that other rules settle: a signature to its believed day, a supersession to the
    day the successor began, since nothing is replaced by what is not there yet.
    """
    signatures = [when.earliest for each in assess_day(subject, "signedOn", context, "") if (when := read(each.object))]
    began = successor_began(subject, context)
    moved: defaultdict[tuple[date, str], list[Testimony]] = defaultdict(list)
    for (day, status), testimony in sorted(dated.items()):
        known = [each for each in signatures if each]
        at = day
        if status == "signed" and known:
            at = min(known, key=lambda each: (abs(each - day), each))
        elif status == "superseded" and began is not None:
            at = max(day, began)
        moved[at, status] += testimony
    return moved


def successor_began(subject: str, context: Context) -> date | None:
    """
    The first day on which something that is said to succeed a thing was launched or announced.
    """
    days = [
        when.earliest
        for claimed in context.to(subject, "successorOf")
        if claimed.is_said
        for each in context.of(claimed.claim.subject, "announcedOn", "status")
        if each.is_said and each.claim.object in {"launched", "inForce", each.claim.date}
        if (when := each.event) is not None and when.earliest is not None
    ]
    return min(days, default=None)


def status_told(subject: str, testimony: Testimony, context: Context) -> str | None:
    """
    The status code a claim speaks for; nothing when it denies or merely considers one.
    """
    claim = testimony.claim
    if claim.relation == "signedOn":
        return "signed" if testimony.is_said else None
    status = claim.object
    if testimony.is_said:
        return UNBINDING.get(status, status) if is_unbinding(subject, context) else status
    if claim.modality is Modality.PLANNED and status in PROMISED:
        return "committed"
    return None


def is_unbinding(subject: str, context: Context) -> bool:
    """
    True for kinds of agreement that are never in force.
    """
    kinds = context.kinds.get(subject, frozenset())
    return bool(kinds) and not any(context.follows(kind, "signed", "inForce") for kind in kinds)


def walk(subject: str, steps: Sequence[Step], context: Context) -> list[list[Step]]:
    """
    The steps that are allowed one after the other; steps of one day that exclude each other stand together.
    """
    kinds = sorted(context.kinds.get(subject, frozenset())) or ["Agreement"]

    def may_follow(first: str, second: str) -> bool:
        return any(context.follows(kind, first, second) for kind in kinds)

    history: list[list[Step]] = []
    by_day: defaultdict[date, list[Step]] = defaultdict(list)
    for step in steps:
        by_day[step.day].append(step)
    for day in sorted(by_day):
        reached = history[-1][0].status if history else None
        fresh = [
            step
            for step in by_day[day]
            if reached is None or (step.status != reached and may_follow(reached, step.status))
        ]
        last = [
            step
            for step in fresh
            if not any(other is not step and may_follow(step.status, other.status) for other in fresh)
        ] or fresh[:1]
        if last:
            history.append(strongest(last))
    return history


def strongest(steps: list[Step]) -> list[Step]:
    """
    The steps borne by most independent witnesses; several on a tie.
    """
    most = max(independent(step.testimony) for step in steps)
    return [step for step in steps if independent(step.testimony) == most]


def denials_of(status: str, subject: str, context: Context, since: date) -> tuple[Testimony, ...]:
    """
    Testimony, printed on or after a day, that the status has not been reached.
    """
    return tuple(
        each
        for each in context.of(subject, "status")
        if each.claim.object == status and each.claim.modality is Modality.NEGATED and each.available >= since
    )


def outweighed(testimony: Iterable[Testimony], denials: Sequence[Testimony]) -> bool:
    """
    True when at least as many independent witnesses deny as affirm.
    """
    return bool(denials) and independent(denials) >= independent(testimony)


def contested(subject: str, rule: str, sides: Sequence[Step], denials: Sequence[Testimony]) -> tuple[Assessment, ...]:
    """
    Each status told as an assessment of its own, once; the others and its denials are its dissent.
    """
    told: defaultdict[str, list[Testimony]] = defaultdict(list)
    since: dict[str, str] = {}
    for side in sides:
        told[side.status].extend(side.testimony)
        since.setdefault(side.status, side.edtf)
    return tuple(
        Assessment(
            subject,
            "status",
            status,
            Standing.CONTESTED,
            rule,
            ids(testimony),
            ids(
                [
                    *(each for each in denials if each.claim.object == status),
                    *(each for other, against in told.items() if other != status for each in against),
                ]
            ),
            since[status],
            4,
            reliability(testimony),
        )
        for status, testimony in told.items()
    )


STATUS = Rule(
    "status",
    3,
    frozenset({"status"}),
    "Statements are ordered by the day of the event they tell, not of their printing; one without a day is told of the "
    "nearest day that others give for it. A status follows another only "
    "where the kind of agreement allows that transition; what an older story repeats later is dissent, not change. A "
    "status that is only planned counts as a commitment. A signature happened on its believed day, and a "
    "supersession no earlier than the successor began. A text that binds nobody is launched, never in force. Steps "
    "of one day that exclude each other, and a status denied by as many independent witnesses as affirm it, are "
    "contested; against a denied one stands whatever else was told since its day.",
    assess_status,
)
