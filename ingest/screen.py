"""
Is a text about critical-minerals partnerships? Decided before any model sees it, by weighed words.

A text is relevant when it speaks of minerals (`SUBJECT`) and of dealings with them (`AFFAIRS`), and what speaks for
another field (`ELSEWHERE`) does not outweigh the minerals. Each word counts at most `MAX_REPEATS` times, so that a long
list of one word decides nothing. Weights were set by hand on the corpus and its distractors.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.linking import Phrases
from ontology.entities import ReferenceEntity
from ontology.load import load_reference

SUBJECT: Final[dict[float, str]] = {
    4: """critical mineral; critical minerals; critical raw material; critical raw materials; rare earth; rare earths;
        rare earth elements; minerals security partnership; strategic minerals; strategic raw materials; critical
        metals; strategic metals; battery metals; battery minerals; project vault; critical materials""",
    3: """gallium; germanium; antimony; dysprosium; terbium; neodymium; praseodymium; samarium; gadolinium; yttrium;
        ndpr; scandium; permanent magnets; magnet metals; battery materials; bismuth; indium; tellurium; cobalt
        quota; coltan; tantalum; niobium; spodumene; mofcom; crma; cobalt hydroxide; rare earth magnets""",
    2: """tungsten; graphite; cobalt; lithium; vanadium; beryllium; titanium; molybdenum; raw materials; permanent
        magnet; mineral supply; minerals deal; minerals agreement; minerals pact; minerals; mineral resources;
        bauxite; rhenium; hafnium; fluorspar; magnesium metal; polysilicon; tin ore; nickel ore""",
    1: """mining; mine; mines; refinery; refining; smelter; ore; ores; nickel; manganese; copper; tin; magnesium;
        zinc; uranium; platinum; palladium; aluminium; aluminum; magnets; battery; batteries; concentrate; miner;
        miners; processing plant; separation plant; deposit; deposits; mineral""",
}
AFFAIRS: Final[dict[float, str]] = {
    2: """memorandum; memorandum of understanding; mou; export control; export controls; export ban; export bans;
        export licence; export license; export licences; export licenses; export restrictions; export curbs; supply
        chain; supply chains; offtake; price floor; price floors; stockpile; stockpiles; stockpiling; joint venture;
        strategic partnership; quota; export quota; joint statement; action plan; critical minerals ministerial;
        section 232; dual-use; equity stake; net import reliance; import reliance; export licensing; embargo; price
        support; raw materials partnership""",
    1: """agreement; agreements; partnership; framework; pact; deal; accord; treaty; alliance; tariff; tariffs; trade;
        minister; ministers; ministry; government; governments; commission; state department; sign; signed; signs;
        signing; investment; invest; loan; financing; stake; exports; export; imports; import; sanctions; subsidies;
        summit; cooperation; diversify; project; projects; dependence; ban; bans; act; strategy; producer;
        production; share; shares; licence; license; licences; licenses; licensing; controls; restrictions;
        shipments; bloc; supply; supplies; buy; buys; sell; sells; acquire; acquires; agreed; agrees; build; builds;
        building; district; own; owns; plant; output; produce; produces; restart; restarts; member; members; membership;
        ministerial; declaration; initiative; secretariat; charter""",
}
ELSEWHERE: Final[dict[float, str]] = {
    4: """bitcoin; cryptocurrency; crypto; hashrate; blockchain; ethereum; tablespoon; tablespoons; teaspoon;
        teaspoons; preheat; striker; midfielder; goalkeeper; premier league; kickoff; paddy; kharif; rabi; minimum
        support price; quintal; multivitamin; dietary supplement; dietary supplements; dietary minerals; trace
        minerals; micrograms; milligrams; half-time; wicket; innings; mineral water; mineral makeup; skincare;
        sunscreen""",
    2: """recipe; oven; simmer; vitamin; vitamins; supplement; supplements; dietary; nutrition; nutrients; dietitian;
        diet; wheat; farmers; crop; crops; harvest; grain; soybeans; soybean; dairy; beef; goal; goals scored;
        coach; league; stadium; playoff; patients; tablets; token; tokens; wallet; mining rig; mining rigs; troops;
        missile; battalion; frigate; submarine; mutual defence; mutual defense; large language model; language
        models; chatbot; dose; algorithm; symptoms; deficiency; poultry; cheese; wine; pork; textiles; garments;
        footwear; cricket; match; tournament; pharmaceuticals; fisheries; rice; sugar; tourism; visas; warships; air
        defence; air defense; mutual assistance""",
}
MAX_REPEATS = 3
SUBJECT_NEEDED = 4.0
AFFAIRS_COUNTED = 12.0
"Words of dealing beyond this say nothing more: every report on trade is full of them."
TOGETHER_NEEDED = 8.0
SHORT_WORDS, SUBJECT_NEEDED_SHORT, TOGETHER_NEEDED_SHORT = 60, 2.0, 3.0
"A short text, a headline say, can only name its subject once, and costs the model little."
ENOUGH_SUBJECT = 8.0
"A text this clearly about minerals needs no names to be recognised."
NAME_WEIGHT = 3.0
SHORTEST_NAME = 5
NAMED_TYPES = frozenset(
    """Mine Deposit Refinery Smelter ProcessingPlant SeparationPlant MetalPlant MagnetPlant AnodePlant RecyclingPlant
    ExportControl ControlSuspension MemorandumOfUnderstanding Framework ActionPlan Partnership TradeAgreement Forum
    Declaration Programme Law Strategy Fund""".split()
)
LONGEST = 40_000
"Code points looked at: a text that is about minerals says so before."


@dataclass(frozen=True, slots=True)
class Cue:
    """
    A phrase that speaks for or against relevance.
    """

    phrase: str
    topic: str
    weight: float


@dataclass(frozen=True, slots=True)
class Relevance:
    """
    What the screen saw: the sums it decides by.
    """

    is_relevant: bool
    subject: float
    affairs: float
    elsewhere: float


@cache
def load_cues() -> Phrases[Cue]:
    """
    The cues of all three tables.
    """
    tables = {"subject": SUBJECT, "affairs": AFFAIRS, "elsewhere": ELSEWHERE}
    return Phrases(
        (phrase, Cue(phrase, topic, weight))
        for topic, table in tables.items()
        for weight, phrases in table.items()
        for phrase in (" ".join(part.split()) for part in phrases.split(";"))
    )


@cache
def load_names() -> Phrases[str]:
    """
    The names of known mines and plants, of who runs them, of export controls and agreements, that are no common words.
    """
    names = (
        (name, entity.id)
        for entity in load_reference().entities.values()
        if set(entity.types) & NAMED_TYPES or is_producer(entity)
        for name in (entity.label, *(alias.text for alias in entity.aliases if not alias.is_contextual))
    )
    return Phrases((name, id_) for name, id_ in names if " " in name or len(name) >= SHORTEST_NAME or name.isupper())


def is_producer(entity: ReferenceEntity) -> bool:
    """
    True for a company that runs a mine or a plant.
    """
    return "Company" in entity.types and any(relation == "operates" for relation, _ in entity.links)


def relevance_of(text: str) -> Relevance:
    """
    Whether a text is worth reading, and why.

    A text that is not clearly out is looked at once more for names of this field ("Thacker Pass", "USMCA").

    >>> relevance_of("Japan and the EU signed a memorandum on critical minerals such as gallium.").is_relevant
    True
    >>> relevance_of("The striker signed a deal worth 40 million before the match.").is_relevant
    False
    """
    counts = Counter(cue for _, _, cues in load_cues().places(text[:LONGEST]) for cue in cues)
    sums = {"subject": 0.0, "affairs": 0.0, "elsewhere": 0.0}
    for cue, count in counts.items():
        sums[cue.topic] += cue.weight * min(count, MAX_REPEATS)
    if sums["subject"] + sums["affairs"] > 0 and sums["subject"] < ENOUGH_SUBJECT:
        named = {id_ for _, _, ids in load_names().places(text[:LONGEST]) for id_ in ids}
        sums["subject"] += NAME_WEIGHT * min(len(named), MAX_REPEATS)
    is_short = text.count(" ", 0, 2_000) < SHORT_WORDS
    subject_needed = SUBJECT_NEEDED_SHORT if is_short else SUBJECT_NEEDED
    together_needed = TOGETHER_NEEDED_SHORT if is_short else TOGETHER_NEEDED
    is_relevant = (
        sums["subject"] >= subject_needed
        and sums["subject"] + min(sums["affairs"], AFFAIRS_COUNTED) >= together_needed
        and sums["elsewhere"] < sums["subject"]
    )
    return Relevance(is_relevant, sums["subject"], sums["affairs"], sums["elsewhere"])
