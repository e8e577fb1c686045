"""
Which agreement a phrase means: one told before in this document, one known by its parties and kind, or a new one.

A document is read twice over: first its phrases are gathered into agreements, then each agreement is linked or named,
so that "the deal" in the headline and "the memorandum" below it are one thing.
"""

from ingest.mentions.kinds import GENERIC, MEASURE, OFF_TOPIC, WEAK_HEADS, kinds_fit
from ingest.mentions.lexicon import Lexicon, NamedEntity
from ingest.mentions.listed import Listed
from ingest.mentions.marks import How
from ingest.mentions.nominals import Nominal
from ingest.mentions.told import Told, is_other_title

NEAR_SENTENCES = 2
"A phrase without parties may mean an agreement of the sentences just before, even where others stand farther off."
COUNT_WORDS = {"both": 2, "two": 2, "three": 3, "four": 4}
REACH_BACK = 6
"Sentences back in which what a plural refers to must stand."
CLUBS = (("Forum",), ("Declaration",))
'First kinds of what "the club", "the initiative" or "the forum" can mean where one is told of.'
MOST_CANDIDATES = 2
"Never guess across three."


class Agreements:
    """
    The agreements of one document, the last mentioned first.

    Attributes:
        names: labels of the new names of the document, by id: parties of agreements are called by them.
    """

    def __init__(self, lexicon: Lexicon, published: str | None) -> None:
        self.lexicon = lexicon
        self.listed = Listed(lexicon, published or "")
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
        if nominal.refers_to:
            meant = self.meant_by(nominal)
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
            found = self.recall(nominal, states) if len(nominal.outer) > 1 else self.recall(nominal, set())
            if found:
                return [self.touch(found, sentence)]
        group = self.listed.of_group(parties, nominal)
        if group:
            return [self.add(nominal, self.note_known(group, sentence), parties)]
        if nominal.count and len(parties) not in (0, nominal.count):
            parties = set()
        holders = self.holders(nominal) if nominal.is_definite and nominal.partners == own and len(own) == 1 else []
        if len(holders) == 1 and not self.recall(nominal, parties):
            return [self.add_pair(nominal, own[0], holders[0], is_implied=True)]
        if len(parties) > 1:
            return [self.add(nominal, self.same(parties, nominal) or self.start(nominal), parties)]
        recalled = self.recall(nominal, parties)
        if recalled:
            return [self.touch(recalled, sentence)]
        sibling = self.sibling(nominal)
        if sibling:
            return [self.add(nominal, self.note_known(sibling, sentence), set())]
        pair = self.listed.between_those_named(nominal)
        if pair:
            return [self.add(nominal, self.note_known(pair, sentence), set())]
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
        measure = self.recall(nominal, set()) if nominal.is_definite and not nominal.minerals else None
        if measure:
            return [self.touch(measure, number)]
        covering = self.listed.known_measure(nominal, nominal.covered) if nominal.is_definite else None
        return [self.note_known(covering, number)] if covering else []

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

    def meant_by(self, nominal: Nominal) -> Told | None:
        """
        What "the plan" or "the paper" means: of one or two such agreements told close by the last, else the only one
        told.
        """
        if nominal.is_plural:
            return None
        own = set(nominal.own)
        fitting = [told for told in self.told if own <= told.parties and told.is_one_of(nominal.refers_to)]
        near = [told for told in fitting if nominal.sentence.number - told.last_sentence <= NEAR_SENTENCES]
        return near[0] if 0 < len(near) <= MOST_CANDIDATES else fitting[0] if len(fitting) == 1 else None

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
