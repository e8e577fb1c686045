"""
The resolver: new names against everything known, and what it thinks of each pair written down as a judgement.

It judges when a name is new, and again when claims about a name came or went; what a person decided it leaves alone.
Its judgements are lines of the ledger like any other (changes of kind `pipeline`), so any merge can be read and undone.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Final, TypeAlias

from kg.claims import Entity
from kg.ledger.ledger import Ledger
from kg.ledger.records import Judgement, Noun, Verdict
from kg.resolution.candidates import Candidates
from kg.resolution.opinions import PRIOR, UNLIKELY, Opinion, doubted, opinion
from kg.resolution.profiles import FAMILIES, Profile, classes_of, profiles_of, reference_profiles
from kg.resolution.spelling import words_of
from kg.review import RESOLVER, is_resolver, judgements_on_pairs, pair_of
from kg.triples import Literal
from kg.views import Background
from ontology.namespaces import LEX, ONTOLOGY, RDFS

VERSION: Final = 1
"Raise it whenever the same names may be judged otherwise: all are judged anew."
NAME: Final = f"{RESOLVER}{VERSION}"
Pair: TypeAlias = frozenset[str]


class Resolver:
    """
    Judges pairs of names over one ledger; keeps an index of names, so let one live as long as the ledger is written.

    Attributes:
        position: up to where names were judged; what others write meanwhile lies behind it. `None` at first.
    """

    def __init__(self, ledger: Ledger, background: Background) -> None:
        self._ledger = ledger
        self._background = background
        self._indexed: set[str] = set()
        self.position: int | None = None

    def resolve(self, now: datetime) -> tuple[Judgement, ...]:
        """
        Judge what is new since the last time, and write down what was not thought before.

        The whole ledger is new to another version of the resolver, and to a process nothing that was judged before it.
        """
        reached = self._ledger.position
        judgements = self._ledger.all_judgements()
        since = self.position if self.position is not None else last_judged(judgements)
        fresh, moved = self._moved(since)
        latest = judgements_on_pairs(judgements)
        again = {pair: held for pair, held in latest.items() if is_resolver(held) and pair & moved}
        opinions = self._opinions(fresh | {end for pair in again for end in pair}) if fresh or again else {}
        for pair, held in again.items():
            merged, kept = held.target.split(" ")
            opinions.setdefault(pair, Opinion(merged, kept, {UNLIKELY: PRIOR}))
        news = [judgement_of(each, now) for pair, each in opinions.items() if is_news(each, latest.get(pair))]
        written = self._ledger.judge_pairs(news, now) if news else ()
        is_alone = bool(written) and written[0].position == reached + 1
        self.position = written[-1].position if is_alone else reached
        return written

    @cached_property
    def _kind_words(self) -> frozenset[str]:
        """
        The words for kinds of works, as the ontology has them: "mine", "plant".
        """
        schema = self._background.vocabulary.schema
        kinds = {ONTOLOGY + "Project"} | {
            each for each, above in schema.superclasses.items() if ONTOLOGY + "Project" in above
        }
        names = {LEX + "noun", RDFS + "label"}
        told = (
            value.value
            for subject, predicate, value in self._background.triples
            if subject in kinds and predicate in names and isinstance(value, Literal)
        )
        return frozenset(word for name in told for word in words_of(name))

    @cached_property
    def _reference(self) -> Mapping[str, Profile]:
        """
        What reference data names, by id.
        """
        return reference_profiles(self._background.triples, self._background.vocabulary.schema)

    @cached_property
    def _candidates(self) -> Candidates:
        """
        The index of all names so far.
        """
        candidates = Candidates(self._kind_words)
        for profile in self._reference.values():
            candidates.add(profile)
        return candidates

    def _moved(self, since: int) -> tuple[set[str], set[str]]:
        """
        The names first met after a position, and the ends of claims that came or went.
        """
        fresh: set[str] = set()
        claims: set[str] = set()
        for change in self._ledger.replay(since):
            if change.noun is Noun.ENTITY:
                fresh.add(change.target)
            elif change.noun is Noun.CLAIM:
                claims.add(change.target)
        told = (stored.claim for stored in self._ledger.claims_for(claims))
        return fresh, {end for claim in told for end in (claim.subject, claim.object)}

    def _opinions(self, due: Collection[str]) -> dict[Pair, Opinion]:
        """
        What is thought of these entities and everything they could be; of names from texts the later one gives way.
        """
        entities = {entity.id: entity for entity in self._ledger.entities() if self._is_named(entity)}
        place = {id_: number for number, id_ in enumerate(entities)}
        self._index(entities)
        profiles = {id_: self._profile(entities[id_]) for id_ in entities if id_ in due}
        for profile in profiles.values():
            self._candidates.add(profile)
        found: dict[Pair, Opinion] = {}
        for own in list(profiles.values()):
            near = sorted(self._candidates.near(own))
            known = [opinion(own, self._reference[each], self._kind_words) for each in near if each in self._reference]
            for other in near:
                if other in entities:
                    profiles.setdefault(other, self._profile(entities[other]))
                    kept, merged = sorted((own.id, other), key=place.__getitem__)
                    known.append(opinion(profiles[merged], profiles[kept], self._kind_words))
            found.update((frozenset((each.merged, each.kept)), each) for each in doubted(known, self._reference))
        return found

    def _is_named(self, entity: Entity) -> bool:
        """
        True for what is told by a name or by its parties; meetings are told by their day.
        """
        return bool(classes_of(entity.type, self._background.vocabulary.schema) & set(FAMILIES))

    def _index(self, entities: Mapping[str, Entity]) -> None:
        """
        Take the names not yet indexed into the index; of agreements their parties, which one query tells of all.
        """
        new = {id_: entity for id_, entity in entities.items() if id_ not in self._indexed}
        self._indexed |= new.keys()
        schema = self._background.vocabulary.schema
        agreements = {id_ for id_, entity in new.items() if "Agreement" in classes_of(entity.type, schema)}
        claims = self._ledger.claims(about=agreements) if agreements else ()
        for profile in profiles_of(new.values(), claims, schema):
            self._candidates.add(profile)

    def _profile(self, entity: Entity) -> Profile:
        """
        Everything known of a name from texts: from the claims about it, and from what its first text names beside it.
        """
        first = next((each.document_id for each in self._ledger.history(entity.id) if each.document_id), "")
        beside = {mention.entity_id for mention in self._ledger.mentions(first)} if first else set()
        claims = self._ledger.claims(about=[entity.id])
        (profile,) = profiles_of([entity], claims, self._background.vocabulary.schema, beside=beside, first=first)
        return profile


def last_judged(judgements: Iterable[Judgement]) -> int:
    """
    The position of the last judgement by this version of the resolver; 0 where there is none.
    """
    return max((each.position for each in judgements if each.person == NAME), default=0)


def judgement_of(opinion: Opinion, now: datetime) -> Judgement:
    """
    An opinion as it is written down.
    """
    verdict = opinion.verdict or Verdict.DIFFERENT
    target = pair_of(opinion.merged, opinion.kept)
    return Judgement(target, verdict, NAME, opinion.reason, now, 0, evidence=opinion.evidence)


def is_news(opinion: Opinion, held: Judgement | None) -> bool:
    """
    True where nothing is held of a pair, or the resolver held something else; never against a person.
    """
    if held is None:
        return opinion.verdict is not None
    return is_resolver(held) and held.verdict is not (opinion.verdict or Verdict.DIFFERENT)
