"""
Which documents report one event: an agreement signed, a control suspended, a state joining.

Texts differ and name different days; what makes them one is what they tell: the same thing, the same step, the same
days. There is one day of signature and one of announcement (`kg.beliefs.days`), so whoever gives another day tells of
the same event and contradicts; steps that can be taken twice are told apart by their days.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from kg.beliefs.days import as_news_first
from kg.beliefs.testimony import Testimony, read
from kg.claims import Modality
from kg.identity import digest

STEPS: Final = frozenset(
    "committed agreed concluded signed launched inForce suspended terminated superseded lapsed withdrawn".split()
)
"Statuses that are reached by something happening; being proposed or negotiated is no event."
DAY_OF: Final = {"signedOn": "signed", "announcedOn": "announced", "effectiveOn": "inForce"}
ONCE: Final = frozenset({"signed", "announced"})
DAYS_OF_ONE: Final = timedelta(days=7)
NEWS: Final = timedelta(days=31)
"How long after an event a document can still report it as news."

Key: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """
    Something that happened, and everybody who tells of it.

    Attributes:
        subject: entity id.
        step: what happened to it: a status code, `announced`, or `joined`.
        target: what was joined; empty for all else.
        days: the days told for it, earliest first; the first is the day of the oldest news where none is told.
        told: the claims that tell it, earliest text first.
    """

    subject: str
    step: str
    target: str
    days: tuple[date, ...]
    told: tuple[Testimony, ...]

    @property
    def id(self) -> str:
        """
        Opaque id: the same for whoever tells of it; of steps that can be taken twice the first day is part of it.
        """
        first = "" if self.step in ONCE else self.days[0].isoformat()
        return digest(f"{self.subject}\x1f{self.step}\x1f{self.target}\x1f{first}")


def events_of(testimony: Iterable[Testimony]) -> tuple[Event, ...]:
    """
    Every event that some document reports as news, latest first; what is only retold as background is none.
    """
    told: defaultdict[Key, list[Testimony]] = defaultdict(list)
    for each in testimony:
        key = step_told(each)
        if key is not None and each.is_said:
            told[key].append(each)
    found = [
        event
        for key, group in sorted(with_announcements(told).items())
        for event in split(key, group)
        if any(is_news(each, event.days) for each in event.told)
    ]
    return tuple(sorted(found, key=lambda each: (each.days[0], each.id), reverse=True))


def step_told(testimony: Testimony) -> Key | None:
    """
    What a claim says happened to what.
    """
    claim = testimony.claim
    if claim.relation in DAY_OF:
        return claim.subject, DAY_OF[claim.relation], ""
    if claim.relation == "status" and claim.object in STEPS:
        return claim.subject, claim.object, ""
    return (claim.subject, "joined", claim.object) if claim.relation == "joined" else None


def day_told(testimony: Testimony) -> date | None:
    """
    The day a claim gives for what it tells; `None` where it gives none.
    """
    claim = testimony.claim
    when = read(claim.object) if claim.relation in DAY_OF else read(claim.date) if claim.date else None
    return when.earliest if when else None


def with_announcements(told: dict[Key, list[Testimony]]) -> dict[Key, list[Testimony]]:
    """
    The claims by what they tell, with a bare announcement counted to a step of the same thing within the same days.
    """
    merged = {key: list(group) for key, group in told.items()}
    for key in [key for key in told if key[1] == "announced"]:
        announced = {day for each in told[key] if (day := day_told(each))}
        steps = [other for other in told if other[0] == key[0] and other[1] not in {"announced", "joined"}]
        for other in sorted(steps):
            days = {day for each in told[other] if (day := day_told(each))}
            if any(abs(one - two) <= DAYS_OF_ONE for one in announced for two in days):
                merged[other] += merged.pop(key)
                break
    return merged


def split(key: Key, group: Iterable[Testimony]) -> list[Event]:
    """
    The events of one kind that befell one thing: one where there can be only one, else one for each stretch of days.

    Claims without a day go to the last event before their text, else they are told of the day of the text.
    """
    ordered = sorted(as_news_first(group), key=lambda each: (each.available, each.id))
    days = sorted({day for each in ordered if (day := day_told(each))}) or [ordered[0].available]
    stretches = [days] if key[1] in ONCE else stretches_of(days)
    told: list[list[Testimony]] = [[] for _ in stretches]
    for each in ordered:
        day = day_told(each)
        before = [number for number, one in enumerate(stretches) if one[0] <= (day or each.available)]
        told[before[-1] if before else 0].append(each)
    return [Event(*key, tuple(one), tuple(claims)) for one, claims in zip(stretches, told, strict=True) if claims]


def stretches_of(days: Iterable[date]) -> list[list[date]]:
    """
    Days in order, cut where more than a week lies between two.
    """
    stretches: list[list[date]] = []
    for day in sorted(days):
        if stretches and day - stretches[-1][-1] <= DAYS_OF_ONE:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return stretches


def is_news(testimony: Testimony, days: Iterable[date]) -> bool:
    """
    True when a document tells an event as news, and soon after one of its days.
    """
    is_said_as_news = testimony.claim.modality is Modality.ASSERTED
    return is_said_as_news and any(timedelta(-1) <= testimony.available - day <= NEWS for day in days)
