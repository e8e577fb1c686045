"""
One box for everything: passages by words and meaning, things by name and by the passages that name them.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from api.days import Day
from api.listings.announcements import Text, text_of
from api.listings.facts import Thing
from api.listings.things import Things
from api.web.pages import day_in_words
from kg.search.fusion import SMOOTHING, fuse
from kg.search.index import Counts, Found, Narrowing, Passage, PassageIndex, Way
from kg.search.queries import Corrections
from ontology.namespaces import ENTITIES

SOUGHT: Final = 100
"Passages from which things and announcements are found; the index ranks no more."
FACETS: Final = {
    "mineral": "Mineral",
    "kind": "Kind",
    "status": "Status",
    "entity": "Named",
    "publisher": "Publisher",
    "month": "Month",
}
"In the order in which a page shows them."


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What is looked for.

    Attributes:
        text: words or a sentence; empty: everything inside the filters, the newest first.
        entities: names or ids; each has to be named.
        minerals: the same of minerals.
        kind: class of a thing named, as the ontology or people call it.
        status: of an agreement named.
        published_from: first day on which it may have become known.
    """

    text: str = ""
    entities: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    kind: str = ""
    status: str = ""
    publisher: str = ""
    published_from: date | None = None
    published_to: date | None = None
    as_of: date | None = None

    @property
    def is_anything(self) -> bool:
        """
        Whether anything is asked for.
        """
        return bool(self.text.strip()) or self != Wanted(self.text, as_of=self.as_of)


@dataclass(frozen=True, slots=True)
class ThingHit:
    """
    An entity or agreement that fits.

    Attributes:
        passages: how many passages of this day name it, whatever they say.
    """

    id: str
    label: str
    kinds: tuple[Thing, ...]
    statuses: tuple[str, ...]
    passages: int
    score: float


@dataclass(frozen=True, slots=True)
class AnnouncementHit:
    """
    An announcement that holds a passage that fits; `passage` is the best of them.
    """

    announcement: Text
    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class FacetValue:
    """
    A way to narrow further, with the number of passages it leaves.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Searched:
    """
    What a search came to; every list is best first.

    Attributes:
        total: passages that hold the words; those near by meaning alone come on top.
        corrections: words that stand nowhere, with those read in their stead.
    """

    passages: tuple[Passage, ...]
    agreements: tuple[ThingHit, ...]
    entities: tuple[ThingHit, ...]
    announcements: tuple[AnnouncementHit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    total: int
    ways: tuple[Way, ...]
    corrections: Corrections


def search_all(day: Day, index: PassageIndex, wanted: Wanted, limit: int) -> Searched:
    """
    Everything of one day that fits, at most so many of each noun.
    """
    if not wanted.is_anything:
        return Searched((), (), (), (), {}, 0, index.ways, ())
    things, narrowing = day.things, narrowing_of(wanted, day.things)
    found = index.search(wanted.text, narrowing, limit=SOUGHT)
    counts = index.count(wanted.text, narrowing, things.written_tags)
    ranked, slips = ranked_things(day, index, wanted, found)
    agreements = [id_ for id_ in ranked if things.is_agreement(id_)][:limit]
    entities = [id_ for id_ in ranked if not things.is_agreement(id_)][:limit]
    return Searched(
        found.passages[:limit],
        tuple(thing_hit(day, id_, ranked[id_]) for id_ in agreements),
        tuple(thing_hit(day, id_, ranked[id_]) for id_ in entities),
        announcements_found(day, found.passages)[:limit],
        facets_of(counts, things),
        counts.passages,
        found.ways,
        tuple((dict(slips) | dict(found.corrections)).items()),
    )


def narrowing_of(wanted: Wanted, things: Things) -> Narrowing:
    """
    The passages that fit the filters; none, where a filter names nothing known.
    """
    return Narrowing(
        as_of=wanted.as_of,
        publisher=wanted.publisher or None,
        published_from=wanted.published_from,
        published_to=wanted.published_to,
        naming=(
            *(things.called(name) for name in (*wanted.entities, *wanted.minerals)),
            *((things.of_kind(wanted.kind),) if wanted.kind else ()),
            *((things.bearers.get(("status", wanted.status), frozenset()),) if wanted.status else ()),
        ),
    )


def ranked_things(
    day: Day, index: PassageIndex, wanted: Wanted, found: Found
) -> tuple[Mapping[str, float], Corrections]:
    """
    The things that fit with their scores, best first: by name and by the passages found that name them, fused.
    """
    things = day.things
    named: Sequence[str] = sorted(things.ids, key=lambda id_: (things.label("entity", id_).casefold(), id_))
    slips: Corrections = ()
    if wanted.text.strip():
        named, slips = things.names.search(wanted.text, index.knows, limit=len(things.ids))
    told = by_passages(found.passages, things, day.named)
    fits = fitting(day, index, wanted)
    scores = fuse([id_ for id_ in named if fits(id_)][:SOUGHT], [id_ for id_ in told if fits(id_)][:SOUGHT])
    return {id_: scores[id_] for id_ in sorted(scores, key=lambda id_: (-scores[id_], id_))}, slips


def by_passages(passages: Sequence[Passage], things: Things, named: Counts) -> list[str]:
    """
    The things that passages name, those first that the best passages name and few others do.

    A passage gives what the fusion gives its place, times the rarity of the thing: what every second passage names
    tells little of what is sought.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for rank, passage in enumerate(passages, 1):
        for id_ in {id_ for entity in passage.entities for id_ in things.current(entity)}:
            rarity = math.log(1 + named.passages / max(named.tags.get(f"entity {id_}", 1), 1))
            scores[id_] += rarity / (SMOOTHING + rank)
    return sorted(scores, key=lambda id_: (-scores[id_], id_))


