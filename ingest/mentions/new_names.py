"""
Names nobody has listed: typed by what stands in and around them, and given opaque ids that every document agrees on.
"""

import re
from dataclasses import replace

from ingest.mentions.datelines import dateline_end
from ingest.mentions.institutions import is_body
from ingest.mentions.kinds import HEAD_WORDS, singular
from ingest.mentions.lexicon import COMMON_TYPES
from ingest.mentions.marks import How, Mark, mark_span
from ingest.mentions.meetings import HEADS as MEETINGS
from ingest.mentions.name_kinds import NameKinds
from ingest.mentions.name_votes import label_of
from ingest.mentions.name_words import COMPANY
from ingest.mentions.titles import MEASURES, TITLED, prefix_of, title_kind
from ingest.trees import Tree
from kg.claims import Entity
from kg.identity import digest
from kg.linking import fold
from kg.text import Name

PREFIXES = {
    "Person": "person",
    "Company": "company",
    "Agency": "agency",
    "Project": "facility",
    "Place": "place",
    "Country": "state",
}
STATES = frozenset({"Country", "Bloc", "Territory"})
PRESS = re.compile(
    r"\b(?:Times|Post|Journal|News|Reuters|Bloomberg|Press|Herald|Gazette|\w*[Ww]ire|Media|Daily|Tribune|Dispatch|Bulletin|Chronicle|Observer|Newswire)\b"
)
PLAIN_WORDS = frozenset(
    """critical minerals mineral raw materials rare earths earth western eastern northern southern north south east
    west new national supply chain chains plurilateral bilateral trilateral strategic trade ev evs ai mou the a an
    of and on for key next why how what this more summary background global international state government
    minister ministry president january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday commission department secretary union
    article section annex table figure europe asia africa america americas pacific atlantic indo middle latin arctic
    world mr mrs ms vice affairs central energy commerce proclamation finance seabed tonnage usd eur gbp aud cad jpy
    inr krw mtpa mou opec strategic reserve order executive treasury senate congress
    board action labor labour conservative liberal democratic republican external foreign""".split()
)
"Words that stand with a capital in headlines and at starts of sentences."
TEXT_END = re.compile(
    r"(?:Memorandum of Understanding|Action Plan|Partnership|Agreement|Framework|Reserve|Vision \d{4}|Declaration|Act|"
    r"Strategy|Treaty|Accords?|Initiative|Statement|Proclamation \d+|Announcement)$"
)
"Ends of names of texts and programmes: those are told by `nominals`, not named anew."
PEOPLE = re.compile(r"^\w+(?:ans|ese|ish|dovan)$")
"Single words for peoples."
SYMBOLS = re.compile(r"\((?:[A-Z][\w/-]{1,8} ?: ?[A-Z0-9.]{1,8}[,;/ ]*(?:and )?)+\)")
UNFINISHED = frozenset("of and the for on in at to".split())
SHORTEST = 3
LONGEST = 70
TITLE_REACH = 9
"Tokens of a title in front of a name."


def with_new_names(tree: Tree, taken: list[Mark], kinds: NameKinds) -> list[Mark]:
    """
    The marks of a sentence with those of names that the language model saw and no known name covers.

    A common word inside a longer name ("Graphite" in "Norrland Graphite AB") yields to the name.
    """
    marks = list(taken)
    for name in tree.sentence.names:
        overlapping = [mark for mark in marks if mark.start < name.end and name.start < mark.end]
        entity = entity_of(name, kinds)
        if entity is None or is_in_dateline(tree, name) or is_ticker(tree, name):
            continue
        if not (yield_to_title if entity.type in TITLED else yield_to)(tree, overlapping, name, entity):
            continue
        mark = mark_span(tree, (entity,), name.start, name.end)
        if mark:
            home = home_before(tree, mark, taken) if entity.type == "Person" else ""
            marks = [each for each in marks if each not in overlapping] + [replace(mark, home=home)]
    return marks


def is_in_dateline(tree: Tree, name: Name) -> bool:
    """
    True for the place and the agency in "TOKYO, Oct 28 (Meridian Dispatch) - …".
    """
    return name.end - tree.sentence.start <= dateline_end(tree.sentence.text)


def is_ticker(tree: Tree, name: Name) -> bool:
    """
    True for the exchange and the symbol in "Tolland Ltd (TSXV: TRE)".
    """
    text, start, end = tree.sentence.text, name.start - tree.sentence.start, name.end - tree.sentence.start
    return any(found.start() < start and end <= found.end() for found in SYMBOLS.finditer(text))


