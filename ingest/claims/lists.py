"""
Lists below a heading: the bullets of "The Participants will:" or "Controls apply to the following:" say what it opens.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.claims.matching import Candidate, Matcher
from ingest.claims.pattern import NOBODY, Pattern
from ingest.mentions.marks import Mark, MarkedSentence
from ingest.mentions.reading import Marked
from ingest.mentions.sites import is_site
from kg.claims import Entity, Modality
from ontology.values.money import find_money

BULLET = re.compile(r"^\W{0,3}(?:[-*•–·▪◦]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
FUNDED = Pattern("finances", "listed with a sum", frozenset(), NOBODY, modality="asserted", score=0.7)
FUNDING = frozenset("loan grant fund funding financing finance deal award support money investment".split())
GIVERS = frozenset({"Agency", "Country", "Bloc", "Company"})
FIRST = 3
"The last token of an item at which the name it is about may begin."
BARE = 4
"Tokens of a heading that says nothing by itself (`The list:`), at most."
MAX_ITEMS = 16
MAX_WORDS = 45
"A longer sentence is no item of a list."
POSSIBLE = frozenset("possible potential could may might include considered consider explore exploring options".split())
PLANNED = frozenset("will shall agree agreed intend intends commit committed undertake plan pledge are".split())
LABELS = frozenset("instruments tools measures minerals stages areas coverage scope".split())
MEMBERS = frozenset("members partners membership participants".split())
PARTIES = frozenset("parties signatories signed countries governments sides".split())
CONTROL = frozenset("control controls licence licences license licenses licensing ban bans restrict restricts".split())
RELATIONS = {
    "Mineral": "coversMineral", "MineralGroup": "coversMineral", "Material": "coversMineral", "Stage": "coversStage",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """
    What opens a list.

    Attributes:
        subject: the undertaking it is about.
        words: its words, lower case.
    """

    subject: Entity
    words: frozenset[str]

    @property
    def modality(self) -> str:
        """
        How its items are meant.
        """
        if self.words & POSSIBLE:
            return "possible"
        return "planned" if self.words & PLANNED else "asserted"


def listed_candidates(
    sentence: MarkedSentence, marked: Marked, topic: Entity | None, matcher: Matcher
) -> Iterator[Candidate]:
    """
    What an item of a list says by standing below its heading.
    """
    yield from funded_candidates(sentence, marked)
    heading = heading_of(sentence, marked, topic, matcher) or label_of(sentence, topic)
    if heading is None:
        return
    for mark in sentence.acting:
        yield from item_candidates(sentence, mark, heading, matcher)


def label_of(sentence: MarkedSentence, topic: Entity | None) -> Heading | None:
    """
    The label that opens a line of its own: "Instruments: grants, loans and insurance".
    """
    words = [token.text.lower() for token in sentence.tree.tokens[:3]]
    is_label = sentence.starts_block and len(words) > 1 and words[0] in LABELS and words[1] == ":"
    return Heading(topic, frozenset({"will"})) if is_label and topic else None


def item_candidates(sentence: MarkedSentence, mark: Mark, heading: Heading, matcher: Matcher) -> Iterator[Candidate]:
    """
    What one name in an item says.
    """
    token = sentence.tree.tokens[mark.head]
    type_ = mark.entity.type
    relation, modality = RELATIONS.get(type_, ""), heading.modality
    if type_ == "Instrument":
        first = {each.text.lower() for each in sentence.tree.tokens[:4]}
        is_open = bool(first & POSSIBLE) or modality == "possible"
        relation, modality = ("considersInstrument", "possible") if is_open else ("adoptsInstrument", modality)
    if relation:
        pattern = Pattern(relation, "listed", frozenset(), NOBODY, modality=modality, score=0.7)
        yield Candidate(pattern, heading.subject, mark.entity.id, mark.entity, sentence, token)
    elif matcher.allowed(mark.entity, ("State",)) and mark.tokens[0] <= 3 and heading.words & (MEMBERS | PARTIES):  # noqa: PLR2004
        is_club = heading.subject.type in ("Forum", "Bloc") and bool(heading.words & MEMBERS)
        pattern = Pattern("memberOf" if is_club else "partyTo", "listed", frozenset(), NOBODY, score=0.7)
        yield Candidate(pattern, mark.entity, heading.subject.id, heading.subject, sentence, token)


def funded_candidates(sentence: MarkedSentence, marked: Marked) -> Iterator[Candidate]:
    """
    Who gets how much in a list below "The ministry announced grants:", each item a company or a project and its sum.
    """
    firm = next((mark for mark in sentence.acting if mark.tokens[0] <= FIRST and is_firm(mark.entity)), None)
    if firm is None or not find_money(sentence.tree.sentence.text):
        return
    above = opening_of(sentence, marked)
    if above is not None and above.number and len(above.tree.tokens) <= BARE:
        above = marked.sentences[above.number - 1]
    if above is None or not {token.text.lower().removesuffix("s") for token in above.tree.tokens} & FUNDING:
        return
    givers = [
        mark for mark in above.acting if above.tree.tokens[mark.head].dep == "nsubj" and mark.entity.type in GIVERS
    ]
    for giver in givers[:1]:
        yield Candidate(FUNDED, giver.entity, firm.entity.id, firm.entity, sentence, sentence.tree.tokens[firm.head])


def is_firm(entity: Entity) -> bool:
    """
    True for a company, a mine or a plant.
    """
    return entity.type == "Company" or is_site(entity)


def heading_of(sentence: MarkedSentence, marked: Marked, topic: Entity | None, matcher: Matcher) -> Heading | None:
    """
    The heading of the list a sentence stands in; `None` where it stands in none, or nothing says what it is about.
    """
    above = opening_of(sentence, marked)
    if above is None:
        return None
    named = [
        mark.entity for mark in above.acting if matcher.is_a(mark.entity, "Undertaking") and not is_aside(above, mark)
    ]
    subject = named[-1] if named else None if opens_with_it(above) else topic
    words = frozenset(token.text.lower() for token in above.tree.tokens)
    return Heading(subject, words) if subject else None


def modality_below_heading(sentence: MarkedSentence, marked: Marked) -> Modality:
    """
    How an item is meant that opens with a bare verb: as its heading says ("The participants will:"); else asserted.
    """
    first = sentence.tree.tokens[0]
    above = opening_of(sentence, marked) if first.pos == "VERB" and first.dep == "root" else None
    words = frozenset(token.text.lower() for token in above.tree.tokens) if above else frozenset()
    return Modality.POSSIBLE if words & POSSIBLE else Modality.PLANNED if words & PLANNED else Modality.ASSERTED


def opens_with_it(sentence: MarkedSentence) -> bool:
    """
    True for a heading like "It names six assets:", where nothing tells what "it" is.
    """
    first = sentence.tree.tokens[0]
    return first.text.lower() == "it" and not sentence.at(first.index)


def is_aside(sentence: MarkedSentence, mark: Mark) -> bool:
    """
    True for what only a relative clause names: "a list of assets that investors may look at under the partnership:".
    """
    tree = sentence.tree
    return any(token.dep == "acl:relcl" for token in (tree.tokens[mark.head], *tree.ancestors(mark.head)))


def opening_of(sentence: MarkedSentence, marked: Marked) -> MarkedSentence | None:
    """
    The sentence that opens the list a sentence stands in, nearest above; `None` where it stands in none.
    """
    if not is_item(sentence, marked):
        return None
    for number in range(sentence.number - 1, max(-1, sentence.number - MAX_ITEMS), -1):
        above = marked.sentences[number]
        text = above.tree.sentence.text.rstrip()
        if text.endswith(":") or (BULLET.match(line_of(sentence, marked)) and not BULLET.match(line_of(above, marked))):
            return above
        if not is_item(above, marked):
            return None
    return None


def is_item(sentence: MarkedSentence, marked: Marked) -> bool:
    """
    True for a short line of its own, with or without a bullet.
    """
    is_bare = not sentence.tree.sentence.text.rstrip().endswith(".") or is_verbless(sentence)
    return (
        sentence.starts_block
        and len(sentence.tree.tokens) <= MAX_WORDS
        and (bool(BULLET.match(line_of(sentence, marked))) or is_bare)
    )


def is_verbless(sentence: MarkedSentence) -> bool:
    """
    True for a line that is a noun phrase: "Rare-earth metals: dysprosium, terbium."
    """
    root = next((token for token in sentence.tree.tokens if token.dep in ("root", "ROOT")), None)
    return root is not None and root.pos in ("NOUN", "PROPN") and not sentence.tree.child(root.index, "cop", "nsubj")


def line_of(sentence: MarkedSentence, marked: Marked) -> str:
    """
    The line a sentence stands in, with the bullet in front of it.
    """
    text, start = marked.document.text, sentence.tree.sentence.start
    return text[text.rfind("\n", 0, start) + 1 : sentence.tree.sentence.end]
