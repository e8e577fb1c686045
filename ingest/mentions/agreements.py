"""
Which agreement a phrase means: one told before in this document, one known by its parties and kind, or a new one.

A document is read twice over: first its phrases are gathered into agreements, then each agreement is linked or named,
so that "the deal" in the headline and "the memorandum" below it are one thing.
"""

from ingest.mentions.bargains import Bargain
from ingest.mentions.kinds import GENERIC, MEASURE, OFF_TOPIC, kinds_fit
from ingest.mentions.lexicon import Lexicon, NamedEntity
from ingest.mentions.listed import Listed
from ingest.mentions.marks import How
from ingest.mentions.nominals import Nominal
from ingest.mentions.recalled import NEAR_SENTENCES, bargain_meant, meant_by, recalled, several_meant
from ingest.mentions.titles import MEASURES, head_words, kind_said_by
from ingest.mentions.told import Told, is_other_title
from kg.claims import Entity


class Agreements:
    """
    The agreements of one document, the last mentioned first.

    Attributes:
        bargains: what two sides were said to have agreed to do, the last first.
        struck: those of them that the text then calls a deal.
        names: labels of the new names of the document, by id: parties of agreements are called by them.
    """

    def __init__(self, lexicon: Lexicon, published: str | None) -> None:
        self.lexicon = lexicon
        self.listed = Listed(lexicon, published or "")
        self.told: list[Told] = []
        self.names: dict[str, str] = {}
        self.bargains: list[Bargain] = []
        self.struck: dict[Bargain, Told] = {}

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

    def note_named(self, entity: Entity, sentence: int) -> Told:
        """
        The body or text that a new name stands for.
        """
        told = next((each for each in self.told if each.entity == entity), None)
        if told is None:
            told = Told(entity=entity, head=head_words(entity.label)[-1].lower(), name=entity.label)
            told.kinds[MEASURE if entity.type in MEASURES else kind_said_by(entity.label)] += 1
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
        if nominal.refers_to and not nominal.is_joint:
            meant = meant_by(nominal, self.told)
            return [self.touch(meant, sentence)] if meant else []
        if nominal.kind == MEASURE:
            return self.note_measure(nominal)
        bracketed = self.listed.bracketed(nominal)
        titled = self.titled(nominal)
        if titled:
            return [self.touch(titled, sentence)]
        is_told_apart = not nominal.is_plural and len({*nominal.own, *nominal.partners, *nominal.outer}) < 2  # noqa: PLR2004
        known = bracketed or (self.listed.known_by_words(nominal) if is_told_apart else None)
        if known:
            return [self.add(nominal, self.note_known(known, sentence), set())]
        own = list(dict.fromkeys([*nominal.own, *nominal.partners]))
        if nominal.is_plural:
            return self.note_pairs(nominal)
        parties = set(own) if len(own) > 1 else set(own) | set(nominal.outer)
        states = {party for party in nominal.outer if party.startswith(("state:", "bloc:"))}
        if nominal.is_definite and not own and len(states) < 2:  # noqa: PLR2004 - an agreement has two sides
            found = recalled(nominal, states if len(nominal.outer) > 1 else set(), self.told)
            if found:
                return [self.touch(found, sentence)]
        group = self.listed.of_group(parties, nominal)
        if group:
            return [self.add(nominal, self.note_known(group, sentence), parties)]
        if nominal.count and len(parties) not in (0, nominal.count):
            parties = set()
        holders = self.holders(nominal) if nominal.is_definite and nominal.partners == own and len(own) == 1 else []
        if len(holders) == 1 and not recalled(nominal, parties, self.told):
            return [self.add_pair(nominal, own[0], holders[0], is_implied=True)]
        if len(parties) > 1:
            return [self.add(nominal, self.same(parties, nominal) or self.start(nominal), parties)]
        before = recalled(nominal, parties, self.told)
        if before:
            return [self.touch(before, sentence)]
        sibling = self.sibling(nominal)
        if sibling:
            return [self.add(nominal, self.note_known(sibling, sentence), set())]
        pair = self.listed.between_those_named(nominal)
        if pair:
            return [self.add(nominal, self.note_known(pair, sentence), set())]
        bargain = bargain_meant(nominal, self.bargains)
        if bargain:
            told = self.struck.get(bargain) or self.start(nominal)
            self.struck[bargain] = told
            return [self.add(nominal, told, set(bargain.parties))]
        if nominal.is_proper and nominal.topic and len(nominal.words) > 2:  # noqa: PLR2004 - "Minerals Framework" is no name yet
            return [self.add(nominal, self.start(nominal), parties)]
        return []

    def note_measure(self, nominal: Nominal) -> list[Told]:
        """
        The measure a phrase means: one with the issuer and minerals it names, else one told before.
        """
        number = nominal.sentence.number
        named = self.listed.known_measure(nominal, nominal.minerals)
        if named:
            return [self.note_known(named, number)]
        measure = recalled(nominal, set(), self.told) if nominal.is_definite and not nominal.minerals else None
        if measure:
            return [self.touch(measure, number)]
        covering = self.listed.known_measure(nominal, nominal.covered) if nominal.is_definite else None
        return [self.note_known(covering, number)] if covering else []

    def note_pairs(self, nominal: Nominal) -> list[Told]:
        """
        The agreements of "memoranda with Peru and Chile": one for each partner of the one who has them.
        """
        if not nominal.own and not nominal.partners:
            return [self.touch(told, nominal.sentence.number) for told in several_meant(nominal, self.told)]
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
        known = [
            named.parties
            for named in self.lexicon.agreements()
            if any(kinds_fit(nominal.kind, kind) for kind in named.kinds)
        ]
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

    def titled(self, nominal: Nominal) -> Told | None:
        """
        The agreement that a phrase only describes: "Pax Silica, an agreement signed by …", "FORGE is a pact between …".
        """
        tree = nominal.sentence.tree
        token = tree.tokens[nominal.head]
        named = tree.tokens[token.head] if token.dep == "appos" else tree.child(token.index, "nsubj")
        is_described = token.dep == "appos" or tree.child(token.index, "cop") is not None
        marks = nominal.sentence.at(named.index) if named is not None and is_described else []
        ids = {mark.entity.id for mark in marks if mark.how is How.NAME}
        return next((told for told in self.told if told.known and told.known.entity.id in ids), None)

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
