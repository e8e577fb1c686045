"""
Which agreement a phrase means: one told before in this document, one known by its parties and kind, or a new one.

A document is read twice over: first its phrases are gathered into agreements, then each agreement is linked or named,
so that "the deal" in the headline and "the memorandum" below it are one thing.
"""

from collections import Counter
from dataclasses import dataclass, field

from ingest.mentions.kinds import GENERIC, KIND_LABELS, MEASURE, OFF_TOPIC, WEAK_HEADS, class_of, kinds_fit
from ingest.mentions.lexicon import Lexicon, NamedEntity
from ingest.mentions.nominals import Nominal
from kg.claims import Entity
from kg.identity import digest
from kg.linking import fold

NEAR_SENTENCES = 2
"A phrase without parties may mean an agreement of the sentences just before, even where others stand farther off."
COUNT_WORDS = {"both": 2, "two": 2, "three": 3, "four": 4}
REACH_BACK = 6
"Sentences back in which what a plural refers to must stand."
TELLING_MINERALS = 3
"So many minerals tell an export control even where nobody is named who imposed it."
SAME_MINERALS = 0.5
"Share of minerals in common from which a phrase can mean a known export control."
CLUBS = (("Forum",), ("Declaration",))
'First kinds of what "the club", "the initiative" or "the forum" can mean where one is told of.'
MOST_CANDIDATES = 2
"Never guess across three."
TOPIC_LABELS = {
    "critical mineral": "Critical Minerals", "minerals": "Critical Minerals", "supply chain": "Supply Chain",
    "rare earth": "Rare Earths",
}  # fmt: skip


@dataclass(slots=True)
class Told:
    """
    One agreement as a document tells of it.

    Attributes:
        is_passing: told only as one of several, as in "like the frameworks with Peru and Chile".
        head: the noun it was first called by.
        implied: parties that a phrase leaves to be understood: whose "the memorandum with the United Kingdom" is.
        party_names: short names of its parties, as names of agreements are made of them.
        known: the entity when a known name stands for it.
        entity: what it turned out to be; set when the whole document has been read.
    """

    parties: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    topic: str = ""
    name: str = ""
    known: NamedEntity | None = None
    entity: Entity | None = None
    last_sentence: int = 0
    is_off_topic: bool = False
    head: str = ""
    is_passing: bool = False
    party_names: dict[str, Entity] = field(default_factory=dict)
    implied: set[str] = field(default_factory=set)

    def fits_kind(self, kind: str) -> bool:
        """
        True when a phrase of this kind can mean it.
        """
        kinds = set(self.kinds) | set(self.known.kinds if self.known else ())
        if MEASURE in (kind, *kinds):
            return kind in kinds
        specific = kinds - {GENERIC}
        if kind == GENERIC or not specific:
            return True
        return any(kinds_fit(kind, each) for each in specific)

    def has_kind(self, kind: str) -> bool:
        """
        True when it was called by just this kind.
        """
        return kind in self.kinds or bool(self.known and kind in self.known.kinds)