def fitting(day: Day, index: PassageIndex, wanted: Wanted) -> Callable[[str], bool]:
    """
    Whether a thing fits the filters: it is, or is told together with, each that is named; it bears kind and status; a
    passage of the publisher and the time names it.
    """
    things = day.things
    groups = [things.called(name) for name in (*wanted.entities, *wanted.minerals)]
    borne = [things.of_kind(wanted.kind)] if wanted.kind else []
    borne += [things.bearers.get(("status", wanted.status), frozenset())] if wanted.status else []
    printed: Counts | None = None
    if wanted.publisher or wanted.published_from or wanted.published_to:
        printed = index.count("", replace(narrowing_of(wanted, things), naming=()), things.written_tags)

    def fits(id_: str) -> bool:
        return (
            all(id_ in group for group in borne)
            and all(id_ in group or not group.isdisjoint(things.neighbours(id_)) for group in groups)
            and (printed is None or f"entity {id_}" in printed.tags)
        )

    return fits


def thing_hit(day: Day, id_: str, score: float) -> ThingHit:
    """
    A thing as it is shown.
    """
    things, iri = day.things, ENTITIES + id_
    statuses = tuple(value for facet, value in things.tags[id_] if facet == "status")
    passages = day.named.tags.get(f"entity {id_}", 0)
    return ThingHit(id_, things.label("entity", id_), things.facts.types(iri), statuses, passages, score)


def announcements_found(day: Day, passages: Sequence[Passage]) -> tuple[AnnouncementHit, ...]:
    """
    The announcements that hold some passages, each at its best passage; copies of one text are one announcement.
    """
    best: dict[str, Passage] = {}
    for passage in passages:
        story = day.view.first_copies.get(passage.document_id)
        if story is not None and story in day.indexed.copies:
            best.setdefault(story, passage)
    return tuple(
        AnnouncementHit(text_of(day.indexed, day.indexed.copies[story]), passage, passage.score)
        for story, passage in best.items()
    )


def facets_of(counts: Counts, things: Things) -> Mapping[str, tuple[FacetValue, ...]]:
    """
    The ways to narrow further, the most frequent first; months in their order.
    """
    found: dict[str, list[FacetValue]] = {facet: [] for facet in FACETS}
    for tag, number in counts.tags.items():
        facet, _, value = tag.partition(" ")
        if facet != "entity" or ("mineral", value) not in things.bearers:
            found[facet].append(FacetValue(value, things.label(facet, value), number))
    found["publisher"] = [FacetValue(value, value, number) for value, number in counts.publishers.items() if value]
    ordered = {
        facet: tuple(sorted(values, key=lambda each: (-each.count, each.label.casefold(), each.value)))
        for facet, values in found.items()
    }
    months = sorted(counts.months.items())
    return ordered | {"month": tuple(FacetValue(month, day_in_words(month), number) for month, number in months)}
