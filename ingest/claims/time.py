"""
Which date of a sentence belongs to an event, and what is due when.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ingest.mentions.datelines import dateline_end
from ingest.trees import Tree, has
from kg.text import Token
from ontology.values.date_phrases import FoundDate, due, find_dates
from ontology.values.dates import UnknownDate, When, parse_edtf

CLOSING = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|end(?:s|ed|ing)?|expires?|expired|runs? out|ran out|(?:falls? )?due)"
    r"(?: by| on| in| at)?(?: the)? ?$",
    re.IGNORECASE,
)
"What stands right before a date on which something closes or ends."
TERMS = re.compile(
    r"\b(?:comments?|consultations?|window|period|deadline|months?|days|talks|review|clock|due)\b", re.IGNORECASE
)
"What has a last day; an agreement that ends on one has no deadline by that."
NOT_DUE = re.compile(
    r"\b(?:entitled|permits?|decision|(?:of|months?[’']?|days[’']?) notice|pays?|provides?"
    r"|over the next \w+ (?:months?|years?))\b"
)
"Words of terms that are granted or spent, not promised by a day."
END_OF_YEAR = re.compile(r"end of (?:20\d\d|the year|this year|next year)$")
SPEECH = frozenset("say announce tell report state disclose confirm".split())
UNTIL = re.compile(
    r"\b(?:until|till|through|extended to|prolonged to|renewed to)(?: at least| the end of)? $", re.IGNORECASE
)
ENDING = frozenset({"end", "expire", "lapse", "run"})
MONTH_ALONE = re.compile(r"\d{4}-\d\d")
YEAR = re.compile(r"\d{4}")
MONTH_LENGTH = 7
"Code points of a month in EDTF."
DUE_WORDS = (
    "within", "inside", "window", "deadline", "period", "clock", "over the next", "in the next", "in the coming",
)  # fmt: skip
NUMBERED = re.compile(r"\d+ of \d{4}$")
'The year in "Announcement No. 18 of 2025" belongs to its number.'
OPENING = re.compile(r"^[A-ZÀ-Þ][\w .'/À-ÿ-]{1,40}, (?P<day>\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+\.? \d{1,2}, \d{4})\b")
"The place and the day a text opens with."
PRINTED_WITHIN = timedelta(days=3)
'How long after its own day a text is printed: "today" in it is its own day.'
BOUND = re.compile(
    r"\b(?:by|until|since|before|for|over|through|towards|beyond|after|from)\s+(?:the |at least |at the latest )?"
    r"(?:(?:very )?(?:end|start|beginning|middle|close|turn|summer|autumn|spring|winter|fall|week|month)(?: of)? )?"
    r"(?:the )?$"
)
"What stands right before a date that bounds something instead of placing it."


@dataclass(frozen=True, slots=True)
class Anchor:
    """
    What relative dates of a document are counted from.
    """

    published: date | None

    @classmethod
    def of(cls, published: str | None, text: str = "") -> "Anchor":
        """
        The anchor of a document: the day it opens with, else its day of publication, where that is one day.

        >>> Anchor.of("2025-07-02", "Washington, 1 July 2025. The ministers met today.").published
        datetime.date(2025, 7, 1)
        """
        try:
            when = parse_edtf(published) if published else None
        except UnknownDate:
            when = None
        printed = when.earliest if when and when.is_day else None
        opened = OPENING.match(text)
        days = [found.when.earliest for found in find_dates(opened["day"]) if found.when] if opened else []
        if printed and days and days[0] and timedelta() <= printed - days[0] <= PRINTED_WITHIN:
            return cls(days[0])
        return cls(printed)


@lru_cache(maxsize=4096)
def dates_in(text: str, anchor: Anchor) -> tuple[FoundDate, ...]:
    """
    The date phrases of a sentence.
    """
    return find_dates(text, anchor.published)


def event_date(tree: Tree, trigger: Token, anchor: Anchor) -> When | None:
    """
    The date of the event a trigger tells: the one in its own clause, else the only one of the sentence.
    """
    start, opening = tree.sentence.start, dateline_end(tree.sentence.text)
    found = [
        each
        for each in dates_in(tree.sentence.text, anchor)
        if each.when and each.start >= opening and not is_bound(tree, each)
    ]
    inside = set(tree.subtree(trigger.index, without=("acl:relcl", "ccomp", "parataxis")))
    own = [each for each in found if token_at(tree, start + each.start, start + each.end) & inside]
    if own:
        nearest = min(own, key=lambda each: (vague(each), abs(start + each.start - trigger.start)))
        return as_told(nearest, tree, trigger, anchor)
    is_root = trigger.dep in ("root", "ccomp")
    is_other = len(found) == 1 and is_of_speech(
        tree, trigger, token_at(tree, start + found[0].start, start + found[0].end)
    )
    return as_told(found[0], tree, trigger, anchor) if len(found) == 1 and is_root and not is_other else None


def is_of_speech(tree: Tree, trigger: Token, days: set[int]) -> bool:
    """
    True for the day of what is said about an event: "announced on Wednesday that it had signed".
    """
    verb = tree.tokens[trigger.head]
    return trigger.dep == "ccomp" and verb.lemma in SPEECH and any(tree.tokens[day].head == verb.index for day in days)


def as_told(found: FoundDate, tree: Tree, trigger: Token, anchor: Anchor) -> When | None:
    """
    The day of what a verb tells: the past one where a month without a year stands with a past tense.

    "They signed in February", printed in September, means the last February and not the next.
    """
    when = found.when
    is_bare = MONTH_ALONE.fullmatch(when.edtf) and not YEAR.search(found.text) if when else False
    is_past = has(trigger, "Tense=Past") or any(
        has(child, "Tense=Past") for child in tree.with_dep(trigger.index, "aux", "aux:pass")
    )
    ahead = when is not None and when.earliest and anchor.published and when.earliest > anchor.published
    if when is None or not (is_bare and is_past and ahead):
        return when
    year, _, month = when.edtf.partition("-")
    return parse_edtf(f"{int(year) - 1}-{month}")


def last_day(tree: Tree, trigger: Token, anchor: Anchor) -> When | None:
    """
    Until when something applies: the day behind "until", "through" or "extended to", else the one on which it ends.
    """
    text = tree.sentence.text
    found = [each for each in dates_in(text, anchor) if each.when and each.start >= dateline_end(text)]
    bounded = [each for each in found if UNTIL.search(text[: each.start])]
    ends = [each for each in found if each not in bounded and not is_bound(tree, each)]
    inside = set(tree.subtree(trigger.index, without=("acl:relcl", "ccomp")))
    start = tree.sentence.start
    is_end = bool({trigger.lemma, tree.tokens[trigger.head].lemma} & ENDING)
    for days in (bounded, ends if is_end else []):
        own = [each for each in days if token_at(tree, start + each.start, start + each.end) & inside] or days
        if own:
            return min(own, key=lambda each: abs(start + each.start - trigger.start)).when
    return None


def vague(found: FoundDate) -> bool:
    """
    True for a date that is no single day.
    """
    return not (found.when and found.when.is_day)


def is_bound(tree: Tree, found: FoundDate) -> bool:
    """
    True for a date that bounds something instead of placing it: "by 2030", "until June".
    """
    text = tree.sentence.text.lower()
    numbered = NUMBERED.search(text[max(0, found.start - 10) : found.end])
    starts_so = found.text.lower().startswith(("by ", "until ", "since ", "before ", "for ", "over ", "through "))
    return starts_so or bool(numbered or BOUND.search(text[max(0, found.start - 40) : found.start]))


def token_at(tree: Tree, start: int, end: int) -> set[int]:
    """
    The tokens of a span.
    """
    return {token.index for token in tree.tokens if token.start < end and token.end > start}


def said_on(tree: Tree, anchor: Anchor) -> date | None:
    """
    The one past day that a sentence names for what it tells: "On 4 February they promised …"; else nothing.
    """
    days = {
        each.when.earliest
        for each in dates_in(tree.sentence.text, anchor)
        if each.when and each.when.is_day and each.when.earliest and not is_bound(tree, each)
    }
    past = [each for each in days if anchor.published is None or each <= anchor.published]
    return past[0] if len(past) == 1 else None


def deadlines(tree: Tree, anchor: Anchor) -> list[tuple[str, tuple[tuple[str, str], ...], FoundDate]]:
    """
    What falls due in a sentence: object of the claim, qualifiers, and the phrase.

    "within 30 days" counts from the announcement: the day of the text. Without one it stays `P30D`.
    """
    found: list[tuple[str, tuple[tuple[str, str], ...], FoundDate]] = []
    for each in dates_in(tree.sentence.text, anchor):
        before = tree.sentence.text[max(0, each.start - 14) : each.start].lower()
        phrase = f"{before}{each.text.lower()}"
        if each.duration and not NOT_DUE.search(tree.sentence.text) and any(word in phrase for word in DUE_WORDS):
            start = said_on(tree, anchor) or anchor.published
            when = due(each, start)
            counted = start.isoformat() if start else "announcement"
            qualifiers = (("counted_from", counted), ("duration", each.duration))
            found.append((when.edtf if when else each.duration, qualifiers, each))
        elif each.when and CLOSING.search(tree.sentence.text[: each.start]) and TERMS.search(tree.sentence.text):
            found.append((each.when.edtf, (), each))
        elif (
            each.when
            and any(before.rstrip().endswith(word) for word in ("by", "no later than", "due on", "before", "due"))
        ) or (each.when and each.text.lower().startswith("by ")):
            found.append((whole_year(each), (), each))
    return found


def whole_year(found: FoundDate) -> str:
    """
    The date something falls due; "by the end of 2026" gives the year.
    """
    edtf = found.when.edtf if found.when else ""
    return edtf[:4] if END_OF_YEAR.search(found.text) and len(edtf) == MONTH_LENGTH else edtf
