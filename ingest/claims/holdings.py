"""
Who holds how much, where shares stand side by side: "Tolland will hold 60% and Hallinger 40% of the venture", "a joint
company (Karrow 51%, Manara 49%)", "its shareholders include Velmore (31%)", "Port Stanley, Queensland (100%)".

Each share belongs to the name right before it; what is held stands behind one of them, else before the brackets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.claims.matching import Candidate, Matcher
from ingest.claims.pattern import NOBODY, Pattern
from ingest.mentions.marks import Mark, MarkedSentence
from kg.claims import Entity
from kg.text import Token
from ontology.values.quantities import Share, find_shares

HELD = Pattern("equityStakeIn", "shares side by side", frozenset(), NOBODY, score=0.8)
OWNED = Pattern("operates", "share in brackets", frozenset(), NOBODY, score=0.7)
HOLDERS = frozenset({"Company", "Agency", "Country", "Bloc", "Person", "Territory"})
FIRMS = ("Company", "Project")
WITH_VERB = re.compile(
    r"^ ?,?(?: (?:will|would|is|are|to|has|have|had|currently|now|already|then|thereby|also|be))*"
    r"(?: (?:hold|own|take|get|receive|keep|retain|contribute|control|have|bring|gain|acquire)\w*|took|held|got|kept)?"
    r"(?: (?:with|at|the|a|an|remaining|other|about|around|some|roughly|nearly|just|over|for))* ?\(?$"
)
"What may stand between a holder and a share: `Tolland will hold 60%`, `and Hallinger 40%`, `Velmore (31%`."
BEHIND = re.compile(
    r"^ ?(?:of|in|stake in|interest in|share of|share in|holding in|equity in|of the shares (?:in|of))(?: the| its)? "
)
NAMED_SO = re.compile(r"^[\w -]{0,30}, (?:to be |which will be |which is |)(?:called|named|known as) ")
PAID = re.compile(
    r"(?: (?:invests?|pays?|paid|puts? in|contributes?))? (?:[A-Z]{3}|\w{0,2}[$€£¥₩]) ?[\d.,]+"
    r" ?(?:million|billion|mn|bn)?"
)
SHAREHOLDERS = re.compile(r"\b(?:shareholders?|owners?|owned by|held by|partners)\b", re.IGNORECASE)
OPENING = 8
"Tokens from the start of a line within which a project with its share in brackets opens it."


@dataclass(frozen=True, slots=True)
class Holding:
    """
    A holder with the share that stands behind its name.
    """

    holder: Mark
    share: Share


def holding_candidates(
    sentence: MarkedSentence, firms: Sequence[Entity], others: Sequence[Entity], matcher: Matcher
) -> Iterator[Candidate]:
    """
    What the shares of a sentence say, where several stand side by side or one stands in brackets.
    """
    text, start = sentence.tree.sentence.text, sentence.tree.sentence.start
    holdings = list(holdings_of(sentence))
    in_brackets = [
        each for each in holdings if text[: each.share.start].rstrip().endswith("(") or is_listed(text, each.share)
    ]
    if len({each.holder.entity.id for each in holdings}) > 1 or in_brackets:
        target = held_in(sentence, holdings, firms, others, matcher)
        token: Token | None = None
        for each in holdings if target else ():
            token = verb_between(sentence, each) or token or sentence.tree.tokens[each.holder.head]
            if target and target.id != each.holder.entity.id:
                yield Candidate(HELD, each.holder.entity, target.id, target, sentence, token, (each.holder.head,))
    yield from owned_whole(sentence, text, start, firms, matcher)


def verb_between(sentence: MarkedSentence, holding: Holding) -> Token | None:
    """
    The verb by which a holder has its share; `None` where it stands with an earlier one: "and Hallinger 40%".
    """
    end = sentence.tree.sentence.start + holding.share.start
    between = [each for each in sentence.tree.tokens if holding.holder.end <= each.start < end]
    return next((each for each in between if each.pos == "VERB"), None)


def is_listed(text: str, share: Share) -> bool:
    """
    True for a share inside brackets that opened before its holder: "(Karrow 51%, Manara 49%)".
    """
    before = text[: share.start]
    return before.rfind("(") > before.rfind(")")


def holdings_of(sentence: MarkedSentence) -> Iterator[Holding]:
    """
    The shares of a sentence that stand behind the name of who can hold them.
    """
    text, start = sentence.tree.sentence.text, sentence.tree.sentence.start
    for share in find_shares(text):
        before = [mark for mark in sentence.marks if mark.end - start <= share.start]
        holder = max(before, key=lambda mark: mark.end, default=None)
        if holder is None or holder.entity.type not in HOLDERS or text[: share.end].lower().endswith(" quarter"):
            continue
        if WITH_VERB.match(without_sums(text[holder.end - start : share.start])):
            yield Holding(holder, share)


def without_sums(text: str) -> str:
    """
    Words without a sum that is paid for the share: " invests KRW 120 billion for " is " for ".
    """
    return PAID.sub("", text)


def held_in(
    sentence: MarkedSentence,
    holdings: Sequence[Holding],
    firms: Sequence[Entity],
    others: Sequence[Entity],
    matcher: Matcher,
) -> Entity | None:
    """
    What is held: named behind one of the shares, before the brackets or by "whose shareholders", else spoken of before.
    """
    text, start = sentence.tree.sentence.text, sentence.tree.sentence.start
    holders = {each.holder.entity.id for each in holdings}
    sites = [mark for mark in sentence.marks if matcher.allowed(mark.entity, FIRMS) and mark.entity.id not in holders]
    for each in holdings:
        found = BEHIND.match(text[each.share.end :])
        if found:
            place = each.share.end + found.end()
            renamed = NAMED_SO.match(text[place:])
            places = (place, place + renamed.end()) if renamed else (place,)
            named = [mark for mark in sentence.marks if mark.start - start in places and mark.entity.id not in holders]
            if named:
                return named[-1].entity
    first = min(each.holder.start for each in holdings)
    before = [mark for mark in sites if mark.end <= first]
    opened = text[: holdings[0].share.start].rfind("(")
    if before and (opened >= 0 or SHAREHOLDERS.search(text[before[-1].end - start : first - start])):
        return before[-1].entity
    spoken = [*others, *firms] if not sites else []
    return next((one for one in spoken if matcher.allowed(one, FIRMS) and one.id not in holders), None)


def owned_whole(
    sentence: MarkedSentence, text: str, start: int, firms: Sequence[Entity], matcher: Matcher
) -> Iterator[Candidate]:
    """
    What the heading of a report says of its writer: "Blackdown graphite mine, Tanzania (100%): 9,830 t produced".
    """
    site = next(
        (mark for mark in sentence.acting if mark.tokens[-1] < OPENING and matcher.is_a(mark.entity, "Project")), None
    )
    if site is None or not firms or not sentence.starts_block:
        return
    found = re.match(r"[^.:;()]{0,40}\((?:[A-Za-z ]+,? )?(\d{1,3}(?:\.\d+)?) ?%(?: owned)?\)", text[site.end - start :])
    if found:
        token = sentence.tree.tokens[site.head]
        for pattern in (HELD, OWNED):
            yield Candidate(pattern, firms[0], site.entity.id, site.entity, sentence, token, (site.head,))
