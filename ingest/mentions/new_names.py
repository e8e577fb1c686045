"""
Names nobody has listed: typed by what stands in and around them, and given opaque ids that every document agrees on.
"""

import re
from dataclasses import replace

from ingest.mentions.datelines import dateline_end
from ingest.mentions.kinds import HEAD_WORDS, singular
from ingest.mentions.lexicon import COMMON_TYPES
from ingest.mentions.marks import How, Mark, mark_span
from ingest.mentions.meetings import HEADS as MEETINGS
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
    "Bloc": "bloc",
}
AGENCY = re.compile(
    r"\b(?:Ministry|Department|Agency|Commission|Authority|Administration|Bureau|Office|Council|Committee|Secretariat|"
    r"Treasury|Senate|Congress|Parliament|Government|Embassy|Directorate|Cabinet|Court|Service|Institute|University|"
    r"Centre|Center|Association|Federation|Chamber|Society|Survey|Bundestag|House|Board)\b"
)
COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|plc|AG|SA|S\.A|NV|AB|ASA|Co|Company|Group|Holdings?|Partners|"
    r"Capital|Resources|Metals|Mining|Minerals|Materials|Lithium|Cobalt|Graphite|Uranium|Rare Earths?|Energy|Magnetics|"
    r"Technologies|Industries|Motors?|Steel|Chemicals?|Bank|Ventures|Gold|Cells|Batter(?:y|ies)|Magnets?|Systems|Solutions|Works|International|Consortium|Trading|Commodities|Alloys?|Recycling|Refining|Smelting|Processing|Minerais|Mineração|Copper|Nickel|Exploration|Royalties)\b\.?"
)
PROJECT = re.compile(r"\b(?:mine|mines|project|refinery|smelter|plant|deposit|facility|complex|mill)\b", re.IGNORECASE)
PRESS = re.compile(
    r"\b(?:Times|Post|Journal|News|Reuters|Bloomberg|Press|Herald|Gazette|\w*[Ww]ire|Media|Daily|Tribune|Dispatch|Bulletin|Chronicle|Observer|Newswire)\b"
)
TITLES = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|President|Prime Minister|Minister|Secretary|Ambassador|Commissioner|Chancellor|Chief Executive|"
    r"Foreign Minister|Trade Representative|Premier|Sen|Rep)\.? "
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
    action labor labour conservative liberal democratic republican external foreign""".split()
)
"Words that stand with a capital in headlines and at starts of sentences."
TEXT_END = re.compile(
    r"(?:Memorandum of Understanding|Action Plan|Partnership|Agreement|Framework|Reserve|Vision \d{4}|Declaration|Act|"
    r"Strategy|Treaty|Accords?|Initiative|Statement|Proclamation \d+|Announcement)$"
)
"Ends of names of texts and programmes: those are told by `nominals`, not named anew."
PEOPLE = re.compile(r"^\w+(?:ans|ese|ish|dovan)$")
"Single words for peoples."
UNFINISHED = frozenset("of and the for on in at to".split())
SHORTEST = 3
LONGEST = 70
TITLE_REACH = 9
"Tokens of a title in front of a name."
BEFORE = 24
"Code points before a name in which its kind is looked for (`battery maker Hammarby Cells`)."
FIRM_BEFORE = re.compile(
    r"\b(?:maker|company|firm|miner|producer|developer|supplier|carmaker|automaker|trader|refiner|smelter|explorer|"
    r"start-?up|utility|investor|lender|manufacturer|recycler|processor|consultancy|group|giant|conglomerate) $"
)
AFTER = 14
'Code points after a name in which its kind is looked for ("Nechalacho mine").'


def with_new_names(tree: Tree, taken: list[Mark]) -> list[Mark]:
    """
    The marks of a sentence with those of names that the language model saw and no known name covers.

    A common word inside a longer name ("Graphite" in "Norrland Graphite AB") yields to the name.
    """
    marks = list(taken)
    for name in tree.sentence.names:
        overlapping = [mark for mark in marks if mark.start < name.end and name.start < mark.end]
        entity = entity_of(name, tree)
        if (
            entity is None
            or is_in_dateline(tree, name)
            or not all(yields_to(mark, name, entity) for mark in overlapping)
        ):
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


def yields_to(mark: Mark, name: Name, entity: Entity) -> bool:
    """
    True for a common word inside a longer name of a company or agency.
    """
    is_inside = name.start <= mark.start and mark.end <= name.end and mark.end - mark.start < name.end - name.start
    is_common = mark.entity.type in COMMON_TYPES or mark.how is How.DEMONYM
    if mark.entity.type in ("Country", "Place") and entity.type == "Company":
        return is_inside and bool(COMPANY.search(entity.label))
    return is_inside and is_common and entity.type in ("Company", "Agency", "Project", "Person")


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


def entity_of(name: Name, tree: Tree) -> Entity | None:
    """
    The entity a new name mints; `None` for what is no name of ours.
    """
    label = label_of(name.text)
    if not SHORTEST <= len(label) <= LONGEST or not label[0].isupper() or PRESS.search(label) or is_plain(label):
        return None
    last = label.split()[-1].lower()
    if last in MEETINGS or last in UNFINISHED:
        return None  # named as a meeting by `meetings`, or the beginning of a title ("Minister of Foreign Affairs of")
    if TEXT_END.search(label) or PEOPLE.search(label):
        return None
    type_ = type_of(name, label, tree)
    return Entity(minted_id(PREFIXES[type_], label), label, type_, known=False)


def is_plain(label: str) -> bool:
    """
    True for capitalised words that name nothing of their own.

    >>> is_plain("Critical Minerals"), is_plain("Nechalacho")
    (True, False)
    """
    words = [word for word in re.split(r"[^\w]+", label) if word]
    return all(word.lower() in PLAIN_WORDS or singular(word) in HEAD_WORDS or word.isdigit() for word in words)


def label_of(text: str) -> str:
    """
    A name without title, article and possessive.

    >>> label_of("the Nechalacho mine's"), label_of("Minister Ana Sol")
    ('Nechalacho mine', 'Ana Sol')
    """
    plain = re.sub(r"\s+", " ", text).strip(" .,;:“”\"'’()")
    plain = re.sub(r"^(?:the|The) ", "", plain)
    plain = re.sub(r"(?:'s|’s|')$", "", plain)
    return TITLES.sub("", plain)


def type_of(name: Name, label: str, tree: Tree) -> str:
    """
    The class of a new name: by words in it, words after it, then by what the model said.
    """
    offset = name.end - tree.sentence.start
    after = tree.sentence.text[offset : offset + AFTER]
    if name.type in ("PER", "PERSON"):
        return "Person"
    if AGENCY.search(label):
        return "Agency"
    if PROJECT.search(label) or re.match(r"\s+(?:\w+\s+)?(?:mine|project|refinery|smelter|plant|deposit)\b", after):
        return "Project"
    before = tree.sentence.text[max(0, name.start - tree.sentence.start - BEFORE) : name.start - tree.sentence.start]
    if COMPANY.search(label) or name.type == "ORG" or FIRM_BEFORE.search(before):
        return "Company"
    return "Place"


def minted_id(prefix: str, label: str) -> str:
    """
    The opaque id of a new name: the same name makes the same id in every document.
    """
    return f"{prefix}:x{digest(f'{prefix}|{fold(label).strip()}')[:12]}"
