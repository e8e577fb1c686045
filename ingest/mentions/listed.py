"""
Which listed agreement or measure a phrase means by what it says alone: its parties, its issuer and minerals, its words.
"""

from dataclasses import dataclass

from ingest.mentions.kinds import GENERIC, kinds_fit
from ingest.mentions.lexicon import Lexicon, NamedEntity
from ingest.mentions.nominals import Nominal
from ingest.mentions.parties import ACTORS
from ingest.mentions.told import Told
from kg.linking import fold

TELLING_MINERALS = 3
"So many minerals tell an export control even where nobody is named who imposed it."
SAME_MINERALS = 0.5
"Share of minerals in common from which a phrase can mean a known export control."


@dataclass(frozen=True, slots=True)
class Listed:
    """
    The agreements and measures the reference data lists, as a text of some day can speak of them.

    Attributes:
        published: day of the text; empty where unknown.
    """

    lexicon: Lexicon
    published: str

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

    def between_those_named(self, nominal: Nominal) -> NamedEntity | None:
        """
        The one listed agreement of this kind between just the states that the sentence names: "DR Congo has handed the
        United States a list under the partnership signed in December".
        """
        acting = {entity.id for mark in nominal.sentence.acting for entity in mark.entities if entity.type in ACTORS}
        if nominal.kind == GENERIC or len(acting) < 2 or not set(nominal.own) <= acting:  # noqa: PLR2004 - two sides
            return None
        found = [
            named
            for named in self.lexicon.agreements()
            if named.parties == acting and nominal.kind in named.kinds and self.can_be_told(named)
        ]
        return found[0] if len(found) == 1 else None

    def like(self, told: Told, signers: frozenset[str]) -> list[NamedEntity]:
        """
        The listed agreements that states have with a party of another: one for all of them, else of its kind for each.
        """
        agreements = [named for named in self.lexicon.agreements() if named.parties and self.can_be_told(named)]
        holders = {party for party in told.parties - signers if party.startswith(("state:", "bloc:"))}
        for holder in holders if told.parties.isdisjoint(signers) else ():
            joint = [named for named in agreements if named.parties == {holder, *signers}]
            pairs = [
                named
                for named in agreements
                if holder in named.parties and len(named.parties - signers) == 1 and told.is_one_of(named.kinds)
            ]
            if len(joint) == 1 and (len(signers) > 1 or told.is_one_of(joint[0].kinds)):
                return joint
            if len(pairs) == len(signers):
                return pairs
        return []

    def can_be_told(self, named: NamedEntity) -> bool:
        """
        True for an agreement that a text of this day can speak of.
        """
        return not self.published or named.since <= f"{self.published[:10]}~"

    def known_by_words(self, nominal: Nominal) -> NamedEntity | None:
        """
        The known agreement that a word of the phrase tells from all others ("plurilateral").
        """
        for word in nominal.words[:-1]:
            found = self.lexicon.by_word.get(word)
            if found and any(kinds_fit(nominal.kind, kind) for kind in found.kinds):
                return found
        return None

    def known_for(self, told: Told) -> NamedEntity | None:
        """
        The known agreement with these parties and kind; where several fit, one that this document's date allows.
        """
        if len(told.parties) < 2:  # noqa: PLR2004 - an agreement has two sides
            return None
        kinds = [kind for kind, _ in told.kinds.most_common() if kind != GENERIC]
        candidates = [
            named for named in self.lexicon.agreements() if named.parties == told.parties and self.can_be_told(named)
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


def any_fit(kinds: list[str], named: NamedEntity) -> bool:
    """
    True when an agreement called by these kinds can be the known one.
    """
    return not kinds or any(kinds_fit(kind, known) for kind in kinds for known in named.kinds)
