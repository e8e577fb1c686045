"""
Mines and plants: who runs them, where they are, what they treat.
"""

from ingest.claims.pattern import Example, Pattern, Role, words
from ingest.mentions.marks import MINERALS

OWNER = ("Company", "Agency")
PLACES = ("Country", "Place", "Territory")
SITE = Role(("object", "at", "object-at"), ("Project",), "subtree")

STAGES = {
    "separate separation": "stage:separation",
    "refine refining": "stage:refining",
    "process processing": "stage:processing",
    "recycle recycling": "stage:recycling",
    "smelt smelting": "stage:smelting",
}
WORKS = Role(("subject", "at", "object-at"), ("Project",))

PATTERNS: tuple[Pattern, ...] = (
    *(
        Pattern("coversStage", stage.partition(":")[2], words(verbs), WORKS, value=stage)
        for verbs, stage in STAGES.items()
    ),
    Pattern(
        "coversMineral",
        "treat",
        words("separate refine process recycle smelt mine treat contain"),
        WORKS,
        Role(("object", "object-of"), MINERALS, "subtree"),
        examples=(
            Example(
                "The Kingston plant will separate samarium and gadolinium.",
                (
                    "facility:kingston coversMineral mineral:samarium planned",
                    "facility:kingston coversMineral mineral:gadolinium planned",
                    "facility:kingston coversStage stage:separation planned",
                ),
            ),
        ),
    ),
    Pattern(
        "operates",
        "operate",
        words(
            """operate run own manage develop advance restart reopen build construct explore commission expand open
            finish complete shelve idle mothball ramp"""
        ),
        Role(("subject",), OWNER),
        SITE,
        examples=(
            Example(
                "Glencore runs the Mutanda mine and Kamoto Copper Company, and CMOC owns Tenke Fungurume.",
                (
                    "company:glencore operates facility:mutanda asserted",
                    "company:glencore operates facility:kcc asserted",
                    "company:cmoc operates facility:tenke asserted",
                ),
            ),
            Example(
                "Arafura is currently developing the 4,400 t/yr Nolans project, a combined mine and refinery.",
                ("company:arafura operates facility:nolans asserted",),
            ),
        ),
    ),
    Pattern(
        "operates",
        "work at",
        words(
            "mine drill extract produce process refine smelt recover treat drilling extraction mining production survey"
        ),
        Role(("subject", "verb-subject"), ("Company",)),
        Role(("at", "object-at", "verb-at"), ("Project",), "nearest"),
        examples=(
            Example(
                "Perpetua Resources mines antimony at Stibnite.",
                ("company:perpetua operates facility:stibnite asserted",),
            ),
        ),
    ),
    Pattern(
        "operates",
        "money for a project of the receiver",
        words("loan grant funding financing award money guarantee package"),
        Role(("to", "verb-to", "verb-indirect"), ("Company",)),
        Role(("for", "verb-for", "toward", "towards"), ("Project",), "nearest"),
        score=0.7,
        examples=(
            Example(
                "The government has approved a loan from Export Finance Australia to Arafura for the Nolans project.",
                ("company:arafura operates facility:nolans asserted",),
            ),
        ),
    ),
    Pattern(
        "operates",
        "its operator",
        words("operator owner developer"),
        Role(("apposition-of", "apposition", "names", "cop-subject"), OWNER),
        Role(("possessor",), ("Project",)),
        examples=(
            Example(
                "The Stibnite project is in Idaho. Its operator, Perpetua Resources, wants money.",
                ("company:perpetua operates facility:stibnite asserted",),
            ),
        ),
    ),
    Pattern(
        "operates",
        "build with a partner",
        words("build develop construct run operate"),
        Role(("with", "together with"), OWNER),
        Role(("object",), ("Project",), "nearest"),
        without=words("loan grant money support help grants loans finance"),
        examples=(
            Example(
                "Australia wants to build the Nolans mine with Arafura.",
                ("company:arafura operates facility:nolans planned",),
            ),
        ),
    ),
    Pattern(
        "operates",
        "operator",
        words("operator owner developer proprietor"),
        Role(("apposition-of", "cop-subject"), OWNER),
        Role(("object", "of"), ("Project",), "subtree"),
        examples=(
            Example(
                "Serra Verde, the owner of the Pela Ema mine, sells rare earths.",
                ("company:serra-verde operates facility:pela-ema asserted",),
            ),
        ),
    ),
    Pattern(
        "locatedIn",
        "located",
        words("locate situate lie sit base stand"),
        Role(("object", "subject"), ("Project",)),
        Role(("in", "at", "near"), PLACES, "subtree"),
        modality="asserted",
        examples=(
            Example(
                "The Epanko graphite project is located in Tanzania.",
                ("facility:epanko locatedIn state:tanzania asserted",),
            ),
        ),
    ),
    Pattern(
        "locatedIn",
        "built in",
        words("build construct erect"),
        Role(("object",), ("Project",)),
        Role(("in", "at", "near"), PLACES, "nearest"),
        examples=(
            Example(
                "The Seadrift plant will be built in Texas.",
                ("facility:seadrift locatedIn place:texas planned",),
            ),
        ),
    ),
    Pattern(
        "locatedIn",
        "company based in",
        words("base headquarter"),
        Role(("object", "subject"), ("Company",)),
        Role(("in", "at"), PLACES, "nearest"),
        modality="asserted",
        examples=(Example("Lynas is based in Australia.", ("company:lynas locatedIn state:australia asserted",)),),
    ),
)