class Agreements:
    """
    The agreements of one document, the last mentioned first.

    Attributes:
        names: labels of the new names of the document, by id: parties of agreements are called by them.
    """

    def __init__(self, lexicon: Lexicon, published: str | None) -> None:
        self.lexicon = lexicon
        self.published = published or ""
        self.told: list[Told] = []
        self.names: dict[str, str] = {}

    def note_known(self, named: NamedEntity, sentence: int) -> Told:
        """
        The agreement a known name stands for.
        """
        for told in self.told:
            if told.known is not None and told.known.entity.id == named.entity.id:
                return self.touch(told, sentence)
        parties = {party: self.lexicon.entity(party) for party in named.parties if party in self.lexicon.named}
        short = {self.lexicon.short_name(entity): entity for entity in parties.values()}
        told = Told(set(named.parties), known=named, party_names=short)
        self.told.append(told)
        return self.touch(told, sentence)

    def touch(self, told: Told, sentence: int) -> Told:
        """
        Make an agreement the last mentioned.
        """
        told.last_sentence = sentence
        self.told.remove(told)
        self.told.insert(0, told)
        return told

    def note(self, nominal: Nominal) -> list[Told]:  # noqa: C901, PLR0911, PLR0912 - one way after the other
        """
        The agreements a phrase means: none when it cannot be told, several when it is a plural of pairs.
        """
        sentence = nominal.sentence.number
        if nominal.kind == MEASURE:
            return self.note_measure(nominal)
        bracketed = self.bracketed(nominal)
        if bracketed:
            return [self.add(nominal, self.note_known(bracketed, sentence), set())]
        own = list(dict.fromkeys([*nominal.own, *nominal.partners]))
        if nominal.is_plural:
            return self.note_pairs(nominal)
        parties = set(own) if len(own) > 1 else set(own) | set(nominal.outer)
        if nominal.is_definite and not own and len(nominal.outer) < 2:  # noqa: PLR2004 - an agreement has two sides
            found = self.recall(nominal, set())
            if found:
                return [self.touch(found, sentence)]
        group = self.of_group(parties, nominal)
        if group:
            return [self.add(nominal, self.note_known(group, sentence), parties)]
        if nominal.count and len(parties) not in (0, nominal.count):
            parties = set()
        holders = self.holders(nominal) if nominal.is_definite and nominal.partners == own and len(own) == 1 else []
        if len(holders) == 1 and not self.recall(nominal, parties):
            return [self.add_pair(nominal, own[0], holders[0], is_implied=True)]
        if len(parties) > 1:
            return [self.add(nominal, self.same(parties, nominal) or self.start(nominal), parties)]
        known = self.known_by_words(nominal)
        if known:
            return [self.add(nominal, self.note_known(known, sentence), set())]
        recalled = self.recall(nominal, parties)
        if recalled:
            return [self.touch(recalled, sentence)]
        sibling = self.sibling(nominal)
        if sibling:
            return [self.add(nominal, self.note_known(sibling, sentence), set())]
        if nominal.is_proper and nominal.topic and len(nominal.words) > 2:  # noqa: PLR2004 - "Minerals Framework" is no name yet
            return [self.add(nominal, self.start(nominal), parties)]
        return []

    def bracketed(self, nominal: Nominal) -> NamedEntity | None:
        """
        The known agreement whose name stands in brackets behind a phrase: "the trade agreement (USMCA)".
        """
        tokens, after = nominal.sentence.tree.tokens, nominal.tokens[-1] + 1
        if after >= len(tokens) or tokens[after].text != "(":
            return None
        marks = [mark for mark in nominal.sentence.marks if mark.tokens[0] == after + 1]
        named = [self.lexicon.named[mark.entity.id] for mark in marks if mark.entity.id in self.lexicon.named]
        return next((each for each in named if each.kinds), None)

    def note_measure(self, nominal: Nominal) -> list[Told]:
        """
        The measure a phrase means: one with the issuer and minerals it names, else one told before.
        """
        number = nominal.sentence.number
        named = self.known_measure(nominal, nominal.minerals)
        if named:
            return [self.note_known(named, number)]
        measure = self.recall(nominal, set()) if nominal.is_definite and not nominal.minerals else None
        if measure:
            return [self.touch(measure, number)]
        covering = self.known_measure(nominal, nominal.covered) if nominal.is_definite else None
        return [self.note_known(covering, number)] if covering else []

    def of_group(self, parties: set[str], nominal: Nominal) -> NamedEntity | None:
        """
        The known text of a group of states that is the only party named: "the Quad's framework", "a G7 action plan".
        """
        group = self.lexicon.named.get(next(iter(parties))) if len(parties) == 1 else None
        if group is None or group.entity.type != "Bloc" or group.entity.id == "bloc:eu":
            return None
        start = f"{group.entity.id.partition(':')[2]} "
        found = [
            named
            for named in self.lexicon.agreements()
            if fold(named.entity.label).startswith(start) and any(kinds_fit(nominal.kind, kind) for kind in named.kinds)
        ]
        return found[0] if len(found) == 1 else None

    def known_measure(self, nominal: Nominal, minerals: frozenset[str]) -> NamedEntity | None:
        """
        The known export control with the issuer that a phrase names and these minerals; of several the closest.
        """
        issuers = {*nominal.own, *nominal.outer, *nominal.issuers}
        if not minerals or not (issuers or len(minerals) >= TELLING_MINERALS):
            return None
        year = self.published[:4]
        likeness = sorted(
            (
                (len(named.minerals & minerals) / len(named.minerals | minerals), named)
                for named in self.lexicon.agreements()
                if (named.issuer in issuers or not issuers)
                and named.entity.type == "ExportControl"
                and (not year or named.since[:4] <= year)
                and (("quota" in named.entity.label) == (nominal.words[-1] in ("quota", "quotas")))
            ),
            key=lambda pair: -pair[0],
        )
        if not likeness or likeness[0][0] < SAME_MINERALS:
            return None
        is_alone = len(likeness) == 1 or likeness[0][0] > likeness[1][0]
        return likeness[0][1] if is_alone else None

    def note_pairs(self, nominal: Nominal) -> list[Told]:
        """
        The agreements of "memoranda with Peru and Chile": one for each partner of the one who has them.
        """
        if not nominal.own and not nominal.partners:
            return self.recall_several(nominal)
        holders = nominal.own or [each for each in nominal.outer if each not in nominal.partners]
        holders = holders or (self.holders(nominal) if nominal.is_definite else [])
        if len(holders) != 1 or not nominal.partners:
            return []
        is_implied = holders[0] not in (*nominal.own, *nominal.outer)
        return [
            self.add_pair(nominal, partner, holders[0], is_implied=is_implied)
            for partner in nominal.partners
            if partner != holders[0]
        ]

    def add_pair(self, nominal: Nominal, partner: str, holder: str, *, is_implied: bool) -> Told:
        """
        The agreement of a pair, told in passing where the phrase only points to it.
        """
        parties = {holder, partner}
        known = self.same(parties, nominal)
        told = known or self.start(nominal)
        told.is_passing = told.is_passing if known else nominal.is_definite or "as" in nominal.before
        told.implied |= {holder} if is_implied else set()
        return self.add(nominal, told, parties)

    def holders(self, nominal: Nominal) -> list[str]:
        """
        Whose "the frameworks with Australia and Japan" are: a party of the agreement told last that has one with each.
        """
        last = self.told[0] if self.told else None
        known = [named.parties for named in self.lexicon.agreements() if nominal.kind in named.kinds]
        return [
            party
            for party in sorted(last.parties if last else ())
            if all(frozenset({party, partner}) in known for partner in nominal.partners)
        ]

    def sibling(self, nominal: Nominal) -> NamedEntity | None:
        """
        The known text of another kind between the parties just spoken of: "An action plan was agreed the same day".
        """
        last = self.told[0] if self.told else None
        is_near = last is not None and nominal.sentence.number - last.last_sentence <= NEAR_SENTENCES
        if last is None or not is_near or nominal.kind == GENERIC or last.has_kind(nominal.kind):
            return None
        found = [
            named
            for named in self.lexicon.agreements()
            if named.parties and named.parties == last.parties and nominal.kind in named.kinds
        ]
        return found[0] if len(found) == 1 else None

    def recall_several(self, nominal: Nominal) -> list[Told]:
        """
        What "both memoranda" or "the two texts" refers back to: the last so many of that kind, told close by.
        """
        words = [token.text.lower() for token in nominal.sentence.tree.tokens[max(0, nominal.tokens[0] - 2) :]]
        count = next((COUNT_WORDS[word] for word in [*words[:2], *nominal.words] if word in COUNT_WORDS), 0)
        fitting = [told for told in self.told if told.fits_kind(nominal.kind) and len(told.parties) > 1]
        is_near = bool(fitting) and nominal.sentence.number - fitting[0].last_sentence <= REACH_BACK
        if count and is_near and len(fitting) >= count:
            return [self.touch(told, nominal.sentence.number) for told in reversed(fitting[:count])]
        return []

    def start(self, nominal: Nominal) -> Told:
        """
        A new agreement.
        """
        told = Told(last_sentence=nominal.sentence.number)
        self.told.insert(0, told)
        return told

    def add(self, nominal: Nominal, told: Told, parties: set[str]) -> Told:
        """
        Add to an agreement what a phrase says of it.
        """
        told.kinds[nominal.kind] += 1
        told.is_passing = told.is_passing and (nominal.is_plural or bool(told.implied))
        if told.known is None:
            told.parties |= parties
        told.topic = told.topic or nominal.topic
        told.head = told.head or nominal.words[-1]
        words = {part for word in nominal.words for part in word.split("-")}
        told.is_off_topic = told.is_off_topic or bool(words & OFF_TOPIC and not nominal.topic)
        if nominal.is_proper and not told.name and nominal.topic:
            start, end = nominal.span
            offset = nominal.sentence.tree.sentence.start
            told.name = nominal.sentence.tree.sentence.text[start - offset : end - offset]
        return self.touch(told, nominal.sentence.number)

    def same(self, parties: set[str], nominal: Nominal) -> Told | None:
        """
        The agreement told before with just these parties and a kind that fits.
        """
        candidates = [
            told
            for told in self.told
            if told.parties == parties and told.fits_kind(nominal.kind) and not is_other_title(nominal, told)
        ]
        exact = [told for told in candidates if told.has_kind(nominal.kind)]
        return next(iter(exact or candidates), None)

    def recall(self, nominal: Nominal, parties: set[str]) -> Told | None:
        """
        What "the pact" or "its memorandum with Japan" refers back to; nothing across three candidates.
        """
        if nominal.is_qualified or (not nominal.is_definite and (not parties or nominal.kind == GENERIC)):
            return None
        fitting = [
            told
            for told in self.told
            if parties <= told.parties
            and told.fits_kind(nominal.kind)
            and (not nominal.count or len(told.parties) == nominal.count)
        ]
        exact = [told for told in fitting if told.has_kind(nominal.kind)]
        candidates = exact or (fitting if nominal.kind == GENERIC or nominal.is_definite else [])
        if nominal.words[-1] in WEAK_HEADS and not exact:
            clubs = [told for told in fitting if told.known and told.known.kinds[:1] in CLUBS]
            return clubs[0] if nominal.is_definite and len(clubs) == 1 else None
        if len(candidates) > 1:
            near = [told for told in candidates if nominal.sentence.number - told.last_sentence <= NEAR_SENTENCES]
            candidates = near if near and len(near) <= MOST_CANDIDATES else candidates
        return candidates[0] if 0 < len(candidates) <= MOST_CANDIDATES else None

    def known_by_words(self, nominal: Nominal) -> NamedEntity | None:
        """
        The known agreement that a word of the phrase tells from all others ("plurilateral").
        """
        for word in nominal.words[:-1]:
            found = self.lexicon.by_word.get(word)
            if found and any(kinds_fit(nominal.kind, kind) for kind in found.kinds):
                return found
        return None

    def settle(self) -> None:
        """
        Give every agreement its entity: a known one, else a minted one; those that are none of ours get none.
        """
        for told in self.told:
            known = told.known or self.known_for(told)
            if known:
                told.entity = known.entity
                told.known = known
                parties = [self.lexicon.entity(party) for party in known.parties if party in self.lexicon.named]
                told.party_names = {self.lexicon.short_name(entity): entity for entity in parties}
            elif len(told.parties) > 1 and not told.is_off_topic:
                told.entity = self.mint(told)

    def known_for(self, told: Told) -> NamedEntity | None:
        """
        The known agreement with these parties and kind; where several fit, one that this document's date allows.
        """
        if len(told.parties) < 2:  # noqa: PLR2004 - an agreement has two sides
            return None
        kinds = [kind for kind, _ in told.kinds.most_common() if kind != GENERIC]
        candidates = [
            named
            for named in self.lexicon.agreements()
            if named.parties == told.parties and (not self.published or named.since <= f"{self.published[:10]}~")
        ]
        if len(told.parties) > 2 and kinds[:1] == ["TradeAgreement"] and "plurilateral" in self.lexicon.by_word:  # noqa: PLR2004
            return self.lexicon.by_word["plurilateral"]
        if not kinds:
            said_so = [named for named in candidates if told.head and told.head in fold(named.entity.label).split()]
            return said_so[0] if len(said_so) == 1 else (candidates[0] if len(candidates) == 1 else None)
        exact = [named for named in candidates if any(kind in named.kinds for kind in kinds)]
        for fitting in (exact, [named for named in candidates if any_fit(kinds, named)]):
            if len(fitting) == 1:
                return fitting[0]
            if fitting and kinds:
                return max(fitting, key=lambda named: named.since)
        return None

    def mint(self, told: Told) -> Entity:
        """
        The entity of an agreement nobody has listed, named by parties, topic and kind.
        """
        kind = next((kind for kind, _ in told.kinds.most_common() if kind != GENERIC), GENERIC)
        names = sorted(self.short_name(party) for party in told.parties)
        topic = TOPIC_LABELS.get(told.topic, told.topic.title()) or "Critical Minerals"
        label = f"{'-'.join(names)} {topic} {KIND_LABELS[kind]}"
        key = "|".join((*sorted(told.parties), kind))
        return Entity(f"agreement:x{digest(key)[:12]}", label, class_of(kind), known=False)

    def short_name(self, party: str) -> str:
        """
        A party's usual short name.
        """
        known = self.lexicon.named.get(party)
        return self.lexicon.short_name(known.entity) if known else self.names.get(party, party)


def is_other_title(nominal: Nominal, told: Told) -> bool:
    """
    True for "the Critical Minerals Agreement" beside a framework told before: a title of another kind is another text.
    """
    is_title = nominal.is_proper and nominal.kind == GENERIC and bool(nominal.topic)
    return is_title and bool(set(told.kinds) - {GENERIC}) and GENERIC not in told.kinds


def any_fit(kinds: list[str], named: NamedEntity) -> bool:
    """
    True when an agreement called by these kinds can be the known one.
    """
    return not kinds or any(kinds_fit(kind, known) for kind in kinds for known in named.kinds)
