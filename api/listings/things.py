"""
The things of one view that a search finds by name, with the tags by which it can be narrowed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from api.listings.entities import ALSO, is_told
from api.listings.facts import NAMES, Facts
from kg.search.names import NameIndex
from kg.triples import Literal
from ontology.namespaces import DCT, ENTITIES, STATUSES

REPLACED: Final = f"{DCT}isReplacedBy"
UNSOUGHT: Final = ("Source", "Commitment")
"Classes of things that have pages of their own and whose labels are sentences."
Tag = tuple[str, str]


class Things:
    """
    Entities and agreements by name and by tag; a tag is a facet (`entity`, `mineral`, `kind`, `status`) and a value.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def ids(self) -> frozenset[str]:
        """
        Every thing that has a name and can be sought.
        """
        told = (iri for iri in list(self.facts.outgoing) if iri.startswith(ENTITIES) and is_told(self.facts, iri))
        return frozenset(
            iri.removeprefix(ENTITIES)
            for iri in told
            if REPLACED not in self.facts.said(iri) and not any(self.facts.is_a(iri, name) for name in UNSOUGHT)
        )

    @cached_property
    def names(self) -> NameIndex:
        """
        The things by their names.
        """
        return NameIndex((id_, name) for id_ in self.ids for name in self._names_of(id_))

    @cached_property
    def tags(self) -> dict[str, tuple[Tag, ...]]:
        """
        The tags of each id, of merged ids too: what was merged bears the tags of what took its place.
        """
        found = {id_: tuple(self._tags_of(id_)) for id_ in self.ids}
        return found | {old: found[new] for old, new in self._merged.items() if new in found}

    @cached_property
    def written_tags(self) -> dict[str, tuple[str, ...]]:
        """
        The same, each tag as one word after the other, as an index counts them.
        """
        return {id_: tuple(" ".join(tag) for tag in tags) for id_, tags in self.tags.items()}

    @cached_property
    def bearers(self) -> dict[Tag, frozenset[str]]:
        """
        The ids that bear a tag.
        """
        found: defaultdict[Tag, set[str]] = defaultdict(set)
        for id_, tags in self.tags.items():
            for tag in tags:
                found[tag].add(id_)
        return {tag: frozenset(ids) for tag, ids in found.items()}

    def called(self, wanted: str) -> frozenset[str]:
        """
        The things with an id or a name, whatever its case; what was merged too.
        """
        return self._by_name.get(wanted.strip().casefold(), frozenset())

    def of_kind(self, wanted: str) -> frozenset[str]:
        """
        The things of a class by its name in the ontology or its label, whatever its case.
        """
        plain = wanted.strip().casefold()
        meant = [tag for tag in self.bearers if tag[0] == "kind" and plain in self._kind_names(tag[1])]
        return frozenset().union(*(self.bearers[tag] for tag in meant))

    def current(self, id_: str) -> tuple[str, ...]:
        """
        The thing that an id of a text means now; nothing where it cannot be sought.
        """
        now = self._merged.get(id_, id_)
        return (now,) if now in self.ids else ()

    def is_agreement(self, id_: str) -> bool:
        """
        Whether a thing is an agreement.
        """
        return self.facts.is_a(ENTITIES + id_, "Agreement")

    def neighbours(self, id_: str) -> frozenset[str]:
        """
        The ids of what a thing is told together with in one fact.
        """
        iri = ENTITIES + id_
        near = [value for values in self.facts.said(iri).values() for value in values if isinstance(value, str)]
        near += [subject for subjects in self.facts.said_with(iri).values() for subject in subjects]
        return frozenset(each.removeprefix(ENTITIES) for each in near if each.startswith(ENTITIES))

    @cached_property
    def _merged(self) -> dict[str, str]:
        return {
            iri.removeprefix(ENTITIES): str(values[0]).removeprefix(ENTITIES)
            for iri, said in list(self.facts.outgoing.items())
            if (values := said.get(REPLACED))
        }

    @cached_property
    def _by_name(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for id_ in self.ids:
            for name in (id_, *self._names_of(id_)):
                found[name.casefold()].update(self.bearers["entity", id_])
        return {name: frozenset(ids) for name, ids in found.items()}

    def _names_of(self, id_: str) -> Iterable[str]:
        said = self.facts.said(ENTITIES + id_)
        return {value.value for each in (*NAMES, ALSO) for value in said.get(each, ()) if isinstance(value, Literal)}

    def _tags_of(self, id_: str) -> Iterator[Tag]:
        iri = ENTITIES + id_
        yield "entity", id_
        if self.facts.is_a(iri, "Mineral"):
            yield "mineral", id_
        yield from (("kind", kind.id) for kind in self.facts.types(iri))
        stood = {*self.facts.values(iri, "status"), *self.facts.values(iri, "contestedStatus")}
        yield from (("status", each.removeprefix(STATUSES)) for each in stood if isinstance(each, str))

    def _kind_names(self, kind: str) -> tuple[str, str]:
        return kind.casefold(), self.label("kind", kind).casefold()

    def label(self, facet: str, value: str) -> str:
        """
        A value of a facet as people call it.
        """
        if facet in {"entity", "mineral"}:
            return self.facts.label(ENTITIES + value)
        return self._kind_labels.get(value, value) if facet == "kind" else value

    @cached_property
    def _kind_labels(self) -> dict[str, str]:
        return {kind.id: kind.label for id_ in self.ids for kind in self.facts.types(ENTITIES + id_)}
