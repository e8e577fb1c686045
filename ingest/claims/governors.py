"""
The words that govern a clause and say how it is meant; lemmas, lower case. Groups follow the wordings P001 to P131 of
the project's study of news wording.
"""

from typing import Final


def words(text: str) -> frozenset[str]:
    """
    The words of a line.
    """
    return frozenset(text.split())


POSSIBLE_AUX: Final = words("may might could can")
PLANNED_AUX: Final = words("will shall would should 'll ’ll won")
NEGATIONS: Final = words("not n't n’t never no neither nor without")
FAR_ADVERBS: Final = words("barely hardly scarcely almost nearly")
'"Nearly signed" was not signed.'
NEAR_ADVERBS: Final = words("about close near")
MAYBE_ADVERBS: Final = words("perhaps possibly potentially maybe conceivably")
HEARSAY: Final = words("reportedly rumoured rumored allegedly unconfirmed purportedly")
CONDITIONS: Final = words("if unless provided assuming whether")
OPEN_QUESTIONS: Final = words("until once till")
'What comes "once the memorandum is signed" waits for it: not signed yet.'
WITHOUT: Final = frozenset(
    ("without", "instead of", "rather than", "short of", "excluding", "except", "except for", "bar", "barring", "minus")
)

DENYING: Final = words(
    """fail decline refuse deny neglect reject dismiss dispute rebut refute oppose forgo avoid abandon scrap cancel drop
    unable unwilling reluctant unlikely incapable failure refusal inability absence lack denial miss impossible
    resist rebuff veto prevent block scupper derail stop prohibit forbid false untrue wrong short far"""
)
'Governors of what is then not so ("short of", "far from"); as own triggers they are read by their patterns.'
POSSIBLE_GOVERNORS: Final = words(
    """explore consider study discuss weigh mull examine contemplate envisage ponder debate assess evaluate suggest
    possibility option idea prospect chance potential feasibility possible examination exploration look invite
    invitation"""
)
WAITING: Final = words("conditional contingent subject dependent depend hinge condition")
"What these wait for has not come about: they govern a clause or the noun of an event, no other noun."
WISHING: Final = words(
    """plan intend aim hope seek want propose wish aspire like prefer mean target push press call urge ask try attempt
    strive work ready willing prepare prepared eager keen open intention intent plan aim hope ambition goal effort
    attempt bid proposal desire readiness willingness push call offer interest objective drive"""
)
PROMISING: Final = words(
    """expect promise pledge commit agree vow schedule slate slat due set decide order design promise pledge commitment
    vow decision likely undertake guarantee swear await anticipate envision forecast schedule deadline foresee
    obligation undertaking timetable bind oblige require"""
)
NEARING: Final = words(
    """close near verge brink cusp eve poise poised edge point inch nearer closer negotiate negotiation talk talks
    discussion track course path"""
)
OUT: Final = words("rule")
"Verbs that deny only with `out`."
POSTPONING: Final = words("postpone delay defer adjourn")
SPEAKING: Final = words(
    """say tell state note add report claim confirm write post declare argue insist warn explain announce show mean
    reveal see believe think stress recall point emphasise emphasize underline indicate remind admit acknowledge find"""
)
"What a clause under these says it says by itself."

MADE_BY_OBJECT: Final = words(
    "agree set order decide guarantee design require prepare open offer seek aim work call push close negotiate point"
)
"What is agreed, set or offered is there: these plan a clause below them, not a thing."
NOUN_GOVERNORS: Final = words(
    """plan proposal idea talk talks negotiation intention intent promise pledge commitment bid push prospect
    possibility lack absence hope effort"""
)
"Nouns that say how the agreement behind them is meant: `talks on a memorandum`."
