"""
What the new names of a text are, decided over the whole text: their kinds, and which of them are one thing.

"Karrow Metals Plc" is a company by its last word; then so is "Karrow", which the text calls it afterwards, and whatever
either is said to do tells of both. Every use of a name gives votes; the names of a thing share them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ingest.trees import Tree
from kg.linking import fold
from kg.text import Name, Token

Votes: TypeAlias = dict[str, float]
"What speaks for each class."
BY_MODEL: Final = {"PER": "Person", "PERSON": "Person", "ORG": "Company", "LOC": "Place", "GPE": "Place"}
AGENCY: Final = re.compile(
    r"\b(?:Ministry|Department|Agency|Commission|Authority|Administration|Bureau|Office|Council|Committee|Secretariat|"
    r"Treasury|Senate|Congress|Parliament|Government|Embassy|Directorate|Cabinet|Court|Service|Institute|University|"
    r"Centre|Center|Association|Federation|Chamber|Society|Survey|Bundestag|House|Board)\b"
)
LEGAL: Final = (
    "Inc|Corp|Corporation|Ltd|Limited|LLC|P[Ll][Cc]|plc|AG|SA|S\\.A|NV|AB|ASA|GmbH|Pty|Co|Company|Group|Holdings?"
)
PUBLIC: Final = re.compile(
    r"\b(?:(?:Development|Central|World|Export|Export-Import|Investment|Infrastructure|Reserve|Growth) (?:Bank|Fund)|"
    r"Bank (?:of|for) [A-Z]|Wealth Fund|Fund for [A-Z])"
)
"Banks and funds of states."
COMPANY: Final = re.compile(
    rf"\b(?:{LEGAL}|Partners|"
    r"Capital|Resources|Metals|Mining|Minerals|Materials|Lithium|Cobalt|Graphite|Uranium|Rare Earths?|Energy|Magnetics|"
    r"Technologies|Industries|Motors?|Steel|Chemicals?|Bank|Ventures|Gold|Cells|Batter(?:y|ies)|Magnets?|Systems|"
    r"Solutions|Works|International|Consortium|Trading|Commodities|Alloys?|Recycling|Refining|Smelting|Processing|"
    r"Minerais|Mineração|Copper|Nickel|Exploration|Royalties|Tungsten|Vanadium|Titanium|Antimony|Zinc|Silver|Potash|"
    r"Magnesium|Manganese|Tantalum|Niobium|Scandium|Gallium|Germanium|Fluorspar|Anodes?|Cathodes?|Carbon|Aerospace|"
    r"Automotive|Electric|Power|Oil|Gas|Petroleum|Semiconductors?|Logistics|Shipping|Investments?|Equity|Advisors)\b\.?"
)
SITE_WORDS: Final = (
    r"mines?|project|refinery|smelter|plant|deposit|facility|complex|mill|works|field|concentrator|quarry|pit"
)
PROJECT: Final = re.compile(
    r"\b(?:mines?|project|refinery|smelter|plant|deposit|facility|complex|mill)\b", re.IGNORECASE
)
SITE_NOUN: Final = re.compile(rf"(?:{SITE_WORDS})$")
SITE_KIND: Final = re.compile(rf" (?:{SITE_WORDS})$", re.IGNORECASE)
SITE_GOODS: Final = re.compile(r" [a-z][\w-]*$")
TICKER: Final = re.compile(
    r"\s?\((?:(?:ASX|LON|LSE|AIM|TSX|TSX-V|TSXV|CSE|NYSE|NASDAQ|Nasdaq|OTC\w*|JSE|HKEX|HKSE|TSE|KRX|FRA|SZSE|SSE|ASX/\w+)"
    r"\s?[:;,]|NYSE )"
)
FIRMS: Final = (
    "maker company firm miner producer developer supplier carmaker automaker trader refiner explorer start-up startup "
    "utility investor lender manufacturer recycler processor consultancy group giant conglomerate subsidiary retailer "
    "broker bank fund insurer shipper operator owner venture affiliate parent"
)
FIRM_BEFORE: Final = re.compile(rf"(?:\b(?:{FIRMS.replace(' ', '|')})|-(?:listed|based|owned|quoted)) $")
PEOPLE: Final = (
    "executive director president chairman chairwoman chair minister secretary officer head analyst spokesman "
    "spokeswoman spokesperson ambassador commissioner senator lawyer founder manager adviser professor economist"
)
PLACES: Final = "city town province region state county district village port island valley prefecture territory"
SITES: Final = "mine project refinery smelter plant deposit facility complex mill"
APPOSITIONS: Final = {
    word: kind
    for kind, nouns in (("Company", FIRMS), ("Person", PEOPLE), ("Place", PLACES), ("Project", SITES))
    for word in nouns.split()
}
"What a name is by the noun that explains it: `Tolland, a Canadian miner`."
TITLES: Final = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|President|Prime Minister|Minister|Secretary|Ambassador|Commissioner|Chancellor|Chief Executive|"
    r"Foreign Minister|Trade Representative|Premier|Sen|Rep)\.? "
)
TITLE_BEFORE: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|President|Minister|Secretary|Ambassador|Commissioner|Chancellor|Premier|"
    r"CEO|CFO|chief executive|chairman|chairwoman|director|spokesman|spokeswoman|analyst|Senator|Sen|Governor|Gov)\.? $"
)
OF_FIRMS: Final = frozenset(
    """share shares stock board subsidiary unit arm parent shareholder shareholders chief ceo chairman chairwoman cfo
    executive spokesman spokeswoman spokesperson plant mine project refinery smelter factory operation operations
    portfolio output product products balance customer customers contract offer bid annual quarterly""".split()
)
"What companies have: `Tolland's shares`."
DONE_BY_FIRMS: Final = frozenset(
    """acquire buy sell own operate run build develop commission mine refine smelt supply ship list raise issue hire
    restart expand produce invest finance bid merge complete secure award drill explore process recycle""".split()
)
"What companies do and hardly anybody else."
SHARED_WITH_FIRMS: Final = frozenset(
    """stake share interest invest investment holding shareholding buy purchase acquire venture contract deal offtake
    merger tonne ton option order""".split()
)
"What is held in firms, bought from them, agreed with them."
DONE_TO_SITES: Final = frozenset("develop mine drill commission reopen restart mothball".split())
"What is done to mines and plants."
SURE, PLAIN, WEAK = 50.0, 2.0, 1.0
"Votes: by a name's own words and titles, by what explains it, by what it does and where it stands."
BY_ITSELF: Final = 1.5
"The vote of the model, which sees a name's use and mostly its form, however often the name is used."
SITE_REACH: Final = 3
"Tokens behind a name in which its kind is looked for (`Nechalacho rare earth mine`)."
NEAR: Final = 40
"Code points beside a name in which a word may tell what it is."


@dataclass(slots=True)
class NamedThing:
    """
    One thing by all its names in a text.

    Attributes:
        label: its longest name.
        votes: what its names and their surroundings say, over all uses, by class.
        seen: how often the model took it for which class.
    """

    label: str
    votes: Votes = field(default_factory=lambda: defaultdict(float))
    seen: Counter[str] = field(default_factory=Counter)

    def add(self, votes: Votes, seen: Mapping[str, int]) -> None:
        """
        Count the votes of more uses, and what the model took them for.
        """
        for kind, weight in votes.items():
            self.votes[kind] += weight
        self.seen.update(seen)

    @property
    def kind(self) -> str:
        """
        The class with most votes; a name nothing tells of is a place.

        A single word that the model takes for a person is a firm: a text that names a person gives the full name first.
        """
        votes = dict(self.votes)
        for kind, uses in self.seen.items():
            is_bare = kind == "Person" and " " not in self.label
            told = "Company" if is_bare else kind
            votes[told] = votes.get(told, 0.0) + BY_ITSELF * uses / self.seen.total()
        return max(votes, key=lambda each: (votes[each], each), default="Place")


class NameKinds:
    """
    The new names of one text, each with the thing it names.
    """

    def __init__(self, things: dict[str, NamedThing]) -> None:
        self._things = things

    @classmethod
    def of(cls, trees: Iterable[Tree]) -> "NameKinds":
        """
        Those of a parsed text.
        """
        things: dict[str, NamedThing] = {}
        beside: dict[str, str] = {}
        for tree in trees:
            for name in tree.sentence.names:
                label = label_of(name.text)
                thing = things.setdefault(fold(label), NamedThing(label))
                thing.add(votes_of(name, label, tree), {BY_MODEL[name.type]: 1} if name.type in BY_MODEL else {})
                if short := in_brackets(name, tree):
                    beside[fold(short)] = fold(label)
        longer = longer_names(things, beside)
        for short in sorted(longer, key=len):
            things[longer[short]].add(things[short].votes, things[short].seen)
        return cls({key: things[longer.get(key, key)] for key in things})

    def thing(self, label: str) -> NamedThing | None:
        """
        What a name stands for in the text.
        """
        return self._things.get(fold(label))


MISTAKEN: Final = {
    "Company": ("Place", "Person"),
    "Project": ("Place", "Person", "Company"),
    "Person": ("Place", "Company"),
    "Agency": (),
    "Place": (),
}
"What the short form of a name is easily taken for."


def longer_names(things: dict[str, NamedThing], beside: dict[str, str]) -> dict[str, str]:
    """
    The longest name of a thing by each of its shorter ones, all folded.

    A company's is shorter without its last words, a mine's without "mine", a person's is the surname; brackets behind a
    name explain any other. What could be short for two things is short for neither.
    """
    claimed: dict[str, set[str]] = defaultdict(set)
    for long in sorted(things, key=len, reverse=True):
        kinds = (things[long].kind, *MISTAKEN[things[long].kind])
        for short in short_forms(things[long]):
            if short != long and short in things and things[short].kind in kinds:
                claimed[short] |= claimed.get(long) or {long}
    found = {short: next(iter(roots)) for short, roots in claimed.items() if len(roots) == 1}
    return found | {short: found.get(long, long) for short, long in beside.items() if {short, long} <= things.keys()}


def short_forms(thing: NamedThing) -> Iterator[str]:
    """
    The folded names a text may use for a thing once it has named it.

    >>> list(short_forms(NamedThing("Karrow Metals Plc", {"Company": 50.0})))
    ['karrow metals', 'karrow']
    """
    words = thing.label.split()
    if thing.kind == "Company":
        yield from (fold(" ".join(words[:end])) for end in range(len(words) - 1, 0, -1))
    elif thing.kind == "Project":
        bare = SITE_KIND.sub("", thing.label)
        yield from (fold(each) for each in dict.fromkeys((bare, SITE_GOODS.sub("", bare))))
    elif thing.kind == "Person" and len(words) > 1:
        yield from (fold(" ".join(words[start:])) for start in range(1, len(words)))


def in_brackets(name: Name, tree: Tree) -> str:
    """
    The name that brackets right behind another give it: "U.S. Strategic Metals (USSM)", 'Tolland Ltd ("Tolland")'.
    """
    behind = tree.sentence.text[name.end - tree.sentence.start :][:NEAR]
    found = re.match(r"\s?\(\s?[\"“‘']?([A-Z][\w&-]{1,20})[\"”’']?\s?(?:\)|,? or )", behind)
    return found[1] if found else ""


def votes_of(name: Name, label: str, tree: Tree) -> Votes:
    """
    What one use of a name says it is.
    """
    text, start, end = tree.sentence.text, name.start - tree.sentence.start, name.end - tree.sentence.start
    before, behind = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    votes: Votes = defaultdict(float)
    if TITLES.match(name.text):
        votes["Person"] += SURE
    if AGENCY.search(label) or PUBLIC.search(label):
        votes["Agency"] += SURE
    elif PROJECT.search(label) or is_before_site(name, tree):
        votes["Project"] += SURE
    elif COMPANY.search(label):
        votes["Company"] += SURE
    if TICKER.match(behind):
        votes["Company"] += SURE
    if FIRM_BEFORE.search(before):
        votes["Company"] += PLAIN
    if TITLE_BEFORE.search(before):
        votes["Person"] += SURE
    head = head_of(name, tree)
    for kind, weight in votes_by_grammar(head, tree) if head else ():
        votes[kind] += weight
    return votes


def is_before_site(name: Name, tree: Tree) -> bool:
    """
    True for a name with a noun for a mine or plant behind it, and nothing but nouns and adjectives between.
    """
    behind = [token for token in tree.tokens if token.start >= name.end][:SITE_REACH]
    for token in behind:
        if SITE_NOUN.match(token.text):
            return True
        if token.pos not in ("NOUN", "ADJ", "PROPN"):
            return False
    return False


def votes_by_grammar(head: Token, tree: Tree) -> Iterator[tuple[str, float]]:
    """
    What grammar says of a name: what explains it, what it has, what it does, where it stands.
    """
    explained = tree.child(head.index, "appos")
    if explained is not None and explained.lemma.lower() in APPOSITIONS:
        yield APPOSITIONS[explained.lemma.lower()], PLAIN
    above = tree.tokens[head.head]
    if head.dep == "nmod:poss" and above.lemma.lower() in OF_FIRMS:
        yield "Company", WEAK
    acts = head.dep == "nsubj" and above.pos == "VERB"
    is_bare = tree.child(head.index, "flat", "compound") is None
    if is_bare and (acts or head.dep == "obl:agent"):
        yield "Company", WEAK
    if acts and above.lemma.lower() in DONE_BY_FIRMS:
        yield "Company", WEAK
    if head.dep == "obj" and above.lemma.lower() in DONE_TO_SITES:
        yield "Project", WEAK
    if head.dep == "appos" and above.lemma.lower() in APPOSITIONS:
        yield APPOSITIONS[above.lemma.lower()], PLAIN
    case = tree.case(head.index)
    if (
        head.dep in ("obl", "nmod")
        and case in ("in", "with", "from", "by")
        and above.lemma.lower() in SHARED_WITH_FIRMS
    ):
        yield "Company", PLAIN
    elif head.dep in ("obl", "nmod") and case in ("in", "near"):
        yield "Place", WEAK
    if head.dep == "conj" and COMPANY.search(
        tree.sentence.text[above.start - tree.sentence.start :][: len(above.text)]
    ):
        yield "Company", PLAIN


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


def head_of(name: Name, tree: Tree) -> Token | None:
    """
    The token of a name that the rest of the sentence sees.
    """
    own = [token for token in tree.tokens if name.start <= token.start and token.end <= name.end]
    inside = {token.index for token in own}
    return next((token for token in own if token.head not in inside or token.head == token.index), None)
