"""
What a phrase about an agreement refers back to: one told before, several of them, or what two sides agreed by a verb.
"""

from collections.abc import Sequence

from ingest.mentions.bargains import Bargain
from ingest.mentions.kinds import GENERIC, WEAK_HEADS
from ingest.mentions.nominals import Nominal
from ingest.mentions.told import Told

NEAR_SENTENCES = 2
"A phrase without parties may mean an agreement of the sentences just before, even where others stand farther off."
COUNT_WORDS = {"both": 2, "two": 2, "three": 3, "four": 4}
REACH_BACK = 6
"Sentences back in which what a plural refers to must stand."
CLUBS = (("Forum",), ("Declaration",))
'First kinds of what "the club", "the initiative" or "the forum" can mean where one is told of.'
MOST_CANDIDATES = 2
"Never guess across three."


def recalled(nominal: Nominal, parties: set[str], agreements: Sequence[Told]) -> Told | None:
    """
    What "the pact" or "its memorandum with Japan" refers back to; nothing across three candidates.
    """
    if nominal.is_qualified or (not nominal.is_definite and (not parties or nominal.kind == GENERIC)):
        return None
    fitting = [
        told
        for told in agreements
        if parties <= told.parties
        and told.fits_kind(nominal.kind)
        and told.is_called(nominal)
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


def meant_by(nominal: Nominal, agreements: Sequence[Told]) -> Told | None:
    """
    What "the plan" or "the paper" means: of one or two such agreements told close by the last, else the only one
    told.
    """
    if nominal.is_plural:
        return None
    own = set(nominal.own)
    fitting = [
        told
        for told in agreements
        if own <= told.parties and told.is_one_of(nominal.refers_to) and told.is_called(nominal)
    ]
    near = [told for told in fitting if nominal.sentence.number - told.last_sentence <= NEAR_SENTENCES]
    return near[0] if 0 < len(near) <= MOST_CANDIDATES else fitting[0] if len(fitting) == 1 else None


def several_meant(nominal: Nominal, agreements: Sequence[Told]) -> list[Told]:
    """
    What "both memoranda" or "the two texts" refers back to: the last so many of that kind, told close by.
    """
    words = [token.text.lower() for token in nominal.sentence.tree.tokens[max(0, nominal.tokens[0] - 2) :]]
    count = next((COUNT_WORDS[word] for word in [*words[:2], *nominal.words] if word in COUNT_WORDS), 0)
    fitting = [told for told in agreements if told.fits_kind(nominal.kind) and len(told.parties) > 1]
    is_near = bool(fitting) and nominal.sentence.number - fitting[0].last_sentence <= REACH_BACK
    if count and is_near and len(fitting) >= count:
        return fitting[:count][::-1]
    return []


def bargain_meant(nominal: Nominal, bargains: Sequence[Bargain]) -> Bargain | None:
    """
    What two sides were said to have agreed to do just before "the deal", or with whom "the deal with Traxys" is.
    """
    own = {*nominal.own, *nominal.partners}
    if not nominal.is_definite or nominal.is_plural or nominal.is_qualified or nominal.words[-1] in WEAK_HEADS:
        return None
    number = nominal.sentence.number
    fitting = [
        each
        for each in bargains
        if own <= each.parties and (own or 0 <= number - each.sentence.number <= NEAR_SENTENCES)
    ]
    return fitting[0] if len({each.parties for each in fitting}) == 1 else None
