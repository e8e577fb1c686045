"""
The words that tell what a name is: its own, those beside it, what only firms, sites or places do and have.
"""

import re
from typing import Final

from ingest.mentions.regions import REGIONS

AGENCY: Final = re.compile(
    r"\b(?:Ministry|Department|Agency|Commission|Authority|Administration|Bureau|Office|Council|Committee|Secretariat|"
    r"Treasury|Senate|Congress|Parliament|Government|Embassy|Directorate|Cabinet|Court|Service|Institute|University|"
    r"Centre|Center|Association|Federation|Chamber|Society|Survey|Bundestag|House|Board|Academy|Assembly|Organi[sz]ation|"
    r"Regulator|Municipality|Army|Navy|Customs)\b"
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
SITE_WORDS: Final = (
    f"{SITES.replace(' ', '|')}|mines|works|field|concentrator|quarry|pit|prospect|tailings|salar|restart"
)
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
OFFICIAL: Final = (
    "state development export investment policy public national central sovereign promotion wealth government "
    "export-credit"
)
AGENCY_BEFORE: Final = re.compile(
    r"\b(?:agency|regulator|ministry|authority|watchdog|municipality|(?:"
    + OFFICIAL.replace(" ", "|")
    + r") (?:bank|lender|insurer|fund|financier)) $"
)
IN_REGION: Final = re.compile(rf", (?:{'|'.join(sorted(REGIONS))})\b")
FIRM_BEFORE: Final = re.compile(rf"(?:\b(?:{FIRMS.replace(' ', '|')})|-(?:listed|based|owned|quoted)) $")
PEOPLE: Final = (
    "executive director president chairman chairwoman chair minister secretary officer head analyst spokesman "
    "spokeswoman spokesperson ambassador commissioner senator lawyer founder manager adviser professor economist"
)
PLACES: Final = "city town province region state county district village port island valley prefecture territory"
OFFICES: Final = "agency regulator ministry authority watchdog municipality"
APPOSITIONS: Final = {
    word: kind
    for kind, nouns in (
        ("Company", FIRMS),
        ("Person", PEOPLE),
        ("Place", PLACES),
        ("Project", f"{SITES} prospect pit quarry concentrator"),
        ("Agency", OFFICES),
        ("Forum", "forum bloc grouping alliance coalition club"),
    )
    for word in nouns.split()
}
"What a name is by the noun that explains it: `Tolland, a Canadian miner`."
FIRM_OPENS: Final = re.compile(
    r"^(?:Carmaker|Automaker|Miner|Developer|Explorer|Trader|Producer|Refiner|Recycler|Supplier|Manufacturer) (?=[A-Z])"
)
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
    restart expand produce invest finance bid merge complete secure award drill explore process recycle take pay win
    earn hold reject lose""".split()
)
"What companies do and hardly anybody else."
SHARED_WITH_FIRMS: Final = frozenset(
    """stake share interest invest investment holding shareholding buy purchase acquire venture contract deal offtake
    merger tonne ton option order holding partner talk""".split()
)
"What is held in firms, bought from them, agreed with them."
DONE_TO_SITES: Final = frozenset("develop mine drill commission reopen restart mothball idle permit".split())
"What is done to mines and plants."
DONE_TO_FIRMS: Final = frozenset("sell supply lend award deliver pay owe give".split())
"What is done to a company behind `to`."
FOR_SITES: Final = frozenset("permit licence license study work construction".split())
"What is asked for a mine and done on it."
DONE_BY_PLACES: Final = frozenset("lie sit be have border stretch rank host see contain remain stand".split())
"What places do as well as firms."
OF_OWNERS: Final = frozenset("plant mine project refinery smelter factory shares shareholder subsidiary".split())
"What hardly anybody but a company has."
OF_PARTNERS: Final = frozenset("stake share holding merger".split())
"What somebody gets, or two do: `a stake for Daehan`, `the merger of Pelican Point with Sablefield`."
SURE, PLAIN, WEAK, FAINT = 50.0, 2.0, 1.0, 0.6
"Votes: by a name's own words and titles, by what explains it, by what it does, by being a thing one deals with at all."
OF_PLACES: Final = frozenset(
    """government capital port economy people resident airport coast governor mayor parliament border north south east
    west history""".split()
)
"What places have."
AT_SITE: Final = re.compile(
    r"\b(?:mine[sd]?|mining|drill\w*|extract\w*|output|production|lines?|circuit|ores?|reserves?|pit|furnaces?|tailings)\b"
    r"(?: [\w-]+){0,2} at $",
    re.IGNORECASE,
)
"What is done and stands at mines, close before a name."
SITE_REACH: Final = 5
"Tokens behind a name in which its kind is looked for (`Nechalacho rare earth mine`)."
NEAR: Final = 40
"Code points beside a name in which a word may tell what it is."
BESIDE: Final = (
    ("Company", TICKER, SURE, False),
    ("Company", FIRM_BEFORE, PLAIN, True),
    ("Project", AT_SITE, PLAIN, True),
    ("Place", IN_REGION, WEAK, False),
    ("Agency", AGENCY_BEFORE, SURE, True),
    ("Person", TITLE_BEFORE, SURE, True),
)
"What a name is by the words beside it: the class, the words, their votes, whether they stand before it."