def yield_to_title(tree: Tree, marks: list[Mark], name: Name, entity: Entity) -> bool:
    """
    True where the marks inside the name of a text name only where it was agreed ("Nairobi Work Programme") or whose law
    it is; "Korea–Finland Battery Partnership" is told by its parties instead.
    """
    states = [mark for mark in marks if mark.entity.type in STATES]
    others = [mark for mark in marks if mark not in states]
    start = tree.sentence.start
    texts = [tree.sentence.text[mark.start - start : mark.end - start] for mark in states]
    is_seat = all(fold(text) != fold(mark.entity.label) for mark, text in zip(states, texts, strict=True)) and not any(
        text.isupper() or mark.how is How.DEMONYM for mark, text in zip(states, texts, strict=True)
    )
    is_its = not states or (len(states) == 1 and (is_seat or entity.type in MEASURES))
    yields = all(mark.entity.type in COMMON_TYPES | {"Place"} for mark in others)
    return is_its and yields and all(is_inside(mark, name) for mark in marks)


def is_inside(mark: Mark, name: Name) -> bool:
    """
    True for a mark that is only a part of a name.
    """
    return name.start <= mark.start and mark.end <= name.end and mark.end - mark.start < name.end - name.start


def yield_to(_: Tree, marks: list[Mark], name: Name, entity: Entity) -> bool:
    """
    True where all the marks a name overlaps yield to it.
    """
    return all(yields_to(mark, name, entity) for mark in marks)


def yields_to(mark: Mark, name: Name, entity: Entity) -> bool:
    """
    True for a common word inside a longer name of a company or agency.
    """
    is_common = mark.entity.type in COMMON_TYPES or mark.how is How.DEMONYM
    if mark.entity.type in (*STATES, "Place") and entity.type in ("Company", "Agency"):
        return is_inside(mark, name) and (bool(COMPANY.search(entity.label)) or is_body(entity.label))
    return is_inside(mark, name) and is_common and entity.type in ("Company", "Agency", "Project", "Person")


def home_before(tree: Tree, mark: Mark, taken: list[Mark]) -> str:
    """
    Whom a person speaks for by the title in front: "Japanese Prime Minister …", "Vice President of the Commission …".
    """
    index = mark.tokens[0] - 1
    while index >= max(0, mark.tokens[0] - TITLE_REACH):
        actor = next((each for each in taken if each.tokens[-1] == index), None)
        if actor:
            return actor.entity.id if actor.entity.type in ("Country", "Bloc", "Territory", "Agency") else ""
        if tree.tokens[index].pos not in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"):
            return ""
        index -= 1
    return ""


def entity_of(name: Name, kinds: NameKinds) -> Entity | None:
    """
    The entity a new name mints; `None` for what is no name of ours.
    """
    label = label_of(name.text)
    if not SHORTEST <= len(label) <= LONGEST or not label[0].isupper() or PRESS.search(label):
        return None
    if is_plain(label) and not (title_kind(label) == "Law" and label.count(" ") > 1):
        return None
    last = label.split()[-1].lower()
    if last in MEETINGS or last in UNFINISHED:
        return None  # named as a meeting by `meetings`, or the beginning of a title ("Minister of Foreign Affairs of")
    if (TEXT_END.search(label) and not title_kind(label)) or PEOPLE.search(label):
        return None
    thing = kinds.thing(label)
    if thing is None or len(thing.label) > LONGEST:
        return None
    prefix = prefix_of(thing.kind) if thing.kind in TITLED else PREFIXES[thing.kind]
    return Entity(minted_id(prefix, thing.label), thing.label, thing.kind, known=False)


def is_plain(label: str) -> bool:
    """
    True for capitalised words that name nothing of their own.

    >>> is_plain("Critical Minerals"), is_plain("Nechalacho")
    (True, False)
    """
    words = [word for word in re.split(r"[^\w]+", label) if word]
    return all(word.lower() in PLAIN_WORDS or singular(word) in HEAD_WORDS or word.isdigit() for word in words)


def minted_id(prefix: str, label: str) -> str:
    """
    The opaque id of a new name: the same name makes the same id in every document.
    """
    return f"{prefix}:x{digest(f'{prefix}|{fold(label).strip()}')[:12]}"
