"""
What one use of a new name says it is: by its own words, by what stands beside it, and by grammar.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, TypeAlias

from ingest.mentions.titles import title_kind
from ingest.trees import Tree
from kg.text import Name, Token

Votes: TypeAlias = dict[str, float]
"What speaks for each class."
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
SITES: Final = "mine project refinery smelter plant deposit facility complex mill"
PROJECT: Final = re.compile(rf"\b(?:{SITES.replace(' ', '|')}|mines)\b", re.IGNORECASE)
SITE_WORDS: Final = f"{SITES.replace(' ', '|')}|mines|works|field|concentrator|quarry|pit"
SITE_NOUN: Final = re.compile(rf"(?:{SITE_WORDS})$")
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
APPOSITIONS: Final = {
    word: kind
    for kind, nouns in (
        *(("Company", FIRMS), ("Person", PEOPLE), ("Place", PLACES), ("Project", SITES)),
        ("Forum", "forum bloc grouping alliance coalition club"),
    )
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
OF_CLUBS: Final = frozenset(
    """members membership observer observers presidency chairmanship secretariat accession ministerial ministers
    countries states governments delegates""".split()
)
"What bodies of states have: `members of the Ashgrove Group`."
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
SITE_REACH: Final = 3
"Tokens behind a name in which its kind is looked for (`Nechalacho rare earth mine`)."
NEAR: Final = 40
"Code points beside a name in which a word may tell what it is."


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
    votes |= votes_by_words(name, label, tree)
    if TITLES.match(name.text) or TITLE_BEFORE.search(before):
        votes["Person"] += SURE
    if TICKER.match(behind):
        votes["Company"] += SURE
    if FIRM_BEFORE.search(before):
        votes["Company"] += PLAIN
    head = head_of(name, tree)
    if head and label.endswith(" Group") and is_club(head, tree):
        votes["Forum"] += SURE
    for kind, weight in votes_by_grammar(head, tree) if head else ():
        votes[kind] += weight
    return votes


def votes_by_words(name: Name, label: str, tree: Tree) -> Votes:
    """
    What the own words of a name say it is.
    """
    if titled := title_kind(label):
        return {titled: SURE}
    if AGENCY.search(label) or PUBLIC.search(label):
        return {"Agency": SURE}
    if PROJECT.search(label) or is_before_site(name, tree):
        return {"Project": SURE}
    firm = COMPANY.search(label)
    return {"Company": SURE} if firm and firm[0] != "Group" else {}


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
    yield from ((APPOSITIONS[noun.lemma.lower()], PLAIN) for noun in explained_by(head, tree))
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


def explained_by(head: Token, tree: Tree) -> list[Token]:
    """
    The nouns that say what a name is: "Tolland, a miner", "the miner, Tolland", "Tolland is a miner".
    """
    above = tree.tokens[head.head]
    is_predicate = head.dep == "nsubj" and tree.child(above.index, "cop") is not None
    nouns = [tree.child(head.index, "appos"), above if head.dep == "appos" or is_predicate else None]
    return [noun for noun in nouns if noun is not None and noun.lemma.lower() in APPOSITIONS]


def is_club(head: Token, tree: Tree) -> bool:
    """
    True for a group that states belong to: "members of the Ashgrove Group", "the Ashgrove Group's secretariat".
    """
    above = tree.tokens[head.head]
    if head.dep == "nmod:poss" or (head.dep in ("nmod", "obl") and tree.case(head.index) in ("of", "in", "to")):
        return above.text.lower() in OF_CLUBS
    return head.dep == "compound" and above.text.lower() in OF_CLUBS


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
